"""Signing in and what ends it."""

from datetime import timedelta

import pytest

from domain.refusals import Refusal
from domain.roles import Role
from services import accounts
from tests.cast import Cast


def officer_with_password() -> None:
    accounts.create_officer("li.na", "Li Na", "a long password")


def test_five_wrong_passwords_lock_the_name_even_if_nobody_has_it(cast: Cast) -> None:
    for _ in range(5):
        accounts.password_hash_for("nobody")
        accounts.record_failed_sign_in("nobody")
    with pytest.raises(Refusal) as refused:
        accounts.password_hash_for("nobody")
    assert refused.value.code == "sign_in.locked"


def test_the_lock_opens_by_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        accounts.record_failed_sign_in("mei")
    later = accounts.utc_now() + timedelta(minutes=16)
    monkeypatch.setattr(accounts, "utc_now", lambda: later)
    assert accounts.password_hash_for("mei") == "-"


def test_an_unknown_name_gets_a_real_hash_so_that_timing_tells_nothing(cast: Cast) -> None:
    assert accounts.password_hash_for("nobody").startswith("$2b$12$")


def test_signing_out_ends_a_copied_cookie(cast: Cast) -> None:
    officer_with_password()
    actor = accounts.begin_sign_in("Li.Na ")
    assert actor.sign_in_id is not None
    assert accounts.find_actor(actor.sign_in_id) == actor
    accounts.sign_out(actor)
    assert accounts.find_actor(actor.sign_in_id) is None


def test_a_new_role_ends_every_sign_in_and_every_write_of_the_old_one(cast: Cast) -> None:
    officer_with_password()
    actor = accounts.begin_sign_in("li.na")
    accounts.assign_role(cast["officer"], actor.account_id, Role.CLERK)
    assert accounts.find_actor(actor.sign_in_id or "") is None
    with pytest.raises(Refusal) as refused:
        accounts.suspend_account(actor, cast["mei"].account_id, is_active=False)
    assert refused.value.code == "account.signed_out"


def test_a_suspended_account_cannot_sign_in(cast: Cast) -> None:
    accounts.suspend_account(cast["officer"], cast["mei"].account_id, is_active=False)
    with pytest.raises(Refusal) as refused:
        accounts.begin_sign_in("mei")
    assert refused.value.code == "sign_in.wrong"


def test_nobody_signs_in_by_one_tap_outside_the_demonstration(cast: Cast) -> None:
    assert accounts.list_demo_people() == []
    with pytest.raises(Refusal) as refused:
        accounts.sign_in_for_demonstration("officer")
    assert refused.value.code == "sign_in.no_demonstration"


@pytest.mark.parametrize(
    ("username", "password", "code"),
    [
        ("x", "a long password", "account.bad_username"),
        ("<script>", "a long password", "account.bad_username"),
        ("new.person", "short", "account.weak_password"),
        ("mei", "a long password", "account.taken"),
    ],
)
def test_a_bad_account_is_refused_with_its_reason(
    cast: Cast, username: str, password: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        accounts.create_officer(username, "Name", password)
    assert refused.value.code == code
