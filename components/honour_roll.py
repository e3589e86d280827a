"""The roll of honour of a year: who holds what, who is nominated, how the vote stands."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components.honour_certificate import certificate_file
from components.language import t
from components.plain import plain
from components.points_forms import person_words
from components.proposal_words import in_language
from domain.honours import LONGEST_ABOUT, LONGEST_NAME, LONGEST_REASON, MOST_AWARDS, HonourState
from domain.incentive_views import Certificate, HonourSheet, NominationLine, Person
from domain.proposal_views import Choice

Callback = Callable[..., None]
ReadCertificate = Callable[[int], Certificate]

_COLOURS = {
    HonourState.NOMINATING: "blue",
    HonourState.VOTING: "orange",
    HonourState.AWARDED: "green",
    HonourState.NOT_AWARDED: "gray",
}


def draw_head(sheet: HonourSheet) -> None:
    """What the honour is, for whom, and where it stands."""
    st.header(plain(in_language(sheet.name, sheet.name_en)), anchor=False)
    state = f":{_COLOURS[sheet.state]}-badge[{t(f'honour_state.{sheet.state.value}')}]"
    words = [t("honour.most", n=sheet.most_awards)]
    if sheet.body:
        words.append(in_language(sheet.body, sheet.body_en))
    if sheet.state is HonourState.VOTING:
        words.append(t("honour.voted", n=sheet.voters))
    st.markdown(f"{state} {plain(' · '.join(words))}")
    if sheet.about:
        st.markdown(plain(sheet.about))


def draw_awarded(sheet: HonourSheet, read: ReadCertificate) -> None:
    """Who holds it, large, each with the certificate."""
    for one in sheet.awarded:
        with st.container(border=True):
            st.subheader(f":material/military_tech: {plain(_named(one))}", anchor=False)
            st.markdown(plain(one.reason))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.download_button(
                    t("honour.certificate"),
                    partial(certificate_file, read, one.id),
                    file_name=f"{one.certificate}.pdf",
                    mime="application/pdf",
                    icon=":material/workspace_premium:",
                    key=f"certificate_{one.id}",
                )
                st.caption(plain(t("honour.number", number=one.certificate, n=one.votes or 0)))


def draw_nominated(
    sheet: HonourSheet, me: int | None, *, may_vote: bool, on_vote: Callback
) -> None:
    """Who is nominated and why; while the vote is on, one tap for each."""
    others = [one for one in sheet.nominations if not one.certificate]
    if not others:
        return
    if sheet.state is HonourState.AWARDED:
        with st.expander(t("honour.also", n=len(others)), icon=":material/group:"):
            for one in others:
                st.markdown(f"**{plain(_named(one))}** {plain(one.reason)}")
        return
    for one in others:
        with st.container(border=True):
            st.subheader(plain(_named(one)), anchor=False)
            st.markdown(plain(one.reason))
            if sheet.state is HonourState.VOTING and may_vote:
                _draw_vote(one, me, on_vote)


def draw_nominate_form(sheet: HonourSheet, people: Sequence[Person], on_nominate: Callback) -> None:
    """Somebody, and why."""
    names = {one.id: person_words(one) for one in people}
    with st.form(f"nominate_{sheet.id}", border=False):
        st.selectbox(
            t("honour.whom"),
            list(names),
            format_func=names.__getitem__,
            key=f"nominee_{sheet.id}",
        )
        st.text_area(t("honour.why"), key=f"nominee_why_{sheet.id}", max_chars=LONGEST_REASON)
        st.form_submit_button(
            t("honour.nominate_send"),
            type="primary",
            width="stretch",
            on_click=on_nominate,
            args=(sheet.id,),
        )


def draw_office(sheet: HonourSheet, level: tuple[int, ...], left: int, on_step: Callback) -> None:
    """What the office does next; who stands level is decided here, in words."""
    if sheet.state is HonourState.VOTING and level:
        names = {one.id: one.nominee for one in sheet.nominations if one.id in level}
        st.warning(t("honour.level", n=left), icon=":material/balance:")
        st.pills(
            t("honour.pick", n=left),
            list(names),
            selection_mode="multi",
            format_func=names.__getitem__,
            key=f"picked_{sheet.id}",
        )
    with st.container(horizontal=True):
        if sheet.state is HonourState.NOMINATING:
            _step(sheet, "open_voting", on_step, is_strong=True)
        elif sheet.state is HonourState.VOTING:
            _step(sheet, "award", on_step, is_strong=True)
        if sheet.state in (HonourState.NOMINATING, HonourState.VOTING):
            _step(sheet, "leave", on_step)


def draw_set_up_form(year: int, bodies: Sequence[Choice], on_set_up: Callback) -> None:
    """One honour more for a year."""
    names: dict[object, str] = {None: t("honour.anyone")}
    names |= {one.key: in_language(one.name, one.name_en) for one in bodies}
    with st.form("honour", border=False):
        st.text_input(t("honour.name"), key="honour_name", max_chars=LONGEST_NAME)
        st.text_input(t("honour.name_en"), key="honour_name_en", max_chars=LONGEST_NAME * 3)
        st.text_input(t("honour.about"), key="honour_about", max_chars=LONGEST_ABOUT)
        st.selectbox(
            t("honour.body"), list(names), format_func=names.__getitem__, key="honour_body"
        )
        st.number_input(t("honour.year"), 2000, 2100, value=year, key="honour_for_year")
        st.number_input(t("honour.places"), 1, MOST_AWARDS, value=1, key="honour_most")
        st.form_submit_button(t("honour.set_up_send"), width="stretch", on_click=on_set_up)


def _draw_vote(one: NominationLine, me: int | None, on_vote: Callback) -> None:
    if one.nominee_id == me:
        st.markdown(t("honour.self"))
        return
    st.button(
        t("honour.unvote") if one.is_mine else t("honour.vote"),
        key=f"vote_{one.id}",
        type="secondary" if one.is_mine else "primary",
        icon=":material/check_circle:" if one.is_mine else ":material/how_to_vote:",
        width="stretch",
        on_click=on_vote,
        args=(one.id, not one.is_mine),
    )


def _step(sheet: HonourSheet, step: str, on_step: Callback, *, is_strong: bool = False) -> None:
    st.button(
        t(f"honour.step.{step}"),
        key=f"{step}_{sheet.id}",
        type="primary" if is_strong else "secondary",
        on_click=on_step,
        args=(sheet.id, step),
    )


def _named(one: NominationLine) -> str:
    return f"{one.nominee} · {one.place}" if one.place else one.nominee
