"""The card of rules that hangs in the room: our own short set, in the manner of Robert's.

It says what everyone keeps to; what a meeting has switched off is not on its card.
"""

from enum import StrEnum

from domain.house_rules import HouseRule, HouseRules


class CardRule(StrEnum):
    """The rules in the order in which they are read out."""

    MOTION_FIRST = "motion_first"
    SECOND = "second"
    NEUTRAL_CHAIR = "neutral_chair"
    EQUAL_CHANCE = "equal_chance"
    CLEAR_SIDE = "clear_side"
    LET_FINISH = "let_finish"
    TO_THE_CHAIR = "to_the_chair"
    LIMITS = "limits"
    ONE_THING = "one_thing"
    HEED_THE_CHAIR = "heed_the_chair"
    CIVIL = "civil"
    FULL_DEBATE = "full_debate"
    MAJORITY = "majority"


NEEDS = {
    CardRule.SECOND: (HouseRule.NEEDS_SECOND,),
    CardRule.EQUAL_CHANCE: (HouseRule.FIRST_TIME_FIRST, HouseRule.SIDES_IN_TURN),
    CardRule.ONE_THING: (HouseRule.ONE_MOTION_AT_A_TIME,),
}
"""Which rules of the house stand behind a line of the card; one that is on is enough."""


def list_card(rules: HouseRules) -> tuple[CardRule, ...]:
    """The lines of the card of a meeting that keeps these rules."""
    return tuple(one for one in CardRule if one not in NEEDS or any(map(rules.is_on, NEEDS[one])))
