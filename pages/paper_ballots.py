"""纸质选票: print, hand out, open the box, type in, settle, and see how far it is (`?round=ID`)."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.language import t
from components.paper_desk import HandOutActs, draw_box, draw_handing_out, draw_printing
from components.paper_entry import (
    choose_pass,
    draw_finding,
    draw_last,
    draw_pad,
    put_paper_look,
    read_pad,
)
from components.paper_print import ballots_pdf, find_missing_characters, projects_pdf
from components.paper_settling import (
    SettleActs,
    draw_difference,
    draw_exceptions,
    draw_progress,
    read_reason,
)
from components.plain import plain
from components.round_choice import choose_round
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.ballot_paper import BallotPaper
from domain.paper_flow import SheetState
from domain.paper_marks import Written
from domain.paper_views import (
    Difference,
    EntryPass,
    HandedOut,
    PaperProgress,
    PaperStep,
    PaperVoter,
)
from domain.phases import Phase
from domain.rights import Action, is_offered, refuse_unless_permitted
from domain.roles import Role
from services import (
    ballot_papers,
    outcomes,
    paper_batches,
    paper_entries,
    paper_handouts,
    paper_progress,
    round_reading,
)

GIVEN, OPEN, LAST = "paper_given", "paper_open_sheet", "paper_entered_last"


def print_batch() -> None:
    """Make a pile of sheets (a callback)."""
    sheets, two = st.session_state["paper_how_many"], st.session_state["paper_two_people"]
    make = partial(paper_batches.make_batch, needs_two_people=bool(two))
    if attempt(make, actor, paper.round_id, int(sheets)):
        done(t("paper.made", n=int(sheets)))


def pdf_of(batch_id: int, is_duplex: bool) -> bytes:
    """A pile as a PDF, made when it is asked for."""
    return ballots_pdf(paper, paper_batches.list_sheets(actor, batch_id), is_duplex=is_duplex)


def hand_out(voter: PaperVoter) -> None:
    """A sheet for the holder of an account (a callback)."""

    def act() -> None:
        given = paper_handouts.hand_out(actor, paper.round_id, voter.account_id)
        st.session_state[GIVEN] = (paper.round_id, given, voter.name)

    if attempt(act):
        st.session_state["paper_name"] = ""


def hand_out_to_person() -> None:
    """A sheet for a resident without an account (a callback)."""
    state = st.session_state
    name, digits = str(state["paper_person_name"] or ""), str(state["paper_person_digits"] or "")

    def act() -> None:
        given = paper_handouts.hand_out_to_person(
            actor,
            paper.round_id,
            name,
            digits,
            int(state["paper_person_community"] or 0),
            is_sure=bool(state["paper_other_person"]),
        )
        state[GIVEN] = (paper.round_id, given, name)

    if attempt(act):
        state["paper_person_name"] = state["paper_person_digits"] = ""
        state["paper_other_person"] = False


def take_back() -> None:
    """Undo the last hand-out (a callback)."""
    _, given, name = st.session_state.pop(GIVEN)
    if attempt(paper_handouts.take_back, actor, paper.round_id, given.id):
        done(t("paper.taken_back", name=plain(name)))


def given_last() -> tuple[HandedOut, str] | None:
    """To whom a sheet of this round was handed just now."""
    kept = st.session_state.get(GIVEN)
    return kept[1:] if kept and kept[0] == paper.round_id else None


def record_box() -> None:
    """Write down how many sheets lay in the box (a callback)."""
    returned = st.session_state["paper_returned"]
    if attempt(paper_progress.count_box, actor, paper.round_id, int(returned or 0)):
        done(t("paper.box_recorded", n=int(returned or 0)))


def find_sheet() -> None:
    """Open the sheet whose number was typed or scanned (a callback)."""
    st.session_state.pop(LAST, None)
    which = EntryPass(st.session_state["paper_pass"])

    def act() -> None:
        typed = str(st.session_state["paper_typed"] or "")
        serial = paper_entries.open_sheet(actor, paper.round_id, typed, which)
        st.session_state[OPEN] = (paper.round_id, serial, which)

    attempt(act)


def save_sheet() -> None:
    """Keep what was read, and be ready for the next sheet (a callback)."""
    if OPEN not in st.session_state:
        return
    _, serial, which = st.session_state[OPEN]

    def act() -> None:
        written = read_pad(paper, serial)
        entered = paper_entries.enter_sheet(actor, paper.round_id, serial, which, written)
        st.session_state[LAST] = (paper.round_id, entered)
        del st.session_state[OPEN]

    attempt(act)


def undo_sheet() -> None:
    """Take back the reading just kept, and open the sheet again (a callback)."""
    _, last = st.session_state.pop(LAST)
    if attempt(paper_entries.undo_entry, actor, paper.round_id, last.serial):
        st.session_state[OPEN] = (paper.round_id, last.serial, EntryPass.FIRST)


def settle(one: Difference, written: Written) -> None:
    """Decide which reading is right (a callback)."""
    act, why = paper_entries.settle_sheet, read_reason(one.serial)
    if attempt(act, actor, paper.round_id, one.serial, written, why):
        done(t("paper.settled"))


def settle_anew(one: Difference) -> None:
    """Both readings were wrong: keep a third one (a callback)."""
    attempt(lambda: settle(one, read_pad(paper, one.serial)))


def set_aside(one: Difference) -> None:
    """Leave a sheet out of the count (a callback)."""
    why = read_reason(one.serial)
    if attempt(paper_entries.set_aside, actor, paper.round_id, one.serial, why):
        done(t("paper.was_set_aside"))


def leave_out(act: Callable[..., str], told: str) -> None:
    """Cancel a sheet, or set one aside that was read once (a callback)."""
    typed, why = (str(st.session_state[f"paper_odd_{one}"] or "") for one in ("serial", "why"))
    if attempt(act, actor, paper.round_id, typed, why):
        st.session_state["paper_odd_serial"] = st.session_state["paper_odd_why"] = ""
        done(told)


def withdraw_count() -> None:
    """Forget a count, so that paper can still be typed in (a callback)."""
    if attempt(outcomes.withdraw_count, actor, paper.round_id):
        done(t("paper.withdrawn"))


def draw_entering(progress: PaperProgress) -> None:
    """One sheet after the other."""
    once = progress.states.get(SheetState.ENTERED_ONCE, 0)
    first = max(0, (progress.returned or progress.handed_out) - progress.entered)
    opened = st.session_state.get(OPEN)
    if opened is not None and opened[0] == paper.round_id:
        with st.container(key="paper_open"):
            draw_pad(paper, opened[1], save_sheet, leave_sheet, t("paper.save"))
        return
    choose_pass({EntryPass.FIRST: first, EntryPass.SECOND: once})
    last = st.session_state.get(LAST)
    if last is not None and last[0] == paper.round_id:
        draw_last(last[1], undo_sheet)
    draw_finding(find_sheet)


def leave_sheet() -> None:
    """Put the sheet away without keeping anything (a callback)."""
    st.session_state.pop(OPEN, None)


def draw_step(step: PaperStep, progress: PaperProgress, shown: BallotPaper) -> None:
    """One step of the evening."""
    if step is PaperStep.PRINT:
        batches = paper_batches.list_batches(actor, shown.round_id)
        listed, missing = partial(projects_pdf, shown), find_missing_characters(shown)
        draw_printing(batches, print_batch, pdf_of, listed, missing)
    elif step is PaperStep.HAND_OUT:
        places = {one.id: one.name for one in paper_handouts.list_communities(shown.round_id)}
        find = partial(paper_handouts.list_voters, actor, shown.round_id)
        acts = HandOutActs(find, hand_out, hand_out_to_person, take_back)
        draw_handing_out(progress, places, given_last(), acts)
    elif step is PaperStep.OPEN_BOX:
        draw_box(progress, record_box)
    elif step is PaperStep.ENTER:
        draw_entering(progress)
    elif step is PaperStep.SETTLE:
        aside = set_aside if is_offered(Action.SET_ASIDE_SHEET, actor.role) else None
        differences = paper_entries.list_differences(actor, shown.round_id)
        draw_difference(shown, differences, SettleActs(settle, settle_anew, aside))
    else:
        withdraw = withdraw_count if actor.role is Role.OFFICER else None
        draw_progress(progress, shown.round_id, withdraw)
        if not progress.is_counted and progress.printed:
            cancel = partial(leave_out, paper_batches.cancel_sheet, t("paper.cancelled"))
            aside = partial(leave_out, paper_entries.set_aside, t("paper.was_set_aside"))
            draw_exceptions(cancel, aside if withdraw else None)


def choose_step(progress: PaperProgress, phase: Phase) -> PaperStep:
    """The steps in order; the one to take next is open at first."""
    differ = progress.states.get(SheetState.DIFFERS, 0)
    words = {
        one: t(f"paper.step_{one}", n=differ if one is PaperStep.SETTLE else 0) for one in PaperStep
    }
    chosen = st.segmented_control(
        t("paper.steps"),
        tuple(PaperStep),
        default=progress.next_step(phase),
        required=True,
        format_func=words.__getitem__,
        key=f"paper_step_{paper.round_id}",
        label_visibility="collapsed",
    )
    return PaperStep(chosen or progress.next_step(phase))


actor = require_actor()
head = st.container(key="paper_head")
head.title(t("page.paper_ballots"))
with reading_or_stop(), head:
    if not is_offered(Action.ENTER_PAPER_BALLOT, actor.role):
        refuse_unless_permitted(Action.ENTER_PAPER_BALLOT, actor, None)
    mine = paper_progress.list_round_ids(actor)
    chosen = choose_round([card for card in round_reading.list_rounds() if card.id in mine])
    if chosen is None:
        st.info(t("paper.no_round"), icon=":material/how_to_vote:")
        st.stop()
    paper = ballot_papers.get_paper(chosen)
    now = paper_progress.get_progress(actor, chosen)
put_paper_look()
with head:
    step = choose_step(now, paper.phase)
    st.markdown(f"**{t(f'paper.do_{step}')}**")
tell()
with reading_or_stop():
    draw_step(step, now, paper)
