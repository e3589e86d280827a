"""社会资金: pledges and what arrived of them; withdrawn or voided with a reason, never deleted."""

import logging
from datetime import date

from db import activities, projects, rounds
from db.engine import Session, reading, transaction
from db.tables import Pledge, PledgeReceipt
from domain.clock import local, utc_now
from domain.money import cents_from_yuan
from domain.places import Place, PlaceKind
from domain.pledges import (
    CARDS_A_PAGE,
    LONGEST_GIVER,
    LONGEST_PURPOSE,
    LONGEST_REASON,
    FundPage,
    PledgeDraft,
    PledgeLine,
    ProjectName,
    ReceiptLine,
    refuse_double,
    refuse_incomplete,
    refuse_too_much,
)
from domain.proposal_content import tidy
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from services.permission import permit, place_of

log = logging.getLogger(__name__)

_TAKES_MONEY = (ProposalState.FUNDED, ProposalState.UNDER_WAY, ProposalState.COMPLETED)


def record_pledge(actor: Actor, draft: PledgeDraft, request_key: str) -> int:
    """Write down what a giver pledges; its id. The same form sent twice records one."""
    amount_cents = cents_from_yuan(draft.typed_yuan)
    with transaction() as db:
        place = _place(db, draft.project_id, draft.community_id)
        permit(db, actor, Action.RECORD_PLEDGE, subject=Subject(place=place))
        known = activities.find_pledge(db, request_key)
        if known is not None:
            return known.id
        refuse_incomplete(draft, amount_cents, local(utc_now()).date())
        row = Pledge(
            giver=tidy(draft.giver, LONGEST_GIVER),
            purpose=tidy(draft.purpose, LONGEST_PURPOSE),
            project_id=draft.project_id,
            community_id=draft.community_id,
            amount_cents=amount_cents,
            pledged_on=draft.pledged_on,
            account_id=actor.account_id,
            at=utc_now(),
            request_key=request_key,
        )
        db.add(row)
        db.flush()
        log.info("pledge %d recorded by account %d", row.id, actor.account_id)
        return row.id


def withdraw_pledge(actor: Actor, pledge_id: int, reason: str) -> None:
    """The giver takes back what has not arrived, with the reason; the pledge stays to be seen."""
    said = tidy(reason, LONGEST_REASON)
    with transaction() as db:
        row = _permit_pledge(db, actor, pledge_id)
        if row.withdrawn_at is not None:
            return
        if not said:
            raise Refusal("pledge.reason", most=LONGEST_REASON)
        row.withdrawn_at, row.withdrawn_by = utc_now(), actor.account_id
        row.withdrawn_reason = said
        log.info("pledge %d withdrawn by account %d", pledge_id, actor.account_id)


def record_receipt(
    actor: Actor, pledge_id: int, typed_yuan: str, received_on: date, request_key: str
) -> int:
    """Write down what arrived of a pledge; its id. Refused beyond what is still to come.

    Two payments of one sum on one day are written down together: apart, they would look like one
    that two clerks wrote down.
    """
    amount_cents = cents_from_yuan(typed_yuan)
    with transaction() as db:
        row = _permit_pledge(db, actor, pledge_id)
        known = activities.find_receipt(db, request_key)
        if known is not None:
            return known.id
        line = _line(row, "", activities.receipts_of(db, [row.id]).get(row.id, ()))
        refuse_double(line, amount_cents, received_on)
        refuse_too_much(line, amount_cents)
        if received_on > local(utc_now()).date():
            raise Refusal("pledge.ahead")
        receipt = PledgeReceipt(
            pledge_id=pledge_id,
            amount_cents=amount_cents,
            received_on=received_on,
            account_id=actor.account_id,
            at=utc_now(),
            request_key=request_key,
        )
        db.add(receipt)
        db.flush()
        log.info("pledge %d: receipt %d recorded", pledge_id, receipt.id)
        return receipt.id


def void_receipt(actor: Actor, receipt_id: int, reason: str) -> None:
    """Void what was written down by mistake; it stays to be seen, with the reason."""
    said = tidy(reason, LONGEST_REASON)
    with transaction() as db:
        row = activities.get_receipt(db, receipt_id)
        _permit_pledge(db, actor, row.pledge_id)
        if row.voided_at is not None:
            return
        if not said:
            raise Refusal("pledge.reason", most=LONGEST_REASON)
        row.voided_at, row.voided_by, row.void_reason = utc_now(), actor.account_id, said
        log.info("pledge %d: receipt %d voided", row.pledge_id, receipt_id)


def get_funds(community_id: int | None = None, page: int = 1) -> FundPage:
    """Pledged and received, by purpose and pledge by pledge; public to read."""
    start = (max(page, 1) - 1) * CARDS_A_PAGE
    with reading() as db:
        sums = activities.sum_funds(db, community_id)
        rows, count = activities.list_pledges(db, community_id, start=start, most=CARDS_A_PAGE)
        receipts = activities.receipts_of(db, [row.id for row, _, _ in rows])
        givers = activities.count_givers(db, community_id)
    lines = tuple(
        _line(row, project or community or "", receipts.get(row.id, ()))
        for row, community, project in rows
    )
    return FundPage(
        pledged_cents=sum(one.pledged_cents for one in sums),
        received_cents=sum(one.received_cents for one in sums),
        givers=givers,
        by_purpose=tuple(sums),
        pledges=lines,
        count=count,
        pages=-(-count // CARDS_A_PAGE),
    )


def list_projects() -> tuple[ProjectName, ...]:
    """The projects for which money can be pledged now."""
    with reading() as db:
        found = activities.list_open_projects(db, [one.value for one in _TAKES_MONEY])
        return tuple(ProjectName(row.id, row.name, round_name) for row, round_name in found)


def _permit_pledge(db: Session, actor: Actor, pledge_id: int) -> Pledge:
    row = activities.get_pledge(db, pledge_id, for_update=True)
    place = _place(db, row.project_id, row.community_id)
    permit(db, actor, Action.RECORD_PLEDGE, subject=Subject(place=place))
    return row


def _place(db: Session, project_id: int | None, community_id: int | None) -> Place:
    if project_id is not None:
        project = projects.get_project(db, project_id)
        if project.community_id is None:
            return place_of(rounds.get_round(db, project.round_id))
        community_id = project.community_id
    if community_id is None:
        return Place(PlaceKind.DISTRICT)
    community = rounds.get_community(db, community_id)
    return Place(PlaceKind.COMMUNITY, community.subdistrict_id, community.id)


def _line(row: Pledge, place: str, receipts: tuple[ReceiptLine, ...]) -> PledgeLine:
    return PledgeLine(
        id=row.id,
        giver=row.giver,
        purpose=row.purpose,
        place=place,
        amount_cents=row.amount_cents,
        pledged_on=row.pledged_on,
        is_withdrawn=row.withdrawn_at is not None,
        withdrawn_reason=row.withdrawn_reason,
        community_id=row.community_id,
        receipts=receipts,
    )
