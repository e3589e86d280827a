"""Reading rounds: what is public about them, and what their officer must know."""

from collections.abc import Mapping
from datetime import datetime

from db import accounts, projects, rounds
from db.engine import Session, reading
from db.tables import Round
from domain.clock import utc_now
from domain.negative_list import Clause
from domain.phases import Phase, moves_from, next_phase
from domain.proposal_flow import ProposalState
from domain.rights import Action
from domain.roles import Actor, Role
from domain.round_settings import RoundSettings
from domain.round_views import (
    CommunityName,
    FieldName,
    MoveChoice,
    ProjectLine,
    RoundCard,
    RoundView,
)
from domain.way import PhaseStep
from services.permission import permit, place_of
from services.phase_effects import list_consequences, list_obstacles


def list_rounds() -> list[RoundCard]:
    """Every round, the newest first."""
    with reading() as db:
        states, on_ballot = rounds.count_states(db), rounds.count_projects(db)
        return [
            _card(db, row, states.get(row.id, {}), on_ballot.get(row.id, 0))
            for row in rounds.list_rounds(db)
        ]


def get_round_view(round_id: int) -> RoundView:
    """Everything public about one round."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        way = _way(db, round_id)
        return RoundView(
            id=round_.id,
            settings=settings_of(db, round_),
            place=rounds.place_name(db, round_),
            phase=Phase(round_.phase),
            began=_began(round_, way),
            way=way,
            frozen_at=round_.frozen_at,
            frozen=round_.frozen_settings,
            states=rounds.count_states(db).get(round_id, {}),
            projects=tuple(
                ProjectLine(one.code, one.name, one.cost_cents, one.proposal_id)
                for one in projects.list_projects(db, round_id)
            ),
            fields=_fields(db),
            is_demo=round_.is_demo,
            version=round_.version,
        )


def list_move_choices(actor: Actor, round_id: int) -> tuple[MoveChoice, ...]:
    """The legal moves of a round for its officer, the one forward first."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.MOVE_PHASE, round_)
        dates = rounds.list_phase_dates(db, round_id)
        phase = Phase(round_.phase)
        choices = [_choice(db, round_, to, dates.get(to)) for to in moves_from(phase).values()]
        return tuple(sorted(choices, key=lambda choice: choice.is_back))


def list_fields() -> tuple[FieldName, ...]:
    """The fields of the citizens' committee, in the order shown."""
    with reading() as db:
        return _fields(db)


def list_places() -> tuple[CommunityName, ...]:
    """Every community with its subdistrict, in the order of the district."""
    with reading() as db:
        names = {one.id: one.name for one in rounds.list_subdistricts(db)}
        return tuple(
            CommunityName(one.id, one.name, one.subdistrict_id, names[one.subdistrict_id])
            for one in rounds.list_communities(db)
        )


def settings_of(db: Session, round_: Round) -> RoundSettings:
    """A stored round as it was set up."""
    return RoundSettings(
        name=round_.name,
        about=round_.about,
        place=place_of(round_),
        budget_cents=round_.budget_cents,
        field_codes=tuple(round_.field_codes),
        starts=rounds.list_phase_dates(db, round_.id),
        ballot_type=round_.ballot_type,
        min_marks=round_.min_marks,
        max_marks=round_.max_marks,
        points_total=round_.points_total,
        points_per_project=round_.points_per_project,
        rule=round_.rule,
        utility=round_.utility,
        completion=round_.completion,
        stop=round_.stop,
        start=round_.start,
        increment_cents=round_.increment_cents,
        tie_seed=round_.tie_seed,
        count_empty=round_.count_empty,
        least_votes=round_.least_votes,
        least_share=round_.least_share,
        seconds_needed=round_.seconds_needed,
        voter_roles=tuple(Role(role) for role in round_.voter_roles),
        shows_partial_results=round_.shows_partial_results,
        negative_list=_negative_list(db, round_.id),
    )


def _negative_list(db: Session, round_id: int) -> tuple[Clause, ...]:
    rows = rounds.list_negative_clauses(db, round_id)
    return tuple(Clause(row.number, row.text, row.text_en, tuple(row.keywords)) for row in rows)


def _card(
    db: Session, row: Round, states: Mapping[ProposalState, int], on_ballot: int
) -> RoundCard:
    phase = Phase(row.phase)
    following = next_phase(phase)
    dates = rounds.list_phase_dates(db, row.id)
    return RoundCard(
        id=row.id,
        name=row.name,
        about=row.about,
        place=rounds.place_name(db, row),
        phase=phase,
        budget_cents=row.budget_cents,
        next_at=dates.get(following) if following else None,
        proposals=sum(n for state, n in states.items() if state is not ProposalState.DRAFT),
        projects=on_ballot,
        is_demo=row.is_demo,
        version=row.version,
    )


def _way(db: Session, round_id: int) -> tuple[PhaseStep, ...]:
    moves = rounds.list_phase_moves(db, round_id)
    names = accounts.names_of(db, {one.account_id for one in moves if one.account_id})
    return tuple(
        PhaseStep(
            source=Phase(one.from_phase),
            target=Phase(one.to_phase),
            at=one.at,
            who=names.get(one.account_id) if one.account_id else None,
            reason=one.reason,
        )
        for one in moves
    )


def _began(round_: Round, way: tuple[PhaseStep, ...]) -> dict[Phase, datetime]:
    """When each phase began; a phase that was left backwards has not begun."""
    began = {Phase.PREPARE: round_.created_at}
    order = list(Phase)
    for step in way:
        began[step.target] = step.at
        began = {p: at for p, at in began.items() if order.index(p) <= order.index(step.target)}
    return began


def _choice(db: Session, round_: Round, to: Phase, due_at: datetime | None) -> MoveChoice:
    is_back = next_phase(Phase(round_.phase)) is not to
    return MoveChoice(
        to=to,
        is_back=is_back,
        consequences=tuple(list_consequences(db, round_, to)),
        obstacles=tuple(list_obstacles(db, round_, to)),
        due_at=None if is_back else due_at,
        is_overdue=not is_back and due_at is not None and due_at <= utc_now(),
    )


def _fields(db: Session) -> tuple[FieldName, ...]:
    return tuple(FieldName(one.code, one.name, one.name_en) for one in rounds.list_fields(db))
