"""委员活动: what the citizens' committee did, for everyone; members and clerks record it here."""

import secrets
from functools import partial

import streamlit as st

from components.activity_cards import draw_cards
from components.activity_form import NAME, draw_form, typed_record
from components.delivery_forms import clear_form
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.register import page_file
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell
from components.topic_words import asked_id, open_here
from domain.activities import ActivityFilter, ActivityKind, ActivityPage
from domain.rights import Action, is_offered
from domain.roles import Actor, Role
from services import activities, round_reading

LONGEST_SEARCH = 40
_KEY, _TURN = "activity_request", "activities_turn"


def record(actor: Actor, community_id: int) -> None:
    """Write down what the form says (a callback)."""
    said = typed_record(community_id)
    if attempt(activities.record_activity, actor, said, st.session_state[_KEY]):
        st.session_state[_KEY] = secrets.token_urlsafe(16)
        clear_form(NAME)
        done(t("activity.recorded", title=plain(said.title)))


def void(actor: Actor, activity_id: int) -> None:
    """Take a record back (a callback)."""
    reason = st.session_state.get(f"void_reason_{activity_id}", "")
    if attempt(activities.void_activity, actor, activity_id, reason):
        done(t("activity.was_voided"))


def start_over() -> None:
    """Something else is asked for: the first page again (a callback)."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def choose(homes: dict[int, str], fields: dict[str, str]) -> ActivityFilter:
    """What the reader wants to see."""
    kinds = {kind.value: t(f"activity_kind.{kind.value}") for kind in ActivityKind}
    kind = st.pills(
        t("activity.kind"),
        list(kinds),
        format_func=kinds.__getitem__,
        key="activity_kind",
        on_change=start_over,
    )
    typed = st.text_input(
        t("activity.search"), max_chars=LONGEST_SEARCH, key="activity_typed", on_change=start_over
    )
    everywhere: dict[int | None, str] = {None: t("activity.everywhere")} | dict(homes)
    every: dict[str | None, str] = {None: t("activity.every_field")} | dict(fields)
    with st.expander(t("activity.narrow"), icon=":material/tune:"):
        where, what = st.columns(2)
        home = where.selectbox(
            t("activity.community"),
            list(everywhere),
            format_func=everywhere.__getitem__,
            key="activity_home",
            on_change=start_over,
        )
        code = what.selectbox(
            t("activity.field"),
            list(every),
            format_func=every.__getitem__,
            key="activity_code",
            on_change=start_over,
        )
    return ActivityFilter(ActivityKind(kind) if kind else None, home, code, typed)


def draw_recording(actor: Actor, homes: dict[int, str], fields: dict[str, str]) -> None:
    """The form, for whoever may use it somewhere; a member's and a clerk's place is their own."""
    st.session_state.setdefault(_KEY, secrets.token_urlsafe(16))
    with st.expander(t("activity.record"), icon=":material/add:"):
        home = actor.community_id
        if actor.role is Role.OFFICER or home is None:
            home = st.selectbox(
                t("activity.community"),
                list(homes),
                format_func=homes.__getitem__,
                key="activity_where",
            )
        draw_form(home, fields, activities.list_members(home), partial(record, actor))


def draw_list(found: ActivityPage, fields: dict[str, str]) -> None:
    """How many, and a page of them."""
    total = t("activity.total", n=found.total, total=f"{found.total:,}")
    st.header(total, anchor=False)
    st.markdown(t("activity.people_total", n=found.people, total=f"{found.people:,}"))
    if not found.lines:
        st.info(t("activity.none"), icon=":material/search_off:")
    draw_cards(found.lines, fields, actor, partial(void, actor) if actor else lambda _: None)
    if found.pages > 1:
        st.pagination(found.pages, key=page_key())


def page_key() -> str:
    """Where the page being read lies in the session."""
    return f"activities_page_{st.session_state.get(_TURN, 0)}"


def draw_one(number: int, fields: dict[str, str]) -> None:
    """The one that a link leads to, and the way to all of them."""
    found = activities.list_activities(ActivityFilter(activity_id=number))
    if not found.lines:
        st.info(t("refusal.activity.unknown"), icon=":material/search_off:")
    draw_cards(found.lines, fields, actor, partial(void, actor) if actor else lambda _: None)
    st.button(
        t("activity.all"), icon=":material/arrow_back:", on_click=open_here, args=("id", None)
    )


actor = current_actor()
asked = asked_id()
st.title(t("page.activities"), anchor=False)
st.markdown(t("activity.what"))
tell()
with reading_or_stop():
    places = {
        one.id: t("account.home", community=one.name, of=one.subdistrict)
        for one in round_reading.list_places()
    }
    names = {one.code: in_language(one.name, one.name_en) for one in round_reading.list_fields()}
    if actor is not None and is_offered(Action.RECORD_ACTIVITY, actor.role):
        draw_recording(actor, places, names)
    if asked is not None:
        draw_one(asked, names)
    else:
        wanted = choose(places, names)
        draw_list(activities.list_activities(wanted, st.session_state.get(page_key(), 1)), names)
st.page_link(
    page_file("social_funds"), label=t("page.social_funds"), icon=":material/volunteer_activism:"
)
