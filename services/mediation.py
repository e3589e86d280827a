"""矛盾调解: a specialist and a member together; an agreement once everybody named has signed."""

from collections.abc import Callable
from datetime import date, datetime

from db import accounts, legal, matters, stations
from db.engine import Session, reading, transaction
from db.tables import CaseParty, LegalCase, Matter, PaperParty
from domain.clock import local, utc_now
from domain.legal import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    SIDES,
    CaseEvent,
    CaseKind,
    CaseState,
    Part,
    refuse_unless_jointly,
)
from domain.matters import UNANSWERED, MatterEvent, MatterState
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, Subject, may
from domain.roles import Actor, Role
from services.case_access import (
    due_for,
    find_named,
    name_in,
    permit_case,
    permit_step,
    refuse_unless_active,
    trace,
    unname,
)
from services.legal_cases import count_service
from services.matter_access import place_of, refuse_unless_unanswered
from services.matter_access import trace as trace_matter
from services.permission import permit

SayOutcome = Callable[[bool], str]
"""What a matter's answer says once its dispute was mediated (True: with an agreement)."""

MEDIATION_MINUTES = 60


def start_mediation_from_matter(actor: Actor, matter_id: int, reason: str) -> int:
    """Give a dispute that was raised as a matter to joint mediation; the case's id.

    The matter is kept from the public with `reason`. Whoever starts it is not named by that, and
    reads nothing of the case. Pressed twice, there is one case.
    """
    with transaction() as db:
        matter = matters.get_matter(db, matter_id, for_update=True)
        permit(db, actor, Action.START_MEDIATION, subject=_subject_of(matter))
        known = legal.find_of_matter(db, matter_id)
        if known is not None:
            return known.id
        refuse_unless_unanswered(matter)
        if matter.community_id is None:
            raise Refusal("mediation.no_community")
        now = utc_now()
        case = _case_of(db, matter, matter.community_id, now)
        trace(db, case, CaseEvent.ASK, matter.raiser_id, now)
        if matter.is_public:
            matter.is_public = False
            note = tidy(reason, LONGEST_NOTE)
            trace_matter(db, matter, MatterEvent.HIDE, actor.account_id, note=note, now=now)
        return case.id


def may_start(actor: Actor, matter_id: int) -> bool:
    """Whether this person may send the matter to mediation, to which it was not sent yet."""
    with reading() as db:
        matter = matters.get_matter(db, matter_id)
        if legal.find_of_matter(db, matter_id) is not None or matter.community_id is None:
            return False
        is_open = MatterState(matter.state) in UNANSWERED
        return is_open and may(Action.START_MEDIATION, actor, None, _subject_of(matter))


def begin_mediation(actor: Actor, case_id: int, member_id: int) -> None:
    """Mediate together with this member of the citizens' committee, who is named by it."""
    with transaction() as db:
        case, _ = permit_case(db, actor, Action.MEDIATE, case_id)
        is_same = find_named(db, case, Part.MEMBER) == member_id
        if case.state == CaseState.MEDIATING.value and is_same:
            return
        case, _ = permit_step(db, actor, case_id, CaseEvent.MEDIATE, Action.MEDIATE)
        refuse_unless_active(db, member_id, Role.MEMBER.value)
        party = legal.find_party(db, case_id, member_id)
        if party is not None and party.part in [side.value for side in SIDES]:
            raise Refusal("case.own")
        if not is_same:
            unname(db, case, Part.MEMBER)
            name_in(db, case, member_id, Part.MEMBER)
        trace(db, case, CaseEvent.MEDIATE, actor.account_id)
        # Two sides have to be heard: the deadline counts from when both mediators are there.
        case.due_at = due_for(db, utc_now())


