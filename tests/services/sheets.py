"""A round that votes on paper too, for the tests of sheets."""

from collections.abc import Iterable, Mapping
from typing import Any

from db import outcomes as records
from db.accounts import find_account
from db.engine import transaction
from db.rounds import get_round
from domain.paper_marks import Written
from domain.paper_views import EntryPass, SheetEntered
from domain.phases import Phase
from domain.roles import Role
from domain.round_settings import frozen_settings_of
from services import paper_batches, paper_entries, paper_handouts, paper_progress
from tests.cast import Cast
from tests.services.voting import go_to, open_round

FIRST, SECOND = EntryPass.FIRST, EntryPass.SECOND


def paper_round(cast: Cast, projects: int = 6, **settings: Any) -> int:
    """A round in its vote, its settings frozen as when voting opened; its id."""
    round_id = open_round(cast, projects, **settings)
    with transaction() as db:
        row = get_round(db, round_id)
        rows = [one for one, _ in records.list_projects(db, round_id)]
        row.frozen_settings = frozen_settings_of(row, rows)
    return round_id


def printed(cast: Cast, round_id: int, sheets: int = 10, **how: Any) -> list[str]:
    """Print a pile; the serials of its sheets."""
    batch = paper_batches.make_batch(cast["clerk"], round_id, sheets, **how)
    return [one.serial for one in paper_batches.list_sheets(cast["officer"], batch)]


def second_clerk(cast: Cast) -> str:
    """A second clerk of Riverside's subdistrict, made once; the user name."""
    with transaction() as db:
        far = find_account(db, "far_clerk")
        assert far is not None
        far.community_id = cast.communities["Hillside"]
        assert far.role == Role.CLERK.value
    return "far_clerk"


def enter(
    cast: Cast, who: str, round_id: int, serial: str, which: EntryPass, *codes: str, **more: Any
) -> SheetEntered:
    """Type in one reading: a tick for each code, or `marks={code: number}`, or `spoilt=True`."""
    marks: Mapping[str, int] = more.get("marks") or dict.fromkeys(codes, 1)
    written = Written(marks, is_spoilt=bool(more.get("spoilt")))
    return paper_entries.enter_sheet(cast[who], round_id, serial, which, written)


def enter_twice(cast: Cast, round_id: int, serial: str, *codes: str, **more: Any) -> SheetEntered:
    """Both readings alike, by the clerk and the officer."""
    enter(cast, "clerk", round_id, serial, FIRST, *codes, **more)
    return enter(cast, "officer", round_id, serial, SECOND, *codes, **more)


def hand_out_to_strangers(cast: Cast, round_id: int, how_many: int) -> None:
    """Hand out sheets to so many residents without accounts."""
    for number in range(how_many):
        paper_handouts.hand_out_to_person(
            cast["clerk"],
            round_id,
            f"Neighbour{number}",
            f"{number:04}",
            cast.communities["Riverside"],
        )


def open_box(cast: Cast, round_id: int, returned: int) -> None:
    """The vote is over and the box holds so many sheets."""
    go_to(round_id, Phase.COUNT)
    paper_progress.count_box(cast["clerk"], round_id, returned)


def vote_on_paper(cast: Cast, round_id: int, sheets: Iterable[Mapping[str, int]]) -> None:
    """Print, hand out, collect and type in these sheets, as a hall would."""
    marks = list(sheets)
    serials = printed(cast, round_id, max(1, len(marks)))
    hand_out_to_strangers(cast, round_id, len(marks))
    for serial, one in zip(serials, marks, strict=False):
        enter_twice(cast, round_id, serial, marks=one, spoilt=False)
    open_box(cast, round_id, len(marks))
