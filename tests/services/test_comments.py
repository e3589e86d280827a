"""Comments, and hiding them in the open."""

import pytest

from domain.phases import Phase
from domain.proposal_views import CardFilter
from domain.refusals import Refusal
from services import comments, proposals
from tests.cast import Cast


def texts(cast: Cast, who: str | None, proposal_id: int) -> list[tuple[str, str]]:
    lines = comments.list_comments(cast[who] if who else None, proposal_id)
    return [(line.text, line.hidden_reason) for line in lines]


def test_a_comment_is_read_by_everyone_and_a_double_tap_posts_once(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round())
    first = comments.post_comment(cast["ann"], proposal_id, " Who looks after it? ")
    assert comments.post_comment(cast["ann"], proposal_id, "Who looks after it?") == first
    comments.post_comment(cast["expert"], proposal_id, "I will measure.")
    assert texts(cast, None, proposal_id) == [("I will measure.", ""), ("Who looks after it?", "")]


def test_a_hidden_comment_shows_its_reason_and_its_words_only_to_moderators(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round())
    comment_id = comments.post_comment(cast["ann"], proposal_id, "Call 138…, ask for Wang")
    comments.hide_comment(cast["host"], comment_id, "a private number")
    comments.hide_comment(cast["officer"], comment_id, "another reason")
    assert texts(cast, "ann", proposal_id) == [("", "a private number")]
    assert texts(cast, "host", proposal_id) == [("Call 138…, ask for Wang", "a private number")]
    assert proposals.list_cards(CardFilter()).cards[0].comments == 0
    comments.restore_comment(cast["officer"], comment_id)
    assert texts(cast, None, proposal_id) == [("Call 138…, ask for Wang", "")]


@pytest.mark.parametrize(
    ("who", "text", "phase", "state", "code"),
    [
        ("ann", "  ", Phase.COLLECT, "open", "comment.empty"),
        ("ann", "长" * 501, Phase.COLLECT, "open", "proposal.text_too_long"),
        ("zhou", "Hello", Phase.COLLECT, "open", "right.in_place"),
        ("ann", "Hello", Phase.VOTE, "on_ballot", "right.phase"),
        ("ann", "Hello", Phase.COLLECT, "draft", "proposal.unknown"),
    ],
)
def test_a_comment_is_refused_with_its_reason(
    cast: Cast, who: str, text: str, phase: Phase, state: str, code: str
) -> None:
    proposal_id = cast.proposal(cast.round(phase), state=state)
    with pytest.raises(Refusal) as refused:
        comments.post_comment(cast[who], proposal_id, text)
    assert refused.value.code == code


def test_only_moderators_moderate_and_never_without_a_reason(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round())
    comment_id = comments.post_comment(cast["ann"], proposal_id, "Hello")
    for who, reason, code in (("mei", "x", "right.role"), ("host", " ", "comment.no_reason")):
        with pytest.raises(Refusal) as refused:
            comments.hide_comment(cast[who], comment_id, reason)
        assert refused.value.code == code
    for act in (
        lambda: comments.restore_comment(cast["ann"], comment_id),
        lambda: comments.list_for_moderation(cast["ann"]),
    ):
        with pytest.raises(Refusal):
            act()
    assert texts(cast, None, proposal_id) == [("Hello", "")]


def test_a_moderator_sees_all_rounds_or_one_and_hidden_or_not(cast: Cast) -> None:
    first, second = cast.round(), cast.round()
    one = comments.post_comment(cast["ann"], cast.proposal(first), "One")
    comments.post_comment(cast["ann"], cast.proposal(second), "Two")
    comments.hide_comment(cast["host"], one, "why")

    def seen(**wanted: object) -> list[str]:
        return [line.text for line in comments.list_for_moderation(cast["host"], **wanted)]  # type: ignore[arg-type]

    assert seen() == ["Two", "One"]
    assert seen(round_id=first) == ["One"]
    assert seen(is_hidden=False) == ["Two"]
    assert seen(is_hidden=True) == ["One"]
