"""服务记录: services rendered, and the figures of services and cases; never a person."""

from datetime import date, datetime

from db import rounds, stations
from db.engine import reading, transaction
from db.tables import ServiceRecord
from domain.clock import local, utc_now
from domain.legal import LONGEST_NOTE, SATISFIED_FROM, CaseKind, CaseState, rate_shown
from domain.legal_views import CaseCounts, ServiceCounts, ServiceDraft, ServiceLine
from domain.matters import DISSATISFIED_BELOW
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.legal_cases import LONGEST_SERVICE_MINUTES
from services.permission import permit

MOST_PEOPLE = 10_000
MOST_SHOWN = 50


def record_service(
    actor: Actor, draft: ServiceDraft, request_key: str, now: datetime | None = None
) -> None:
    """Write down a session, an hour of advice: what was done outside any case. Sent twice, once."""
    moment = now or utc_now()
    with transaction() as db:
        permit(db, actor, Action.RECORD_SERVICE)
        if stations.find_record(db, request_key) is not None:
            return
        if not 1 <= draft.minutes <= LONGEST_SERVICE_MINUTES:
            raise Refusal("service.minutes")
        if not 0 <= draft.people_count <= MOST_PEOPLE:
            raise Refusal("service.people", most=MOST_PEOPLE)
        if draft.on > local(moment).date():
            raise Refusal("service.future")
        community = rounds.get_community(db, draft.community_id)
        record = ServiceRecord(
            kind=draft.kind.value,
            community_id=community.id,
            account_id=actor.account_id,
            on=draft.on,
            minutes=draft.minutes,
            people_count=draft.people_count,
            note=tidy(draft.note, LONGEST_NOTE),
            request_key=request_key,
            at=moment,
        )
        db.add(record)


def list_my_services(actor: Actor) -> tuple[ServiceLine, ...]:
    """The newest of the services that one rendered."""
    with reading() as db:
        permit(db, actor, Action.RECORD_SERVICE)
        return tuple(
            ServiceLine(
                row.id,
                CaseKind(row.kind),
                community.name,
                row.on,
                row.minutes,
                row.people_count,
                row.note,
            )
            for row, community in stations.list_records(db, actor.account_id, MOST_SHOWN)
        )


def count_services(
    since: date | None = None,
    until: date | None = None,
    *,
    community_id: int | None = None,
    subdistrict_id: int | None = None,
) -> ServiceCounts:
    """How many services of each kind were rendered, `until` included; public to read."""
    with reading() as db:
        where = stations.records_where(since, until, community_id, subdistrict_id)
        rows = stations.count_records(db, where)
    by_kind = dict.fromkeys(CaseKind, 0) | {CaseKind(kind): n for kind, n, _ in rows}
    return ServiceCounts(by_kind, sum(reached for _, _, reached in rows))


def count_cases(
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    community_id: int | None = None,
    subdistrict_id: int | None = None,
    kind: CaseKind | None = None,
) -> CaseCounts:
    """Cases asked from `since` until before `until`: answered, solved, satisfied; counts only.

    Solved: an agreement, or an answer that the asker did not rate below 3. What was withdrawn is
    left out. `satisfied` is the share of 4 and 5 among those rated.
    """
    with reading() as db:
        chosen = kind.value if kind else None
        where = stations.cases_where(since, until, community_id, subdistrict_id, chosen)
        rows = [row for row in stations.count_cases(db, where) if row[0] != CaseState.WITHDRAWN]
    answered = [row for row in rows if row[1]]
    rated = [row for row in answered if row[3] is not None]
    good = sum(n for *_, stars, n in rated if stars is not None and stars >= SATISFIED_FROM)
    number_rated = sum(row[4] for row in rated)
    return CaseCounts(
        asked=sum(row[4] for row in rows),
        answered=sum(row[4] for row in answered),
        solved=sum(row[4] for row in answered if _is_solved(*row[:4])),
        rated=number_rated,
        satisfied=rate_shown(good, number_rated),
    )


def _is_solved(state: str, is_answered: bool, is_agreed: bool, stars: int | None) -> bool:
    if stars is not None and stars < DISSATISFIED_BELOW:
        return False
    return is_answered and (is_agreed or state != CaseState.HANDED_OVER.value)
