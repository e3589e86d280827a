"""事项: raised, taken up, given to someone, answered. Whatever is raised ends with an answer."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from db import accounts, deadlines, matters, rounds
from db.engine import Session, transaction
from db.tables import Matter
from domain.clock import utc_now
from domain.matter_views import Assignment, MatterDraft, NewMatter
from domain.matters import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_PHOTOS,
    RAISED,
    MatterEvent,
    MatterState,
)
from domain.places import area
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from services.attachments import KeptFile, record_file
from services.deadlines import due_of, usual_class
from services.matter_access import permit_matter, refuse_unless_unanswered, trace
from services.permission import permit


def open_matter(db: Session, new: NewMatter, now: datetime | None = None) -> int:
    """Open a matter within the caller's transaction, the right being the caller's; its id.

    Once for each promise and each `request_key`. Whoever has an owner is assigned at once.
    """
    known = matters.find_known(db, new.promise_id, new.request_key)
    if known is not None:
        return known.id
    moment = now or utc_now()
    code = new.deadline_class
    if new.due_at is None and code is None:
        code = usual_class(db, new.source)
    facts = asdict(new) | {
        "source": new.source.value,
        "deadline_class": code,
        "due_at": new.due_at or due_of(db, code, moment),
        "subdistrict_id": new.subdistrict_id or _subdistrict_of(db, new.community_id),
    }
    row = Matter(**facts, created_at=moment)
    db.add(row)
    db.flush()
    trace(db, row, MatterEvent.RAISE, new.raiser_id or new.recorded_by, now=moment)
    if new.owner_id is not None:
        trace(db, row, MatterEvent.ASSIGN, None, now=moment)
    return row.id


def raise_matter(
    actor: Actor,
    draft: MatterDraft,
    request_key: str,
    photos: Sequence[KeptFile] = (),
    now: datetime | None = None,
) -> int:
    """Raise a request, a suggestion or a problem; its id. The same form sent twice opens one.

    With `raiser_name` it is written down for somebody without an account; the name stays with
    those who work on it. `photos` come from `keep_file`, which checks them.
    """
    with transaction() as db:
        place = area(_subdistrict_of(db, draft.community_id), draft.community_id)
        name = tidy(draft.raiser_name, LONGEST_NAME)
        action = Action.RAISE_FOR_ANOTHER if name else Action.RAISE_MATTER
        permit(db, actor, action, subject=Subject(place=place))
        _refuse_incomplete(draft, photos)
        known = matters.find_known(db, None, request_key)
        if known is not None:
            return known.id
        new = NewMatter(
            title=tidy(draft.title, LONGEST_TITLE),
            source=draft.source,
            text=tidy(draft.text, LONGEST_TEXT),
            place_text=tidy(draft.place_text, LONGEST_TITLE),
            community_id=draft.community_id,
            field_code=draft.field_code,
            raiser_id=None if name else actor.account_id,
            raiser_name=name,
            recorded_by=actor.account_id if name else None,
            is_public=draft.is_public,
            request_key=request_key,
        )
        matter_id = open_matter(db, new, now)
        for kept in photos:
            record_file(db, actor, kept, matter_id=matter_id)
        return matter_id


def take_up(actor: Actor, matter_id: int) -> None:
    """Make a matter of one's own place one's concern, as a member of the citizens' committee."""
    with transaction() as db:
        matter = permit_matter(db, actor, Action.TAKE_UP_MATTER, matter_id)
        if matter.taken_up_by == actor.account_id:
            return
        refuse_unless_unanswered(matter)
        if matter.taken_up_by is not None:
            raise Refusal("matter.taken_up")
        matter.taken_up_by = actor.account_id
        trace(db, matter, MatterEvent.TAKE_UP, actor.account_id)


