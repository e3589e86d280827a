"""Queries on proposals."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, func, or_, select

from db.tables import (
    Account,
    Comment,
    Community,
    FieldOfWork,
    Proposal,
    ProposalMove,
    ProposalVersion,
    Round,
    Seconding,
)
from domain.proposal_flow import ProposalState
from domain.proposal_views import (
    CARDS_A_PAGE,
    CardFilter,
    CardOrder,
    CardPage,
    Choice,
    ListChoices,
    ProposalCard,
    ProposalLink,
)
from domain.refusals import Refusal


def get_proposal(db: Session, proposal_id: int, *, for_update: bool = False) -> Proposal:
    """The proposal, or a refusal. Whether a draft may be read is the service's question."""
    query = select(Proposal).where(Proposal.id == proposal_id)
    if for_update:
        query = query.with_for_update()
    proposal = db.exec(query).one_or_none()
    if proposal is None:
        raise Refusal("proposal.unknown")
    return proposal


def list_proposals(
    db: Session, round_id: int, states: frozenset[ProposalState] | None = None
) -> list[Proposal]:
    """A round's proposals in these states (all if not given), oldest first."""
    query = select(Proposal).where(Proposal.round_id == round_id).order_by(col(Proposal.id))
    if states is not None:
        query = query.where(col(Proposal.state).in_([state.value for state in states]))
    return list(db.exec(query))


def list_moves(db: Session, proposal_id: int) -> list[ProposalMove]:
    """The way a proposal went, oldest first."""
    query = select(ProposalMove).where(ProposalMove.proposal_id == proposal_id)
    return list(db.exec(query.order_by(col(ProposalMove.id))))


def list_of_author(db: Session, author_id: int) -> list[tuple[Proposal, Round]]:
    """Everything a person wrote, drafts included, the newest first."""
    query = (
        select(Proposal, Round)
        .join(Round, col(Round.id) == Proposal.round_id)
        .where(Proposal.author_id == author_id)
        .order_by(col(Proposal.id).desc())
    )
    return [(proposal, round_) for proposal, round_ in db.exec(query)]


def list_versions(db: Session, proposal_id: int) -> list[tuple[ProposalVersion, str]]:
    """The versions with their authors' names, oldest first."""
    query = (
        select(ProposalVersion, Account.name)
        .join(Account, col(Account.id) == ProposalVersion.account_id, isouter=True)
        .where(ProposalVersion.proposal_id == proposal_id)
        .order_by(col(ProposalVersion.number))
    )
    return [(version, name or "") for version, name in db.exec(query)]


def find_link(db: Session, proposal_id: int | None) -> ProposalLink | None:
    """A proposal by name."""
    row = db.get(Proposal, proposal_id) if proposal_id is not None else None
    return None if row is None else ProposalLink(row.id, row.title)


def list_merged_into(db: Session, proposal_id: int) -> tuple[ProposalLink, ...]:
    """The proposals that were taken into this one."""
    query = select(Proposal).where(Proposal.merged_into_id == proposal_id)
    rows = db.exec(query.order_by(col(Proposal.id)))
    return tuple(ProposalLink(row.id, row.title) for row in rows)


def count_seconds(db: Session, proposal_id: int) -> int:
    """How many people second the proposal."""
    query = select(func.count()).where(Seconding.proposal_id == proposal_id)
    return db.exec(query).one()


def find_seconding(db: Session, proposal_id: int, account_id: int) -> Seconding | None:
    """This person's support of the proposal."""
    return db.get(Seconding, (proposal_id, account_id))


def list_supporters(db: Session, proposal_id: int) -> list[Seconding]:
    """Everyone who seconds the proposal, in the order they did."""
    query = select(Seconding).where(Seconding.proposal_id == proposal_id)
    return list(db.exec(query.order_by(col(Seconding.at))))


