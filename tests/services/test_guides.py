"""The working guide in versions, and names that the office gives."""

import pytest

from db.engine import transaction
from db.seed.teams import seed_bodies
from domain.differences import Mark
from domain.guides import Duty
from domain.refusals import Refusal
from domain.teams import BodyKind, BodyLine, FieldLine
from services import bodies, guides, teams
from tests.cast import Cast

FIRST = (Duty("Listen", "Visit ten households."), Duty("Speak", "Say it in the hall."))


@pytest.fixture
def office(cast: Cast) -> Cast:
    with transaction() as db:
        seed_bodies(db)
    return cast


def test_every_change_is_a_version_and_the_same_again_is_none(office: Cast) -> None:
    officer = office["officer"]
    assert guides.save_guide(officer, "citizens", 0, FIRST, "first") == 1
    assert guides.save_guide(officer, "citizens", 0, FIRST, "first") == 1
    after = (Duty("Listen", "Visit twelve households."), Duty("Answer", "Within seven days."))
    assert guides.save_guide(officer, "citizens", 1, after, "more") == 2
    assert guides.get_guide("citizens").duties == after
    assert guides.get_guide("citizens", 1).duties == FIRST
    changes = guides.compare_versions("citizens", 1, 2)
    assert [(one.title, one.mark) for one in changes] == [
        ("Listen", Mark.KEPT),
        ("Answer", Mark.ADDED),
        ("Speak", Mark.REMOVED),
    ]


def test_two_who_change_the_guide_at_once_do_not_overwrite_each_other(office: Cast) -> None:
    officer = office["officer"]
    guides.save_guide(officer, "citizens", 0, FIRST, "")
    with pytest.raises(Refusal, match="changed_meanwhile"):
        guides.save_guide(officer, "citizens", 0, (Duty("Other", "text"),), "")


@pytest.mark.parametrize(
    ("duties", "refused"),
    [
        ((), "empty"),
        ((Duty(" ", ""),), "empty"),
        ((Duty("Half", ""),), "half"),
        ((Duty("A", "b"), Duty("A", "c")), "twice"),
        ((Duty("A" * 31, "b"),), "too_long"),
    ],
)
def test_a_guide_that_says_nothing_clear_is_refused(
    office: Cast, duties: tuple[Duty, ...], refused: str
) -> None:
    with pytest.raises(Refusal, match=refused):
        guides.save_guide(office["officer"], "citizens", 0, duties, "")


def test_a_new_name_is_read_everywhere_and_no_two_are_alike(office: Cast) -> None:
    officer = office["officer"]
    line = BodyLine("citizens", BodyKind.CITIZENS, "居民代表会", "Residents' assembly")
    bodies.save_body(officer, line)
    assert "居民代表会" in [one.body.name for one in teams.list_teams()]
    with pytest.raises(Refusal, match="name_taken"):
        bodies.save_field(officer, FieldLine("", "宜居家园", "Homes"))
    code = bodies.save_field(officer, FieldLine("", "绿色生活", "Green living"))
    assert code in [one.code for one in bodies.list_fields()]


def test_the_last_team_of_its_kind_stays(office: Cast) -> None:
    with pytest.raises(Refusal, match="last_of_kind"):
        bodies.retire_body(office["officer"], "experts", is_active=False)
