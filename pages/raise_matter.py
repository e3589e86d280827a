"""反映问题: a resident says what and where, with a photo, in a minute."""

from secrets import token_urlsafe

import streamlit as st

from components.delivery_forms import clear_form, field
from components.language import t
from components.matter_forms import draw_raise_form
from components.matter_words import due_words
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, reading_or_stop, tell
from domain.matter_views import MatterDraft
from domain.matters import RAISED, Source, title_of
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import matter_reading, matters
from services.attachments import keep_file

_KEY, _RAISED = "raise_request_key", "raised_matter"


def draft() -> MatterDraft:
    """What stands in the form."""
    text = str(field("raise", "text") or "")
    community = field("raise", "community")
    return MatterDraft(
        source=Source(str(field("raise", "kind") or Source.REQUEST)),
        title=title_of(text),
        text=text,
        place_text=str(field("raise", "place") or ""),
        community_id=None if community is None else int(community),
        field_code=field("raise", "field"),
        is_public=not field("raise", "private"),
        raiser_name=str(field("raise", "name") or ""),
    )


def keep_and_raise(actor: Actor) -> None:
    """Check the photos, then raise it; a second tap finds the first one's matter."""
    photos = [keep_file(one.name, one.getvalue()) for one in field("raise", "photos") or []]
    key = str(st.session_state[_KEY])
    st.session_state[_RAISED] = matters.raise_matter(actor, draft(), key, photos)


def send(actor: Actor) -> None:
    """Raise it (a callback); a refused form keeps what was typed."""
    if attempt(keep_and_raise, actor):
        clear_form("raise")
        st.session_state.pop(_KEY, None)


def begin_again() -> None:
    """Back to an empty form (a callback)."""
    st.session_state.pop(_RAISED, None)


def draw_raised(actor: Actor, number: int) -> None:
    """It has arrived: its number, until when there will be an answer, and where to look."""
    sheet = matter_reading.get_sheet(actor, number)
    with st.container(border=True):
        st.title(t("raise.done", n=number), anchor=False)
        st.subheader(t("raise.answer_until", at=sheet.card.due_at), anchor=False)
        st.markdown(due_words(sheet.card.due_at))
        if st.button(t("raise.look"), type="primary", width="stretch"):
            st.switch_page(page_file("matter"), query_params={"id": str(number)})
        st.button(t("raise.another"), on_click=begin_again, width="stretch")


actor = require_actor()
raised = st.session_state.get(_RAISED)
with reading_or_stop():
    if raised is not None:
        draw_raised(actor, int(raised))
        st.stop()
    places, fields = matter_reading.list_places(), matter_reading.list_fields()
st.title(t("page.raise_matter"), anchor=False)
tell()
st.session_state.setdefault(_KEY, token_urlsafe(12))
draw_raise_form(
    {one.value: t(f"source.{one.value}") for one in RAISED},
    places,
    actor.community_id,
    fields,
    is_for_others=is_offered(Action.RAISE_FOR_ANOTHER, actor.role),
    on_send=lambda: send(actor),
)
