"""Concerns: the same groups in whatever order things are given, and no chain of near misses."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.concerns import Concern, ConcernItem, group_concerns
from domain.research import ConcernKind

THINGS = ("楼道的路灯坏了", "老人食堂的晚饭", "电动车充电排队", "井盖松动很响", "公园座椅太少")
PLACES = ("三号楼", "河边", "学校门口", "老街")
ITEMS = st.lists(
    st.builds(
        ConcernItem,
        kind=st.sampled_from(ConcernKind),
        id=st.integers(1, 60),
        title=st.builds(str.__add__, st.sampled_from(PLACES), st.sampled_from(THINGS)),
        field_code=st.sampled_from([None, "homes", "culture"]),
        people=st.frozensets(st.integers(1, 9), max_size=3),
        displeased=st.integers(0, 2),
    ),
    max_size=25,
    unique_by=lambda one: one.key,
)


def raised(number: int, title: str, **more: object) -> ConcernItem:
    facts: dict[str, object] = {"people": frozenset({number}), "field_code": "homes"} | more
    return ConcernItem(ConcernKind.MATTER, number, title, **facts)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(ITEMS, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_given_changes_nothing(
    items: list[ConcernItem], chance: random.Random
) -> None:
    shuffled = list(items)
    chance.shuffle(shuffled)
    assert group_concerns(shuffled) == group_concerns(items)


@settings(max_examples=60, deadline=None)
@given(ITEMS)
def test_nothing_is_in_two_concerns_and_nobody_is_counted_twice(items: list[ConcernItem]) -> None:
    found = group_concerns(items)
    keys = [one.key for concern in found for one in concern.items]
    assert len(keys) == len(set(keys))
    for concern in found:
        named = {person for one in concern.items for person in one.people}
        assert concern.people == len(named)


def titles(concern: Concern) -> set[str]:
    return {one.title for one in concern.items}


def test_what_is_about_the_same_is_one_concern() -> None:
    lamps = {"三号楼楼道路灯坏了没人修", "楼道路灯坏了没人修", "楼道路灯坏了好久没人修"}
    others = {"食堂的晚饭太油", "公园座椅太少"}
    items = [raised(n, title) for n, title in enumerate([*lamps, *others], 1)]
    (found,) = group_concerns(items)
    assert titles(found) == lamps
    assert found.people == 3


def test_another_field_is_another_concern() -> None:
    title = "活动室周末不开门"
    of_homes = [raised(1, title), raised(2, title)]
    of_culture = [raised(n, title, field_code="culture") for n in (3, 4)]
    assert len(group_concerns([*of_homes, *of_culture])) == 2


def test_one_angry_voice_is_a_concern_and_one_calm_voice_is_none() -> None:
    assert group_concerns([raised(1, "井盖松动很响")]) == ()
    (found,) = group_concerns([raised(1, "井盖松动很响", displeased=2)])
    assert found.is_sharp


def test_a_chain_does_not_end_in_one_group_of_everything() -> None:
    """Each place is named with each trouble: places alone would connect all of it."""
    items = [
        raised(1 + n, f"{place}片区：{thing}")
        for n, (place, thing) in enumerate(
            (place, thing) for place in PLACES for thing in THINGS for _ in range(6)
        )
    ]
    found = group_concerns(items)
    assert len(found) >= len(THINGS)
    for concern in found:
        assert len({one.title.split("：")[1] for one in concern.items}) == 1