def list_cards(db: Session, wanted: CardFilter) -> CardPage:
    """One page of the public proposals that fit, and how many fit: two queries, however many."""
    conditions = _conditions(wanted)
    total = db.exec(select(func.count()).select_from(Proposal).where(*conditions)).one()
    pages = max(1, -(-total // CARDS_A_PAGE))
    page = min(max(1, wanted.page), pages)
    query = (
        _cards()
        .where(*conditions)
        .order_by(*_order(wanted.order))
        .offset((page - 1) * CARDS_A_PAGE)
        .limit(CARDS_A_PAGE)
    )
    return CardPage(tuple(_card(row) for row in db.exec(query)), total)


def cards_of(db: Session, proposal_ids: Iterable[int]) -> dict[int, ProposalCard]:
    """The cards of these proposals by id, whatever their state."""
    query = _cards().where(col(Proposal.id).in_(list(proposal_ids)))
    return {card.id: card for card in map(_card, db.exec(query))}


def list_seconded(db: Session, account_id: int) -> list[tuple[int, bool]]:
    """The proposals a person seconds, newest support first; True: the text changed since."""
    changed = select(func.max(col(ProposalVersion.at))).where(
        ProposalVersion.proposal_id == Seconding.proposal_id, ProposalVersion.number > 1
    )
    query = (
        select(Seconding, changed.scalar_subquery())
        .where(Seconding.account_id == account_id)
        .order_by(col(Seconding.at).desc())
    )
    return [(row.proposal_id, at is not None and at > row.at) for row, at in db.exec(query)]


def list_choices(db: Session) -> ListChoices:
    """What the public proposals can be narrowed to."""
    public = _conditions(CardFilter())
    rounds = select(Round.id, Round.name).join(Proposal).where(*public).distinct()
    communities = select(Community.id, Community.name).join(Proposal).where(*public).distinct()
    fields = (
        select(FieldOfWork.code, FieldOfWork.name, FieldOfWork.name_en, FieldOfWork.position)
        .join(Proposal)
        .where(*public)
        .distinct()
        .order_by(col(FieldOfWork.position))
    )
    found = set(db.exec(select(Proposal.state).where(*public).distinct()))
    return ListChoices(
        rounds=_named(db.exec(rounds.order_by(col(Round.id).desc()))),
        communities=_named(db.exec(communities.order_by(col(Community.id)))),
        fields=tuple(Choice(code, name, english) for code, name, english, _ in db.exec(fields)),
        states=tuple(state for state in ProposalState if state.value in found),
    )


def _named(rows: Iterable[Any]) -> tuple[Choice, ...]:
    return tuple(Choice(key, name, name) for key, name in rows)


def _conditions(wanted: CardFilter) -> list[Any]:
    # A draft that was thrown away is withdrawn, but was never submitted: nobody else's business.
    conditions: list[Any] = [
        Proposal.state != ProposalState.DRAFT.value,
        col(Proposal.submitted_at).is_not(None),
    ]
    for column, value in (
        (Proposal.round_id, wanted.round_id),
        (Proposal.field_code, wanted.field_code),
        (Proposal.community_id, wanted.community_id),
        (Proposal.state, wanted.state.value if wanted.state else None),
    ):
        if value is not None:
            conditions.append(column == value)
    for word in wanted.text.split():
        columns = (Proposal.title, Proposal.problem, Proposal.plan, Proposal.place_text)
        conditions.append(or_(*(col(one).icontains(word, autoescape=True) for one in columns)))
    return conditions


def _order(order: CardOrder) -> tuple[Any, ...]:
    newest = col(Proposal.id).desc()
    return {
        CardOrder.NEWEST: (newest,),
        CardOrder.MOST_SECONDED: (_seconds().desc(), newest),
        CardOrder.CHEAPEST: (col(Proposal.cost_cents), newest),
        CardOrder.DEAREST: (col(Proposal.cost_cents).desc(), newest),
    }[order]


def _seconds() -> Any:
    query = select(func.count()).where(Seconding.proposal_id == Proposal.id)
    return query.correlate(Proposal).scalar_subquery()


def _cards() -> Any:
    comments = select(func.count()).where(
        Comment.proposal_id == Proposal.id, col(Comment.hidden_at).is_(None)
    )
    return (
        select(  # type: ignore[call-overload]
            Proposal,
            Round,
            Community.name,
            FieldOfWork,
            _seconds(),
            comments.correlate(Proposal).scalar_subquery(),
        )
        .join(Round, col(Round.id) == Proposal.round_id)
        .join(Community, col(Community.id) == Proposal.community_id, isouter=True)
        .join(FieldOfWork, col(FieldOfWork.code) == Proposal.field_code, isouter=True)
    )


def _card(row: Any) -> ProposalCard:
    proposal, round_, community, field, seconds, comments = row
    return ProposalCard(
        id=proposal.id,
        title=proposal.title,
        state=ProposalState(proposal.state),
        cost_cents=proposal.cost_cents,
        round_id=round_.id,
        round_name=round_.name,
        community=community or "",
        field=field.name if field else "",
        field_en=field.name_en if field else "",
        seconds=seconds,
        seconds_needed=round_.seconds_needed,
        comments=comments,
    )
