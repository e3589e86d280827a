"""The table of rights, cell by cell, through the services that people's taps reach.

For every action, role and phase: whoever the table grants it is never told that they lack the
right, and whoever it does not is refused with nothing written.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.engine import get_engine, transaction
from db.rounds import get_round
from domain.ballots import Change
from domain.phases import Phase
from domain.projector import Slide
from domain.proposal_content import TextPart
from domain.refusals import Refusal
from domain.reviews import Axis
from domain.rights import RIGHTS, Action
from domain.roles import Actor, Role
from services import (
    accounts,
    appraisals,
    assignments,
    attachments,
    ballots,
    comments,
    drafts,
    legal_opinions,
    merging,
    milestones,
    outcomes,
    progress,
    projects,
    proposals,
    review_release,
    reviews,
    round_files,
    rounds,
    screens,
    seconding,
    spending,
)
from tests.cast import Cast
from tests.days import from_now, in_days, today
from tests.services.hall_acts import HALL_ACTS
from tests.services.incentive_acts import INCENTIVE_ACTS
from tests.services.law_acts import LAW_ACTS
from tests.services.loop_acts import LOOP_ACTS
from tests.services.stage import Stage, a_round, build, next_of
from tests.services.team_acts import TEAM_ACTS

BY_ROLE = {
    Role.RESIDENT: "ann",
    Role.MEMBER: "mei",
    Role.EXPERT: "expert",
    Role.SPECIALIST: "lawyer",
    Role.FACILITATOR: "host",
    Role.CLERK: "clerk",
    Role.OFFICER: "officer",
}
"""For each role someone of whom every condition of the table is true on the stage below."""

RECEIPT = ("receipt.pdf", (Path(__file__).parents[2] / "db/demo/receipt.pdf").read_bytes())


Act = Callable[[Stage, Actor, Phase], object]


ACTS: dict[Action, Act] = {
    **INCENTIVE_ACTS,
    Action.SET_UP_ROUND: lambda s, a, p: rounds.set_up_round(a, a_round(s)),
    Action.EDIT_ROUND: lambda s, a, p: rounds.change_round(a, s.round_id, a_round(s)),
    Action.MOVE_PHASE: lambda s, a, p: rounds.move_phase(a, s.round_id, next_of(p)),
    Action.DRAFT_PROPOSAL: lambda s, a, p: drafts.begin_draft(a, s.round_id),
    Action.EDIT_PROPOSAL: lambda s, a, p: drafts.save_draft(a, s.draft, TextPart.TITLE, "New"),
    Action.SUBMIT_PROPOSAL: lambda s, a, p: proposals.submit_proposal(a, s.draft),
    Action.WITHDRAW_PROPOSAL: lambda s, a, p: proposals.withdraw_proposal(a, s.mine, "moved"),
    Action.ATTACH_FILE: lambda s, a, p: attachments.attach_file(a, s.mine, "x.pdf", b"torn"),
    Action.SECOND_PROPOSAL: lambda s, a, p: seconding.second_proposal(a, s.other),
    Action.COMMENT: lambda s, a, p: comments.post_comment(a, s.mine, "Good."),
    Action.MODERATE_COMMENT: lambda s, a, p: comments.hide_comment(a, s.comment, "private"),
    Action.ASK_MERGE: lambda s, a, p: merging.ask_merge(a, s.mine, s.other, "Together?"),
    Action.ANSWER_MERGE: lambda s, a, p: merging.refuse_merge(a, s.asked),
    Action.ASSIGN_REVIEWER: lambda s, a, p: assignments.assign_reviewer(
        a, s.mine, s.cast["expert2"].account_id, from_now(days=3)
    ),
    Action.RECUSE: lambda s, a, p: assignments.recuse(
        a, s.seats["lawyer" if a.role is Role.SPECIALIST else "expert"], "my neighbour"
    ),
    Action.WRITE_REVIEW: lambda s, a, p: reviews.save_score(a, s.seats["expert"], Axis.RISK, 3),
    Action.WRITE_LEGAL_OPINION: lambda s, a, p: legal_opinions.save_clause(
        a, s.seats["lawyer"], "278"
    ),
    Action.READ_UNRELEASED_REVIEWS: lambda s, a, p: review_release.get_unreleased_report(a, s.mine),
    Action.RELEASE_REVIEW: lambda s, a, p: review_release.release_reviews(a, s.mine),
    Action.ADMIT_PROJECT: lambda s, a, p: projects.admit_project(a, s.mine, 10_000_00),
    Action.DECLINE_PROPOSAL: lambda s, a, p: projects.decline_proposal(a, s.mine, "elsewhere"),
    Action.CAST_BALLOT: lambda s, a, p: ballots.save_mark(a, s.round_id, Change("P1", 1)),
    Action.COUNT_BALLOTS: lambda s, a, p: outcomes.count_ballots(a, s.round_id),
    Action.PUBLISH_OUTCOME: lambda s, a, p: outcomes.publish_outcome(
        a, s.round_id, lambda _view, _result: "-"
    ),
    Action.PLAN_MILESTONES: lambda s, a, p: milestones.plan_milestone(
        a, s.carried_out, "Order the rail", in_days(3)
    ),
    Action.REPORT_PROGRESS: lambda s, a, p: progress.report_progress(a, s.carried_out, "Begun."),
    Action.RECORD_SPENDING: lambda s, a, p: spending.record_spending(
        a, s.carried_out, "1", payee="Smith", what="rail", spent_on=today(), receipts=[RECEIPT]
    ),
    Action.APPRAISE_PROJECT: lambda s, a, p: appraisals.save_stars(a, s.carried_out, 5),
    Action.SHOW_ON_PROJECTOR: lambda s, a, p: screens.show_slide(
        a, "hall", s.round_id, Slide.OVERVIEW
    ),
    Action.MANAGE_ACCOUNTS: lambda s, a, p: accounts.create_account(
        a, "new.person", "New", "a long password", Role.RESIDENT, None
    ),
    Action.IMPORT_ROUND: lambda s, a, p: round_files.check_file(a, b"torn"),
    Action.EXPORT_BALLOTS: lambda s, a, p: round_files.export_round(a, s.round_id),
    **LOOP_ACTS,
    **HALL_ACTS,
    **LAW_ACTS,
    **TEAM_ACTS,
}

WITHOUT_A_ROUND = {
    *LAW_ACTS,
    *TEAM_ACTS,
    *INCENTIVE_ACTS,
    *LOOP_ACTS,
    Action.SET_UP_ROUND,
    Action.SHOW_ON_PROJECTOR,
    Action.MANAGE_ACCOUNTS,
    Action.IMPORT_ROUND,
    Action.SET_UP_MEETING,
    Action.CHECK_IN,
    Action.RUN_MEETING,
    Action.WRITE_MINUTES,
    Action.APPROVE_MINUTES,
    Action.MODERATE_STATEMENT,
    Action.OPEN_KIOSK,
}


def put_phase(stage: Stage, phase: Phase) -> None:
    with transaction() as db:
        get_round(db, stage.round_id).phase = phase.value


def is_granted(action: Action, role: Role, phase: Phase) -> bool:
    """Read off the table itself: every condition is true of the people on the stage."""
    return any(
        role in grant.roles and (action in WITHOUT_A_ROUND or phase in grant.phases)
        for grant in RIGHTS[action]
    )


def writes(database: Path) -> int:
    """A number that changes whenever anyone commits a write."""
    with closing(sqlite3.connect(database / "yishiting.db")) as connection:
        return hash("\n".join(connection.iterdump()))


def test_every_action_of_the_table_is_tried() -> None:
    assert set(ACTS) == set(Action)


@pytest.mark.parametrize("action", list(ACTS))
def test_each_cell_of_the_table_holds(cast: Cast, database: Path, action: Action) -> None:
    stage = build(cast)
    people = {role: cast[name] for role, name in BY_ROLE.items()}
    snapshot = database / "snapshot.db"
    for phase in Phase:
        put_phase(stage, phase)
        with closing(sqlite3.connect(database / "yishiting.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(database / "yishiting.db", snapshot)
        before = writes(database)
        for role, actor in people.items():
            cell = f"{role} {action} in {phase}"
            try:
                ACTS[action](stage, actor, phase)
                refused = None
            except Refusal as refusal:
                refused = refusal.code
            if not is_granted(action, role, phase):
                assert refused is not None, f"{cell} was not refused"
                assert writes(database) == before, f"{cell} was refused but wrote"
            else:
                assert not (refused or "").startswith("right."), f"{cell}: {refused}"
            if writes(database) != before:
                get_engine().dispose()
                with (
                    closing(sqlite3.connect(snapshot)) as source,
                    closing(sqlite3.connect(database / "yishiting.db")) as target,
                ):
                    source.backup(target)


STRANGERS: tuple[tuple[Action, str, Phase, Act], ...] = (
    (Action.DRAFT_PROPOSAL, "zhou", Phase.COLLECT, ACTS[Action.DRAFT_PROPOSAL]),
    (Action.EDIT_PROPOSAL, "qiang", Phase.COLLECT, ACTS[Action.EDIT_PROPOSAL]),
    (Action.SUBMIT_PROPOSAL, "qiang", Phase.COLLECT, ACTS[Action.SUBMIT_PROPOSAL]),
    (Action.WITHDRAW_PROPOSAL, "qiang", Phase.COLLECT, ACTS[Action.WITHDRAW_PROPOSAL]),
    (Action.ATTACH_FILE, "qiang", Phase.COLLECT, ACTS[Action.ATTACH_FILE]),
    (Action.SECOND_PROPOSAL, "qiang", Phase.COLLECT, ACTS[Action.SECOND_PROPOSAL]),
    (Action.SECOND_PROPOSAL, "zhou", Phase.COLLECT, ACTS[Action.SECOND_PROPOSAL]),
    (Action.COMMENT, "zhou", Phase.COLLECT, ACTS[Action.COMMENT]),
    (Action.ASK_MERGE, "qiang", Phase.COLLECT, ACTS[Action.ASK_MERGE]),
    (Action.ANSWER_MERGE, "qiang", Phase.COLLECT, ACTS[Action.ANSWER_MERGE]),
    (Action.RECUSE, "expert2", Phase.REVIEW, ACTS[Action.RECUSE]),
    (Action.WRITE_REVIEW, "expert2", Phase.REVIEW, ACTS[Action.WRITE_REVIEW]),
    (Action.REPORT_PROGRESS, "far_clerk", Phase.IMPLEMENT, ACTS[Action.REPORT_PROGRESS]),
    (Action.RECORD_SPENDING, "far_clerk", Phase.IMPLEMENT, ACTS[Action.RECORD_SPENDING]),
    (Action.CAST_BALLOT, "zhou", Phase.VOTE, ACTS[Action.CAST_BALLOT]),
    (Action.PRINT_BALLOTS, "far_clerk", Phase.VOTE, ACTS[Action.PRINT_BALLOTS]),
    (Action.HAND_OUT_SHEET, "far_clerk", Phase.VOTE, ACTS[Action.HAND_OUT_SHEET]),
    (Action.ENTER_PAPER_BALLOT, "far_clerk", Phase.COUNT, ACTS[Action.ENTER_PAPER_BALLOT]),
    (Action.SETTLE_PAPER_BALLOT, "far_clerk", Phase.COUNT, ACTS[Action.SETTLE_PAPER_BALLOT]),
)


@pytest.mark.parametrize(("action", "stranger", "phase", "act"), STRANGERS)
def test_a_stranger_to_the_matter_is_refused_and_nothing_is_written(
    cast: Cast, database: Path, action: Action, stranger: str, phase: Phase, act: Act
) -> None:
    stage = build(cast)
    put_phase(stage, phase)
    actor, before = cast[stranger], writes(database)
    with pytest.raises(Refusal):
        act(stage, actor, phase)
    assert writes(database) == before


def test_a_voter_whose_role_has_no_vote_in_this_round_is_refused(cast: Cast) -> None:
    stage = build(cast)
    put_phase(stage, Phase.VOTE)
    with transaction() as db:
        get_round(db, stage.round_id).voter_roles = [Role.MEMBER.value]
    with pytest.raises(Refusal) as refused:
        ballots.save_mark(cast["ann"], stage.round_id, Change("P1", 1))
    assert refused.value.code == "right.entitled"


def test_a_person_signed_out_meanwhile_can_do_nothing(cast: Cast, database: Path) -> None:
    stage = build(cast)
    accounts.suspend_account(cast["officer"], cast["mei"].account_id, is_active=False)
    before = writes(database)
    stale = cast["mei"]
    for action in (Action.EDIT_PROPOSAL, Action.COMMENT, Action.ASK_MERGE):
        with pytest.raises(Refusal) as refused:
            ACTS[action](stage, stale, Phase.COLLECT)
        assert refused.value.code == "account.signed_out"
    assert writes(database) == before
