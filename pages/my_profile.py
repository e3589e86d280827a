"""我的名片: what a member lets others see of them; they alone decide."""

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.sign_in import require_actor
from components.team_members import draw_member
from components.telling import attempt, done, reading_or_stop, tell
from domain.roles import Actor, Role
from domain.teams import LONGEST_SPECIALITY, MOST_SPECIALITIES, OwnProfile, Speciality
from services import teams

OWN_WORDS = "own_words"
LAWYERS = (
    Speciality.PROPERTY,
    Speciality.CONTRACT,
    Speciality.ADMINISTRATIVE,
    Speciality.CONSUMER,
    Speciality.NEIGHBOUR,
)


def show_party(actor: Actor) -> None:
    """Show that one is a Party member, or no longer (a callback)."""
    is_shown = bool(st.session_state["shows_party"])
    if attempt(teams.show_party_membership, actor, is_shown=is_shown):
        done(t("profile.shown") if is_shown else t("profile.hidden"))


def save_specialities(actor: Actor) -> None:
    """Say what one knows best (a callback)."""
    known = [str(one) for one in st.session_state.get("own_known") or []]
    written = str(st.session_state[f"{form_key(OWN_WORDS)}_text"])
    if attempt(teams.save_specialities, actor, ",".join([*known, written])):
        done(t("profile.saved"))


def draw_party(actor: Actor, profile: OwnProfile) -> None:
    """The choice, large, with what it means."""
    st.subheader(t("profile.party"), anchor=False)
    if not profile.is_party_member:
        st.markdown(t("profile.no_party"))
        return
    st.session_state["shows_party"] = profile.shows_party
    st.toggle(t("profile.show_party"), key="shows_party", on_change=show_party, args=(actor,))
    st.markdown(t("profile.only_you"))


def draw_specialities(actor: Actor, profile: OwnProfile) -> None:
    """Known specialities by taps, others in words."""
    st.subheader(t("profile.specialities"), anchor=False)
    every = {one.value: t(f"speciality.{one.value}") for one in Speciality}
    own = profile.card.specialities
    offered = [
        one.value for one in Speciality if (one in LAWYERS) == (actor.role is Role.SPECIALIST)
    ]
    offered += [one for one in own if one in every and one not in offered]
    with st.form(OWN_WORDS, border=False):
        if actor.role is not Role.MEMBER:
            st.pills(
                t("profile.known"),
                offered,
                selection_mode="multi",
                default=[one for one in own if one in offered],
                format_func=every.__getitem__,
                key="own_known",
            )
        in_words = [one for one in own if actor.role is Role.MEMBER or one not in offered]
        st.text_input(
            t("profile.in_words"),
            t("format.list_joint").join(every.get(one, one) for one in in_words),
            max_chars=MOST_SPECIALITIES * LONGEST_SPECIALITY,
            key=f"{form_key(OWN_WORDS)}_text",
        )
        st.form_submit_button(
            t("profile.save"),
            type="primary",
            width="stretch",
            on_click=save_specialities,
            args=(actor,),
        )


actor = require_actor()
st.title(t("page.my_profile"), anchor=False)
tell()
with reading_or_stop():
    profile = teams.get_own_profile(actor)
    st.markdown(t("profile.how", team=plain(in_language(profile.body.name, profile.body.name_en))))
    draw_member(profile.card)
    draw_party(actor, profile)
    draw_specialities(actor, profile)
