"""会议纪要: drafted from the record, edited in place, approved, corrected (`?id=MEETING`)."""

from collections.abc import Callable

import streamlit as st

from components.cockpit_promises import PromiseKeys, draw_promises
from components.language import language, t
from components.meeting_choice import choose_meeting
from components.meeting_words import when_words
from components.minutes_desk import (
    DeskKeys,
    draw_approving,
    draw_correcting,
    draw_drafting,
    draw_state,
)
from components.minutes_editor import EditKeys, draw_editor
from components.minutes_export import Printed, printed_version
from components.minutes_sheet import draw_downloads, draw_sheet
from components.minutes_words import say
from components.plain import plain
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.clock import local, utc_now
from domain.meetings import MeetingState
from domain.minutes_flow import MinutesState
from domain.minutes_views import MinutesDraft
from domain.rights import Action, is_offered, refuse_unless_permitted
from services import meetings, minutes, minutes_text, promises


def does(act: Callable[..., object]) -> Callable[..., bool]:
    """A key of these minutes: the act with who does it and where already named."""
    return lambda *args, **kwargs: attempt(act, actor, meeting_id, *args, **kwargs)


def save(key: str, typed: str, seen: str) -> bool:
    """Save a paragraph; where two wrote at once, both stay, and that is told."""
    kept: list[bool] = []
    if not attempt(
        lambda: kept.append(minutes_text.save_paragraph(actor, meeting_id, key, typed, seen))
    ):
        return False
    if not kept[0]:
        done(t("minutes.both_kept"))
    return kept[0]


def write_draft(chosen: str) -> None:
    """Draft, or bring the draft up to the record."""
    if attempt(minutes.draft_minutes, actor, meeting_id, say, chosen):
        done(t("minutes.drafted"))


def approve(draft: MinutesDraft) -> None:
    """Approve what was read, and say what became of the promises."""
    opened: list[int] = []
    if attempt(lambda: opened.append(minutes.approve_minutes(actor, meeting_id, draft.saved_at))):
        done(
            t("minutes.approved_and_opened", n=opened[0]) if opened[0] else t("minutes.is_approved")
        )


def change_promises(act: Callable[..., object]) -> Callable[..., bool]:
    """A promise made or taken back, and the draft brought up to it."""

    def change(*args: object) -> bool:
        if not attempt(act, actor, meeting_id, *args):
            return False
        return shown is None or attempt(
            minutes.draft_minutes, actor, meeting_id, say, shown.language
        )

    return change


def draw_side(draft: MinutesDraft) -> None:
    """What can be done with the whole text, then the promises."""
    if draft.is_writable:
        may_approve = is_offered(Action.APPROVE_MINUTES, actor.role)
        draw_approving(draft.content, desk_keys, may_approve=may_approve)
    draw_downloads(printed_of(draft), "desk")
    if not draft.is_writable:
        # Behind the files: in the place of the key that approved it would stand open like it.
        draw_correcting(desk_keys)
    else:
        with st.container(border=True):
            draw_promises(
                promises.list_promises(meeting_id),
                local(utc_now()).date(),
                promise_keys,
                promises.list_usual_promisers(meeting_id),
            )


def printed_of(draft: MinutesDraft) -> Printed:
    """What a file of the text says now; what was approved is printed as it was approved."""
    if draft.is_writable:
        return Printed(draft.content, draft.language, draft.number, draft.reason)
    return printed_version(minutes.list_approved(meeting_id)[0])


actor = require_actor()
st.title(t("page.minutes"), anchor=False)
with reading_or_stop():
    refuse_unless_permitted(Action.WRITE_MINUTES, actor, None)
    states = minutes.list_states(actor)
    over = [one for one in meetings.list_meetings((MeetingState.CLOSED,)) if one.id in states]
chosen = choose_meeting(over)
if chosen is None:
    st.info(t("minutes.no_meeting"), icon=":material/event_busy:")
    st.stop()
meeting_id = chosen
tell()
with reading_or_stop():
    shown = minutes.find_draft(actor, meeting_id)
if shown is None:
    card = next(one for one in over if one.id == meeting_id)
    st.subheader(plain(f"{card.title} · {when_words(card.starts_at)}"), anchor=False)
    draw_drafting(language(), write_draft)
    st.stop()
edit_keys = EditKeys(
    save=save,
    add=does(minutes_text.add_paragraph),
    leave_out=does(minutes_text.leave_out),
    put_back=does(minutes_text.put_back),
    take_offer=does(minutes_text.take_offer),
    keep=does(minutes_text.keep_words),
)
desk_keys = DeskKeys(
    approve=lambda: approve(shown),
    redraft=lambda: write_draft(shown.language),
    correct=does(minutes.begin_correction),
    give_up=does(minutes.give_up_correction) if shown.state is MinutesState.CORRECTING else None,
)
promise_keys = PromiseKeys(
    make=change_promises(promises.make_promise), withdraw=change_promises(promises.withdraw_promise)
)
draw_state(shown.state, shown.saved_at, shown.saved_by, shown.content.unread)
text, side = st.columns([7, 3], gap="medium")
with text:
    if shown.is_writable:
        draw_editor(meeting_id, shown.content, edit_keys)
    else:
        draw_sheet(printed_of(shown))
with side:
    draw_side(shown)
