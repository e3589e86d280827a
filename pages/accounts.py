"""账号: who is here; making, suspending and restoring accounts, changing roles."""

from functools import partial

import streamlit as st

from components.account_dialogs import ask_new, ask_password, ask_role, ask_suspension
from components.language import t
from components.plain import plain
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.roles import Actor, Role
from services import accounts, round_reading
from services.people import PeoplePage, Person, list_people

LONGEST_SEARCH = 40


def create(officer: Actor) -> None:
    """Make the account that the dialog describes (a callback)."""
    said = st.session_state
    if attempt(
        accounts.create_account,
        officer,
        said["new_username"],
        said["new_name"],
        said["new_password"],
        said["new_role"],
        said["new_community"],
    ):
        done(t("account.created", name=plain(said["new_name"])))


def change_role(officer: Actor, person: Person) -> None:
    """Give the role that the dialog names (a callback)."""
    role, home = st.session_state["new_role"], st.session_state["new_community"]
    if attempt(accounts.assign_role, officer, person.id, role, home):
        done(t("account.role_changed", name=plain(person.name), role=role))


def reset(officer: Actor, person: Person) -> None:
    """Set the password that the dialog holds (a callback)."""
    if attempt(accounts.reset_password, officer, person.id, st.session_state["new_password"]):
        done(t("account.was_reset", name=plain(person.name)))


def suspend(officer: Actor, person: Person) -> None:
    """Suspend, or restore (a callback)."""
    act = partial(accounts.suspend_account, is_active=not person.is_active)
    if attempt(act, officer, person.id):
        key = "account.suspended" if person.is_active else "account.restored"
        done(t(key, name=plain(person.name)))


def start_over() -> None:
    """A new search begins on the first page (a callback)."""
    st.session_state["people_page"] = 1


def find(officer: Actor) -> PeoplePage:
    """What is searched for, and who is found."""
    words, by_role = st.columns([3, 2])
    typed = words.text_input(
        t("account.search"), max_chars=LONGEST_SEARCH, key="people_typed", on_change=start_over
    )
    names: dict[Role | None, str] = {None: t("account.every_role")}
    names |= {one: t(f"role.{one.value}") for one in Role}
    role = by_role.selectbox(
        t("account.role"),
        list(names),
        format_func=names.__getitem__,
        key="people_role",
        on_change=start_over,
    )
    with reading_or_stop():
        return list_people(officer, typed, role, st.session_state.get("people_page", 1))


def draw_person(person: Person) -> None:
    """One account and what can be done to it."""
    with st.container(border=True):
        who, acts = st.columns([2, 3], vertical_alignment="center")
        with who:
            st.markdown(f"**{plain(person.name)}** · {t(f'role.{person.role.value}')}")
            more = " · ".join(
                one for one in (person.username, person.community, person.title) if one
            )
            st.markdown(plain(more))
            if not person.is_active:
                st.badge(t("account.is_suspended"), icon=":material/block:", color="red")
        if person.id != actor.account_id:
            with acts.container(horizontal=True, horizontal_alignment="right"):
                draw_acts(person)


def draw_acts(person: Person) -> None:
    """Role, password, suspension."""
    if st.button(t("account.change_role"), key=f"role_{person.id}"):
        act = partial(change_role, actor, person)
        st.dialog(t("account.change_role"))(ask_role)(person.name, person.role, homes(), act)
    if st.button(t("account.reset"), key=f"reset_{person.id}"):
        act = partial(reset, actor, person)
        st.dialog(t("account.reset"))(ask_password)(person.name, act)
    label = t("account.suspend") if person.is_active else t("account.restore")
    if st.button(label, key=f"suspend_{person.id}"):
        act = partial(suspend, actor, person)
        st.dialog(label)(ask_suspension)(person.name, person.is_active, act)


def homes() -> dict[int, str]:
    """Every community by id, with its subdistrict."""
    places = round_reading.list_places()
    return {one.id: t("account.home", community=one.name, of=one.subdistrict) for one in places}


actor = require_actor()
st.title(t("page.accounts"))
tell()
found = find(actor)
if st.button(t("account.new"), type="primary", icon=":material/person_add:"):
    st.dialog(t("account.new"))(ask_new)(homes(), partial(create, actor))
st.markdown(t("account.found", n=found.total))
for one in found.people:
    draw_person(one)
if found.pages > 1:
    st.pagination(found.pages, key="people_page")
