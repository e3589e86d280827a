"""Honours: nominated for a reason, one vote for each nominee, none for oneself, ties told."""

import pytest

from domain.honours import Choice, HonourState, choose
from domain.incentive_views import HonourDraft
from domain.refusals import Refusal
from services import honours
from tests.cast import Cast

YEAR = 2026


def an_honour(cast: Cast, most: int = 1, body_code: str | None = None) -> int:
    draft = HonourDraft("Mediators", YEAR, most_awards=most, body_code=body_code)
    return honours.set_up_honour(cast["officer"], draft)


def nominated(cast: Cast, honour_id: int, *names: str) -> dict[str, int]:
    return {
        name: honours.nominate(cast["host"], honour_id, cast[name].account_id, "Settled much")
        for name in names
    }


def test_an_honour_goes_its_whole_way_to_a_certificate(cast: Cast) -> None:
    honour_id = an_honour(cast)
    for_whom = nominated(cast, honour_id, "mei", "qiang")
    honours.open_voting(cast["officer"], honour_id)
    for voter in ("zhou", "expert", "lawyer"):
        honours.vote(cast[voter], for_whom["mei"], is_for=True)
    honours.vote(cast["expert"], for_whom["qiang"], is_for=True)
    assert honours.award(cast["officer"], honour_id) == (for_whom["mei"],)
    assert honours.award(cast["officer"], honour_id) == (for_whom["mei"],)
    sheet = honours.list_honours(None, YEAR)[0]
    assert [(one.nominee, one.votes) for one in sheet.awarded] == [("Mei", 3)]
    certificate = honours.get_certificate(for_whom["mei"])
    assert (certificate.name, certificate.number) == ("Mei", f"2026-{honour_id:03d}-01")
    with pytest.raises(Refusal, match=r"honour\.not_awarded"):
        honours.get_certificate(for_whom["qiang"])


def test_a_double_tap_is_one_vote_and_it_can_be_taken_back(cast: Cast) -> None:
    honour_id = an_honour(cast)
    mei = nominated(cast, honour_id, "mei")["mei"]
    honours.open_voting(cast["officer"], honour_id)
    for _ in range(2):
        honours.vote(cast["zhou"], mei, is_for=True)
    assert honours.list_honours(cast["zhou"], YEAR)[0].nominations[0].is_mine
    assert honours.list_honours(None, YEAR)[0].voters == 1
    honours.vote(cast["zhou"], mei, is_for=False)
    assert honours.list_honours(None, YEAR)[0].voters == 0


def test_nobody_nominates_or_votes_for_themselves(cast: Cast) -> None:
    honour_id = an_honour(cast)
    mei = nominated(cast, honour_id, "mei")["mei"]
    with pytest.raises(Refusal, match=r"right\.not_own"):
        honours.nominate(cast["qiang"], honour_id, cast["qiang"].account_id, "I am good")
    honours.open_voting(cast["officer"], honour_id)
    with pytest.raises(Refusal, match=r"right\.not_own"):
        honours.vote(cast["mei"], mei, is_for=True)


def test_votes_are_not_told_while_the_vote_is_on(cast: Cast) -> None:
    honour_id = an_honour(cast)
    mei = nominated(cast, honour_id, "mei")["mei"]
    honours.open_voting(cast["officer"], honour_id)
    honours.vote(cast["zhou"], mei, is_for=True)
    assert honours.list_honours(cast["officer"], YEAR)[0].nominations[0].votes is None


def test_a_tie_at_the_last_place_is_told_and_decided_by_people(cast: Cast) -> None:
    honour_id = an_honour(cast)
    for_whom = nominated(cast, honour_id, "mei", "qiang")
    honours.open_voting(cast["officer"], honour_id)
    for nomination_id in for_whom.values():
        honours.vote(cast["zhou"], nomination_id, is_for=True)
    with pytest.raises(Refusal, match=r"honour\.level") as refused:
        honours.award(cast["officer"], honour_id)
    assert refused.value.facts == {"names": ["Mei", "Qiang"], "n": 1}
    with pytest.raises(Refusal, match=r"honour\.level"):
        honours.award(cast["officer"], honour_id, tuple(for_whom.values()))
    qiang = (for_whom["qiang"],)
    assert honours.award(cast["officer"], honour_id, qiang) == qiang


def test_nominations_close_when_the_vote_opens_and_the_vote_when_awarded(cast: Cast) -> None:
    honour_id = an_honour(cast)
    mei = nominated(cast, honour_id, "mei")["mei"]
    with pytest.raises(Refusal, match=r"honour\.not_voting"):
        honours.vote(cast["zhou"], mei, is_for=True)
    honours.open_voting(cast["officer"], honour_id)
    with pytest.raises(Refusal, match=r"honour\.not_nominating"):
        nominated(cast, honour_id, "qiang")
    with pytest.raises(Refusal, match=r"honour\.no_votes"):
        honours.award(cast["officer"], honour_id)
    honours.leave_unawarded(cast["officer"], honour_id)
    assert honours.list_honours(None, YEAR)[0].state is HonourState.NOT_AWARDED
    with pytest.raises(Refusal, match=r"honour\.illegal_step"):
        honours.open_voting(cast["officer"], honour_id)


def test_one_person_is_nominated_once_for_an_honour(cast: Cast) -> None:
    honour_id = an_honour(cast)
    nominated(cast, honour_id, "mei")
    nominated(cast, honour_id, "mei")
    with pytest.raises(Refusal, match=r"honour\.nominated"):
        honours.nominate(cast["ann"], honour_id, cast["mei"].account_id, "Me too")
    assert len(honours.list_honours(None, YEAR)[0].nominations) == 1


@pytest.mark.parametrize(
    ("votes", "most", "choice"),
    [
        ({1: 5, 2: 3, 3: 0}, 3, Choice((1, 2))),
        ({1: 5, 2: 3, 3: 3}, 2, Choice((1,), (2, 3))),
        ({1: 5, 2: 5, 3: 3}, 2, Choice((1, 2))),
        ({1: 5, 2: 5}, 1, Choice((), (1, 2))),
        ({1: 0}, 1, Choice(())),
    ],
)
def test_most_votes_are_chosen_and_no_order_of_a_list_decides(
    votes: dict[int, int], most: int, choice: Choice
) -> None:
    assert choose(votes, most) == choice
