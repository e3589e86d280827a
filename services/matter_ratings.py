"""What the raiser thinks of an answer: 1–5, and once the way back if it did not help."""

from datetime import datetime

from db.engine import transaction
from db.tables import Matter
from domain.clock import utc_now
from domain.matters import (
    DISSATISFIED_BELOW,
    LONGEST_NOTE,
    MOST_REOPENINGS,
    MatterEvent,
    MatterState,
)
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.deadlines import due_of
from services.matter_access import permit_matter, trace


def rate_answer(
    actor: Actor, matter_id: int, stars: int, text: str = "", now: datetime | None = None
) -> None:
    """Rate the answer to what one raised. From 3 on it ends the matter; below, it may be reopened.

    The same stars again change nothing; an answer that cannot be reopened any more ends with it.
    """
    with transaction() as db:
        matter = permit_matter(db, actor, Action.RATE_ANSWER, matter_id)
        if not 1 <= stars <= 5:
            raise Refusal("matter.stars")
        said = tidy(text, LONGEST_NOTE)
        if (matter.rating, matter.rating_text) == (stars, said):
            return
        if matter.state != MatterState.ANSWERED.value:
            raise Refusal("matter.illegal_step", state=MatterState(matter.state))
        moment = now or utc_now()
        matter.rating, matter.rating_text, matter.rated_at = stars, said, moment
        note = f"{stars}/5 {said}".strip()
        trace(db, matter, MatterEvent.RATE, actor.account_id, note=note, now=moment)
        if stars >= DISSATISFIED_BELOW or matter.reopenings >= MOST_REOPENINGS:
            trace(db, matter, MatterEvent.CLOSE, actor.account_id, now=moment)


def reopen_matter(actor: Actor, matter_id: int, reason: str, now: datetime | None = None) -> None:
    """Open a matter again whose answer one rated below 3, once, with a reason.

    It goes back to whoever answered, with the same class of deadline counted from now.
    """
    with transaction() as db:
        matter = permit_matter(db, actor, Action.RATE_ANSWER, matter_id)
        said = tidy(reason, LONGEST_NOTE)
        if matter.state == MatterState.ASSIGNED.value and matter.reopenings:
            return
        if not may_reopen(matter):
            raise Refusal("matter.not_reopened", most=MOST_REOPENINGS)
        if not said:
            raise Refusal("matter.no_reason")
        moment = now or utc_now()
        trace(db, matter, MatterEvent.REOPEN, actor.account_id, note=said, now=moment)
        matter.reopenings += 1
        matter.counted_from = moment
        matter.due_at = due_of(db, matter.deadline_class, moment)
        matter.escalations, matter.escalated_at = 0, None
        # The old answer stays in the way; what is owed again is an answer.
        matter.answer, matter.is_solved = "", None
        matter.answered_at, matter.answered_by = None, None
        matter.rating, matter.rating_text, matter.rated_at = None, "", None


def may_reopen(matter: Matter) -> bool:
    """Whether its raiser may open it again: answered, rated below 3, and not reopened before."""
    is_dissatisfied = matter.rating is not None and matter.rating < DISSATISFIED_BELOW
    is_answered = matter.state == MatterState.ANSWERED.value
    return is_answered and is_dissatisfied and matter.reopenings < MOST_REOPENINGS
