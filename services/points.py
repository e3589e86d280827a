"""积分: the published list of what counts, and entries that cite it. Nothing is ever rewritten."""

import logging
from datetime import date

from db import accounts, points
from db.engine import Session, reading, transaction
from db.tables import PointsBalance, PointsEntry, PointsRule
from domain.clock import local, utc_now
from domain.incentive_views import EntryDraft, RuleDraft, RuleLine
from domain.points import (
    LONGEST_CODE,
    LONGEST_EVIDENCE,
    LONGEST_RULE,
    EntryState,
    refuse_unless_enterable,
    refuse_unless_worth,
)
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from services.permission import confirm, permit

log = logging.getLogger(__name__)

RANKING = "points.ranking"
ON, OFF = "on", "off"


def publish_rule(actor: Actor, draft: RuleDraft) -> int:
    """Put one act on the list, from a day that is not past; its id. A code is used once."""
    text, code = tidy(draft.text, LONGEST_RULE), tidy(draft.code, LONGEST_CODE)
    with transaction() as db:
        permit(db, actor, Action.SET_UP_POINTS)
        refuse_unless_worth(draft.points)
        if not text or not code:
            raise Refusal("points.no_text")
        if draft.in_force_from < _today():
            raise Refusal("points.past")
        known = points.find_rule(db, code)
        if known is not None:
            if (known.text, known.points) == (text, draft.points):
                return known.id
            raise Refusal("points.code_taken", code=code)
        row = PointsRule(
            code=code,
            text=text,
            text_en=tidy(draft.text_en, LONGEST_RULE * 2),
            points=draft.points,
            in_force_from=draft.in_force_from,
        )
        db.add(row)
        db.flush()
        log.info("points rule %s published by account %d", code, actor.account_id)
        return row.id


def withdraw_rule(actor: Actor, rule_id: int, from_day: date) -> None:
    """Take an act off the list from a day that is not past; entries made under it stand."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_POINTS)
        row = points.get_rule(db, rule_id)
        if from_day < max(_today(), row.in_force_from):
            raise Refusal("points.past")
        if row.withdrawn_on is not None and row.withdrawn_on <= _today():
            return
        row.withdrawn_on = from_day
        log.info("points rule %s withdrawn by account %d", row.code, actor.account_id)


def list_rules() -> tuple[RuleLine, ...]:
    """Every rule that was ever published, in force or not; public to read."""
    with reading() as db:
        return tuple(rule_line(row) for row in points.list_rules(db))


def enter_points(actor: Actor, draft: EntryDraft, request_key: str) -> int:
    """Write down what somebody did, for another to review; its id. The same form twice is one."""
    with transaction() as db:
        permit(db, actor, Action.ENTER_POINTS, subject=person_of(db, draft.account_id))
        known = points.find_entry(db, request_key)
        if known is not None:
            return known.id
        if draft.account_id == actor.account_id:
            raise Refusal("points.own")
        rule = points.get_rule(db, draft.rule_id)
        evidence = tidy(draft.evidence, LONGEST_EVIDENCE)
        refuse_unless_enterable(
            on=draft.on,
            today=_today(),
            in_force_from=rule.in_force_from,
            withdrawn_on=rule.withdrawn_on,
            evidence=evidence,
        )
        row = PointsEntry(
            account_id=draft.account_id,
            rule_id=rule.id,
            points=rule.points,
            evidence=evidence,
            on=draft.on,
            entered_at=utc_now(),
            entered_by=actor.account_id,
            request_key=request_key,
        )
        db.add(row)
        db.flush()
        log.info("points entry %d entered by account %d", row.id, actor.account_id)
        return row.id


def ask_reversal(actor: Actor, entry_id: int, reason: str) -> int:
    """Ask that an approved entry be taken back by one of the opposite amount; that one's id.

    It counts when a second person has reviewed it, like every other entry.
    """
    with transaction() as db:
        wrong = points.get_entry(db, entry_id)
        permit(db, actor, Action.ENTER_POINTS, subject=person_of(db, wrong.account_id))
        known = points.find_reversal(db, entry_id)
        if known is not None:
            return known.id
        if wrong.state != EntryState.APPROVED.value or wrong.exchange_id is not None:
            raise Refusal("points.not_to_reverse")
        if wrong.account_id == actor.account_id:
            raise Refusal("points.own")
        said = tidy(reason, LONGEST_EVIDENCE)
        if not said:
            raise Refusal("points.no_reason")
        row = reversal_of(wrong, said, actor.account_id)
        db.add(row)
        db.flush()
        log.info("reversal %d of points entry %d asked for", row.id, entry_id)
        return row.id


def switch_ranking(actor: Actor, *, is_on: bool) -> None:
    """Show the list of a season, or show nobody's: each still sees their own place."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_POINTS)
        accounts.put_setting(db, RANKING, ON if is_on else OFF)


def agree_to_be_named(actor: Actor, *, agrees: bool) -> None:
    """Let one's name be read in the list of a season, or take that back."""
    with transaction() as db:
        confirm(db, actor)
        points.lock_balance(db, actor.account_id)
        row = db.get(PointsBalance, actor.account_id)
        if row is not None:
            row.shows_name = agrees


def is_ranking_on(db: Session) -> bool:
    """Whether the list of a season is shown; it is not, unless the office switched it on."""
    return accounts.find_setting(db, RANKING) == ON


def person_of(db: Session, account_id: int) -> Subject:
    """Somebody as rights see them: by where they live."""
    account = accounts.get_account(db, account_id)
    return Subject(author_id=account.id, community_id=account.community_id)


def reversal_of(wrong: PointsEntry, reason: str, entered_by: int) -> PointsEntry:
    """The entry that takes another back, not yet reviewed."""
    return PointsEntry(
        account_id=wrong.account_id,
        rule_id=wrong.rule_id,
        reverses_id=wrong.id,
        points=-wrong.points,
        evidence=reason,
        on=_today(),
        entered_at=utc_now(),
        entered_by=entered_by,
    )


def rule_line(row: PointsRule) -> RuleLine:
    """The row as pages see it."""
    return RuleLine(
        id=row.id,
        code=row.code,
        text=row.text,
        text_en=row.text_en,
        points=row.points,
        in_force_from=row.in_force_from,
        withdrawn_on=row.withdrawn_on,
    )


def _today() -> date:
    return local(utc_now()).date()
