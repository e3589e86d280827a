"""The three teams: who is in them, and what a member decides about what others see of them."""

from db import accounts, teams
from db.engine import Session, reading, transaction
from db.tables import Body, Membership
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from domain.teams import (
    BodyKind,
    BodyLine,
    MemberCard,
    MemberFilter,
    MemberPage,
    OwnProfile,
    TeamCard,
    checked_specialities,
    split_specialities,
)
from services.permission import permit

MEMBERS_A_PAGE = 24


def list_teams() -> tuple[TeamCard, ...]:
    """The teams with their size and Party branches; public to read."""
    with reading() as db:
        return tuple(_team(db, body) for body in teams.list_teams(db))


def list_members(wanted: MemberFilter) -> MemberPage:
    """A page of a team's members; public to read."""
    with reading() as db:
        total = teams.count_found(db, wanted)
        start = (max(1, wanted.page) - 1) * MEMBERS_A_PAGE
        rows = teams.list_members(db, wanted, start=start, most=MEMBERS_A_PAGE)
        cards = tuple(card_of(row) for row in rows)
        return MemberPage(cards, total, max(1, -(-total // MEMBERS_A_PAGE)))


def get_own_profile(actor: Actor) -> OwnProfile:
    """What a member's team knows of them, and what of it others see."""
    with reading() as db:
        _permit_own(db, actor)
        row = teams.get_member(db, actor.account_id)
        body = teams.team_of(db, row[0])
        if body is None:
            raise Refusal("team.not_in_one")
        membership = row[1]
        return OwnProfile(
            card=card_of(row),
            body=line_of(body),
            is_party_member=membership is not None and membership.is_party_member,
            shows_party=membership is not None and membership.shows_party_membership,
        )


def show_party_membership(actor: Actor, *, is_shown: bool) -> None:
    """Show that one is a Party member, or no longer; only the member decides this."""
    with transaction() as db:
        _permit_own(db, actor)
        membership = teams.find_membership(db, actor.account_id)
        if membership is None or not membership.is_party_member:
            raise Refusal("team.no_party_member")
        membership.shows_party_membership = is_shown
        db.add(membership)


def save_specialities(actor: Actor, written: str) -> None:
    """Say what one knows best, in a few words."""
    kept = checked_specialities(written)
    with transaction() as db:
        _permit_own(db, actor)
        account = accounts.get_account(db, actor.account_id)
        account.specialities = kept
        db.add(account)


def line_of(body: Body) -> BodyLine:
    """A body as pages see it."""
    return BodyLine(
        code=body.code,
        kind=BodyKind(body.kind),
        name=body.name,
        name_en=body.name_en,
        about=body.about,
        is_active=body.is_active,
    )


def card_of(row: teams.MemberRow) -> MemberCard:
    """A member as the public sees them."""
    account, membership, community, field, branch = row
    known = membership or Membership(account_id=account.id, body_code="")
    return MemberCard(
        id=account.id,
        name=account.name,
        title=account.title,
        duty=known.duty,
        community=community.name if community else "",
        field=field.name if field else "",
        field_en=field.name_en if field else "",
        specialities=split_specialities(account.specialities),
        term_from=known.term_from,
        term_to=known.term_to,
        # Whoever stands under a Party branch is seen to be in the Party: that is theirs to show.
        branch=branch.name if branch and known.shows_party_membership else "",
        shows_party=known.is_party_member and known.shows_party_membership,
    )


def _team(db: Session, body: Body) -> TeamCard:
    members, shown = teams.count_members(db, body)
    branches = tuple(branch.name for branch, _ in teams.list_branches(db, body.code))
    return TeamCard(line_of(body), members, branches, shown)


def _permit_own(db: Session, actor: Actor) -> None:
    permit(db, actor, Action.EDIT_PROFILE, None, Subject(author_id=actor.account_id))
