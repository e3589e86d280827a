"""One item of the agenda in the minutes: who spoke, what was moved, voted, thought and noted."""

from collections.abc import Sequence

from components.language import t
from components.meeting_words import clock_words
from components.poll_words import (
    answer_words,
    names_of,
    reason_lines,
    rule_words,
    sentences,
    verdict_words,
)
from domain.floor import MotionState, Side
from domain.meetings import ItemState
from domain.minutes import Paragraph, Section
from domain.minutes_record import Called, ItemRecord, MotionRecord, PollRecord, SpeechRecord
from domain.opinions.opinion_map import OpinionGroup
from domain.opinions.stances import AGREE
from domain.opinions.waves import Movement
from domain.poll_views import PollView
from domain.polls import PollState
from domain.stance_views import Opinions
from domain.stances import Wave

LETTERS = "ABCDEFGH"
MOST_TOLD = 3


def item_section(item: ItemRecord, more: Sequence[Paragraph] = ()) -> Section:
    """The item under its own title; `more` stands behind the line about its time."""
    found = [_one(f"item:{item.id}:time", _time_words(item)), *more]
    found += [
        _one(f"item:{item.id}:{side.value}", _side_words(side, speeches))
        for side, speeches in item.sides.items()
    ]
    found += [
        _one(f"note:{item.id}:{place}", t("minutes.note", text=text))
        for place, text in enumerate(item.notes)
    ]
    for told in item.opinions:
        found += _opinions(told)
    found += _changes(item)
    for motion in item.motions:
        found.append(_one(f"motion:{motion.id}", _motion_words(motion)))
    found += poll_paragraphs(item.polls)
    return Section(f"item:{item.id}", item.title, tuple(found))


def poll_paragraphs(polls: Sequence[PollRecord]) -> tuple[Paragraph, ...]:
    """Every poll with its rule, its numbers and, of an open ballot, its names; never changed."""
    found = []
    for one in polls:
        text = _poll_words(one)
        rows = _rows(one.poll)
        found.append(Paragraph(f"poll:{one.poll.poll_id}", text, text, rows, is_fixed=True))
        if one.named:
            told = t("minutes.named", names=_named(one))
            key = f"poll:{one.poll.poll_id}:named"
            found.append(Paragraph(key, told, told, is_fixed=True))
    return tuple(found)


def called_words(person: Called) -> str:
    """The name, or the number of somebody whose name is not told."""
    return person.name or t("floor.numbered", number=person.number)


def _one(key: str, text: str) -> Paragraph:
    return Paragraph(key, text, drafted=text)


def _time_words(item: ItemRecord) -> str:
    if item.state in (ItemState.WAITING, ItemState.SKIPPED) and not item.seconds:
        return t("minutes.item_skipped")
    minutes = max(1, round(item.seconds / 60))
    if item.began_at is None:
        return t("minutes.item_took", n=minutes)
    return t("minutes.item_time", began=clock_words(item.began_at), n=minutes)


def _side_words(side: Side, speeches: Sequence[SpeechRecord]) -> str:
    each = [
        t("minutes.speech", who=called_words(one.who), time=_length(one.seconds))
        for one in speeches
    ]
    total = _length(sum(one.seconds for one in speeches))
    return t("minutes.side", side=side, n=len(speeches), time=total, speeches=each)


