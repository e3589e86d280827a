"""法务知识: what specialists write for everyone, published when they say so."""

from datetime import datetime

from db import accounts, stations
from db.engine import Session, reading, transaction
from db.tables import Account, LegalArticle
from domain.clock import utc_now
from domain.legal import LONGEST_ARTICLE, LONGEST_NOTE, LONGEST_SUBJECT
from domain.legal_views import Article
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from services.permission import permit


def list_articles(typed: str = "") -> tuple[Article, ...]:
    """What is published, the newest first; public to read."""
    with reading() as db:
        return tuple(_article(row, by) for row, by in stations.list_articles(db, typed.strip()))


def list_my_articles(actor: Actor) -> tuple[Article, ...]:
    """Everything one wrote, drafts included."""
    with reading() as db:
        _permit(db, actor, actor.account_id)
        rows = stations.list_articles_of(db, actor.account_id)
        return tuple(_article(row, by) for row, by in rows)


def get_article(actor: Actor | None, article_id: int) -> Article:
    """One article: published for everyone, a draft for its author."""
    with reading() as db:
        row = stations.get_article(db, article_id)
        is_own = actor is not None and actor.account_id == row.account_id
        if row.published_at is None and not is_own:
            raise Refusal("article.unknown")
        by = accounts.get_account(db, row.account_id) if row.account_id else None
        return _article(row, by)


def write_article(
    actor: Actor, title: str, text: str, law: str, request_key: str, now: datetime | None = None
) -> int:
    """Write a new article, a draft at first; its id. The same form sent twice writes one."""
    with transaction() as db:
        _permit(db, actor, actor.account_id)
        known = stations.find_article_by_key(db, request_key)
        if known is not None:
            return known.id
        row = LegalArticle(
            title="",
            text="",
            account_id=actor.account_id,
            request_key=request_key,
            at=now or utc_now(),
        )
        _fill(row, title, text, law)
        db.add(row)
        db.flush()
        return row.id


def change_article(actor: Actor, article_id: int, title: str, text: str, law: str) -> None:
    """Change what one wrote, published or not."""
    with transaction() as db:
        row = stations.get_article(db, article_id)
        _permit(db, actor, row.account_id)
        _fill(row, title, text, law)
        db.add(row)


def publish_article(
    actor: Actor, article_id: int, *, is_public: bool, now: datetime | None = None
) -> None:
    """Show an article to everyone, or take it back."""
    with transaction() as db:
        row = stations.get_article(db, article_id)
        _permit(db, actor, row.account_id)
        if (row.published_at is not None) != is_public:
            row.published_at = (now or utc_now()) if is_public else None
            db.add(row)


def _permit(db: Session, actor: Actor, author_id: int | None) -> None:
    permit(db, actor, Action.WRITE_LEGAL_ARTICLE, subject=Subject(author_id=author_id))


def _fill(row: LegalArticle, title: str, text: str, law: str) -> None:
    row.title, row.text = tidy(title, LONGEST_SUBJECT), tidy(text, LONGEST_ARTICLE)
    row.law = tidy(law, LONGEST_NOTE)
    if not row.title or not row.text:
        raise Refusal("article.incomplete")


def _article(row: LegalArticle, author: Account | None) -> Article:
    return Article(
        row.id,
        row.title,
        row.text,
        row.law,
        author.name if author else "",
        row.account_id,
        row.published_at,
        row.at,
    )
