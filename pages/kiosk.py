"""平板传着用 (`?tablet=`): one person after the other answers or votes on a tablet of the hall."""

from collections.abc import Mapping
from functools import partial
from time import monotonic

import streamlit as st

from components.ballot_cards import Taps, changed_cards, draw_cards
from components.ballot_ends import draw_details
from components.ballot_strip import STRIP, draw_strip, put_ballot_look
from components.kiosk_opening import Purpose, draw_opening, draw_slip, draw_slips, typed_name
from components.kiosk_screens import (
    draw_calm,
    draw_greeting,
    draw_next_key,
    draw_number_form,
    draw_staff_door,
    draw_stay_key,
    draw_thanks,
    put_kiosk_look,
)
from components.language import t
from components.plain import plain
from components.poll_keys import Keys, after_step, draw_keys, draw_question, put_poll_look
from components.register import page_file
from components.sign_in import require_actor, sign_out
from components.telling import attempt, reading_or_stop, refuse, tell
from domain.ballot_paper import BallotPaper, PaperProject
from domain.ballots import BallotView, Change, choosing, is_double_tap
from domain.clock import local, utc_now
from domain.kiosks import KioskView
from domain.meetings import MeetingState, Voice
from domain.paper_views import PaperVoter
from domain.phases import Phase
from domain.poll_views import PollView
from domain.polls import PollKind, PollTerms
from domain.refusals import Refusal
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import (
    ballot_papers,
    ballot_slips,
    kiosks,
    meeting_reading,
    poll_answers,
    polls,
    review_release,
    round_reading,
)

THANKS, SLIP, VIEW, TAPPED = "kiosk_was_thanked", "kiosk_slip_code", "ballot_view", "ballot_tapped"
SECONDS_BETWEEN_LOOKS = 2


def come(kiosk: KioskView, typed: str) -> None:
    """Sign in with the number on the slip (a callback)."""
    st.session_state.pop(THANKS, None)
    with_slip = kiosk.round_id is not None
    attempt(ballot_slips.come_with_slip if with_slip else kiosks.come_to_kiosk, token, typed)


def hand_on(*, thanks: bool = False) -> None:
    """Sign out whoever is at the tablet (a callback)."""
    attempt(kiosks.end_turn, token)
    st.session_state[THANKS] = thanks
    st.session_state.pop(VIEW, None)


def end(pin: str) -> None:
    """Make this an ordinary tablet again (a callback)."""
    if attempt(kiosks.end_kiosk, token, pin):
        st.query_params.pop("tablet", None)


def answer(voice: Voice, poll: PollView, given: Mapping[str, int]) -> None:
    """Save an answer; where one tap is the whole of it, the tablet goes on (a callback)."""
    if not attempt(poll_answers.save_answer, voice, poll.poll_id, given):
        return
    if is_one_tap(poll.terms):
        hand_on(thanks=True)
    else:
        attempt(kiosks.stay_at_kiosk, token)


def step(voice: Voice, poll: PollView, key: str, by: int) -> None:
    """Give an option a point more or less than is stored (a callback)."""

    def save() -> None:
        own = poll_answers.own_answer(voice, poll.poll_id).answer
        poll_answers.save_answer(voice, poll.poll_id, after_step(poll.terms, own, key, by))
        kiosks.stay_at_kiosk(token)

    attempt(save)


def is_one_tap(terms: PollTerms) -> bool:
    """Whether a single tap says all."""
    if terms.kind is PollKind.CHOICE:
        return terms.most_choices == 1
    return terms.kind in (PollKind.FOR_AGAINST, PollKind.SCALE)


def draw_meeting_turn(kiosk: KioskView, voice: Voice) -> None:
    """The open poll for who is at the tablet."""
    poll = polls.find_open_poll(voice.meeting_id)
    own = None if poll is None else poll_answers.own_answer(voice, poll.poll_id)
    draw_greeting(kiosk)
    tell()
    if poll is None or own is None:
        draw_calm(kiosk.title)
    elif not own.is_entitled:
        st.info(t("kiosk.cannot_vote"), icon=":material/visibility:")
    else:
        draw_question(poll)
        draw_keys(poll, own, Keys(partial(answer, voice, poll), partial(step, voice, poll)))
    has_answered = own is not None and own.has_answered
    words = t("kiosk.done") if has_answered else t("kiosk.leave")
    draw_next_key(words, partial(hand_on, thanks=has_answered), is_main=has_answered)


def draw_free(kiosk: KioskView) -> None:
    """Nobody is at the tablet: thanks to the last one, the number of the next."""
    tell()
    if st.session_state.get(THANKS):
        draw_thanks()
    is_asked = kiosk.round_id is not None or (
        kiosk.meeting_id is not None and polls.find_open_poll(kiosk.meeting_id) is not None
    )
    if is_asked:
        draw_number_form(kiosk.title, partial(come, kiosk))
    elif not st.session_state.get(THANKS):
        draw_calm(kiosk.title)


def current() -> BallotView:
    """The ballot as last saved."""
    view: BallotView = st.session_state[VIEW]
    return view


def save_mark(paper: BallotPaper, change: Change) -> None:
    """Put one mark on the ballot (a callback)."""

    def save() -> None:
        st.session_state[VIEW] = ballot_slips.mark_at_kiosk(token, change)

    if not attempt(save):
        st.rerun()
    st.session_state[TAPPED] = (change.code, monotonic())
    st.rerun([STRIP, *changed_cards(paper, current())])


