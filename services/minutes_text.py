"""Editing the minutes paragraph by paragraph: what two people write at once both stays."""

import secrets
from dataclasses import replace

from domain.minutes import LONGEST_PARAGRAPH, MOST_PARAGRAPHS, OWN, Content, Paragraph
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.roles import Actor
from services.minutes_access import writing


def save_paragraph(actor: Actor, meeting_id: int, key: str, typed: str, seen: str) -> bool:
    """Save a paragraph as typed; False where somebody else had changed it since it was `seen`.

    Then both stand in the text, one behind the other, until somebody leaves one of them out.
    """
    said = _checked(typed)
    with writing(actor, meeting_id) as text:
        one = _changeable(text.content, key)
        if one.text in (seen, said):
            changed = replace(one, text=said, is_new=False)
            text.content = text.content.with_paragraph(changed)
            return True
        if not any(other.is_clash and other.text == said for other in text.content.paragraphs):
            text.content = _with_new(text.content, key, said, is_clash=True)
        return False


def add_paragraph(actor: Actor, meeting_id: int, behind: str) -> None:
    """Put an empty paragraph behind another one; one that is still empty is used again."""
    with writing(actor, meeting_id) as text:
        text.content.get(behind)
        keys = [one.key for one in text.content.paragraphs]
        place = keys.index(behind) + 1
        following = text.content.paragraphs[place : place + 1]
        if not any(one.is_own and not one.text for one in following):
            text.content = _with_new(text.content, behind, "")


def leave_out(actor: Actor, meeting_id: int, key: str) -> None:
    """Take a paragraph out; it can be put back until the minutes are approved."""
    with writing(actor, meeting_id) as text:
        one = _changeable(text.content, key)
        if one.is_own and not one.text:
            text.content = text.content.without(key)
            return
        changed = replace(one, is_left_out=True, is_new=False, is_clash=False)
        text.content = text.content.with_paragraph(changed)


def put_back(actor: Actor, meeting_id: int, key: str) -> None:
    """Put a paragraph back that was taken out."""
    with writing(actor, meeting_id) as text:
        one = _changeable(text.content, key)
        text.content = text.content.with_paragraph(replace(one, is_left_out=False))


def take_offer(actor: Actor, meeting_id: int, key: str) -> None:
    """Take the words that a later draft offers instead of what stands there."""
    with writing(actor, meeting_id) as text:
        one = _changeable(text.content, key)
        if one.offered:
            changed = replace(one, text=one.offered, offered="", is_left_out=False)
            text.content = text.content.with_paragraph(changed)


def keep_words(actor: Actor, meeting_id: int, key: str) -> None:
    """Keep a paragraph as it stands: it was read, and needs no second look."""
    with writing(actor, meeting_id) as text:
        one = text.content.get(key)
        changed = replace(one, offered="", is_new=False, is_clash=False)
        text.content = text.content.with_paragraph(changed)


def _changeable(content: Content, key: str) -> Paragraph:
    one = content.get(key)
    if one.is_fixed:
        raise Refusal("minutes.fixed")
    return one


def _with_new(content: Content, behind: str, said: str, *, is_clash: bool = False) -> Content:
    if len(content.paragraphs) >= MOST_PARAGRAPHS:
        raise Refusal("minutes.too_many", most=MOST_PARAGRAPHS)
    new = Paragraph(f"{OWN}{secrets.token_hex(4)}", said, is_clash=is_clash)
    return content.with_behind(behind, new)


def _checked(typed: str) -> str:
    said = tidy(typed, LONGEST_PARAGRAPH + 1)
    if len(said) > LONGEST_PARAGRAPH:
        raise Refusal("minutes.too_long", most=LONGEST_PARAGRAPH)
    return said
