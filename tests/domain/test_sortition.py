"""A draw can be drawn again by anyone, and shares its seats fairly among the strata."""

import random
import subprocess
from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cli import app
from domain.pool_file import print_of, read_pool, write_pool
from domain.refusals import Refusal
from domain.sortition import Candidate, draw, lot_of

BY = ("community",)


@st.composite
def pools(draw_: st.DrawFn) -> list[Candidate]:
    sizes = draw_(st.lists(st.integers(1, 25), min_size=1, max_size=6))
    numbers = iter(draw_(st.permutations(range(1, sum(sizes) + 1))))
    return [
        Candidate(next(numbers), {"community": f"C{place}"})
        for place, size in enumerate(sizes)
        for _ in range(size)
    ]


seeds = st.text("abc茉莉 ", min_size=1, max_size=20).filter(str.strip)


@given(pools(), seeds, st.data())
def test_changing_the_pools_order_changes_nothing(
    pool: list[Candidate], seed: str, data: st.DataObject
) -> None:
    seats = data.draw(st.integers(1, len(pool)))
    shuffled = data.draw(st.permutations(pool))
    assert draw(pool, seats, seed, BY) == draw(shuffled, seats, seed, BY)


@given(pools(), seeds, st.data())
def test_every_stratum_gets_its_share_within_one_seat(
    pool: list[Candidate], seed: str, data: st.DataObject
) -> None:
    seats = data.draw(st.integers(1, len(pool)))
    result = draw(pool, seats, seed, BY)
    assert len(result.drawn) == seats
    assert sorted((*result.drawn, *result.stand_ins)) == sorted(one.number for one in pool)
    for part in result.strata:
        share = part.size * seats / len(pool)
        assert abs(part.seats - share) < 1
        assert len(part.drawn) == part.seats <= part.size
        if part.size * seats >= len(pool):
            assert part.seats >= 1, "who has a whole share has a seat"


@given(pools(), seeds, st.data())
def test_whoever_was_drawn_has_a_lower_lot_than_whoever_stands_in_beside_them(
    pool: list[Candidate], seed: str, data: st.DataObject
) -> None:
    result = draw(pool, data.draw(st.integers(1, len(pool))), seed, BY)
    for part in result.strata:
        lots = [lot_of(seed, number) for number in (*part.drawn, *part.stand_ins)]
        assert lots == sorted(lots)
        for number in part.drawn:
            assert result.stand_ins_beside(number) == part.stand_ins


def test_the_lot_is_what_sha256sum_prints() -> None:
    by_hand = subprocess.run(["sha256sum"], input=b"banyan:7", capture_output=True, check=True)
    assert by_hand.stdout.decode().split()[0] == lot_of("banyan", 7)
    assert lot_of("榕树", 3) == sha256("榕树:3".encode()).hexdigest()


def test_every_seed_gives_somebody_else_a_chance() -> None:
    pool = [Candidate(number) for number in range(10)]
    chosen = Counter(draw(pool, 1, f"seed {n}", ()).drawn[0] for n in range(600))
    assert set(chosen) == set(range(10))
    assert max(chosen.values()) < 2 * min(chosen.values())


@pytest.mark.parametrize(
    ("seats", "seed", "code"),
    [
        (0, "a", "draw.seats"),
        (501, "a", "draw.seats"),
        (4, "a", "draw.few"),
        (1, " ", "draw.seed"),
        (1, "x" * 61, "draw.seed"),
    ],
)
def test_a_draw_that_means_nothing_is_refused(seats: int, seed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        draw([Candidate(number) for number in range(3)], seats, seed)
    assert refused.value.code == code


def test_a_number_that_stands_in_the_pool_twice_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        draw([Candidate(5), Candidate(5)], 1, "a")
    assert (refused.value.code, refused.value.facts) == ("draw.twice", {"number": 5})


def test_the_command_draws_from_the_published_pool_what_the_house_drew(tmp_path: object) -> None:
    chance = random.Random(4)
    pool = [
        Candidate(number, {"community": chance.choice(["甲", "乙", "丙"]), "sex": "f"})
        for number in chance.sample(range(1000), 60)
    ]
    file = tmp_path / "pool.csv"  # type: ignore[operator]
    file.write_text(write_pool(pool, ("community", "sex")), encoding="utf-8")
    said = CliRunner().invoke(
        app,
        ["draw", str(file), "--seats", "9", "--seed", "榕树", "--by", "community", "--lang", "en"],
    )
    assert said.exit_code == 0, said.output
    drawn = " ".join(map(str, draw(pool, 9, "榕树", BY).drawn))
    assert f"Drawn: {drawn}" in said.output


def test_a_pool_as_a_file_is_the_same_text_whatever_order_it_came_in() -> None:
    pool = [Candidate(number, {"community": "甲"}) for number in (3, 1, 2)]
    text = write_pool(pool, BY)
    assert print_of(text) == print_of(write_pool(list(reversed(pool)), BY))
    assert [one.number for one in read_pool(text.encode("gb18030"), BY)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("number\n1", "pool.column", 2),
        ("number,community\n1,a\nx,b", "pool.number", 3),
        ("number,community\n1,a\n-2,b", "pool.number", 3),
        ("number,community", "pool.empty", None),
    ],
)
def test_the_first_wrong_line_of_a_pool_is_named(text: str, code: str, line: int | None) -> None:
    with pytest.raises(Refusal) as refused:
        read_pool(text.encode(), BY)
    assert refused.value.code == code
    assert refused.value.facts.get("line") == line
