"""Every rule once: what counts it, which settings it reads, what it promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.rules.contest import Contest
from domain.rules.equal_shares import equal_shares
from domain.rules.greedy import greedy, greedy_no_skip
from domain.rules.phragmen import phragmen
from domain.rules.settings import CHOICES, CountSettings
from domain.rules.tally import Tally


@dataclass(frozen=True)
class Rule:
    """A rule. `options`: names of the settings that change its outcome, beside the lot and the
    thresholds that every rule honours. `voters_pay`: whether its steps carry prices that voters
    pay. `promises_ejr1`: whether it guarantees EJR up to one project. `source`: where it is
    defined.
    """

    name: str
    count: Callable[[Contest], Tally]
    options: tuple[str, ...]
    voters_pay: bool
    promises_ejr1: bool
    source: str


_BOOK = "Rey & Maly, The (Computational) Social Choice Take on Indivisible Participatory Budgeting"

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "equal-shares",
            equal_shares,
            ("utility", "completion", "stop", "start", "increment_cents"),
            True,
            True,
            "Peters, Pierczyński, Skowron, Proportional Participatory Budgeting with Additive"
            " Utilities, NeurIPS 2021",
        ),
        Rule("greedy", greedy, (), False, False, _BOOK),
        Rule("greedy-no-skip", greedy_no_skip, (), False, False, _BOOK),
        Rule("greedy-threshold", greedy, ("least_votes", "least_share"), False, False, _BOOK),
        Rule(
            "phragmen",
            phragmen,
            (),
            True,
            False,
            "Brill, Freeman, Janson, Lackner, Phragmén's Voting Methods and Justified"
            " Representation, 2017",
        ),
    )
}


def as_markdown() -> str:
    """`docs/count.md`: every rule and option, printed from the registry."""
    lines = [
        "# The count: rules and options",
        "",
        "Printed from `domain/rules/` by `python cli.py docs`; a test holds both equal.",
        "",
        "| rule | what it does | options | voters pay | EJR up to one project | source |",
        "|---|---|---|---|---|---|",
    ]
    for rule in RULES.values():
        does = " ".join((rule.count.__doc__ or "").split())
        options = ", ".join(f"`{option}`" for option in rule.options) or "none"
        flags = [("no", "yes")[has] for has in (rule.voters_pay, rule.promises_ejr1)]
        cells = (f"`{rule.name}`", does, options, *flags, rule.source)
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "| option | may be | default |", "|---|---|---|"]
    for name, default in CountSettings().to_dict().items():
        words = ", ".join(f"`{word}`" for word in CHOICES.get(name, ())) or "a value"
        lines.append(f"| `{name}` | {words} | `{default}` |")
    return "\n".join([*lines, ""])
