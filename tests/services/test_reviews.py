"""Writing reviews, and that nothing leaks before they are released."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from db.engine import reading, transaction
from db.tables import Proposal, Round
from domain.clock import utc_now
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.reviews import Axis, SeatState, Verdict
from services import assignments, legal_opinions, review_release, review_team, reviews
from tests.cast import PEOPLE, Cast

OPINION = "The slope is right, the handrail is too low."
SECRET = "This ground belongs to somebody else."


class Desk:
    """A proposal in review with two experts and a lawyer."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.round_id = cast.round(Phase.REVIEW)
        self.proposal_id = cast.proposal(self.round_id, state="in_review")
        self.seats = {who: self.give(who) for who in ("expert", "expert2", "lawyer")}

    def give(self, who: str) -> int:
        due_at = utc_now() + timedelta(days=7)
        reviewer = self.cast[who].account_id
        return assignments.assign_reviewer(self.cast["officer"], self.proposal_id, reviewer, due_at)

    def write(self, who: str = "expert", score: int = 4) -> None:
        actor, seat = self.cast[who], self.seats[who]
        for axis in Axis:
            reviews.save_score(actor, seat, axis, score)
        reviews.save_estimate(actor, seat, "12,000")
        reviews.save_opinion(actor, seat, OPINION)

    def submit(self, who: str = "expert", score: int = 4) -> None:
        self.write(who, score)
        reviews.submit_review(self.cast[who], self.seats[who])

    def judge(self) -> None:
        actor, seat = self.cast["lawyer"], self.seats["lawyer"]
        legal_opinions.save_verdict(actor, seat, Verdict.NOT_LAWFUL)
        legal_opinions.save_clause(actor, seat, "Article 9")
        legal_opinions.save_legal_text(actor, seat, SECRET)
        legal_opinions.submit_legal_opinion(actor, seat)

    def release(self, *, despite_pending: bool = False) -> None:
        officer = self.cast["officer"]
        review_release.release_reviews(officer, self.proposal_id, despite_pending=despite_pending)

    def state(self) -> ProposalState:
        with reading() as db:
            proposal = db.get(Proposal, self.proposal_id)
            assert proposal is not None
            return ProposalState(proposal.state)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def refused(act: Callable[..., object], *args: object, **kwargs: object) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def test_every_mark_is_kept_as_it_is_made(desk: Desk) -> None:
    actor, seat = desk.cast["expert"], desk.seats["expert"]
    reviews.save_score(actor, seat, Axis.RISK, 2)
    reviews.save_estimate(actor, seat, "￥9,800.50")
    draft = reviews.get_review_draft(actor, seat)
    assert (draft.risk, draft.estimate_cents, draft.opinion) == (2, 9_800_50, "")
    reviews.save_score(actor, seat, Axis.RISK, None)
    reviews.save_estimate(actor, seat, "")
    assert reviews.get_review_draft(actor, seat).missing()[:5] == [*Axis, "estimate"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("about ten", "money.not_a_number"), ("-1", "money.negative"), ("1e99", "money.too_much")],
)
def test_a_bad_estimate_is_refused_and_the_last_good_one_kept(
    desk: Desk, typed: str, code: str
) -> None:
    actor, seat = desk.cast["expert"], desk.seats["expert"]
    reviews.save_estimate(actor, seat, "100")
    assert refused(reviews.save_estimate, actor, seat, typed) == code
    assert reviews.get_review_draft(actor, seat).estimate_cents == 100_00


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_outside_one_to_five_is_refused(desk: Desk, score: int) -> None:
    args = (desk.cast["expert"], desk.seats["expert"], Axis.COST, score)
    assert refused(reviews.save_score, *args) == "review.score_range"


