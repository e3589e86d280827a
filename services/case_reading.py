"""Reading cases: one's own with everything, those of one's station without what they say."""

from collections.abc import Sequence
from datetime import datetime

from db import accounts, legal, rounds, stations
from db.engine import Session, reading
from db.tables import CaseParty, Community, LegalCase
from domain.clock import local, utc_now
from domain.legal import (
    ENDED,
    MEDIATION_FIELD,
    RATED_IN,
    CaseEvent,
    CaseKind,
    CaseState,
    Part,
    open_to,
    reads_content,
)
from domain.legal_views import (
    CaseCard,
    CaseMoveLine,
    CaseSheet,
    MyCases,
    Named,
    OpenCase,
    PartyLine,
)
from domain.rights import Action
from domain.roles import Actor, Role
from domain.tasks import Task, TaskKind
from services.case_access import ROSTER, permit_case
from services.permission import confirm

_OWED = frozenset({CaseState.TAKEN, CaseState.BOOKED, CaseState.MEDIATING})


def get_my_cases(actor: Actor, now: datetime | None = None) -> MyCases:
    """The cases in which one is named, and for a specialist those of their stations to take."""
    moment = now or utc_now()
    with reading() as db:
        confirm(db, actor)
        cards = [_card(*row, moment) for row in legal.list_of(db, actor.account_id)]
        ended = [card for card in cards if card.state in ENDED]
        return MyCases(
            waiting=_waiting(db, actor, moment),
            open=tuple(card for card in cards if card.state not in ENDED),
            ended=tuple(sorted(ended, key=lambda card: card.asked_at, reverse=True)),
        )


def get_case(actor: Actor, case_id: int, now: datetime | None = None) -> CaseSheet:
    """One case, for those named in it; the other side reads the agreement, not what was asked."""
    with reading() as db:
        case, party = permit_case(db, actor, Action.READ_CASE, case_id, for_update=False)
        return _sheet(db, case, party, now or utc_now())


def list_mediators(actor: Actor, case_id: int) -> tuple[Named, ...]:
    """Members who could mediate this case, the most fitting first: of the place and the field."""
    with reading() as db:
        case, _ = permit_case(db, actor, Action.MEDIATE, case_id, for_update=False)
        named = {account.id for _, account in legal.list_parties(db, case_id)}
        rows = legal.list_mediators(db, case.community_id, MEDIATION_FIELD)
        return tuple(
            Named(one.id, one.name, community.name, one.field_code == MEDIATION_FIELD)
            for one, community in rows
            if one.id not in named
        )


def list_colleagues(actor: Actor, case_id: int) -> tuple[Named, ...]:
    """The specialists to whom this case can be given."""
    with reading() as db:
        permit_case(db, actor, Action.WORK_ON_CASE, case_id, for_update=False)
        named = {account.id for _, account in legal.list_parties(db, case_id)}
        rows = legal.list_colleagues(db)
        return tuple(Named(one.id, one.name) for one in rows if one.id not in named)


def list_case_tasks(db: Session, actor: Actor, now: datetime | None = None) -> list[Task]:
    """What waits in cases for a person, counted; nothing of what they say."""
    moment = now or utc_now()
    today = local(moment).date()
    cards = [_card(*row, moment) for row in legal.list_of(db, actor.account_id)]
    owed = [one for one in cards if one.part is Part.SPECIALIST and one.state in _OWED]
    again = [
        one
        for one in cards
        if one.part in (Part.SPECIALIST, Part.MEMBER)
        and one.state is CaseState.AGREED
        and one.follow_up_on is not None
        and one.follow_up_on <= today
    ]
    waiting = _waiting(db, actor, moment)
    found = (
        (TaskKind.TAKE_CASE, [(one.id, one.due_at) for one in waiting]),
        (TaskKind.WORK_ON_CASE, [(one.id, one.due_at) for one in owed]),
        (TaskKind.SIGN_AGREEMENT, [(one.id, None) for one in cards if one.must_sign]),
        (TaskKind.FOLLOW_UP_CASE, [(one.id, None) for one in again]),
        (TaskKind.RATE_CASE, [(one.id, None) for one in cards if one.must_rate]),
    )
    return [_task(kind, cases) for kind, cases in found if cases]


