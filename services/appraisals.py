"""Residents' appraisal (满意度): one per person and project, by a tap, changeable."""

from db import delivery, rounds
from db.engine import reading, transaction
from db.tables import Appraisal
from domain.clock import utc_now
from domain.delivery import APPRAISABLE, FEWEST_STARS, MOST_STARS, OwnAppraisal
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.permission import confirm
from services.work_access import permit_work

LONGEST_REMARK = 300


def save_stars(actor: Actor, project_id: int, stars: int) -> None:
    """Give 1–5 stars, or other ones than before."""
    if not FEWEST_STARS <= stars <= MOST_STARS:
        raise Refusal("delivery.stars_range", least=FEWEST_STARS, most=MOST_STARS)
    with transaction() as db:
        work = permit_work(db, actor, Action.APPRAISE_PROJECT, project_id, APPRAISABLE)
        row = delivery.find_appraisal(db, project_id, actor.account_id)
        if row is None:
            row = Appraisal(
                project_id=project_id, account_id=actor.account_id, stars=stars, at=utc_now()
            )
        row.stars, row.at = stars, utc_now()
        db.add(row)
        rounds.touch(db, work.round_)


def save_remark(actor: Actor, project_id: int, text: str) -> None:
    """Write a few words beside one's stars, or take them away (empty)."""
    text = text.strip()
    if len(text) > LONGEST_REMARK:
        raise Refusal("delivery.remark_too_long", most=LONGEST_REMARK)
    with transaction() as db:
        work = permit_work(db, actor, Action.APPRAISE_PROJECT, project_id, APPRAISABLE)
        row = delivery.find_appraisal(db, project_id, actor.account_id)
        if row is None:
            raise Refusal("delivery.stars_first")
        row.text, row.at = text, utc_now()
        db.add(row)
        rounds.touch(db, work.round_)


def may_appraise(actor: Actor, project_id: int) -> bool:
    """Whether to offer this person the stars: the right place, phase and state."""
    with reading() as db:
        try:
            permit_work(db, actor, Action.APPRAISE_PROJECT, project_id, APPRAISABLE)
        except Refusal:
            return False
        return True


def find_own_appraisal(actor: Actor, project_id: int) -> OwnAppraisal | None:
    """What the reader gave; nobody else's."""
    with reading() as db:
        confirm(db, actor)
        row = delivery.find_appraisal(db, project_id, actor.account_id)
        return None if row is None else OwnAppraisal(row.stars, row.text)
