"""The rules of allocation, as data: command line, set-up page, tests and docs read `RULES`."""

from domain.rules.registry import RULES, Rule
from domain.rules.settings import CHOICES, CountSettings, suggested_increment

__all__ = ["CHOICES", "RULES", "CountSettings", "Rule", "suggested_increment"]
