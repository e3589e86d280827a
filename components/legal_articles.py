"""Legal knowledge: a list with the first words, one article, the form in which it is written."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.topic_words import open_here
from domain.clock import local
from domain.legal import LONGEST_ARTICLE, LONGEST_NOTE, LONGEST_SUBJECT
from domain.legal_views import Article

FIRST_WORDS = 60


def draw_article_list(articles: Sequence[Article], *, is_search: bool) -> None:
    """Titles with the first words, two beside each other."""
    if not articles:
        words = t("article.none_found") if is_search else t("article.none")
        st.info(words, icon=":material/menu_book:")
    for start in range(0, len(articles), 2):
        for column, one in zip(st.columns(2), articles[start : start + 2], strict=False):
            key = f"card_article_{one.id}"
            with column, st.container(border=True, height="stretch", gap="xsmall", key=key):
                st.button(
                    f"**{plain(one.title)}**",
                    key=f"open_article_{one.id}",
                    type="tertiary",
                    on_click=open_here,
                    args=("id", one.id),
                )
                first = one.text if len(one.text) <= FIRST_WORDS else f"{one.text[:FIRST_WORDS]}…"
                st.markdown(plain(first))
                st.caption(_by(one))


def draw_article(one: Article) -> None:
    """The whole text, with the law it rests on."""
    st.title(plain(one.title), anchor=False)
    st.markdown(plain(one.text))
    if one.law:
        st.markdown(f"**{t('article.law')}** {plain(one.law)}")
    st.caption(_by(one))


def draw_article_form(one: Article | None, on_write: Callable[..., None]) -> None:
    """Title, text, and the law it rests on."""
    key = f"{form_key('article')}_{one.id if one else 0}"
    with st.form(f"article_{one.id if one else 0}", border=False):
        st.text_input(
            t("article.title"),
            value=one.title if one else "",
            key=f"{key}_title",
            max_chars=LONGEST_SUBJECT,
        )
        st.text_area(
            t("article.text"),
            value=one.text if one else "",
            key=f"{key}_text",
            max_chars=LONGEST_ARTICLE,
            height=260,
        )
        st.text_input(
            t("article.law"),
            value=one.law if one else "",
            key=f"{key}_law",
            max_chars=LONGEST_NOTE,
        )
        st.form_submit_button(t("article.save"), width="stretch", on_click=on_write, args=(key,))


def _by(one: Article) -> str:
    if one.published_at is None:
        return t("article.draft")
    return t("article.by", name=plain(one.author), day=local(one.published_at).date())
