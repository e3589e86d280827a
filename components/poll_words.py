"""Polls in words: the rule before, the answer of one person, the result after."""

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce

from components.language import t
from components.plain import plain
from domain.poll_result import Measure, PollResult
from domain.poll_views import PollView
from domain.polls import SCALE, Answer, PollKind, PollTerms


def names_of(terms: PollTerms) -> Mapping[str, str]:
    """Everything that can be answered, in the reader's words, in the order of the screen."""
    if terms.kind is PollKind.FOR_AGAINST:
        return {key: t(f"vote.{key}") for key in terms.keys}
    if terms.kind is PollKind.SCALE:
        ends = dict(zip(("1", "5"), terms.options, strict=False))
        return {key: f"{key} {ends.get(key, '')}".strip() for key in terms.keys}
    return dict(zip(terms.places, terms.options, strict=True))


def rule_words(terms: PollTerms) -> str:
    """What passes, and of whom it is counted; or how a choice is to be made."""
    if terms.kind is PollKind.CHOICE:
        return t("poll.rule_choice", n=terms.most_choices)
    if terms.kind is PollKind.POINTS:
        return t("poll.rule_points", n=terms.points_total)
    if terms.kind is PollKind.SCALE:
        return t("poll.rule_scale")
    base = t(f"poll.base_words.{terms.base.value}")
    part = t(f"poll.part.{terms.majority}_{terms.majority_of}")
    said = t("poll.rule_more" if terms.is_more_than else "poll.rule_least", base=base, part=part)
    return sentences([said, t("poll.rule_area")]) if terms.counts_area else said


def terms_words(terms: PollTerms) -> str:
    """The rule, and whether names are told."""
    secrecy = t("poll.secret_words" if terms.is_secret else "poll.open_words")
    return sentences([rule_words(terms), secrecy])


def answer_words(terms: PollTerms, answer: Answer) -> str:
    """What one person answered, read out."""
    names = names_of(terms)
    if not answer:
        return t("poll.not_answered")
    if terms.kind is PollKind.SCALE:
        return names[str(answer[SCALE])]
    if terms.kind is PollKind.POINTS:
        given = [t("poll.points_of", name=names[key], n=n) for key, n in answer.items()]
        return t("poll.listed", list=given)
    return t("poll.listed", list=[names[key] for key in answer])


def turnout_words(poll: PollView) -> str:
    """How many have answered, of how many who may."""
    return t("poll.turnout", n=poll.answered, entitled=poll.entitled)


def verdict_words(terms: PollTerms, result: PollResult) -> str:
    """What came of it, in the fewest words."""
    if result.has_passed is not None:
        if result.has_passed:
            return t("poll.passed")
        return t("poll.tied" if result.is_tie else "poll.not_passed")
    if terms.kind is PollKind.SCALE:
        return t("poll.mean", mean=decimal(result.mean)) if result.mean else t("poll.no_answers")
    names = names_of(terms)
    if not result.winners:
        return t("poll.no_answers")
    key = "poll.winner" if len(result.winners) == 1 else "poll.winners"
    most = result.counts[result.winners[0]]
    return t(key, names=[names[one] for one in result.winners], n=most)


def reason_lines(terms: PollTerms, result: PollResult) -> list[str]:
    """Why: the numbers against the rule, what was lacking, and who could answer."""
    lines = []
    if result.people is not None:
        lines.append(_measure_words(terms, result.people, "people"))
    if result.area is not None:
        lines.append(_measure_words(terms, result.area, "area"))
    if result.median is not None:
        lines.append(t("poll.median", median=f"{float(result.median):g}"))
    lines.append(t("poll.who_answered", n=result.answered, entitled=result.entitled.people))
    if result.on_roster.people != result.entitled.people:
        lines.append(t("poll.on_roster", n=result.on_roster.people))
    return lines


def result_text(poll: PollView) -> str:
    """The whole result as one paragraph, for ears and for the record."""
    if poll.result is None:
        return turnout_words(poll)
    names = names_of(poll.terms)
    counts = [t("poll.count", name=names[key], n=n) for key, n in poll.result.counts.items()]
    verdict = t("poll.told", verdict=verdict_words(poll.terms, poll.result), counts=counts)
    return sentences([verdict, *reason_lines(poll.terms, poll.result)])


def question_words(poll: PollView) -> str:
    """The question, safe to be drawn as Markdown."""
    return plain(poll.terms.question)


def sentences(said: list[str]) -> str:
    """Sentences one behind the other, as the language sets them."""
    return reduce(lambda one, two: t("poll.both", one=one, two=two), said)


def decimal(value: Fraction | None) -> str:
    """A fraction to one decimal, half up, so that 2.25 is 2.3 on every screen."""
    if value is None:
        return ""
    tenths = (value * 20 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"


def _measure_words(terms: PollTerms, measure: Measure, unit: str) -> str:
    numbers = {
        "have": _amount(measure.in_favour, unit),
        "needed": _amount(measure.needed, unit),
        "base": _amount(measure.base, unit),
        "of": t(f"poll.base_words.{terms.base.value}"),
    }
    said = t(f"poll.needed_{unit}", **numbers)
    if measure.has_passed:
        return said
    if measure.lacking is None:
        return sentences([said, t("poll.unreachable")])
    lacking = t(f"poll.lacking_{unit}", lacking=_amount(measure.lacking, unit))
    return sentences([said, lacking])


def _amount(number: int, unit: str) -> str:
    return f"{number / 100:,.2f}" if unit == "area" else str(number)
