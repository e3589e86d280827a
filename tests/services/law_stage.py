"""What of the law can be acted on, on the stage of the table of rights."""

from dataclasses import dataclass

from db.engine import transaction
from db.tables import CaseParty, Matter
from domain.clock import utc_now
from domain.legal import Part
from tests.cast import Cast
from tests.services.law import build_law

EVERYBODY = ("ann", "mei", "expert", "lawyer", "host", "clerk", "officer")


@dataclass
class LawStage:
    """A station, a case that waits, one in which everybody is named, a dispute that Mei took up."""

    station_id: int
    waiting: int
    named: int
    dispute: int


def build_law_stage(cast: Cast) -> LawStage:
    """Enter them; the lawyer stands on the roster of the station."""
    law = build_law(cast)
    waiting, named = law.ask(key="waiting"), law.ask(key="named")
    with transaction() as db:
        for who in EVERYBODY:
            if who != "ann":
                part = {"lawyer": Part.SPECIALIST, "mei": Part.MEMBER}.get(who, Part.PARTY)
                db.add(CaseParty(case_id=named, account_id=cast[who].account_id, part=part.value))
        dispute = Matter(
            title="Noise",
            source="request",
            community_id=cast.communities["Riverside"],
            subdistrict_id=cast.subdistricts["Lakeside"],
            taken_up_by=cast["mei"].account_id,
            due_at=utc_now(),
            created_at=utc_now(),
        )
        db.add(dispute)
        db.flush()
        return LawStage(law.station_id, waiting, named, dispute.id)