def name_party(actor: Actor, case_id: int, name: str, *, is_username: bool) -> None:
    """Name the other side: by their user name, or by their name if they will sign on paper."""
    with transaction() as db:
        case, _ = permit_step(db, actor, case_id, CaseEvent.NAME, Action.MEDIATE)
        said = tidy(name, LONGEST_NAME)
        if not said:
            raise Refusal("mediation.no_name")
        if is_username:
            account = accounts.find_account(db, said.lower())
            if account is None or not account.is_active:
                raise Refusal("case.person_unknown")
            if legal.find_party(db, case_id, account.id) is not None:
                return
            name_in(db, case, account.id, Part.PARTY)
        elif any(one.name == said for one in legal.list_papers(db, case_id)):
            return
        else:
            db.add(PaperParty(case_id=case_id, name=said))
        _forget_signatures(db, case)
        trace(db, case, CaseEvent.NAME, actor.account_id)


def save_agreement(actor: Actor, case_id: int, text: str, follow_up_on: date, version: int) -> None:
    """Write the agreement, and the day on which it is looked at again; signatures begin anew.

    `version`: of the text that one had before oneself; a colleague's newer one is not overwritten.
    """
    with transaction() as db:
        case, _ = permit_step(db, actor, case_id, CaseEvent.WRITE, Action.MEDIATE)
        said = tidy(text, LONGEST_TEXT)
        if (case.agreement, case.follow_up_on) == (said, follow_up_on):
            return
        if case.agreement_version != version:
            raise Refusal("mediation.text_changed")
        if not said:
            raise Refusal("mediation.no_text")
        if follow_up_on <= local(utc_now()).date():
            raise Refusal("mediation.day_past")
        case.agreement, case.follow_up_on = said, follow_up_on
        _forget_signatures(db, case)
        trace(db, case, CaseEvent.WRITE, actor.account_id)


def sign_agreement(actor: Actor, case_id: int, version: int, say: SayOutcome) -> None:
    """Confirm the text that one read. With the last of everybody named it is agreed."""
    with transaction() as db:
        case, party = permit_case(db, actor, Action.WORK_ON_CASE, case_id)
        if party.signed_at is not None:
            return
        case, party = permit_step(db, actor, case_id, CaseEvent.SIGN)
        _refuse_another_text(case, version)
        party.signed_at = utc_now()
        db.add(party)
        trace(db, case, CaseEvent.SIGN, actor.account_id)
        _agree_if_all_signed(db, case, actor, say)


def record_paper_signature(
    actor: Actor, case_id: int, paper_id: int, version: int, say: SayOutcome
) -> None:
    """Write down that a side without an account signed the printed text before one's eyes."""
    with transaction() as db:
        case, _ = permit_case(db, actor, Action.MEDIATE, case_id)
        paper = legal.get_paper(db, case_id, paper_id)
        if paper.signed_at is not None:
            return
        case, _ = permit_step(db, actor, case_id, CaseEvent.WRITE, Action.MEDIATE)
        _refuse_another_text(case, version)
        paper.signed_at, paper.recorded_by = utc_now(), actor.account_id
        db.add(paper)
        trace(db, case, CaseEvent.SIGN, actor.account_id)
        _agree_if_all_signed(db, case, actor, say)


def end_without_agreement(actor: Actor, case_id: int, say: SayOutcome) -> None:
    """Say that no agreement was reached; the sides are free to go to court."""
    with transaction() as db:
        case, _ = permit_case(db, actor, Action.MEDIATE, case_id)
        if case.state == CaseState.NOT_AGREED.value:
            return
        case, _ = permit_step(db, actor, case_id, CaseEvent.GIVE_UP, Action.MEDIATE)
        now = utc_now()
        trace(db, case, CaseEvent.GIVE_UP, actor.account_id, now)
        case.answered_at = now
        _finish(db, case, actor, say(False), is_agreed=False, now=now)


def follow_up(actor: Actor, case_id: int, note: str, *, is_kept: bool) -> None:
    """Look at an agreement again: kept, it was followed up; broken, it is mediated again."""
    with transaction() as db:
        case, _ = permit_case(db, actor, Action.MEDIATE, case_id)
        if is_kept and case.state == CaseState.FOLLOWED_UP.value:
            return
        event = CaseEvent.FOLLOW_UP if is_kept else CaseEvent.REOPEN
        case, _ = permit_step(db, actor, case_id, event, Action.MEDIATE)
        case.follow_up_note, case.followed_up_at = tidy(note, LONGEST_NOTE), utc_now()
        if not is_kept:
            _begin_anew(db, case)
        trace(db, case, event, actor.account_id)


