"""A voter's own receipt, folded away: a tablet may be handed round."""

import streamlit as st

from components.language import t
from components.plain import plain
from domain.receipts import Choice, Receipt


def draw_receipt(receipt: Receipt) -> None:
    """Which of one's choices were funded, and what the ballot paid for."""
    with st.expander(t("receipt.title"), icon=":material/receipt_long:"):
        if not receipt.is_counted:
            st.markdown(t("receipt.not_counted"))
            return
        n, funded = len(receipt.choices), len(receipt.funded)
        st.markdown(f"### {t('receipt.funded_of', n=n, funded=funded)}")
        if receipt.share_cents is not None:
            share, paid = receipt.share_cents, receipt.paid_cents
            st.markdown(plain(t("receipt.share", share_cents=share, paid_cents=paid)))
        elif receipt.paid_cents:
            st.markdown(plain(t("receipt.paid", paid_cents=receipt.paid_cents)))
        for choice in sorted(receipt.choices, key=lambda one: not one.is_funded):
            _draw_choice(choice)


def _draw_choice(choice: Choice) -> None:
    mark = ":material/check_circle:" if choice.is_funded else ":material/remove:"
    name = plain(t("receipt.choice", number=choice.number, name=choice.name))
    st.markdown(f"{mark} **{name}**  \n{plain(_said(choice))}")


def _said(choice: Choice) -> str:
    if not choice.is_funded:
        return t("receipt.not_funded")
    if choice.paid_cents is None:
        return t("receipt.funded")
    if choice.paid_cents == 0:
        return t("receipt.from_rest")
    return t("receipt.gave", cents=choice.paid_cents)
