"""The fixed cast of the tests: who they are is known, so that a test reads like a story.

Riverside and Hillside are communities of Lakeside subdistrict; Faraway lies in another one.
Mei and Qiang are members (Riverside, Hillside), Ann is a resident of Riverside, Zhou a member of
Faraway.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db import accounts
from db.engine import reading, transaction
from db.tables import (
    Account,
    AgendaItem,
    Attendee,
    Community,
    FieldOfWork,
    Meeting,
    NegativeClause,
    Project,
    Proposal,
    Round,
    Subdistrict,
)
from domain.clock import utc_now
from domain.meetings import Voice
from domain.phases import Phase
from domain.roles import Actor, Role

PEOPLE = {
    "mei": (Role.MEMBER, "Riverside"),
    "qiang": (Role.MEMBER, "Hillside"),
    "zhou": (Role.MEMBER, "Faraway"),
    "ann": (Role.RESIDENT, "Riverside"),
    "bo": (Role.RESIDENT, "Hillside"),
    "expert": (Role.EXPERT, None),
    "expert2": (Role.EXPERT, None),
    "expert3": (Role.EXPERT, None),
    "lawyer": (Role.SPECIALIST, None),
    "host": (Role.FACILITATOR, None),
    "clerk": (Role.CLERK, "Riverside"),
    "far_clerk": (Role.CLERK, "Faraway"),
    "officer": (Role.OFFICER, None),
}


@dataclass
class Cast:
    """Everyone by name (`cast["mei"]` is an `Actor`), and the places' ids."""

    communities: dict[str, int]
    subdistricts: dict[str, int]

    @classmethod
    def enter(cls) -> Cast:
        """Write places, fields and people."""
        cast = cls({}, {})
        with transaction() as db:
            db.add(FieldOfWork(code="homes", name="宜居家园", name_en="Liveable homes", position=0))
            db.add(FieldOfWork(code="culture", name="文化融合", name_en="Culture", position=1))
            for subdistrict, communities in (
                ("Lakeside", ("Riverside", "Hillside")),
                ("Elsewhere", ("Faraway",)),
            ):
                row = Subdistrict(name=subdistrict)
                db.add(row)
                db.flush()
                cast.subdistricts[subdistrict] = row.id
                for name in communities:
                    community = Community(subdistrict_id=row.id, name=name, households=100)
                    db.add(community)
                    db.flush()
                    cast.communities[name] = community.id or 0
            for username, (role, home) in PEOPLE.items():
                db.add(
                    Account(
                        username=username,
                        name=username.capitalize(),
                        role=role.value,
                        password_hash="-",
                        community_id=cast.communities[home] if home else None,
                        created_at=utc_now(),
                    )
                )
        return cast

    def __getitem__(self, username: str) -> Actor:
        with reading() as db:
            account = accounts.find_account(db, username)
            assert account is not None, username
            return accounts.actor_of(db, account)

    def round(self, phase: Phase = Phase.COLLECT, **settings: Any) -> int:
        """A round of Lakeside subdistrict in that phase; its id."""
        with transaction() as db:
            row = Round(
                name="2026",
                place_kind="subdistrict",
                subdistrict_id=self.subdistricts["Lakeside"],
                phase=phase.value,
                budget_cents=100_000_00,
                tie_seed="test",
                seconds_needed=2,
                voter_roles=[Role.MEMBER.value, Role.RESIDENT.value],
                field_codes=["homes", "culture"],
                created_at=utc_now(),
            )
            row.sqlmodel_update(settings)
            db.add(row)
            db.flush()
            db.add(
                NegativeClause(
                    round_id=row.id, number=1, text="不得用于发放奖金", keywords=["奖金"]
                )
            )
            return row.id

    def proposal(self, round_id: int, author: str = "mei", **content: Any) -> int:
        """A proposal (open for seconding unless `state` says otherwise); its id."""
        actor = self[author]
        with transaction() as db:
            row = Proposal(
                round_id=round_id,
                author_id=actor.account_id,
                community_id=actor.community_id,
                field_code="homes",
                state="open",
                title="A handrail at gate seven",
                problem="The steps are steep.",
                plan="A ramp and two handrails.",
                cost_items=[{"label": "ramp", "amount_cents": 10_000_00}],
                cost_cents=10_000_00,
                version=1,
                created_at=utc_now(),
                submitted_at=utc_now(),
            )
            row.sqlmodel_update(content)
            db.add(row)
            db.flush()
            return row.id

    def project(self, round_id: int, number: int, cost_cents: int = 10_000_00) -> int:
        """A project on the ballot, code `P<number>`, made from a proposal of its own; its id."""
        proposal_id = self.proposal(
            round_id, title=f"Project {number}", state="on_ballot", cost_cents=cost_cents
        )
        with transaction() as db:
            row = Project(
                round_id=round_id,
                proposal_id=proposal_id,
                code=f"P{number}",
                number=number,
                name=f"Project {number}",
                cost_cents=cost_cents,
                field_code="homes",
                community_id=self.communities["Riverside"],
                admitted_at=utc_now(),
            )
            db.add(row)
            db.flush()
            return row.id

    def meeting(self, **settings: Any) -> int:
        """An open meeting of Riverside (join code 246810) with nobody in it yet; its id."""
        with transaction() as db:
            row = Meeting(
                kind="talk_day",
                title="Talk day",
                place_kind="community",
                subdistrict_id=self.subdistricts["Lakeside"],
                community_id=self.communities["Riverside"],
                starts_at=utc_now(),
                state="open",
                join_code="246810",
                opened_at=utc_now(),
                created_at=utc_now(),
            )
            row.sqlmodel_update(settings)
            db.add(row)
            db.flush()
            return row.id

    def item(self, meeting_id: int, position: int = 1, **content: Any) -> int:
        """An agenda item that waits; its id."""
        with transaction() as db:
            row = AgendaItem(
                meeting_id=meeting_id, position=position, kind="free", title=f"Item {position}"
            )
            row.sqlmodel_update(content)
            db.add(row)
            db.flush()
            return row.id

    def voice(self, meeting_id: int, number: int, **content: Any) -> Voice:
        """Somebody with a vote who is in the room with a device of their own."""
        with transaction() as db:
            row = Attendee(
                meeting_id=meeting_id,
                number=number,
                name=f"Guest {number}",
                device_key=f"device-{number}",
                channel="phone",
                came_at=utc_now(),
                created_at=utc_now(),
            )
            row.sqlmodel_update(content)
            db.add(row)
            db.flush()
            return Voice(row.id, meeting_id, number, row.name, row.device_key or "", row.has_vote)