def report_broken(actor: Actor, case_id: int) -> None:
    """Say as anybody named that the agreement is not kept: it is mediated again."""
    with transaction() as db:
        case, _ = permit_step(db, actor, case_id, CaseEvent.REOPEN)
        _begin_anew(db, case)
        trace(db, case, CaseEvent.REOPEN, actor.account_id)


def _subject_of(matter: Matter) -> Subject:
    helpers = frozenset() if matter.taken_up_by is None else frozenset({matter.taken_up_by})
    return Subject(place=place_of(matter), assignee_ids=helpers)


def _case_of(db: Session, matter: Matter, community_id: int, now: datetime) -> LegalCase:
    station = stations.find_of_community(db, community_id)
    case = LegalCase(
        kind=CaseKind.MEDIATION.value,
        community_id=community_id,
        station_id=station.id if station else None,
        subject=matter.title[:LONGEST_SUBJECT],
        content=matter.text,
        asker_id=matter.raiser_id,
        asker_name=matter.raiser_name,
        matter_id=matter.id,
        due_at=due_for(db, now),
        created_at=now,
    )
    db.add(case)
    db.flush()
    if matter.raiser_id is not None:
        name_in(db, case, matter.raiser_id, Part.ASKER)
    elif matter.raiser_name:
        db.add(PaperParty(case_id=case.id, name=matter.raiser_name))
    if matter.taken_up_by is not None:
        name_in(db, case, matter.taken_up_by, Part.MEMBER)
    return case


def _refuse_another_text(case: LegalCase, version: int) -> None:
    if not case.agreement:
        raise Refusal("mediation.no_text")
    if case.agreement_version != version:
        raise Refusal("mediation.text_changed")


def _forget_signatures(db: Session, case: LegalCase) -> None:
    case.agreement_version += 1
    everybody: list[CaseParty | PaperParty] = []
    everybody += [row for row, _ in legal.list_parties(db, case.id)]
    everybody += legal.list_papers(db, case.id)
    for one in everybody:
        one.signed_at = None
        db.add(one)


def _begin_anew(db: Session, case: LegalCase) -> None:
    case.agreed_at, case.answered_at = None, None
    case.due_at = due_for(db, utc_now())
    _forget_signatures(db, case)


def _agree_if_all_signed(db: Session, case: LegalCase, actor: Actor, say: SayOutcome) -> None:
    db.flush()
    parties = [party for party, _ in legal.list_parties(db, case.id)]
    papers = legal.list_papers(db, case.id)
    refuse_unless_jointly([Part(one.part) for one in parties], len(papers))
    signed = [one.signed_at for one in parties] + [one.signed_at for one in papers]
    if None in signed:
        return
    now = utc_now()
    trace(db, case, CaseEvent.AGREE, actor.account_id, now)
    case.agreed_at, case.answered_at = now, now
    _finish(db, case, actor, say(True), is_agreed=True, now=now)


def _finish(
    db: Session, case: LegalCase, actor: Actor, said: str, *, is_agreed: bool, now: datetime
) -> None:
    sides = [one for one, _ in legal.list_parties(db, case.id) if Part(one.part) in SIDES]
    people = len(sides) + len(legal.list_papers(db, case.id))
    count_service(db, case, actor.account_id, MEDIATION_MINUTES, people, now)
    if case.matter_id is None:
        return
    matter = matters.get_matter(db, case.matter_id, for_update=True)
    if MatterState(matter.state) not in UNANSWERED:
        return
    # Whoever signed last may be a side: the answer is given by the specialist.
    by = find_named(db, case, Part.SPECIALIST)
    trace_matter(db, matter, MatterEvent.GIVE_ANSWER, by, note=said, now=now)
    matter.answer, matter.is_solved = said, is_agreed
    matter.answered_at, matter.answered_by = now, by