def test_an_unfinished_review_names_what_is_missing(desk: Desk) -> None:
    actor, seat = desk.cast["expert"], desk.seats["expert"]
    assert refused(reviews.submit_review, actor, seat) == "review.missing_feasibility"
    desk.write()
    reviews.save_opinion(actor, seat, "fine")
    assert refused(reviews.submit_review, actor, seat) == "review.missing_opinion"


def test_a_submitted_review_is_taken_back_before_it_is_changed(desk: Desk) -> None:
    actor, seat = desk.cast["expert"], desk.seats["expert"]
    desk.submit()
    assert refused(reviews.save_opinion, actor, seat, "other") == "review.take_back_first"
    reviews.take_back(actor, seat)
    reviews.save_opinion(actor, seat, OPINION + " Raise it.")
    reviews.submit_review(actor, seat)
    assert reviews.get_task(actor, seat).state is SeatState.DONE


def test_a_verdict_with_a_condition_needs_the_condition(desk: Desk) -> None:
    actor, seat = desk.cast["lawyer"], desk.seats["lawyer"]
    legal_opinions.save_verdict(actor, seat, Verdict.LAWFUL_IF)
    legal_opinions.save_legal_text(actor, seat, SECRET)
    submit = legal_opinions.submit_legal_opinion
    assert refused(submit, actor, seat) == "review.missing_condition"
    legal_opinions.save_condition(actor, seat, "With the owners' consent.")
    submit(actor, seat)
    assert reviews.get_legal_draft(actor, seat).verdict is Verdict.LAWFUL_IF


def test_nobody_writes_on_a_seat_that_is_not_theirs(desk: Desk) -> None:
    seat, lawyer = desk.seats["expert"], desk.cast["lawyer"]
    assert refused(reviews.save_opinion, desk.cast["expert2"], seat, OPINION) == "right.assigned"
    assert refused(reviews.save_opinion, lawyer, seat, OPINION) == "right.role"
    assert refused(legal_opinions.save_legal_text, lawyer, seat, OPINION) == "right.assigned"
    assert refused(reviews.save_opinion, desk.cast["mei"], seat, OPINION) == "right.role"
    assert refused(reviews.save_opinion, lawyer, 999, OPINION) == "review.unknown_assignment"


def test_whoever_stepped_aside_writes_no_more(desk: Desk) -> None:
    actor, seat = desk.cast["expert"], desk.seats["expert"]
    assignments.recuse(actor, seat, "I drew the plan")
    assert refused(reviews.save_opinion, actor, seat, OPINION) == "right.assigned"


def test_after_the_phase_nothing_is_written(desk: Desk) -> None:
    with transaction() as db:
        round_ = db.get(Round, desk.round_id)
        assert round_ is not None
        round_.phase = Phase.DELIBERATE.value
    args = (desk.cast["expert"], desk.seats["expert"], OPINION)
    assert refused(reviews.save_opinion, *args) == "right.phase"


# --- nothing leaks before the release


@pytest.mark.parametrize("who", [*PEOPLE, None])
def test_before_the_release_nobody_reads_the_report(desk: Desk, who: str | None) -> None:
    """Not even the office through the public door."""
    desk.submit()
    desk.judge()
    assert review_release.find_released_report(desk.proposal_id) is None


@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "officer"])
def test_only_the_office_reads_what_is_not_released(desk: Desk, who: str) -> None:
    desk.submit()
    desk.judge()
    actor = desk.cast[who]
    read = review_release.get_unreleased_report
    assert refused(read, actor, desk.proposal_id) == "right.role"
    assert refused(review_team.get_team_view, actor, desk.round_id) == "right.role"


@pytest.mark.parametrize("who", list(PEOPLE))
def test_a_reviewer_sees_their_own_writing_only(desk: Desk, who: str) -> None:
    desk.submit()
    desk.judge()
    actor = desk.cast[who]
    for owner, seat in desk.seats.items():
        if owner != who:
            assert refused(reviews.get_review_draft, actor, seat) == "review.not_yours"
            assert refused(reviews.get_legal_draft, actor, seat) == "review.not_yours"
            assert refused(reviews.get_task, actor, seat) == "review.not_yours"
    assert {task.assignment_id for task in reviews.list_tasks(actor)} == (
        {desk.seats[who]} if who in desk.seats else set()
    )


