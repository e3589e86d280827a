"""问法务: a resident asks in writing, or books a half hour with whoever is on duty."""

from itertools import groupby
from secrets import token_urlsafe

import streamlit as st

from components.language import t
from components.legal_words import KIND_ICONS, asked_number, day_words, slot_words
from components.plain import plain
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, reading_or_stop, tell, tell_lacking
from domain.clock import local
from domain.legal import LONGEST_SUBJECT, LONGEST_TEXT, CaseKind, CaseState, kinds_for
from domain.legal_views import CaseDraft, Slot, StationView
from domain.roles import Actor
from services import case_reading, duty, legal_cases, stations

_KEY, _DONE = "ask_law_key", "asked_case"
_KIND, _PLACE, _WAY, _DAY, _TIME = (
    f"ask_law_{one}" for one in ("kind", "at", "way", "day", "time")
)
_SUBJECT, _CONTENT = "ask_law_subject", "ask_law_content"


def send(actor: Actor, slots: tuple[Slot, ...]) -> None:
    """Ask (a callback); a refused form keeps what was typed."""
    state = st.session_state
    chosen = state.get(_TIME) if state.get(_WAY) else None
    if state.get(_WAY) and chosen is None:
        state["ask_law_no_time"] = True
        return
    draft = CaseDraft(
        kind=CaseKind(str(state[_KIND])),
        community_id=int(state[_PLACE]),
        subject=str(state.get(_SUBJECT) or ""),
        content=str(state.get(_CONTENT) or ""),
        slot=slots[int(chosen)] if chosen is not None else None,
    )
    if attempt(keep, actor, draft):
        for one in (_KEY, _SUBJECT, _CONTENT, _DAY, _TIME):
            state.pop(one, None)


def keep(actor: Actor, draft: CaseDraft) -> None:
    """Ask once, however often it is pressed."""
    st.session_state[_DONE] = legal_cases.ask_law(actor, draft, str(st.session_state[_KEY]))


def begin_again() -> None:
    """Back to an empty form (a callback)."""
    st.session_state.pop(_DONE, None)


def draw_done(actor: Actor, number: int) -> None:
    """It has arrived: until when there is an answer, or when and where to come."""
    sheet = case_reading.get_case(actor, number)
    card = sheet.card
    with st.container(border=True):
        st.title(t("ask_law.done"), anchor=False)
        if card.state is CaseState.BOOKED and card.booked_for is not None:
            st.subheader(t("ask_law.come", at=card.booked_for), anchor=False)
            st.markdown(f":material/location_on: {plain(sheet.station)} · {plain(sheet.address)}")
        elif card.due_at is not None:
            st.subheader(t("ask_law.answer_until", at=card.due_at), anchor=False)
        st.markdown(t("ask_law.private"))
        if st.button(t("ask_law.look"), type="primary", width="stretch"):
            st.switch_page(page_file("legal_case"), query_params={"id": str(number)})
        st.button(t("ask_law.another"), on_click=begin_again, width="stretch")


def draw_slots(slots: tuple[Slot, ...]) -> None:
    """First the day, then the half hour."""
    if not slots:
        st.info(t("ask_law.no_slots"), icon=":material/event_busy:")
        return
    by_day = {
        day: list(of_day)
        for day, of_day in groupby(range(len(slots)), key=lambda n: local(slots[n].at).date())
    }
    days = {one: day_words(one) for one in by_day}
    day = st.pills(
        t("ask_law.which_day"),
        list(days),
        default=next(iter(days)),
        format_func=days.__getitem__,
        required=True,
        key=_DAY,
    )
    of_day = by_day.get(day, [])
    with_name = len({slots[n].account_id for n in of_day}) > 1
    times = {n: slot_words(slots[n], with_name=with_name) for n in of_day}
    st.pills(
        t("ask_law.which_time"),
        list(times),
        format_func=times.__getitem__,
        key=_TIME,
    )


def draw_choices(actor: Actor, found: tuple[StationView, ...]) -> tuple[Slot, ...]:
    """What it is about, where, and how; the half hours that can be booked."""
    kinds = {
        one.value: f"{KIND_ICONS[one]} {t(f'ask_law.{one.value}')}" for one in kinds_for(actor.role)
    }
    st.segmented_control(
        t("ask_law.kind"),
        list(kinds),
        default=next(iter(kinds)),
        format_func=kinds.__getitem__,
        required=True,
        key=_KIND,
        width="stretch",
    )
    names = {one.community_id: one.community for one in found}
    asked = asked_number("community") or actor.community_id
    place = st.selectbox(
        t("ask_law.place"),
        list(names),
        index=list(names).index(asked) if asked in names else 0,
        format_func=names.__getitem__,
        key=_PLACE,
    )
    ways = {False: t("ask_law.in_writing"), True: t("ask_law.in_person")}
    comes = st.segmented_control(
        t("ask_law.way"),
        list(ways),
        default=False,
        format_func=ways.__getitem__,
        required=True,
        key=_WAY,
        width="stretch",
    )
    if not comes:
        return ()
    slots = duty.list_slots(next(one.id for one in found if one.community_id == place))
    draw_slots(slots)
    return slots


actor = require_actor()
done = st.session_state.get(_DONE)
with reading_or_stop():
    if done is not None:
        draw_done(actor, int(done))
        st.stop()
    found = stations.list_stations()
st.title(t("page.ask_law"), anchor=False)
tell()
if not found:
    st.info(t("station.none"), icon=":material/store:")
    st.stop()
st.session_state.setdefault(_KEY, token_urlsafe(12))
with reading_or_stop():
    slots = draw_choices(actor, found)
st.text_input(
    t("ask_law.subject"),
    key=_SUBJECT,
    max_chars=LONGEST_SUBJECT,
    placeholder=t("ask_law.subject_hint"),
)
st.text_area(t("ask_law.content"), key=_CONTENT, max_chars=LONGEST_TEXT, height=140)
st.markdown(f":material/lock: {t('ask_law.private')}")
tell_lacking("ask_law_no_time", t("ask_law.choose_time"))
st.button(
    t("ask_law.send"),
    type="primary",
    width="stretch",
    icon=":material/send:",
    on_click=send,
    args=(actor, slots),
)
