"""Sign-in, the only place that touches streamlit-authenticator 0.4.2.

The library checks the password, signs the cookie and writes it. Its traps are closed here:
credentials are the one row needed, unknown names are checked against a hash that nothing fits,
failures are counted in the database, the cookie lasts twelve hours, and it names a sign-in that
the database can end.
"""

import streamlit as st
from jwt import InvalidTokenError, decode, encode
from streamlit_authenticator.controllers import AuthenticationController, CookieController

from components.language import t
from components.telling import refuse, tell
from domain.clock import utc_now
from domain.refusals import Refusal
from domain.roles import Actor
from services import accounts

COOKIE = "yishiting"
_SIGN_IN, _COOKIE_TO_WRITE, _COOKIE_ASKED = "sign_in_id", "cookie_to_write", "cookie_asked"
_CLEAR = ""


def current_actor() -> Actor | None:
    """Who is signed in, asked of the database on every run; None for a visitor."""
    sign_in_id = st.session_state.get(_SIGN_IN) or _sign_in_of_cookie()
    if not sign_in_id:
        return None
    actor = accounts.find_actor(sign_in_id)
    st.session_state[_SIGN_IN] = actor.sign_in_id if actor else None
    return actor


def require_actor() -> Actor:
    """Who is signed in; a visitor gets the sign-in form in place of the page, and stays on it."""
    actor = current_actor()
    if actor is None:
        st.info(t("sign_in.needed"), icon=":material/lock:")
        draw_sign_in()
        st.stop()
    return actor


def draw_sign_in() -> None:
    """The form, and in the demonstration every role by one tap."""
    tell()
    people = accounts.list_demo_people()
    if people:
        _draw_demo_people(people)
    with st.form("sign_in", border=True):
        st.subheader(t("sign_in.title"))
        username = st.text_input(t("sign_in.username"), max_chars=80, autocomplete="username")
        password = st.text_input(
            t("sign_in.password"), type="password", max_chars=72, autocomplete="current-password"
        )
        if st.form_submit_button(
            t("sign_in.submit"), type="primary", width="stretch", icon=":material/login:"
        ):
            try:
                _sign_in(username, password)
            except Refusal as refusal:
                refuse(refusal)
            st.rerun()


def sign_out(actor: Actor) -> None:
    """End this device's sign-in (a callback)."""
    accounts.sign_out(actor)
    st.session_state[_SIGN_IN] = None
    st.session_state[_COOKIE_TO_WRITE] = _CLEAR
    st.session_state["was_signed_out"] = True


def write_pending_cookie() -> None:
    """Write or delete the browser's cookie, in a run that nothing cuts off (end of `app.py`).

    Asked again on every run until the browser answers that it did: another part's answer may
    start a run, and take the writing part away, before the browser has opened it.
    """
    pending = st.session_state.get(_COOKIE_TO_WRITE)
    if pending is None:
        return
    answered = st.session_state.get("set") or st.session_state.get("delete")
    if answered and st.session_state.get(_COOKIE_ASKED) == pending:
        st.session_state[_COOKIE_TO_WRITE] = None
        return
    st.session_state[_COOKIE_ASKED] = pending
    st.session_state.setdefault("logout", None)
    lasts, key = accounts.SIGN_IN_LASTS, accounts.cookie_key()
    controller = CookieController(COOKIE, key, lasts.total_seconds() / 86_400)
    manager = controller.cookie_model.cookie_manager
    if pending == _CLEAR:
        if COOKIE in (manager.cookies or {}):
            controller.delete_cookie()
        else:
            manager.set(COOKIE, "")
        return
    # The library would write the server's wall clock without its zone, and a browser in another
    # zone would take it for its own: four hours instead of twelve.
    until = utc_now() + lasts
    token = encode({"username": pending, "exp_date": until.timestamp()}, key, algorithm="HS256")
    manager.set(COOKIE, token, expires_at=until, max_age=lasts.total_seconds())


def _sign_in(username: str, password: str) -> None:
    name = username.strip().lower()
    if not name or not password:
        raise Refusal("sign_in.empty")
    row = {"name": name, "password": accounts.password_hash_for(name)}
    library = AuthenticationController(
        {"usernames": {name: row}}, auto_hash=False, secret_key=accounts.cookie_key()
    )
    if not library.login(name, password):
        accounts.record_failed_sign_in(name)
        raise Refusal("sign_in.wrong")
    _remember(accounts.begin_sign_in(name))


def _sign_in_as(username: str) -> None:
    try:
        _remember(accounts.sign_in_for_demonstration(username))
    except Refusal as refusal:
        refuse(refusal)


def _remember(actor: Actor) -> None:
    st.session_state[_SIGN_IN] = actor.sign_in_id
    st.session_state[_COOKIE_TO_WRITE] = actor.sign_in_id
    st.session_state["was_signed_out"] = False


def _sign_in_of_cookie() -> str | None:
    # The library can read its cookie only by drawing a component first; the token is plain JWT.
    token = st.context.cookies.get(COOKIE)
    if not token or st.session_state.get("was_signed_out"):
        return None
    try:
        claims = decode(token, accounts.cookie_key(), algorithms=["HS256"])
    except InvalidTokenError:
        return None
    named = claims.get("username")
    return named if isinstance(named, str) else None


def _draw_demo_people(people: list[accounts.DemoPerson]) -> None:
    st.subheader(t("sign_in.demo_title"))
    st.write(t("sign_in.demo_hint"))
    for place, person in enumerate(people):
        if place % 2 == 0:
            columns = st.columns(2)
        columns[place % 2].button(
            _who(person),
            key=f"demo_{person.username}",
            width="stretch",
            on_click=_sign_in_as,
            args=(person.username,),
        )


def _who(person: accounts.DemoPerson) -> str:
    belongs = person.community or person.title
    key = "sign_in.demo_person_of" if belongs else "sign_in.demo_person"
    return t(key, role=person.role, name=person.name, of=belongs)
