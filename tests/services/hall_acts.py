"""What the table of rights is tried with in the hall: meetings, minutes, kiosks, paper."""

from collections.abc import Callable

from components.minutes_words import say
from domain.paper_serials import draw_serials
from domain.paper_views import EntryPass
from domain.phases import Phase
from domain.rights import Action
from domain.roles import Actor
from services import (
    ballot_slips,
    floor,
    kiosks,
    meetings,
    minutes,
    paper_batches,
    paper_entries,
    paper_handouts,
    presence,
    statements,
)
from tests.services.stage import DRAFTED_AT, Stage

SERIAL = draw_serials(1, ())[0]


Act = Callable[[Stage, Actor, Phase], object]

HALL_ACTS: dict[Action, Act] = {
    Action.MODERATE_STATEMENT: lambda s, a, p: statements.add_statement(
        a, s.meeting_id, "A rail on every floor", s.item_id
    ),
    Action.PRINT_BALLOTS: lambda s, a, p: paper_batches.make_batch(a, s.round_id, 5),
    Action.HAND_OUT_SHEET: lambda s, a, p: paper_handouts.hand_out(
        a, s.round_id, s.cast["qiang"].account_id
    ),
    Action.ENTER_PAPER_BALLOT: lambda s, a, p: paper_entries.open_sheet(
        a, s.round_id, SERIAL, EntryPass.FIRST
    ),
    Action.SETTLE_PAPER_BALLOT: lambda s, a, p: paper_entries.list_differences(a, s.round_id),
    Action.SET_ASIDE_SHEET: lambda s, a, p: paper_entries.set_aside(a, s.round_id, SERIAL, "lost"),
    Action.SET_UP_MEETING: lambda s, a, p: meetings.cancel_meeting(a, s.meeting_id),
    Action.CHECK_IN: lambda s, a, p: presence.add_walk_in(a, s.meeting_id, "Wang"),
    Action.RUN_MEETING: lambda s, a, p: floor.start_item(a, s.meeting_id, s.item_id),
    Action.WRITE_MINUTES: lambda s, a, p: minutes.draft_minutes(a, s.held_id, say),
    Action.APPROVE_MINUTES: lambda s, a, p: minutes.approve_minutes(a, s.held_id, DRAFTED_AT),
    Action.OPEN_KIOSK: lambda s, a, p: kiosks.open_kiosk(a, "2468", meeting_id=s.meeting_id),
    Action.ISSUE_SLIP: lambda s, a, p: ballot_slips.issue_slip(
        a, s.round_id, s.cast["qiang"].account_id
    ),
}
