"""Writing a conversation to the files that `reading` reads, as Polis exports them.

`votes.csv` every stance, `comments.csv` the statements, `participants-votes.csv` the table with
everyone's group, `summary.csv` the figures. Names are written as they are: what leaves the house is
made `pseudonymous` first.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from domain.opinions.conversation import Conversation, last_stances
from domain.opinions.reading import COMMENTS, SUMMARY, VOTES
from domain.opinions.stances import AGREE, DISAGREE, Stance

MATRIX = "participants-votes.csv"


def write_files(
    conversation: Conversation, group_of: Mapping[str, int | None] | None = None
) -> dict[str, bytes]:
    """The four files by name, in UTF-8; `group_of` as the map found it."""
    counted = last_stances(conversation.stances)
    return {
        VOTES: _csv(_votes(conversation)),
        COMMENTS: _csv(_comments(conversation, counted)),
        MATRIX: _csv(_matrix(conversation, counted, group_of or {})),
        SUMMARY: _csv(_summary(conversation, counted, group_of or {})),
    }


def _votes(conversation: Conversation) -> Iterable[Iterable[object]]:
    yield "timestamp", "datetime", "comment-id", "voter-id", "vote"
    for one in conversation.stances:
        yield one.at_ms, _clock(one.at_ms), one.statement, one.participant, one.value


def _comments(conversation: Conversation, counted: Iterable[Stance]) -> Iterable[Iterable[object]]:
    taken = Counter((one.statement, one.value) for one in counted)
    yield (
        *("timestamp", "datetime", "comment-id", "author-id"),
        *("agrees", "disagrees", "moderated", "comment-body"),
    )
    for one in conversation.statements:
        agrees, disagrees = taken[one.id, AGREE], taken[one.id, DISAGREE]
        made = (one.at_ms, _clock(one.at_ms), one.id, one.author)
        yield *made, agrees, disagrees, one.moderated, one.text


def _matrix(
    conversation: Conversation, counted: Iterable[Stance], group_of: Mapping[str, int | None]
) -> Iterable[Iterable[object]]:
    stood: dict[str, dict[str, int]] = {}
    for one in counted:
        stood.setdefault(one.participant, {})[one.statement] = one.value
    made = Counter(one.author for one in conversation.statements)
    columns = dict.fromkeys(one.id for one in conversation.statements)
    columns |= dict.fromkeys(one.statement for one in conversation.stances)
    yield "participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *columns
    for person, answers in stood.items():
        group, values = group_of.get(person), list(answers.values())
        counts = (made[person], len(values), values.count(AGREE), values.count(DISAGREE))
        cells = (answers.get(column, "") for column in columns)
        yield person, "" if group is None else group, *counts, *cells


def _summary(
    conversation: Conversation, counted: Iterable[Stance], group_of: Mapping[str, int | None]
) -> Iterable[Iterable[object]]:
    people = {one.participant for one in counted}
    yield "topic", conversation.topic
    yield "voters", len(people)
    yield "voters-in-conv", sum(group is not None for group in group_of.values())
    yield "commenters", len({one.author for one in conversation.statements if one.author})
    yield "comments", len(conversation.statements)
    yield "groups", len({group for group in group_of.values() if group is not None})
    yield "conversation-description", conversation.description


def _clock(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _csv(rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
