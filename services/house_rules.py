"""Switching a rule of the house while the meeting goes on; the trace keeps what it was before."""

from dataclasses import replace

from domain.house_rules import HouseRule, rules_from
from domain.meetings import ActKind
from domain.roles import Actor
from services.meeting_access import UNENDED, act_in


def switch_rule(actor: Actor, meeting_id: int, rule: HouseRule, *, is_on: bool) -> None:
    """Let a rule of the house hold from now on, or not; what was decided before stays decided."""
    with act_in(actor, meeting_id, ActKind.SWITCH_RULE, states=UNENDED) as act:
        rules = rules_from(act.meeting.house_rules)
        if rules.is_on(rule) == is_on:
            act.happened = False
            return
        act.meeting.house_rules = replace(rules, **{rule.value: is_on}).as_row()
        act.facts |= {"rule": rule.value, "is_on": is_on}
