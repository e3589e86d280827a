"""Money is whole cents (分) in an `int`; yuan exist only at the edges, as typed or as shown."""

from decimal import Decimal, InvalidOperation

from domain.refusals import Refusal

Cents = int

MOST_CENTS = 100_000_000_000
"""One thousand million yuan: more than any district's participatory budget, so a typing error."""


def cents_from_yuan(typed: str | int | float | Decimal) -> Cents:
    """Cents from an amount in yuan as a person typed it (`"1,200.50"`, `"¥3000"`, `"１２００"`).

    Refuses what is not a number, negative, finer than one cent, or above `MOST_CENTS`.
    """
    text = str(typed).strip().replace(",", "").replace("，", "").lstrip("¥￥").strip()
    try:
        yuan = Decimal(text)
    except InvalidOperation:
        raise Refusal("money.not_a_number", typed=str(typed)) from None
    if not yuan.is_finite():
        raise Refusal("money.not_a_number", typed=str(typed))
    if yuan < 0:
        raise Refusal("money.negative", typed=str(typed))
    if yuan * 100 > MOST_CENTS:
        raise Refusal("money.too_much", most=format_yuan(MOST_CENTS))
    if yuan * 100 != int(yuan * 100):
        raise Refusal("money.finer_than_a_cent", typed=str(typed))
    return int(yuan * 100)


def format_yuan(cents: Cents) -> str:
    """`¥12,345` or `¥12,345.60`: exact, grouped by thousands."""
    sign = "-" if cents < 0 else ""
    yuan, rest = divmod(abs(cents), 100)
    return f"{sign}¥{yuan:,}" + (f".{rest:02d}" if rest else "")
