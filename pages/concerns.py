"""民声聚焦: what residents raise often or sharply; a person decides what becomes a topic."""

from functools import partial
from secrets import token_urlsafe

import streamlit as st

from components.concern_cards import draw_concern, key_of
from components.delivery_forms import clear_form, field
from components.language import t
from components.matter_forms import named
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from components.topic_forms import choose
from domain.concerns import Concern
from domain.research import TopicSource
from domain.research_views import ConcernPage, TopicDraft
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import concerns, matter_reading, topics

A_PAGE, MOST_LINKED = 10, 300
_KEY = "concern_request_key"


def propose(actor: Actor, one: Concern) -> None:
    """Propose it as a topic, with everything it is made of (a callback)."""
    form = f"concern_{key_of(one)}"
    out = {tuple(key) for key in field(form, "out") or []}
    items = tuple(item.key for item in one.items if item.key not in out)[:MOST_LINKED]
    draft = TopicDraft(
        title=str(field(form, "title") or ""),
        question=str(field(form, "question") or ""),
        source=TopicSource.RESIDENTS,
        field_code=one.fields[0] if one.fields else None,
        community_id=one.places[0] if len(one.places) == 1 else None,
        items=items,
    )
    key = f"{st.session_state[_KEY]}-{key_of(one)}"
    if attempt(topics.propose_topic, actor, draft, key):
        clear_form(form)
        st.session_state.pop(_KEY, None)
        done(t("concern.proposed_now", n=len(items)))


def link(actor: Actor, one: Concern, topic_id: int) -> None:
    """Add what is new to the topic that works on it (a callback)."""
    items = [item.key for item in one.items if item.topic_id is None]
    if attempt(topics.link_items, actor, topic_id, items[:MOST_LINKED]):
        done(t("concern.linked_now", n=len(items)))


def save_words(actor: Actor) -> None:
    """Keep the words by which close interests are known (a callback)."""
    if attempt(concerns.save_close_interests, actor, str(st.session_state["close_interests"])):
        done(t("concern.words_saved"))


def draw_filters() -> tuple[int | None, str | None]:
    """Where, and in which field."""
    left, right = st.columns(2)
    with left:
        choose(t("topic.form_place"), named(matter_reading.list_places()), "concern_place")
    with right:
        choose(t("topic.form_field"), named(matter_reading.list_fields()), "concern_field")
    place, code = st.session_state.get("concern_place"), st.session_state.get("concern_field")
    return None if place is None else int(place), None if code is None else str(code)


def draw_list(actor: Actor, page: ConcernPage) -> None:
    """The concerns, weightiest first."""
    st.markdown(t("concerns.found", n=len(page.concerns), of=page.looked_at))
    if not page.concerns:
        st.info(t("concerns.none"), icon=":material/sentiment_satisfied:")
    pages = -(-len(page.concerns) // A_PAGE)
    at = min(int(st.session_state.get("concern_page", 1)), max(1, pages))
    for one in page.concerns[(at - 1) * A_PAGE : at * A_PAGE]:
        draw_concern(one, page, partial(propose, actor), partial(link, actor))
    if pages > 1:
        st.pagination(pages, key="concern_page")


def draw_words(actor: Actor) -> None:
    """The words by which a proposal is known to touch close interests."""
    if not is_offered(Action.STEER_TOPIC, actor.role):
        return
    with st.expander(t("concern.words"), icon=":material/family_restroom:"):
        st.markdown(t("concern.words_how"))
        words = t("format.list_joint").join(concerns.get_close_interests())
        st.text_area(t("concern.words_label"), words, key="close_interests")
        st.button(t("concern.words_save"), on_click=save_words, args=(actor,))


actor = require_actor()
st.title(t("page.concerns"), anchor=False)
st.markdown(t("concerns.how"))
tell()
st.session_state.setdefault(_KEY, token_urlsafe(12))
with reading_or_stop():
    place, code = draw_filters()
    draw_list(actor, concerns.list_concerns(actor, community_id=place, field_code=code))
    draw_words(actor)
st.page_link(page_file("topics"), label=t("page.topics"), icon=":material/science:")
