"""The office looks through accounts, and helps those who forgot their password."""

import bcrypt
import pytest

from db import accounts as rows
from db.engine import reading
from domain.refusals import Refusal
from domain.roles import Role
from services import accounts
from services.people import PEOPLE_A_PAGE, list_people
from tests.cast import PEOPLE, Cast


def names(cast: Cast, typed: str = "", role: Role | None = None) -> list[str]:
    return [one.username for one in list_people(cast["officer"], typed, role).people]


def test_people_are_found_by_name_user_name_and_role(cast: Cast) -> None:
    assert names(cast, "EXPERT") == ["expert", "expert2", "expert3"]
    assert names(cast, "", Role.RESIDENT) == ["ann", "bo"]
    assert names(cast, "a", Role.RESIDENT) == ["ann"]


def test_a_percent_sign_is_a_character_like_any_other(cast: Cast) -> None:
    assert names(cast, "%") == []


def test_a_list_is_read_page_by_page(cast: Cast) -> None:
    for number in range(PEOPLE_A_PAGE):
        accounts.create_officer(f"extra{number}", "Extra", "a long password")
    first, second = (list_people(cast["officer"], page=page) for page in (1, 2))
    assert first.total == len(PEOPLE) + PEOPLE_A_PAGE
    assert (first.pages, len(first.people)) == (2, PEOPLE_A_PAGE)
    assert not {one.id for one in first.people} & {one.id for one in second.people}


@pytest.mark.parametrize("who", ["mei", "ann", "expert", "lawyer", "host", "clerk"])
def test_nobody_but_the_office_looks_through_accounts(cast: Cast, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        list_people(cast[who])
    assert refused.value.code == "right.role"


def test_a_member_without_a_community_could_do_nothing_and_is_not_made(cast: Cast) -> None:
    make = (cast["officer"], "lin", "Lin", "a long password", Role.MEMBER)
    with pytest.raises(Refusal) as refused:
        accounts.create_account(*make, None)
    assert refused.value.code == "account.no_community"
    accounts.create_account(*make, cast.communities["Riverside"])
    assert cast["lin"].community_id == cast.communities["Riverside"]


def test_an_expert_who_joins_the_citizens_is_given_a_community(cast: Cast) -> None:
    expert = cast["expert"].account_id
    with pytest.raises(Refusal):
        accounts.assign_role(cast["officer"], expert, Role.MEMBER)
    accounts.assign_role(cast["officer"], expert, Role.MEMBER, cast.communities["Hillside"])
    assert (cast["expert"].role, cast["expert"].community_id) == (
        Role.MEMBER,
        cast.communities["Hillside"],
    )


def test_a_new_password_works_at_once_ends_sign_ins_and_unlocks_the_name(cast: Cast) -> None:
    accounts.create_officer("li.na", "Li Na", "a long password")
    signed_in = accounts.begin_sign_in("li.na")
    for _ in range(5):
        accounts.record_failed_sign_in("li.na")
    accounts.reset_password(cast["officer"], signed_in.account_id, "another password")
    assert accounts.find_actor(signed_in.sign_in_id or "") is None
    assert bcrypt.checkpw(b"another password", accounts.password_hash_for("li.na").encode())


def test_a_weak_new_password_is_refused_and_the_old_one_stays(cast: Cast) -> None:
    mei = cast["mei"].account_id
    with pytest.raises(Refusal) as refused:
        accounts.reset_password(cast["officer"], mei, "short")
    assert refused.value.code == "account.weak_password"
    with reading() as db:
        assert rows.get_account(db, mei).password_hash == "-"
