"""荣誉证书: one sheet of A4, lying, to be printed and framed."""

from collections.abc import Callable

from components.language import language, t
from components.print import print_pdf
from components.proposal_words import in_language
from domain.incentive_views import Certificate


def certificate_file(read: Callable[[int], Certificate], nomination_id: int) -> bytes:
    """The certificate of somebody honoured, as PDF."""
    return certificate_pdf(read(nomination_id))


def certificate_pdf(one: Certificate) -> bytes:
    """The sheet itself, in the reader's language."""
    return print_pdf("certificate", _values(one))


def _values(one: Certificate) -> dict[str, object]:
    return {
        "lang": language()[:2],
        "title": t("certificate.title"),
        "name": t("certificate.name", name=one.name),
        "text": t("certificate.text", year=one.year),
        "honour": in_language(one.honour, one.honour_en),
        "closing": t("certificate.closing"),
        "number": t("certificate.number", number=one.number),
        "issuer": in_language(one.issuer, one.issuer_en),
        "day": t(
            "certificate.day",
            year=one.awarded_on.year,
            month=one.awarded_on.month,
            date=one.awarded_on.day,
        ),
        "seal": t("certificate.seal"),
    }