def test_the_office_reads_submitted_reviews_but_no_drafts(desk: Desk) -> None:
    desk.submit()
    desk.write("expert2")
    report = review_release.get_unreleased_report(desk.cast["officer"], desk.proposal_id)
    assert [one.name for one in report.experts] == ["Expert"]
    assert report.released_at is None


# --- the release


def test_a_release_shows_all_that_was_submitted_to_everyone(desk: Desk) -> None:
    desk.submit("expert", 5)
    desk.submit("expert2", 2)
    desk.judge()
    desk.release()
    report = review_release.find_released_report(desk.proposal_id)
    assert report is not None
    assert [one.scores for one in report.experts] == [(5, 5, 5, 5), (2, 2, 2, 2)]
    assert [(one.verdict, one.clause) for one in report.legal] == [
        (Verdict.NOT_LAWFUL, "Article 9")
    ]
    assert desk.state() is ProposalState.REVIEWED


def test_a_release_needs_an_expert_and_a_lawyer(desk: Desk) -> None:
    desk.submit("expert")
    desk.submit("expert2")
    assert refused(desk.release, despite_pending=True) == "review.not_enough_to_release"
    assert desk.state() is ProposalState.IN_REVIEW


def test_an_early_release_must_be_meant_and_shows_no_drafts(desk: Desk) -> None:
    desk.submit("expert")
    desk.write("expert2")
    desk.judge()
    assert refused(desk.release) == "review.still_pending"
    desk.release(despite_pending=True)
    assert reviews.get_task(desk.cast["expert2"], desk.seats["expert2"]).state is (
        SeatState.UNWRITTEN
    ), "nobody is reminded of what can no longer be written"
    report = review_release.find_released_report(desk.proposal_id)
    assert report is not None
    assert [one.name for one in report.experts] == ["Expert"]


def test_a_reviewer_who_stepped_aside_does_not_hold_up_the_release(desk: Desk) -> None:
    desk.submit("expert")
    desk.write("expert2")
    assignments.recuse(desk.cast["expert2"], desk.seats["expert2"], "I drew the plan")
    desk.judge()
    desk.release()
    report = review_release.find_released_report(desk.proposal_id)
    assert report is not None
    assert [one.name for one in report.experts] == ["Expert"]


def test_what_is_released_is_neither_changed_nor_taken_back(desk: Desk) -> None:
    for who in ("expert", "expert2"):
        desk.submit(who)
    desk.judge()
    desk.release()
    actor, seat = desk.cast["expert"], desk.seats["expert"]
    assert refused(reviews.take_back, actor, seat) == "review.released_already"
    assert refused(reviews.save_opinion, actor, seat, "x") == "review.released_already"
    assert refused(desk.release) == "review.released_already"


def test_all_complete_proposals_are_released_at_once_and_others_stay(desk: Desk) -> None:
    waiting = desk.cast.proposal(desk.round_id, "qiang", state="in_review")
    for who in ("expert", "expert2"):
        desk.submit(who)
    desk.judge()
    officer = desk.cast["officer"]
    assert review_release.release_complete_reviews(officer, desk.round_id) == 1
    assert review_release.find_released_report(desk.proposal_id) is not None
    assert review_release.find_released_report(waiting) is None
    release = review_release.release_complete_reviews
    assert refused(release, officer, desk.round_id) == "review.none_complete"


@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "officer"])
def test_only_the_office_releases(desk: Desk, who: str) -> None:
    actor = desk.cast[who]
    assert refused(review_release.release_reviews, actor, desk.proposal_id) == "right.role"
    assert refused(review_release.release_complete_reviews, actor, desk.round_id) == "right.role"
