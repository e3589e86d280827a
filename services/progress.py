"""Reports from the site, with photos."""

from collections.abc import Sequence

from db import delivery, rounds
from db.engine import transaction
from db.tables import Progress
from domain.clock import utc_now
from domain.files import MOST_FILES
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.attachments import keep_file, record_file
from services.work_access import permit_work

LONGEST_REPORT = 2000
Upload = tuple[str, bytes]
"""A file's name and bytes."""

_STATES = frozenset({ProposalState.UNDER_WAY, ProposalState.COMPLETED})


def report_progress(
    actor: Actor,
    project_id: int,
    text: str,
    photos: Sequence[Upload] = (),
    milestone_id: int | None = None,
) -> int:
    """Report from the site; the report's id. The same words of the same person twice are one."""
    text = text.strip()
    if not text or len(text) > LONGEST_REPORT:
        raise Refusal("delivery.report_text", most=LONGEST_REPORT)
    if len(photos) > MOST_FILES:
        raise Refusal("delivery.too_many_photos", most=MOST_FILES)
    kept = [keep_file(name, data) for name, data in photos]
    if any(not one.media_type.is_photo for one in kept):
        raise Refusal("delivery.photos_only")
    with transaction() as db:
        work = permit_work(db, actor, Action.REPORT_PROGRESS, project_id, _STATES)
        if milestone_id is not None:
            milestone = delivery.get_milestone(db, milestone_id)
            if milestone.project_id != project_id:
                raise Refusal("delivery.unknown_milestone")
        latest = delivery.progress_of(db, [project_id])[project_id][:1]
        for one in latest:
            if one.account_id == actor.account_id and one.text == text:
                return one.id
        row = Progress(
            project_id=project_id,
            milestone_id=milestone_id,
            account_id=actor.account_id,
            text=text,
            at=utc_now(),
        )
        db.add(row)
        db.flush()
        for one_file in kept:
            record_file(db, actor, one_file, progress_id=row.id)
        rounds.touch(db, work.round_)
        return row.id
