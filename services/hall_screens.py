"""The walls of a meeting: what the facilitator puts there, and how a wall goes with the room."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from db import hall, screens
from db.engine import Session, reading, transaction
from db.tables import Screen
from domain.clock import utc_now
from domain.hall_slides import ABOUT_SOMETHING, PAUSE_MINUTES, HallSlide, RoomNow, slide_of
from domain.meetings import ActKind, ItemKind, MeetingState
from domain.polls import PollState
from domain.projector import Showing
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.meeting_access import ANY_STATE, act_in
from services.permission import permit
from services.screen_rows import hold_screen, showing_of

log = logging.getLogger(__name__)


def find_look(name: str) -> tuple[Showing, int]:
    """What a screen shows, and the version of its meeting or round (0: neither): one query."""
    with reading() as db:
        found = screens.find_look(db, name)
        return (Showing(name), 0) if found is None else (showing_of(found[0]), found[1])


def show_meeting_slide(
    actor: Actor, name: str, meeting_id: int, slide: HallSlide, subject_id: int | None = None
) -> None:
    """Put this slide on the screen; it stays there until another is chosen. Ends a freeze.

    `subject_id`: which motion, poll or matter, where the slide is about one; None: the newest.
    """
    with _held(actor, name, meeting_id, slide) as held:
        if slide in ABOUT_SOMETHING:
            _refuse_unless_of(held.db, meeting_id, slide, subject_id)
            held.screen.subject_id = subject_id


def show_pause(actor: Actor, name: str, meeting_id: int, minutes: int) -> None:
    """Say that there is a break of so many minutes, one of `PAUSE_MINUTES`, and count them down."""
    if minutes not in PAUSE_MINUTES:
        raise Refusal("screen.pause")
    with _held(actor, name, meeting_id, HallSlide.PAUSE) as held:
        held.screen.step, held.screen.played_from = minutes, utc_now()


def blank(actor: Actor, name: str, meeting_id: int) -> None:
    """Show nothing at all."""
    with _held(actor, name, meeting_id, HallSlide.BLANK):
        pass


def follow(actor: Actor, name: str, meeting_id: int) -> None:
    """Let the screen go with the meeting by itself from now on."""
    with _held(actor, name, meeting_id, HallSlide.WELCOME) as held:
        held.screen.is_following = True


def freeze(actor: Actor, name: str) -> None:
    """Let every viewer keep the picture that they have, whatever goes on in the room."""
    _set_frozen(actor, name, is_frozen=True)


def unfreeze(actor: Actor, name: str) -> None:
    """Let the screen show again what it would have shown."""
    _set_frozen(actor, name, is_frozen=False)


def find_room_now(meeting_id: int) -> RoomNow:
    """What a wall that follows goes by; refused for an unknown meeting."""
    with reading() as db:
        return _room_now(db, meeting_id)


@dataclass(slots=True)
class _Held:
    db: Session
    screen: Screen


@contextmanager
def _held(actor: Actor, name: str, meeting_id: int, slide: HallSlide) -> Iterator[_Held]:
    """The screen, set to a slide of the meeting as if nothing had been there; traced."""
    with act_in(
        actor,
        meeting_id,
        ActKind.SHOW_SLIDE,
        action=Action.SHOW_ON_PROJECTOR,
        states=ANY_STATE,
        screen=name,
        slide=slide.value,
    ) as act:
        screen = hold_screen(act.db, actor, name)
        screen.meeting_id, screen.slide, screen.subject_id = meeting_id, slide.value, None
        screen.round_id = screen.proposal_id = None
        screen.step, screen.played_from = 0, None
        screen.is_following = screen.is_frozen = False
        held = _Held(act.db, screen)
        yield held
        act.facts["following"] = screen.is_following
    log.info("screen %s shows %s of meeting %d", name, slide, meeting_id)


def _refuse_unless_of(
    db: Session, meeting_id: int, slide: HallSlide, subject_id: int | None
) -> None:
    if subject_id is None:
        return
    known = {HallSlide.MOTION: hall.has_motion, HallSlide.MATTER: hall.has_matter}
    if not known.get(slide, hall.has_poll)(db, meeting_id, subject_id):
        raise Refusal("screen.unknown_subject")


def _set_frozen(actor: Actor, name: str, *, is_frozen: bool) -> None:
    with reading() as db:
        row = screens.find_screen(db, name)
        meeting_id = None if row is None else row.meeting_id
    if meeting_id is None:
        with transaction() as db:
            permit(db, actor, Action.SHOW_ON_PROJECTOR)
            hold_screen(db, actor, name).is_frozen = is_frozen
        return
    with act_in(
        actor,
        meeting_id,
        ActKind.FREEZE_SCREEN,
        action=Action.SHOW_ON_PROJECTOR,
        states=ANY_STATE,
        screen=name,
        frozen=is_frozen,
    ) as act:
        screen = screens.take_screen(act.db, name)
        if screen.is_frozen == is_frozen or screen.meeting_id != meeting_id:
            act.happened = False
            return
        hold_screen(act.db, actor, name).is_frozen = is_frozen
        if screen.is_following and is_frozen:
            # Who opens the wall only now finds the slide that the others keep.
            slide, screen.subject_id = slide_of(_room_now(act.db, meeting_id), utc_now())
            screen.slide = slide.value


def _room_now(db: Session, meeting_id: int) -> RoomNow:
    room = hall.find_room(db, meeting_id)
    if room is None:
        raise Refusal("meeting.unknown")
    poll = room.poll
    is_open = poll is not None and poll.state == PollState.OPEN
    return RoomNow(
        MeetingState(room.meeting.state),
        has_begun=room.has_begun,
        item_kind=ItemKind(room.item.kind) if room.item else None,
        item_since=room.item.started_at if room.item else None,
        speaker_since=room.speech.called_at if room.speech else None,
        motion_id=room.motion_id,
        open_poll_id=poll.id if poll and is_open else None,
        closed_poll_id=poll.id if poll and not is_open else None,
        poll_closed_at=poll.closed_at if poll and not is_open else None,
        wave_is_open=room.wave_is_open,
    )
