"""筹备会议: from a template to an invited, complete meeting (`?id=` one that exists)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

import streamlit as st

from components.language import t, t_refusal
from components.meeting_agenda_form import ask_agenda
from components.meeting_choice import asked_meeting
from components.meeting_desk import Desk, draw_desk
from components.meeting_form import (
    Form,
    ask_admission,
    ask_place,
    ask_quorum,
    ask_rules,
    ask_start,
    ask_words,
)
from components.meeting_slips import slips_pdf
from components.meeting_templates import draw_planned, draw_templates
from components.plain import plain
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.clock import utc_now
from domain.meeting_settings import MeetingSettings, check
from domain.meeting_templates import settings_from
from domain.meetings import MeetingKind, MeetingState
from domain.places import Place, PlaceKind
from domain.refusals import Refusal
from domain.rights import Action, Subject, refuse_unless_permitted
from domain.roles import Actor
from domain.roster_lines import PersonLine
from services import draws, meeting_reading, meetings, rosters, round_reading
from services.hall_address import hall_address

_DIGITS = 10


def home_of(person: Actor) -> Place:
    """Where this person's meetings are, until they choose: their community, or the last one's."""
    if person.community_id is not None:
        return Place(PlaceKind.COMMUNITY, person.subdistrict_id, person.community_id)
    before = meetings.list_meetings()
    return meetings.get_settings(before[0].id).place if before else Place(PlaceKind.DISTRICT)


def desk_of(number: int) -> Desk:
    """What can be done with a meeting before it opens, each a callback."""

    address = hall_address(st.context.url or "")

    def does(sentence: str, act: Callable[..., object]) -> Callable[..., None]:
        def callback(*given: object) -> None:
            if attempt(act, actor, number, *given):
                done(t(sentence))

        return callback

    def reserve() -> None:
        if attempt(meetings.reserve_join_code, actor, number):
            st.session_state["slips_of"] = number

    def invite_people(people: Sequence[PersonLine]) -> None:
        if attempt(rosters.invite_people, actor, number, people):
            st.session_state["invite_lines"] = ""
            done(t("invite.done"))

    def slips() -> bytes:
        return slips_pdf(rosters.list_slips(actor, number), address)

    return Desk(
        invite_role=lambda role: does("invite.done", rosters.invite_by_role)([role]),
        invite_people=invite_people,
        on_roster={
            "remove": does("roster.removed", rosters.remove_from_roster),
            "stand_in": does("roster.replaced", draws.call_stand_in),
        },
        count_pool=partial(draws.count_pool, actor, number),
        announce=does("draw.announced", draws.announce_draw),
        draw=does("draw.done", draws.draw_roster),
        withdraw=does("draw.withdrawn", draws.withdraw_draw),
        reserve=reserve,
        slips=slips,
        open=does("meeting_desk.opened", meetings.open_meeting),
        cancel=does("meeting_desk.cancelled", meetings.cancel_meeting),
    )


def create(person: Actor, settings: MeetingSettings) -> None:
    """Set the meeting up and go on with whom to invite (a callback)."""

    def set_up() -> None:
        made = meetings.set_up_meeting(person, settings)
        st.query_params.from_dict({"id": str(made)})

    if attempt(set_up):
        done(t("meeting_setup.made", title=plain(settings.title)))


def save(person: Actor, meeting_id: int, settings: MeetingSettings) -> None:
    """Change the meeting (a callback)."""
    if attempt(meetings.change_meeting, person, meeting_id, settings):
        done(t("meeting_setup.saved"))


def choose_template(kind: MeetingKind) -> None:
    """Begin with a template (a callback)."""
    st.query_params["kind"] = kind.value


def asked_kind() -> MeetingKind | None:
    """The template in `?kind=`."""
    asked = st.query_params.get("kind", "")
    return MeetingKind(asked) if asked in set(MeetingKind) else None


def form_of(start: MeetingSettings, name: str) -> Form:
    """A form that starts over whenever what is saved has changed, and only then."""
    return Form(f"meet_{name}_{sha256(repr(start).encode()).hexdigest()[:_DIGITS]}", start)


def ask(form: Form) -> MeetingSettings:
    """Every part of the form, and what it adds up to."""
    with st.container(border=True):
        st.subheader(t("meeting_setup.part.what"), anchor=False)
        title, venue, about = ask_words(form)
        starts_at = ask_start(form)
        place = ask_place(form, round_reading.list_places())
    with st.container(border=True):
        st.subheader(t("meeting_setup.part.agenda"), anchor=False)
        rounds = {one.id: one.name for one in round_reading.list_rounds()}
        items = ask_agenda(form, starts_at, rounds, meeting_reading.list_proposal_titles)
    with st.expander(t("meeting_setup.part.rules"), icon=":material/gavel:"):
        st.markdown(t("meeting_setup.from_template"))
        admission = ask_admission(form)
        quorum = ask_quorum(form)
        rules = ask_rules(form)
    return replace(
        form.start,
        title=title,
        venue=venue,
        about=about,
        starts_at=starts_at,
        place=place,
        admission=admission,
        quorum=quorum,
        rules=rules,
        items=items,
    )


def draw_end(settings: MeetingSettings, label: str, act: partial[None]) -> None:
    """What is still missing, and the one button."""
    problem = None
    try:
        check(settings)
    except Refusal as refusal:
        problem = refusal
        st.warning(t_refusal(refusal), icon=":material/edit:")
    st.button(
        label,
        key="meeting_done",
        type="primary",
        width="stretch",
        icon=":material/check:",
        disabled=problem is not None,
        on_click=act,
    )


def draw_new(kind: MeetingKind) -> None:
    """A new meeting of that kind."""
    st.page_link(
        page_file("meeting_setup"), label=t("meeting_setup.others"), icon=":material/arrow_back:"
    )
    start_key = f"meet_start_{kind.value}"
    if start_key not in st.session_state:
        # Kept: at midnight "next week" would be another day, and the form would start over.
        st.session_state[start_key] = settings_from(kind, home_of(actor), utc_now(), t)
    settings = ask(form_of(st.session_state[start_key], kind.value))
    later = partial(create, actor, settings)
    draw_end(settings, t("meeting_setup.create"), later)


def draw_existing(meeting_id: int) -> None:
    """A meeting that is there: whom to invite, the lot, slips, opening; and its settings."""
    view = meetings.get_meeting_view(meeting_id)
    st.page_link(
        page_file("meeting"),
        label=plain(view.title),
        icon=":material/groups:",
        query_params={"id": str(meeting_id)},
    )
    draw_desk(
        view,
        rosters.list_roster(actor, meeting_id),
        rosters.count_by_role(actor, meeting_id),
        draws.list_draws(meeting_id),
        draws.STRATA,
        desk_of(meeting_id),
    )
    if view.state is MeetingState.PLANNED:
        st.header(t("meeting_setup.settings"), anchor=False)
        settings = ask(form_of(meetings.get_settings(meeting_id), str(meeting_id)))
        draw_end(settings, t("meeting_setup.save"), partial(save, actor, meeting_id, settings))


actor = require_actor()
st.title(t("page.meeting_setup"))
tell()
with reading_or_stop():
    refuse_unless_permitted(Action.SET_UP_MEETING, actor, None, Subject(place=home_of(actor)))
    number, kind = asked_meeting(), asked_kind()
    if number is not None:
        draw_existing(number)
    elif kind is not None:
        draw_new(kind)
    else:
        draw_templates(choose_template)
        draw_planned(
            [
                one
                for one in meetings.list_meetings()
                if one.state in (MeetingState.PLANNED, MeetingState.OPEN)
            ]
        )