def _task(kind: TaskKind, cases: Sequence[tuple[int, datetime | None]]) -> Task:
    days = [day for _, day in cases if day is not None]
    only_id = cases[0][0] if len(cases) == 1 else None
    return Task(kind, len(cases), due_at=min(days, default=None), only_id=only_id)


def _waiting(db: Session, actor: Actor, now: datetime) -> tuple[OpenCase, ...]:
    if actor.role is not Role.SPECIALIST:
        return ()
    served = stations.communities_served(db, actor.account_id, local(now).date() - ROSTER)
    return tuple(
        OpenCase(
            id=case.id,
            kind=CaseKind(case.kind),
            community=community.name,
            asked_at=case.created_at,
            due_at=case.due_at,
            is_late=case.due_at is not None and case.due_at < now,
        )
        for case, community in legal.list_open(db, served)
        # Whoever is in it already, as asker, cannot also be its lawyer.
        if legal.find_party(db, case.id, actor.account_id) is None
    )


def _card(case: LegalCase, party: CaseParty, community: Community, now: datetime) -> CaseCard:
    state, part = CaseState(case.state), Part(party.part)
    owes = state in _OWED | {CaseState.ASKED}
    is_text_there = state is CaseState.MEDIATING and bool(case.agreement)
    return CaseCard(
        id=case.id,
        kind=CaseKind(case.kind),
        state=state,
        subject=case.subject,
        community=community.name,
        part=part,
        asked_at=case.created_at,
        due_at=case.due_at if owes else None,
        is_late=owes and case.due_at is not None and case.due_at < now,
        booked_for=case.booked_for,
        follow_up_on=case.follow_up_on,
        must_sign=is_text_there and party.signed_at is None,
        must_rate=part is Part.ASKER and state in RATED_IN and case.satisfaction is None,
    )


def _sheet(db: Session, case: LegalCase, party: CaseParty, now: datetime) -> CaseSheet:
    part = Part(party.part)
    community = rounds.get_community(db, case.community_id)
    card = _card(case, party, community, now)
    station = stations.get_station(db, case.station_id) if case.station_id else None
    reads = reads_content(part)
    return CaseSheet(
        card=card,
        content=case.content if reads else "",
        answer=case.answer if reads else "",
        answered_at=case.answered_at,
        agreement=case.agreement,
        agreement_version=case.agreement_version,
        agreed_at=case.agreed_at,
        followed_up_at=case.followed_up_at,
        follow_up_note=case.follow_up_note,
        satisfaction=case.satisfaction,
        parties=_parties(db, case),
        moves=_moves(db, case),
        events=_events(card, case, party),
        station=station.name if station else "",
        address=station.address if station else "",
        may_rate=part is Part.ASKER and card.state in RATED_IN,
    )


def _events(card: CaseCard, case: LegalCase, party: CaseParty) -> frozenset[CaseEvent]:
    events = open_to(card.part, card.state, card.kind)
    if not case.agreement or party.signed_at is not None:
        events -= {CaseEvent.SIGN}
    return events


def _parties(db: Session, case: LegalCase) -> tuple[PartyLine, ...]:
    named = [
        PartyLine(account.name, Part(row.part), row.signed_at, account_id=account.id)
        for row, account in legal.list_parties(db, case.id)
    ]
    on_paper = [
        PartyLine(row.name, Part.PARTY, row.signed_at, paper_id=row.id)
        for row in legal.list_papers(db, case.id)
    ]
    return (*named, *on_paper)


def _moves(db: Session, case: LegalCase) -> tuple[CaseMoveLine, ...]:
    rows = legal.list_moves(db, case.id)
    names = accounts.names_of(db, {row.account_id for row in rows if row.account_id is not None})
    return tuple(
        CaseMoveLine(CaseEvent(row.event), row.at, names.get(row.account_id or 0, ""))
        for row in rows
    )
