"""What an officer does to an account, each asked once more in a dialog."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.language import t
from components.plain import plain
from components.telling import press_in_dialog
from domain.roles import Role

LONGEST_NAME, LONGEST_PASSWORD = 40, 72
Act = Callable[[], None]
"""A callback that reads the dialog's widgets from the session, acts, and tells."""


def ask_new(communities: Mapping[int, str], act: Act) -> None:
    """A new account; the password is typed by the officer and never shown again."""
    with _form():
        st.text_input(t("account.name"), max_chars=LONGEST_NAME, key="new_name")
        st.text_input(
            t("account.username"),
            max_chars=LONGEST_NAME,
            key="new_username",
            placeholder=t("account.username_example"),
        )
        _ask_role_and_home(communities, Role.MEMBER)
        _ask_password()
        press_in_dialog(t("account.create"), act, is_form=True)


def ask_role(name: str, role: Role, communities: Mapping[int, str], act: Act) -> None:
    """Another role for a person."""
    st.markdown(t("account.role_of", name=plain(name), role=role))
    with _form():
        _ask_role_and_home(communities, role)
        st.markdown(t("account.ends_sign_in"))
        press_in_dialog(t("account.change_role"), act, is_form=True)


def ask_password(name: str, act: Act) -> None:
    """A new temporary password for a person who forgot theirs."""
    st.markdown(f"**{plain(name)}**")
    with _form():
        _ask_password()
        st.markdown(t("account.ends_sign_in"))
        press_in_dialog(t("account.reset"), act, is_form=True)


def ask_suspension(name: str, is_active: bool, act: Act) -> None:
    """Whether to suspend, or to take back."""
    key = "account.suspend_sure" if is_active else "account.restore_sure"
    st.markdown(t(key, name=plain(name)))
    with _form():
        press_in_dialog(
            t("account.suspend") if is_active else t("account.restore"), act, is_form=True
        )


def _ask_role_and_home(communities: Mapping[int, str], role: Role) -> None:
    st.selectbox(
        t("account.role"),
        list(Role),
        list(Role).index(role),
        format_func={one: t(f"role.{one.value}") for one in Role}.__getitem__,
        key="new_role",
    )
    st.selectbox(
        t("account.community"),
        list(communities),
        None,
        format_func={one: plain(name) for one, name in communities.items()}.__getitem__,
        placeholder=t("account.community_hint"),
        key="new_community",
    )


def _ask_password() -> None:
    st.text_input(
        t("account.password"),
        type="password",
        max_chars=LONGEST_PASSWORD,
        key="new_password",
        autocomplete="new-password",
    )
    st.caption(t("account.password_hint"))


def _form() -> DeltaGenerator:
    """A password that is left with the Tab key, on to the eye that shows it, is sent too."""
    return st.form("account_dialog", border=False)