def _length(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return t("minutes.seconds", seconds=rest)
    if not rest:
        return t("minutes.minutes", minutes=minutes)
    return t("minutes.minutes_and_seconds", minutes=minutes, seconds=rest)


def _motion_words(motion: MotionRecord) -> str:
    facts = {
        "number": motion.number,
        "mover": called_words(motion.mover),
        "text": _ended(motion.text),
    }
    if motion.amends is not None:
        told = t("minutes.amendment", amends=motion.amends, **facts)
    elif motion.seconder is None:
        told = t("minutes.motion", **facts)
    else:
        told = t("minutes.motion_seconded", seconder=called_words(motion.seconder), **facts)
    lines = [told, t(f"minutes.motion_is.{motion.state.value}")]
    is_changed = motion.amends is None and motion.wording != motion.text
    if motion.state is MotionState.CARRIED and is_changed:
        lines.append(t("minutes.wording", wording=_ended(motion.wording)))
    return sentences(lines)


def _poll_words(told: PollRecord) -> str:
    poll = told.poll
    question = _ended(poll.terms.question)
    head = t("minutes.poll", number=poll.number, question=question)
    if poll.state is PollState.WITHDRAWN:
        return sentences([head, t("minutes.poll_withdrawn", reason=_ended(poll.withdrawn_reason))])
    way = t("minutes.poll_secret" if poll.terms.is_secret else "minutes.poll_open")
    lines = [head, way]
    if told.is_below_quorum:
        lines.append(t("minutes.poll_below_quorum"))
    if poll.result is None:
        return sentences(lines)
    verdict = t("minutes.verdict", verdict=verdict_words(poll.terms, poll.result))
    why = reason_lines(poll.terms, poll.result)
    return sentences([*lines, rule_words(poll.terms), verdict, *why])


def _rows(poll: PollView) -> tuple[tuple[str, ...], ...]:
    if poll.result is None:
        return ()
    names = names_of(poll.terms)
    head = (t("minutes.column_answer"), t("minutes.column_count"))
    counted = ((names[key], str(n)) for key, n in poll.result.counts.items())
    return (head, *counted)


def _named(one: PollRecord) -> list[str]:
    by_answer: dict[str, list[str]] = {}
    for person in one.named:
        words = answer_words(one.poll.terms, person.answer)
        name = person.name or t("floor.numbered", number=person.number)
        by_answer.setdefault(words, []).append(name)
    return [t("minutes.named_one", answer=words, names=who) for words, who in by_answer.items()]


def _opinions(told: Opinions) -> list[Paragraph]:
    wave = "before" if told.wave is Wave.BEFORE else "after"
    key = f"opinions:{told.item_id}:{wave}"
    facts = {"people": told.people, "statements": len(told.map.figures)}
    found = [_one(f"{key}:people", t(f"minutes.asked_{wave}", **facts))]
    lists = {
        "common": told.map.common_ground,
        "rejected": told.map.common_rejection,
        "divisive": told.map.divisive[:MOST_TOLD],
    }
    for name, ids in lists.items():
        if ids:
            said = [_share_words(told, one) for one in ids]
            found.append(_one(f"{key}:{name}", t(f"minutes.{name}", statements=said)))
    for group in told.map.groups:
        found.append(_one(f"{key}:group:{group.number}", _group_words(told, group)))
    return found


def _share_words(told: Opinions, statement: str) -> str:
    tally = told.map.figures_of(statement).everyone
    text = told.texts.get(statement, statement)
    return t("minutes.statement", text=_bare(text), share=tally.percent(AGREE), n=tally.seen)


def _group_words(told: Opinions, group: OpinionGroup) -> str:
    facts = {"letter": LETTERS[group.number], "n": group.size}
    said = [
        t(
            "minutes.group_agrees" if one.side == AGREE else "minutes.group_disagrees",
            text=_bare(told.texts.get(one.statement, one.statement)),
            share=round(100 * one.share),
        )
        for one in group.named_by[:MOST_TOLD]
    ]
    if not said:
        return t("minutes.group_silent", **facts)
    return t("minutes.group", statements=said, **facts)


def _changes(item: ItemRecord) -> list[Paragraph]:
    texts = item.opinions[0].texts if item.opinions else {}
    moved = sorted(
        (one for one in item.changes if one.changed),
        key=lambda one: (-abs(one.towards_agreeing - one.towards_disagreeing), one.statement),
    )
    if item.changes and not moved:
        return [_one(f"change:{item.id}", t("minutes.no_change"))]
    return [
        _one(f"change:{item.id}:{one.statement}", _change_words(one, texts.get(one.statement, "")))
        for one in moved[:MOST_TOLD]
    ]


def _change_words(one: Movement, text: str) -> str:
    before, after = one.percents_agreeing
    up, down = one.towards_agreeing, one.towards_disagreeing
    facts = {"n": one.people, "before": before, "after": after, "up": up, "down": down}
    return t("minutes.change", text=_bare(text), **facts)


def _ended(text: str) -> str:
    """The text on one line, with a full stop unless it ends with a mark of its own."""
    line = t("minutes.line").join(one.rstrip(t("minutes.full_stop")) for one in text.splitlines())
    return line if line.endswith(tuple(t("minutes.ends"))) else line + t("minutes.full_stop")


def _bare(text: str) -> str:
    return text.rstrip(t("minutes.full_stop"))