def assign_matter(
    actor: Actor, matter_id: int, to: Assignment, note: str = "", now: datetime | None = None
) -> None:
    """Give a matter to a body, a person or both, with a class of deadline.

    A new class counts from when the matter was raised, or opened again: giving it on does not win
    time. The same assignment twice is one.
    """
    with transaction() as db:
        matter = permit_matter(db, actor, Action.ASSIGN_MATTER, matter_id)
        refuse_unless_unanswered(matter)
        owner_id, code = _owner_of(db, to), to.deadline_class or matter.deadline_class
        is_same = (matter.body_code, matter.owner_id) == (to.body_code, owner_id)
        if is_same and code == matter.deadline_class and matter.state == MatterState.ASSIGNED:
            return
        if to.deadline_class is not None and to.deadline_class != matter.deadline_class:
            if not deadlines.get_class(db, to.deadline_class).is_active:
                raise Refusal("deadline.retired")
            matter.deadline_class = code
            matter.due_at = due_of(db, code, matter.counted_from or matter.created_at)
        matter.body_code, matter.owner_id, matter.owner_text = to.body_code, owner_id, ""
        said = tidy(note, LONGEST_NOTE)
        trace(db, matter, MatterEvent.ASSIGN, actor.account_id, note=said, now=now)


def hand_over(actor: Actor, matter_id: int, owner_id: int, note: str) -> None:
    """Pass a matter that one owns to a colleague, with a reason; its deadline stays."""
    with transaction() as db:
        matter = permit_matter(db, actor, Action.HAND_OVER_MATTER, matter_id)
        refuse_unless_unanswered(matter)
        if matter.owner_id == owner_id:
            return
        said = tidy(note, LONGEST_NOTE)
        if not said:
            raise Refusal("matter.no_reason")
        _refuse_unless_active(db, owner_id)
        matter.owner_id, matter.owner_text = owner_id, ""
        trace(db, matter, MatterEvent.HAND_OVER, actor.account_id, note=said)


def answer_matter(
    actor: Actor, matter_id: int, text: str, *, is_solved: bool, now: datetime | None = None
) -> None:
    """Answer: solved, or explained why not. The same answer twice is one."""
    with transaction() as db:
        matter = permit_matter(db, actor, Action.ANSWER_MATTER, matter_id)
        said = tidy(text, LONGEST_ANSWER)
        if not said:
            raise Refusal("matter.no_answer")
        is_same = (matter.answer, matter.is_solved) == (said, is_solved)
        if matter.state == MatterState.ANSWERED.value and is_same:
            return
        moment = now or utc_now()
        trace(db, matter, MatterEvent.GIVE_ANSWER, actor.account_id, note=said, now=moment)
        matter.answer, matter.is_solved = said, is_solved
        matter.answered_at, matter.answered_by = moment, actor.account_id


def withdraw_matter(actor: Actor, matter_id: int, note: str = "") -> None:
    """Take back what one raised, while it waits for its answer."""
    with transaction() as db:
        matter = permit_matter(db, actor, Action.WITHDRAW_MATTER, matter_id)
        if matter.state == MatterState.WITHDRAWN.value:
            return
        said = tidy(note, LONGEST_NOTE)
        trace(db, matter, MatterEvent.WITHDRAW, actor.account_id, note=said)


def show_matter(actor: Actor, matter_id: int, *, is_public: bool, note: str) -> None:
    """Keep a matter from the public, or show it again, with a reason that stays in its way."""
    with transaction() as db:
        matter = permit_matter(db, actor, Action.ASSIGN_MATTER, matter_id)
        if matter.is_public == is_public:
            return
        said = tidy(note, LONGEST_NOTE)
        if not said:
            raise Refusal("matter.no_reason")
        matter.is_public = is_public
        event = MatterEvent.SHOW if is_public else MatterEvent.HIDE
        trace(db, matter, event, actor.account_id, note=said)


def _refuse_incomplete(draft: MatterDraft, photos: Sequence[KeptFile]) -> None:
    if draft.source not in RAISED:
        raise Refusal("matter.not_raised")
    if not draft.title.strip():
        raise Refusal("matter.no_title")
    if len(photos) > MOST_PHOTOS:
        raise Refusal("file.too_many", most=MOST_PHOTOS)


def _owner_of(db: Session, to: Assignment) -> int | None:
    if to.body_code is None and to.owner_id is None:
        raise Refusal("matter.no_owner")
    if to.owner_id is not None:
        _refuse_unless_active(db, to.owner_id)
    # A body without a person named is answered for by its head, if it has one.
    head_id = matters.get_body(db, to.body_code).head_id if to.body_code else None
    return to.owner_id or head_id


def _refuse_unless_active(db: Session, account_id: int) -> None:
    if not accounts.get_account(db, account_id).is_active:
        raise Refusal("matter.owner_unknown")


def _subdistrict_of(db: Session, community_id: int | None) -> int | None:
    return None if community_id is None else rounds.get_community(db, community_id).subdistrict_id
