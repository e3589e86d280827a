"""What the table of rights is tried with at the legal specialists."""

from collections.abc import Callable

from domain.legal import CaseKind
from domain.legal_views import CaseDraft, ServiceDraft, StationDraft
from domain.phases import Phase
from domain.rights import Action
from domain.roles import Actor
from services import (
    case_reading,
    duty,
    legal_articles,
    legal_cases,
    mediation,
    service_records,
    stations,
)
from tests.days import today
from tests.services.stage import Stage

Act = Callable[[Stage, Actor, Phase], object]

LAW_ACTS: dict[Action, Act] = {
    Action.SET_UP_STATION: lambda s, a, p: stations.change_station(
        a, s.law.station_id, StationDraft("New")
    ),
    Action.PLAN_DUTY: lambda s, a, p: duty.plan_duty(
        a, s.law.station_id, a.account_id, today(), "21:00", "22:00"
    ),
    Action.ASK_LAW: lambda s, a, p: legal_cases.ask_law(
        a, CaseDraft(CaseKind.ADVICE, s.cast.communities["Riverside"], "?"), "key"
    ),
    Action.TAKE_CASE: lambda s, a, p: legal_cases.take_case(a, s.law.waiting),
    Action.READ_CASE: lambda s, a, p: case_reading.get_case(a, s.law.named),
    Action.WORK_ON_CASE: lambda s, a, p: legal_cases.withdraw_case(a, s.law.named),
    Action.MEDIATE: lambda s, a, p: mediation.begin_mediation(
        a, s.law.named, s.cast["mei"].account_id
    ),
    Action.START_MEDIATION: lambda s, a, p: mediation.start_mediation_from_matter(
        a, s.law.dispute, "private"
    ),
    Action.RECORD_SERVICE: lambda s, a, p: service_records.record_service(
        a, ServiceDraft(CaseKind.EDUCATION, s.cast.communities["Riverside"], today()), "key"
    ),
    Action.WRITE_LEGAL_ARTICLE: lambda s, a, p: legal_articles.write_article(
        a, "Title", "Text", "", "key"
    ),
}
