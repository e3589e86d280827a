"""Cities that decided by a rule of ours, counted again with the settings they used."""

import pytest

from domain.comparison import Preference, preference
from domain.count import count
from domain.explanation import enough
from domain.pb import PbFile, read_pb, write_pb
from domain.rules import CountSettings
from tests.domain.real_elections import names_of_real, needs_real, real

pytestmark = needs_real

ADD1 = CountSettings(
    rule="equal-shares", utility="cost", completion="add1", stop="exhaustive", start="exact"
)
OVERSPEND = CountSettings(
    rule="equal-shares", utility="cost", completion="add1", stop="overspend", start="exact"
)
GREEDY = CountSettings(rule="greedy")


def officially_selected(file: PbFile) -> set[str]:
    chosen = zip(file.projects.column("project_id"), file.projects.column("selected"), strict=True)
    return {project for project, selected in chosen if selected == "1"}


@pytest.mark.parametrize(
    ("name", "settings", "spent"),
    [
        ("Netherlands_Assen_2024", ADD1, 76_700),
        ("Poland_Swiecie_2023", ADD1, 1_040_337),
        ("Poland_Wieliczka_2023_Green_Budget", OVERSPEND, 995_079),
        ("Poland_Krakow_2021", GREEDY, 6_999_600),
        ("Poland_Czestochowa_2025", CountSettings(rule="greedy-threshold", least_votes=1000), None),
        ("Poland_Lodz_2022", CountSettings(rule="greedy-threshold", least_votes=100), 6_112_868),
        ("Poland_Warszawa_2020_Praga-Poludnie", GREEDY, 5_900_440),
    ],
)
def test_the_official_winners_come_out(
    name: str, settings: CountSettings, spent: int | None
) -> None:
    file = real(name)
    outcome = count(file.election, settings)
    assert set(outcome.winners) == officially_selected(file)
    assert spent is None or outcome.cost_cents == spent * 100


def test_wieliczka_would_have_chosen_otherwise_under_the_exhaustive_stop() -> None:
    file = real("Poland_Wieliczka_2023_Green_Budget")
    assert set(count(file.election, ADD1).winners) != officially_selected(file)


def test_voters_without_any_winner_are_counted_when_outcomes_are_compared() -> None:
    election = real("Poland_Lodz_2022").election
    shares, greedy = count(election, ADD1), count(election, GREEDY)
    assert preference(election, shares, greedy) == Preference(33_963, 17_525, 90_494 - 51_488)


def test_what_would_have_been_enough_is_found_in_a_real_election() -> None:
    """P0038 has 1,664 votes, the winner 3,240 at the same cost; level, the lot favours P0038."""
    found = enough(real("Poland_Zabrze_2021").election, GREEDY, "P0038")
    assert (found.votes_more, found.cents_less) == (3240 - 1664, None)


@pytest.mark.parametrize("name", names_of_real())
def test_a_real_file_is_written_and_read_again_just_as_it_was(name: str) -> None:
    file = real(name)
    assert read_pb(write_pb(file)) == file
