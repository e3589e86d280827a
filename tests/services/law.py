"""A station on duty, and a dispute between Ann and Bo in the hands of a lawyer and of Mei."""

from dataclasses import dataclass

from db.engine import transaction
from db.tables import Account, Duty, Station
from domain.clock import utc_now
from domain.legal import CaseKind
from domain.legal_views import CaseDraft
from domain.roles import Role
from services import legal_cases, mediation
from services.case_reading import get_case
from tests.cast import Cast
from tests.days import in_days

SECRET = "my husband's debts"
HOURS: list[dict[str, object]] = [
    {"weekday": day, "from": "08:00", "to": "20:00"} for day in range(7)
]


def say(is_agreed: bool) -> str:
    """What a matter hears of its mediation."""
    return "Mediated." if is_agreed else "Mediated without an agreement."


@dataclass
class Law:
    """The station of Riverside: the cast's lawyer on duty tomorrow; another lawyer is far away."""

    cast: Cast
    station_id: int

    def ask(self, kind: CaseKind = CaseKind.ADVICE, who: str = "ann", key: str = "form") -> int:
        """Somebody of Riverside asks in writing; the case's id."""
        home = self.cast.communities["Riverside"]
        draft = CaseDraft(kind, home, "A loan", SECRET)
        return legal_cases.ask_law(self.cast[who], draft, key)

    def taken(self, kind: CaseKind = CaseKind.ADVICE, key: str = "form") -> int:
        """A case that the lawyer took."""
        case_id = self.ask(kind, key=key)
        legal_cases.take_case(self.cast["lawyer"], case_id)
        return case_id

    def mediating(self) -> int:
        """A dispute of Ann with Bo, whom they named, before the lawyer and Mei."""
        case_id = self.taken(CaseKind.MEDIATION)
        mediation.begin_mediation(self.cast["lawyer"], case_id, self.cast["mei"].account_id)
        mediation.name_party(self.cast["mei"], case_id, "bo", is_username=True)
        return case_id

    def written(self) -> int:
        """A dispute whose agreement nobody has signed."""
        case_id = self.mediating()
        mediation.save_agreement(
            self.cast["mei"], case_id, "Quiet after ten.", in_days(30), self.version(case_id)
        )
        return case_id

    def agreed(self) -> int:
        """A dispute whose agreement everybody signed."""
        case_id = self.written()
        for who in ("lawyer", "mei", "ann", "bo"):
            self.sign(case_id, who)
        return case_id

    def sign(self, case_id: int, who: str) -> None:
        """Sign the text as it stands."""
        mediation.sign_agreement(self.cast[who], case_id, self.version(case_id), say)

    def version(self, case_id: int) -> int:
        """Of the agreement as the lawyer has it before them."""
        return get_case(self.cast["lawyer"], case_id).agreement_version


def build_law(cast: Cast) -> Law:
    """Enter the stations of Riverside and Faraway, their duties, and a lawyer for the latter."""
    tomorrow = in_days(1)
    with transaction() as db:
        far_lawyer = Account(
            username="far_lawyer",
            name="Far",
            role=Role.SPECIALIST.value,
            password_hash="-",
            created_at=utc_now(),
        )
        here = Station(community_id=cast.communities["Riverside"], name="Riverside", hours=HOURS)
        far = Station(community_id=cast.communities["Faraway"], name="Faraway", hours=HOURS)
        db.add_all([far_lawyer, here, far])
        db.flush()
        for station, account_id in (
            (here, cast["lawyer"].account_id),
            (far, far_lawyer.id),
        ):
            db.add(
                Duty(
                    station_id=station.id,
                    account_id=account_id,
                    on=tomorrow,
                    starts="09:00",
                    ends="10:00",
                )
            )
        return Law(cast, here.id)
