"""What a move of the round does to its proposals, and what must be there before it may be made."""

from collections.abc import Callable

from db import projects, proposals, rounds
from db.engine import Session
from db.tables import Proposal, Round
from domain.clock import utc_now
from domain.phases import Phase, next_phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.round_settings import frozen_settings_of
from domain.round_views import Consequence
from services.proposal_steps import take_step

Say = Callable[[int, int], str]
"""The answer to a proposal that found too few seconds: how many it had, how many it needed."""

_S = ProposalState
UNDECIDED = frozenset({_S.OPEN, _S.SECONDED, _S.IN_REVIEW, _S.REVIEWED})
UNFINISHED = frozenset({_S.FUNDED, _S.UNDER_WAY})
TITLES_NAMED = 3
FEWEST_PROJECTS = 2


def in_figures(seconds: int, needed: int) -> str:
    """The answer without words, for whoever moves a round without a language: `3/5`."""
    return f"{seconds}/{needed}"


def list_obstacles(db: Session, round_: Round, to: Phase) -> list[Refusal]:
    """What stands in the way of the round's move to that phase, each as one sentence."""
    if Phase(round_.phase) is Phase.DELIBERATE and to is Phase.VOTE:
        return _before_voting(db, round_)
    if to is Phase.IMPLEMENT and not projects.is_outcome_published(db, round_.id):
        return [Refusal("round.not_published")]
    if to is Phase.APPRAISE:
        return _named(db, round_, UNFINISHED, "round.unfinished")
    return []


def list_consequences(db: Session, round_: Round, to: Phase) -> list[Consequence]:
    """What the move would do, counted; nothing is written."""
    if _goes_back(round_, to):
        code = "back_to_collect" if to is Phase.COLLECT else "back_to_review"
        return [Consequence(code, _number_in(db, round_, _S.IN_REVIEW))]
    if to is Phase.REVIEW:
        lapsing, enough = _by_support(db, round_)
        seconded = _number_in(db, round_, _S.SECONDED)
        drafts = _number_in(db, round_, _S.DRAFT)
        return _counted(lapse=len(lapsing), into_review=seconded + len(enough), drafts_stay=drafts)
    if to is Phase.DELIBERATE:
        return _counted(reviews_end=_number_in(db, round_, _S.IN_REVIEW))
    if to is Phase.VOTE:
        on_ballot = projects.list_projects(db, round_.id)
        too_costly = sum(one.cost_cents > round_.budget_cents for one in on_ballot)
        return _counted(freeze=len(on_ballot), too_costly=too_costly)
    return [Consequence("ballots_close", 0)] if to is Phase.COUNT else []


def apply_effects(db: Session, round_: Round, to: Phase, say: Say) -> None:
    """Do what the move does to the proposals, within the caller's transaction.

    `say` words the answer to a proposal that lapses. Refuses with the first obstacle; then nothing
    of the move is kept.
    """
    for obstacle in list_obstacles(db, round_, to):
        raise obstacle
    if _goes_back(round_, to):
        rounds.forget_dates(db, round_.id, utc_now())
    elif to is Phase.REVIEW:
        _end_collection(db, round_, say)
    elif to is Phase.VOTE:
        _freeze(db, round_)
    elif to is Phase.CLOSED:
        for proposal in projects.list_appraised_proposals(db, round_.id):
            take_step(db, proposal, "appraise", None)


def _number_in(db: Session, round_: Round, state: ProposalState) -> int:
    return len(proposals.list_proposals(db, round_.id, frozenset({state})))


def _goes_back(round_: Round, to: Phase) -> bool:
    return next_phase(Phase(round_.phase)) is not to


def _end_collection(db: Session, round_: Round, say: Say) -> None:
    lapsing, enough = _by_support(db, round_)
    seconds = rounds.count_seconds(db, round_.id)
    for proposal in lapsing:
        proposal.answer = say(seconds.get(proposal.id, 0), round_.seconds_needed)
        take_step(db, proposal, "lapse", None, proposal.answer)
    for proposal in enough:
        take_step(db, proposal, "reach_threshold", None)
    for proposal in proposals.list_proposals(db, round_.id, frozenset({_S.SECONDED})):
        take_step(db, proposal, "begin_review", None)
    for request in rounds.list_open_merges(db, round_.id):
        request.state, request.answered_at = "withdrawn", utc_now()


def _by_support(db: Session, round_: Round) -> tuple[list[Proposal], list[Proposal]]:
    """Open proposals: those with too few seconds, and those that have enough after all."""
    seconds = rounds.count_seconds(db, round_.id)
    still_open = proposals.list_proposals(db, round_.id, frozenset({_S.OPEN}))
    few = [one for one in still_open if seconds.get(one.id, 0) < round_.seconds_needed]
    enough = [one for one in still_open if seconds.get(one.id, 0) >= round_.seconds_needed]
    return few, enough


def _before_voting(db: Session, round_: Round) -> list[Refusal]:
    obstacles = _named(db, round_, UNDECIDED, "round.undecided")
    on_ballot = len(projects.list_projects(db, round_.id))
    needed = max(FEWEST_PROJECTS, _marks_needed(round_))
    if on_ballot < needed:
        obstacles.append(Refusal("round.too_few_projects", n=on_ballot, needed=needed))
    return obstacles


def _marks_needed(round_: Round) -> int:
    # Points and a single choice can all go to one project; others need as many as are asked for.
    return 1 if round_.ballot_type in ("points", "choose-1") else round_.min_marks


def _named(
    db: Session, round_: Round, states: frozenset[ProposalState], code: str
) -> list[Refusal]:
    found = proposals.list_proposals(db, round_.id, states)
    if not found:
        return []
    titles = [one.title for one in found[:TITLES_NAMED]]
    return [Refusal(code, n=len(found), titles=titles)]


def _freeze(db: Session, round_: Round) -> None:
    on_ballot = projects.list_projects(db, round_.id)
    for proposal in proposals.list_proposals(db, round_.id, frozenset({_S.ADMITTED})):
        take_step(db, proposal, "open_ballot", None)
    round_.frozen_at = utc_now()
    round_.frozen_settings = frozen_settings_of(round_, on_ballot)


def _counted(**numbers: int) -> list[Consequence]:
    return [Consequence(code, n) for code, n in numbers.items() if n]
