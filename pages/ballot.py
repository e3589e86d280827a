"""投票: one voter, one ballot, saved tap by tap."""

from functools import partial
from time import monotonic

import streamlit as st

from components.ballot_cards import Taps, changed_cards, choose_field, draw_cards
from components.ballot_ends import draw_closed, draw_details, draw_finished
from components.ballot_strip import STRIP, draw_strip, put_ballot_look
from components.language import t
from components.plain import plain
from components.register import page_file
from components.sign_in import require_actor, sign_out
from components.telling import attempt, reading_or_stop, tell
from domain.ballot_paper import BallotPaper, PaperProject
from domain.ballots import BallotView, Change, Standing, choosing, is_double_tap
from domain.channels import Channel, screen_channel
from domain.phases import FROZEN_FROM, Phase
from domain.roles import Actor
from services import ballot_papers, ballots, review_release

VIEW, TAPPED, CHANGING = "ballot_view", "ballot_tapped", "ballot_changing"


@st.cache_data(show_spinner=False, max_entries=50)
def _paper_at(round_id: int, version: int) -> BallotPaper:
    return ballot_papers.get_paper(round_id)


def _channel() -> Channel:
    return screen_channel(st.context.headers.get("User-Agent", ""))


def _keep(view: BallotView) -> None:
    st.session_state[VIEW] = view


def _current() -> BallotView:
    view: BallotView = st.session_state[VIEW]
    return view


def _save(actor: Actor, paper: BallotPaper, change: Change) -> None:
    if not attempt(lambda: _keep(ballots.save_mark(actor, paper.round_id, change, _channel()))):
        _read_anew()
    st.session_state[TAPPED] = (change.code, monotonic())
    st.rerun([STRIP, *changed_cards(paper, _current())])


def _choose(actor: Actor, paper: BallotPaper, code: str, is_wanted: bool) -> None:
    if is_double_tap(st.session_state.get(TAPPED), code, monotonic()):
        return
    _save(actor, paper, choosing(paper.rules, _current().marks, code, is_wanted=is_wanted))


def _step(actor: Actor, paper: BallotPaper, code: str, by: int) -> None:
    points = _current().marks.get(code, 0)
    _save(actor, paper, Change(code, max(0, points + by)))


def _finish(actor: Actor, paper: BallotPaper) -> None:
    if attempt(lambda: _keep(ballots.finish_ballot(actor, paper.round_id))):
        st.session_state.pop(CHANGING, None)
    _read_anew()


def _change(actor: Actor) -> None:
    st.session_state[CHANGING] = (actor.account_id, _current().round_id)


def _hand_on(actor: Actor) -> None:
    sign_out(actor)
    _read_anew()


def _read_anew() -> None:
    # A refusal may mean that the phase, the sign-in or another device changed what is true.
    st.rerun()


def _vote(actor: Actor, paper: BallotPaper) -> None:
    is_changing = st.session_state.get(CHANGING) == (actor.account_id, paper.round_id)
    if _current().standing is Standing.FINISHED and not is_changing:
        draw_finished(paper, _current(), partial(_change, actor), partial(_hand_on, actor))
        return
    st.markdown(t(f"ballot.how_{paper.rules.ballot_type.name.lower()}", n=paper.rules.least))
    draw_strip(paper, _current, partial(_finish, actor, paper))
    choose_field(paper)
    taps = Taps(partial(_choose, actor, paper), partial(_step, actor, paper))
    draw_cards(paper, _current, taps, partial(_show_details, paper))


def _show_details(paper: BallotPaper, asked: PaperProject) -> None:
    report = None
    if asked.proposal_id is not None:
        report = review_release.find_released_report(asked.proposal_id)
    draw_details(paper, asked, report, page_file("proposal"))


def _chosen_round(actor: Actor) -> int | None:
    asked = st.query_params.get("round", "")
    if asked.isdecimal():
        return int(asked)
    open_now = ballots.list_open_ballots(actor)
    if len(open_now) == 1:
        st.query_params["round"] = str(open_now[0].round_id)
        return open_now[0].round_id
    st.title(t("page.ballot"), anchor=False)
    tell()
    st.write(t("ballot.which_round") if open_now else t("ballot.no_round"))
    for one in open_now:
        st.page_link(
            page_file("ballot"),
            label=one.name,
            icon=":material/how_to_vote:",
            query_params={"round": str(one.round_id)},
        )
    if not open_now:
        st.page_link(page_file("rounds"), label=t("page.rounds"), icon=":material/event_repeat:")
    return None


actor = require_actor()
with reading_or_stop():
    round_id = _chosen_round(actor)
    if round_id is None:
        st.stop()
    paper = _paper_at(round_id, ballot_papers.find_version(round_id))
    st.session_state[VIEW] = ballots.get_own_ballot(actor, round_id)
put_ballot_look()
st.header(plain(paper.name), anchor=False)
if _current().standing is Standing.ON_PAPER:
    tell()
    st.info(t("ballot.on_paper"), icon=":material/description:")
    st.stop()
if paper.phase in FROZEN_FROM and paper.phase is not Phase.VOTE:
    tell()
    draw_closed(paper, st.session_state[VIEW])
    st.stop()
with reading_or_stop():
    ballots.refuse_unless_voter(actor, round_id)
_vote(actor, paper)
