"""The approved minutes on a meeting's page: files to take along, the text, earlier versions."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.minutes_export import Printed, status_words
from components.minutes_sheet import draw_downloads, draw_sheet
from components.plain import plain


def draw_public_minutes(versions: Sequence[Printed]) -> None:
    """The newest version in full; of those before it, when and why each was corrected."""
    if not versions:
        return
    newest, *earlier = versions
    st.subheader(t("minutes.public"), anchor=False)
    draw_downloads(newest, "public")
    with st.expander(t("minutes.read"), icon=":material/article:"):
        draw_sheet(newest)
    if earlier:
        with st.expander(t("minutes.earlier"), icon=":material/history:"):
            for one in earlier:
                st.markdown(plain(status_words(one)))
                draw_downloads(one, f"version_{one.number}")
