"""A meeting's record put into sentences: the draft of its minutes.

Every paragraph is named after what it tells of, so that a later draft finds it again.
"""

from datetime import date, datetime

from components.language import t, written_in
from components.meeting_words import clock_words, condition_words, figure_of
from components.minutes_items import item_section, poll_paragraphs
from domain.clock import local
from domain.matters import MatterState
from domain.meeting_views import LastAnswer
from domain.meetings import ItemKind
from domain.minutes import PROMISE, Content, Paragraph, Section
from domain.minutes_record import MeetingRecord, PresenceRecord, PromiseRecord, StandingRecord


def say(record: MeetingRecord, language: str) -> Content:
    """The draft in this language."""
    with written_in(language):
        sections = [_head(record), _presence(record.presence)]
        has_item = any(one.kind is ItemKind.LAST_ANSWERS for one in record.items)
        if record.answers and not has_item:
            sections.append(Section("answers", t("minutes.answers"), _answers(record)))
        for item in record.items:
            more = _answers(record) if item.kind is ItemKind.LAST_ANSWERS else ()
            sections.append(item_section(item, more))
        strays = poll_paragraphs(record.stray_polls)
        if strays:
            sections.append(Section("polls", t("minutes.other_polls"), strays))
        sections.append(_promises(record.promises))
        return Content(
            title=t("minutes.title_of", title=record.title),
            sections=tuple(sections),
            signature=_signature(record),
        )


def drafted(key: str, text: str) -> Paragraph:
    """A paragraph as the draft says it."""
    return Paragraph(key, text, drafted=text)


def day_words(day: date) -> str:
    """A day as official papers write it: no needless zeros."""
    return t("minutes.date", year=day.year, month=day.month, day=day.day)


def _head(record: MeetingRecord) -> Section:
    lines = {
        "when": t("minutes.when", when=_span(record)),
        "where": t("minutes.where", where=_where(record)),
        "kind": t("minutes.kind", kind=record.kind),
    }
    if record.host:
        lines["host"] = t("minutes.host", name=record.host)
    if record.about:
        lines["about"] = t("minutes.about", about=record.about)
    told = tuple(drafted(f"head:{name}", text) for name, text in lines.items())
    return Section("head", t("minutes.head"), told)


def _span(record: MeetingRecord) -> str:
    began = record.opened_at or record.starts_at
    day = t("minutes.day", day=day_words(local(began).date()), weekday=_weekday(began))
    if record.closed_at is None:
        return t("minutes.from", day=day, began=clock_words(began))
    return t("minutes.span", day=day, began=clock_words(began), ended=clock_words(record.closed_at))


def _weekday(at: datetime) -> str:
    return t(f"weekday.{local(at).weekday()}")


def _where(record: MeetingRecord) -> str:
    place = record.place or t("place_kind.district")
    if not record.venue or record.venue.startswith(place):
        return record.venue or place
    return t("minutes.place_and_hall", place=place, hall=record.venue)


def _presence(presence: PresenceRecord) -> Section:
    numbers = {"came": presence.came, "voters": presence.voters}
    if presence.invited:
        told = t("minutes.came_of", invited=presence.invited, **numbers)
    else:
        told = t("minutes.came", **numbers)
    found = [drafted("presence:all", told)]
    found += [
        drafted(f"presence:{one.standing.value}", _standing_words(one))
        for one in presence.standings
        if one.came
    ]
    found += [drafted(f"quorum:{place}", text) for place, text in enumerate(_quorum(presence))]
    if presence.took_oath:
        found.append(drafted("presence:oath", t("minutes.oath")))
    return Section("presence", t("minutes.presence"), tuple(found))


def _standing_words(one: StandingRecord) -> str:
    others = one.came - len(one.names)
    if not one.names:
        return t("minutes.standing", standing=one.standing, n=one.came)
    told = {"standing": one.standing, "n": one.came, "names": one.names}
    if others:
        return t("minutes.standing_and_others", others=others, **told)
    return t("minutes.standing_named", **told)


def _quorum(presence: PresenceRecord) -> list[str]:
    lines = [
        t(
            "minutes.quorum_met" if one.holds else "minutes.quorum_missed",
            condition=condition_words(one.condition),
            figure=figure_of(one),
        )
        for one in presence.quorum.conditions
    ]
    if presence.opened_without:
        told = {"n": presence.opened_with, "reason": presence.opened_without}
        lines.append(t("minutes.opened_without", **told))
    return lines


def _answers(record: MeetingRecord) -> tuple[Paragraph, ...]:
    ended = record.closed_at or record.starts_at
    found = [
        drafted(f"answer:{one.matter_id}", _answer_words(one, ended)) for one in record.answers
    ]
    return tuple(found) or (drafted("answer:none", t("minutes.no_answers")),)


def _answer_words(one: LastAnswer, ended: datetime) -> str:
    told = {"title": one.title, "who": one.who, "day": day_words(local(one.due_at).date())}
    if one.state is MatterState.ANSWERED:
        return t("minutes.answered", answer=one.answer.rstrip(t("minutes.full_stop")), **told)
    return t("minutes.answer_late" if one.is_late_at(ended) else "minutes.answer_open", **told)


def _promises(promises: tuple[PromiseRecord, ...]) -> Section:
    found = []
    for place, one in enumerate(promises, start=1):
        facts = {"place": place, "what": one.what, "who": one.who, "day": day_words(one.due_on)}
        text = t("minutes.promise", **facts)
        found.append(Paragraph(f"{PROMISE}{one.id}", text, drafted=text, is_fixed=True))
    told = tuple(found) or (drafted("promises:none", t("minutes.no_promises")),)
    return Section("promises", t("minutes.promises"), told)


def _signature(record: MeetingRecord) -> tuple[str, ...]:
    ended = record.closed_at or record.starts_at
    return (
        t("minutes.sign_host"),
        t("minutes.sign_writer"),
        day_words(local(ended).date()),
    )
