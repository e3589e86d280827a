"""法务知识: what specialists wrote for everyone, and their desk for writing."""

from functools import partial
from secrets import token_urlsafe

import streamlit as st

from components.delivery_forms import clear_form
from components.language import t
from components.legal_articles import draw_article, draw_article_form, draw_article_list
from components.legal_words import asked_number
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell
from components.topic_words import open_here
from domain.legal_views import Article
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import legal_articles

_KEY = "article_key"


def write(actor: Actor, article: Article | None, key: str) -> None:
    """Save what stands in the form (a callback)."""
    title, text, law = (str(st.session_state[f"{key}_{one}"]) for one in ("title", "text", "law"))
    if article is not None:
        is_saved = attempt(legal_articles.change_article, actor, article.id, title, text, law)
    else:
        request_key = str(st.session_state[_KEY])
        is_saved = attempt(legal_articles.write_article, actor, title, text, law, request_key)
    if is_saved:
        clear_form("article")
        st.session_state.pop(_KEY, None)
        done(t("article.saved_now"))


def publish(actor: Actor, number: int, is_public: bool) -> None:
    """Show it to everyone, or take it back (a callback)."""
    if attempt(legal_articles.publish_article, actor, number, is_public=is_public):
        done(t("article.published_now") if is_public else t("article.taken_back_now"))


def draw_desk(actor: Actor) -> None:
    """A specialist's own articles, and the form of a new one."""
    st.session_state.setdefault(_KEY, token_urlsafe(12))
    mine = legal_articles.list_my_articles(actor)
    for one in mine:
        with st.expander(one.title, icon=":material/article:"):
            is_public = one.published_at is not None
            st.button(
                t("article.take_back") if is_public else t("article.publish"),
                key=f"publish_{one.id}",
                type="secondary" if is_public else "primary",
                on_click=publish,
                args=(actor, one.id, not is_public),
            )
            draw_article_form(one, partial(write, actor, one))
    with st.expander(t("article.new"), icon=":material/edit:"):
        draw_article_form(None, partial(write, actor, None))


actor = current_actor()
asked = asked_number("id")
tell()
with reading_or_stop():
    if asked is not None:
        draw_article(legal_articles.get_article(actor, asked))
        back, gone = t("article.back"), ("id", None)
        st.button(back, icon=":material/arrow_back:", on_click=open_here, args=gone)
        st.stop()
    st.title(t("page.legal_articles"), anchor=False)
    typed = st.text_input(t("article.search"), key="article_search", max_chars=40)
    draw_article_list(legal_articles.list_articles(typed), is_search=bool(typed.strip()))
    if actor is not None and is_offered(Action.WRITE_LEGAL_ARTICLE, actor.role):
        st.header(t("article.mine"), anchor=False)
        draw_desk(actor)
