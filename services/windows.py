"""三个窗口: what is public, for everyone, in one shape; and what the legal specialists did."""

from datetime import UTC, date, datetime
from typing import Any

from db import rounds, windows
from db.engine import reading
from domain.clock import local, utc_now
from domain.legal import CaseKind
from domain.proposal_views import Choice
from domain.windows import (
    PAGE_SIZE,
    LegalFigures,
    WindowFilter,
    WindowItem,
    WindowKind,
    WindowPage,
)

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def list_items(wanted: WindowFilter) -> WindowPage:
    """A page of what is public and fits; public to read."""
    with reading() as db:
        counts = windows.count_items(db, wanted)
        total = sum(counts.values())
        items = tuple(map(_item, windows.list_items(db, wanted)))
    return WindowPage(items, total, max(1, -(-total // PAGE_SIZE)), counts)


def get_legal_figures(now: datetime | None = None) -> LegalFigures:
    """The legal specialists' year in numbers; they show nobody."""
    first = date(local(now or utc_now()).year, 1, 1)
    with reading() as db:
        services = windows.count_services(db, first)
        return LegalFigures(
            services=sum(services.values()),
            mediations=services.get(CaseKind.MEDIATION.value, 0),
            education=services.get(CaseKind.EDUCATION.value, 0),
            stations=windows.count_stations(db),
        )


def list_subdistricts() -> tuple[Choice, ...]:
    """The subdistricts by which the reader may narrow."""
    with reading() as db:
        return tuple(Choice(row.id, row.name, row.name) for row in rounds.list_subdistricts(db))


def list_communities(subdistrict_id: int | None) -> tuple[Choice, ...]:
    """The communities of a subdistrict, or all."""
    with reading() as db:
        found = rounds.list_communities(db, subdistrict_id)
        return tuple(Choice(row.id, row.name, row.name) for row in found)


def _item(row: Any) -> WindowItem:
    return WindowItem(
        kind=WindowKind(row.kind),
        id=row.id,
        leads_to=row.leads_to,
        title=row.title,
        text=row.text or "",
        state=row.state,
        who=row.who or "",
        who_en=row.who_en or "",
        until=row.due_at or row.due_on,
        at=row.at or _LONG_AGO,
        place=row.community or row.subdistrict or "",
        field=row.field or "",
        field_en=row.field_en or "",
    )
