"""课题清单: what experts look into, for everyone; and what came of what the reader raised."""

from secrets import token_urlsafe

import streamlit as st

from components.delivery_forms import clear_form, field
from components.language import t
from components.matter_forms import named
from components.plain import plain
from components.register import page_file
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell
from components.topic_forms import choose, draw_propose_form
from components.topic_words import draw_topic_cards
from domain.research import ENDED, WAITING_FOR_OFFICE, TopicSource, TopicState
from domain.research_views import ResultLine, TopicDraft, TopicFilter
from domain.rights import Action, is_offered
from domain.roles import Actor, Role
from services import concerns, matter_reading, topic_reading, topics

_KEY = "topic_request_key"


def propose(actor: Actor) -> None:
    """Propose what stands in the form (a callback)."""
    place = field("topic", "place")
    draft = TopicDraft(
        title=str(field("topic", "title") or ""),
        question=str(field("topic", "question") or ""),
        source=TopicSource.EXPERT if actor.role is Role.EXPERT else TopicSource.DISTRICT,
        field_code=field("topic", "field"),
        community_id=None if place is None else int(place),
    )
    if attempt(topics.propose_topic, actor, draft, str(st.session_state[_KEY])):
        clear_form("topic")
        st.session_state.pop(_KEY, None)
        done(t("topic.proposed_now"))


def draw_results(results: tuple[ResultLine, ...]) -> None:
    """What experts found of what the reader raised: new ones large, opened ones folded."""
    new = [one for one in results if one.is_new]
    read = [one for one in results if not one.is_new]
    if new:
        st.header(t("result.title"), anchor=False)
    for one in new:
        draw_result(one)
    if read:
        with st.expander(t("result.read", n=len(read)), icon=":material/mark_email_read:"):
            for one in read:
                draw_result(one)


def draw_result(one: ResultLine) -> None:
    """One result, with the reader's own words above it."""
    with st.container(border=True, key=f"result_{one.topic_id}_{hash(one.raised)}"):
        st.markdown(t("result.you_raised", what=plain(one.raised)))
        if one.decision is not None:
            st.subheader(t(f"topic.decided_{one.decision.value}"), anchor=False)
        if one.summary:
            st.markdown(plain(one.summary))
        if one.reason:
            st.markdown(t("result.because", reason=plain(one.reason)))
        st.page_link(
            page_file("topic"),
            label=f"**{t('result.look')}**",
            icon=":material/arrow_forward:",
            query_params={"id": str(one.topic_id)},
        )


def draw_filters() -> TopicFilter:
    """What the reader wants to see."""
    words = st.text_input(
        t("topics.search"), key="topic_search", live="0.5s", icon=":material/search:"
    )
    with st.expander(t("matters.narrow"), icon=":material/tune:"):
        first, second, third = st.columns(3)
        with first:
            choose(t("topic.form_field"), named(matter_reading.list_fields()), "topic_field")
        with second:
            choose(t("topic.form_place"), named(matter_reading.list_places()), "topic_place")
        with third:
            states = {one: t(f"topic_state.{one.value}") for one in TopicState}
            choose(t("topics.state"), dict(states), "topic_state")
        is_late = st.toggle(t("topics.late_only"), key="topic_late")
    place, state = st.session_state.get("topic_place"), st.session_state.get("topic_state")
    return TopicFilter(
        text=(words or "")[:60],
        field_code=st.session_state.get("topic_field"),
        community_id=None if place is None else int(place),
        state=None if state is None else TopicState(str(state)),
        is_late=is_late,
    )


def draw_list(actor: Actor | None, wanted: TopicFilter) -> None:
    """What waits for the office first, then what goes on, then what is decided."""
    cards = topic_reading.list_topics(actor, wanted)
    if not cards:
        st.info(t("topics.none"), icon=":material/search_off:")
    is_office = actor is not None and is_offered(Action.STEER_TOPIC, actor.role)
    waiting = [one for one in cards if is_office and one.state in WAITING_FOR_OFFICE]
    running = [one for one in cards if one not in waiting and one.state not in ENDED]
    ended = [one for one in cards if one not in waiting and one.state in ENDED]
    for key, group in (("waiting", waiting), ("running", running), ("ended", ended)):
        if group:
            st.header(t(f"topics.{key}", n=len(group)), anchor=False)
            draw_topic_cards(group, key)


actor = current_actor()
st.title(t("page.topics"), anchor=False)
st.markdown(t("topics.how"))
tell()
st.session_state.setdefault(_KEY, token_urlsafe(12))
with reading_or_stop():
    if actor is not None:
        draw_results(concerns.list_results(actor))
    draw_list(actor, draw_filters())
    if actor is not None and is_offered(Action.PROPOSE_TOPIC, actor.role):
        with st.expander(t("topic.propose"), icon=":material/add:"):
            draw_propose_form(
                named(matter_reading.list_places()),
                named(matter_reading.list_fields()),
                lambda: propose(actor),
            )
st.page_link(
    page_file("consultation"), label=t("page.consultation"), icon=":material/contact_support:"
)
st.page_link(page_file("flowcharts"), label=t("page.flowcharts"), icon=":material/account_tree:")
