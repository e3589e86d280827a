"""Meetings as everyone may read them: the list, one meeting, its settings."""

from datetime import datetime

from db import agenda, meetings, proposals, rosters, rounds
from db.engine import Session, reading
from db.tables import AgendaItem, Attendee, Meeting
from domain import quorum
from domain.house_rules import rules_from
from domain.meeting_settings import ItemPlan, MeetingSettings
from domain.meeting_views import ItemView, MeetingCard, MeetingView, PresenceCount
from domain.meetings import Admission, ItemKind, ItemState, MeetingKind, MeetingState, Standing
from domain.proposal_flow import PUBLIC
from domain.quorum import Present, QuorumReport
from services.meeting_access import place_of


def list_meetings(
    states: tuple[MeetingState, ...] = tuple(MeetingState), since: datetime | None = None
) -> list[MeetingCard]:
    """Meetings in these states, the latest first."""
    with reading() as db:
        counted = rosters.count_people(db)
        found = []
        for row in meetings.list_meetings(db, states, since=since):
            invited, came = counted.get(row.id, (0, 0))
            found.append(
                MeetingCard(
                    id=row.id,
                    kind=MeetingKind(row.kind),
                    title=row.title,
                    place=rounds.place_name(db, row),
                    venue=row.venue,
                    starts_at=row.starts_at,
                    state=MeetingState(row.state),
                    is_demo=row.is_demo,
                    invited=invited,
                    came=came,
                )
            )
        return found


def find_version(meeting_id: int) -> int:
    """A number that rises with every change that somebody in the room can see; 0: no meeting."""
    with reading() as db:
        return meetings.find_version(db, meeting_id)


def get_meeting_view(meeting_id: int) -> MeetingView:
    """The meeting as everyone may see it."""
    with reading() as db:
        row = meetings.get_meeting(db, meeting_id)
        people = meetings.list_attendees(db, meeting_id)
        here = [one for one in people if is_present(one)]
        state = MeetingState(row.state)
        return MeetingView(
            id=row.id,
            kind=MeetingKind(row.kind),
            title=row.title,
            about=row.about,
            venue=row.venue,
            place=rounds.place_name(db, row),
            community_id=row.community_id,
            starts_at=row.starts_at,
            state=state,
            version=row.version,
            admission=Admission(row.admission),
            house_rules=rules_from(row.house_rules),
            join_code=row.join_code if state is MeetingState.OPEN else None,
            current_item_id=row.current_item_id,
            agenda=_agenda(db, meeting_id),
            invited=sum(one.is_invited for one in people),
            came=sum(one.came_at is not None for one in people),
            present=len(here),
            voters=sum(one.has_vote for one in here),
            by_standing=_by_standing(people),
            quorum=report_of(row, people),
            is_demo=row.is_demo,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
        )


def get_settings(meeting_id: int) -> MeetingSettings:
    """The meeting as it was set up, to be changed."""
    with reading() as db:
        return settings_of(db, meetings.get_meeting(db, meeting_id))


def list_proposal_titles(round_id: int) -> dict[int, str]:
    """The public proposals of a round by id, to link an item with one."""
    with reading() as db:
        return {one.id: one.title for one in proposals.list_proposals(db, round_id, PUBLIC)}


def settings_of(db: Session, row: Meeting) -> MeetingSettings:
    """The settings within a transaction."""
    return MeetingSettings(
        kind=MeetingKind(row.kind),
        title=row.title,
        place=place_of(row),
        starts_at=row.starts_at,
        about=row.about,
        venue=row.venue,
        admission=Admission(row.admission),
        quorum=quorum.conditions_from(row.quorum),
        rules=rules_from(row.house_rules),
        items=tuple(_plan(one) for one in meetings.list_items(db, row.id)),
    )


def is_present(one: Attendee) -> bool:
    """Whether somebody is in the room now."""
    return one.came_at is not None and one.left_at is None


def report_of(row: Meeting, people: list[Attendee]) -> QuorumReport:
    """How the meeting's quorum stands with these people."""
    return quorum.report(
        quorum.conditions_from(row.quorum),
        [
            Present(
                standing=Standing(one.standing),
                is_present=is_present(one),
                is_invited=one.is_invited,
                has_vote=one.has_vote,
                floor_area_dm2=one.floor_area_dm2,
            )
            for one in people
        ],
    )


def _agenda(db: Session, meeting_id: int) -> tuple[ItemView, ...]:
    rows = meetings.list_items(db, meeting_id)
    titles = agenda.titles_of_proposals(db, {one.proposal_id for one in rows if one.proposal_id})
    names = agenda.names_of_rounds(db, {one.round_id for one in rows if one.round_id})
    return tuple(
        ItemView(
            id=one.id,
            position=place,
            kind=ItemKind(one.kind),
            title=one.title,
            text=one.text,
            state=ItemState(one.state),
            planned_minutes=one.planned_minutes,
            seconds_spent=one.seconds_spent,
            started_at=one.started_at,
            proposal_id=one.proposal_id if one.proposal_id in titles else None,
            proposal_title=titles.get(one.proposal_id or 0, ""),
            round_id=one.round_id,
            round_name=names.get(one.round_id or 0, ""),
        )
        for place, one in enumerate(rows, start=1)
    )


def _plan(row: AgendaItem) -> ItemPlan:
    return ItemPlan(
        kind=ItemKind(row.kind),
        title=row.title,
        minutes=row.planned_minutes,
        text=row.text,
        proposal_id=row.proposal_id,
        round_id=row.round_id,
        id=row.id,
    )


def _by_standing(people: list[Attendee]) -> tuple[PresenceCount, ...]:
    found = []
    for standing in Standing:
        of_it = [one for one in people if one.standing == standing.value]
        if of_it:
            invited = sum(one.is_invited for one in of_it)
            found.append(PresenceCount(standing, invited, sum(map(is_present, of_it))))
    return tuple(found)
