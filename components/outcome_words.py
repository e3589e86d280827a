"""A result in sentences: why each project won or lost, and how the count was made."""

from collections.abc import Iterator, Mapping

from components.language import language
from components.round_rules import threshold_lines
from domain.money import format_yuan
from domain.outcome_view import OutcomeView, ProjectResult, TieMet
from domain.rules import RULES, CountSettings
from domain.verdicts import Verdict
from locales import DEFAULT_LANGUAGE, translate

MOST_NAMED = 3


def why(view: OutcomeView, project: ProjectResult, spoken: str | None = None) -> list[str]:
    """Why the project was funded or not, sentence by sentence."""
    names = {one.code: one.name for one in view.projects}
    return verdict_words(project.verdict, names, spoken)


def verdict_words(
    verdict: Verdict, names: Mapping[str, str], spoken: str | None = None
) -> list[str]:
    """A verdict of any count, sentence by sentence. `names`: of all projects, by code."""
    spoken = spoken or language()
    facts = {name: _whole_yuan(name, fact) for name, fact in verdict.facts.items()}
    went_to = facts.pop("went_to", None)
    if "stopped_by" in facts:
        facts["stopped_by"] = names.get(str(facts["stopped_by"]), "")
    sentences = [translate(spoken, f"verdict.{verdict.code}", **facts)]
    if isinstance(went_to, Mapping) and went_to:
        named = [names[code] for code in list(went_to)[:MOST_NAMED]]
        sentences.append(translate(spoken, "results.went_to", projects=named))
    return sentences


def _whole_yuan(name: str, fact: object) -> object:
    """Without the cents: a reader wants to know how far it was."""
    return fact // 100 * 100 if name.endswith("_cents") and isinstance(fact, int) else fact


def recorded_answer(view: OutcomeView, project: ProjectResult) -> str:
    """The answer that is kept with the proposal, in the language of the district's records."""
    facts = {"number": project.number, "name": project.name, "votes": project.votes}
    reason = "".join(why(view, project, DEFAULT_LANGUAGE))
    key = "results.answer_funded" if project.is_funded else "results.answer_not_funded"
    return translate(DEFAULT_LANGUAGE, key, reason=reason, cost_cents=project.cost_cents, **facts)


def method(view: OutcomeView) -> Iterator[str]:
    """How the money was allocated, in plain words, one sentence a line."""
    spoken, settings = language(), view.settings
    yield from settings_in_words(settings)
    if view.share_cents is not None:
        yield translate(spoken, "results.share", share_cents=view.share_cents, n=view.raises)
    yield translate(spoken, "results.tie_rule", seed=settings.tie_seed)
    if not view.ties:
        yield translate(spoken, "results.no_tie")
    for tie in view.ties:
        yield tie_sentence(tie)


def settings_in_words(settings: CountSettings) -> Iterator[str]:
    """The rule and every option that it reads: the sentences of the round's own page."""
    spoken, read = language(), RULES[settings.rule].options
    yield translate(spoken, f"round.rule_says.{settings.rule}")
    if "least_share" in read:
        share = str(settings.needed_share)
        yield from (words for _, words in threshold_lines(settings.least_votes, share))
    if "utility" in read:
        yield translate(spoken, f"round.utility_says.{settings.utility}")
    if "completion" in read:
        amount = format_yuan(settings.increment_cents)
        yield translate(spoken, f"round.completion_says.{settings.completion}", amount=amount)
    if "stop" in read and settings.completion != "none":
        yield translate(spoken, f"round.stop_says.{settings.stop}")
    yield translate(spoken, f"round.empty_says.{str(settings.count_empty).lower()}")


def rule_in_short(view: OutcomeView) -> str:
    """The rule in one short sentence for the wall."""
    return translate(language(), f"projector.rule.{view.settings.rule}")


def tie_sentence(tie: TieMet) -> str:
    """Who was level, who was taken, and what decided."""
    return translate(language(), f"count.tie.{tie.decided_by}", projects=tie.names, taken=tie.taken)


def who_got_something(view: OutcomeView) -> str:
    """Of a hundred voters, how many have at least one of their projects funded."""
    got = 100 - view.winners_in_a_hundred()[0][1]
    if got == 100:
        return translate(language(), "results.who_all")
    return translate(language(), "results.who_title", voters=in_a_hundred(got))


def in_a_hundred(share: float) -> str:
    """A share of a hundred as people say it: whole, and never a nought for somebody."""
    return "<1" if 0 < share < 0.5 else f"{share:.0f}"


def winners_name(won: int, most: int) -> str:
    """`none`, `1 project`, … and `5 or more` for the last bar."""
    if won == 0:
        return translate(language(), "results.won_none")
    key = "results.won_more" if won == most else "results.won"
    return translate(language(), key, n=won)
