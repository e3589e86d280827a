"""调解协议书: the agreement on paper, with a line for everybody's hand."""

from components.language import language, t
from components.print import print_pdf
from domain.clock import local, utc_now
from domain.legal import CaseState
from domain.legal_views import CaseSheet, PartyLine


def agreement_pdf(sheet: CaseSheet) -> bytes:
    """A4 with our own Chinese font inside; until all have signed it says that it is a draft."""
    return print_pdf("agreement", agreement_values(sheet))


def agreement_values(sheet: CaseSheet) -> dict[str, object]:
    """Everything that stands on the paper, as plain values."""
    is_agreed = sheet.agreed_at is not None and sheet.card.state is not CaseState.MEDIATING
    at = sheet.agreed_at or utc_now()
    return {
        "lang": language()[:2],
        "title": t("agreement.title"),
        "number": t("agreement.number", year=local(at).year, n=sheet.card.id),
        "mark": "" if is_agreed else t("agreement.draft"),
        "place": t("agreement.place", place=sheet.card.community),
        "subject": t("agreement.subject", subject=sheet.card.subject),
        "intro": t("agreement.intro"),
        "paragraphs": [one for one in sheet.agreement.split("\n") if one.strip()],
        "follow_up": t("agreement.follow_up", day=sheet.card.follow_up_on)
        if sheet.card.follow_up_on
        else "",
        "rights": t("agreement.rights"),
        "signatures": [_signature(one) for one in sheet.parties],
        "day": t("agreement.day", day=local(at).date()),
    }


def _signature(one: PartyLine) -> dict[str, str]:
    signed = t("agreement.confirmed", at=one.signed_at) if one.signed_at else ""
    return {"part": t(f"agreement.{one.part.value}"), "name": one.name, "signed": signed}