def choose(paper: BallotPaper, code: str, is_wanted: bool) -> None:
    """Choose a project, or take it back (a callback)."""
    if not is_double_tap(st.session_state.get(TAPPED), code, monotonic()):
        save_mark(paper, choosing(paper.rules, current().marks, code, is_wanted=is_wanted))


def give(paper: BallotPaper, code: str, by: int) -> None:
    """Give a project a point more or less (a callback)."""
    save_mark(paper, Change(code, max(0, current().marks.get(code, 0) + by)))


def finish() -> None:
    """The ballot is complete: thanks, and on to the next (a callback)."""
    if attempt(ballot_slips.finish_at_kiosk, token):
        hand_on(thanks=True)
    st.rerun()


def show_details(paper: BallotPaper, asked: PaperProject) -> None:
    """What one project is for; reading it is being there."""
    kiosks.stay_at_kiosk(token)
    report = None
    if asked.proposal_id is not None:
        report = review_release.find_released_report(asked.proposal_id)
    draw_details(paper, asked, report, page_file("proposal"))


def draw_ballot_turn(kiosk: KioskView, round_id: int) -> None:
    """The whole ballot of who is at the tablet."""
    paper = ballot_papers.get_paper(round_id)
    st.session_state[VIEW] = ballot_slips.ballot_at_kiosk(token)
    put_ballot_look()
    draw_greeting(kiosk)
    draw_strip(paper, current, finish)
    draw_cards(
        paper,
        current,
        Taps(partial(choose, paper), partial(give, paper)),
        partial(show_details, paper),
    )
    draw_next_key(t("kiosk.done"), partial(hand_on, thanks=True), is_main=False)


def watch(drawn: tuple[object, ...]) -> None:
    """Look whether somebody's time is over or something else is asked now."""
    kiosk = kiosks.find_kiosk(token)
    if kiosk is None or what_is_shown(kiosk) != drawn:
        st.rerun()
    if kiosk.is_taken:
        draw_stay_key(
            kiosk.seconds_left_at(utc_now()), lambda: attempt(kiosks.stay_at_kiosk, token) and None
        )


def what_is_shown(kiosk: KioskView) -> tuple[object, ...]:
    """All that decides which screen it is."""
    poll = None if kiosk.meeting_id is None else polls.find_open_poll(kiosk.meeting_id)
    voice = kiosk.voice.attendee_id if kiosk.voice else None
    return kiosk.is_taken, voice, kiosk.account_id, poll.poll_id if poll else None


def start(actor: Actor, kind: str, number: int, pin: str) -> None:
    """Hand this tablet round from now on; whoever opened it is signed out here (a callback)."""
    what = {"meeting_id": number} if kind == "meeting" else {"round_id": number}
    try:
        st.query_params["tablet"] = kiosks.open_kiosk(actor, pin, **what)
    except Refusal as refusal:
        refuse(refusal)
        return
    sign_out(actor)
    st.session_state.pop(SLIP, None)


def issue(actor: Actor, round_id: int, voter: PaperVoter) -> None:
    """Give a voter a slip (a callback)."""

    def make() -> None:
        code = ballot_slips.issue_slip(actor, round_id, voter.account_id)
        st.session_state[SLIP] = (round_id, voter.name, code)

    attempt(make)


def draw_for_staff(actor: Actor) -> None:
    """Open the tablet, give out slips."""
    st.title(t("page.kiosk"), anchor=False)
    tell()
    meetings = meeting_reading.list_meetings((MeetingState.OPEN,))
    voting = [one for one in round_reading.list_rounds() if one.phase is Phase.VOTE]
    # Choices are told apart by their words alone: two talk days of one name must differ in them.
    purposes: list[Purpose] = [
        ("meeting", one.id, f"{one.title} · {local(one.starts_at):%H:%M} · {one.venue}")
        for one in meetings
    ]
    purposes += [("round", one.id, one.name) for one in voting]
    draw_opening(purposes, partial(start, actor))
    if not is_offered(Action.ISSUE_SLIP, actor.role):
        return
    for one in voting:
        with st.expander(t("kiosk.for_round", name=plain(one.name))):
            voters = ballot_slips.list_slip_voters(actor, one.id, typed_name(one.id))
            counts = ballot_slips.count_slips(one.id)
            draw_slips(one.id, counts, voters, partial(issue, actor, one.id))
            for_round, *slip = st.session_state.get(SLIP, (None,))
            if for_round == one.id:
                draw_slip(*slip)


token = st.query_params.get("tablet", "")
with reading_or_stop():
    kiosk = kiosks.find_kiosk(token) if token else None
if kiosk is None:
    with reading_or_stop():
        draw_for_staff(require_actor())
    st.stop()
put_kiosk_look()
put_poll_look()
with reading_or_stop():
    st.fragment(watch, run_every=SECONDS_BETWEEN_LOOKS)(what_is_shown(kiosk))
    if kiosk.voice is not None:
        draw_meeting_turn(kiosk, kiosk.voice)
    elif kiosk.account_id is not None and kiosk.round_id is not None:
        draw_ballot_turn(kiosk, kiosk.round_id)
    else:
        draw_free(kiosk)
draw_staff_door(end)
