"""Proposals as people meet them on the page."""

import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from db import accounts
from db.engine import reading
from domain.proposal_content import TextPart
from domain.proposal_flow import ProposalState
from domain.proposal_views import CardFilter, ProposalCard
from domain.roles import Actor
from services import comments, drafts, proposals
from tests.pages.conftest import Open

COLLECTING = 2
SCRIPT = "<script>alert(1)</script> **粗** [链接](javascript:alert(1))"


def actor(username: str) -> Actor:
    with reading() as db:
        account = accounts.find_account(db, username)
        assert account is not None
        return accounts.actor_of(db, account)


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def told(app: AppTest) -> list[str]:
    return [one.value for kind in (app.error, app.success) for one in kind]


def open_one() -> ProposalCard:
    """A proposal of the collecting round that wants more support, and is not member2's."""
    wanted = CardFilter(round_id=COLLECTING, state=ProposalState.OPEN)
    mine = {card.id for card in proposals.list_own(actor("member2"))}
    return next(card for card in proposals.list_cards(wanted).cards if card.id not in mine)


def new_draft() -> int:
    member = actor("member2")
    draft_id = drafts.begin_draft(member, COLLECTING)
    drafts.save_draft(member, draft_id, TextPart.TITLE, "走廊装一盏灯")
    return draft_id


def field(app: AppTest, draft_id: int, name: str) -> object:
    key = f"write_{draft_id}_0_{name}"
    for kind in (app.text_input, app.text_area):
        for one in kind:
            if one.key == key:
                return one
    raise AssertionError(key)


def test_a_visitor_reads_the_list_and_a_proposal(open_page: Open) -> None:
    app = open_page("proposals")
    assert not app.exception
    assert "118" in " ".join(one.value for one in app.markdown)
    card = open_one()
    page = open_page("proposal", id=str(card.id))
    assert page.title[0].value == card.title
    assert [one.key for one in page.button if one.key == "second"] == []


def test_seconding_and_taking_back_are_told(open_page: Open, district: Path) -> None:
    card = open_one()
    app = open_page("proposal", "member2", id=str(card.id))
    if any(one.key == "take_back" for one in app.button):
        app = press(app, "take_back")
    app = press(app, "second")
    assert not app.exception
    assert app.success[0].value == "附议成功，谢谢您。"
    app = press(app, "take_back")
    assert app.success[0].value == "已收回您的附议。"


def test_what_is_typed_is_in_the_database_before_anything_is_pressed(open_page: Open) -> None:
    draft_id = new_draft()
    app = open_page("write_proposal", "member2", id=str(draft_id))
    field(app, draft_id, "problem").set_value("夜里走廊一片黑，老人怕摔。").run()  # type: ignore[attr-defined]
    assert drafts.get_draft(actor("member2"), draft_id).content.problem == (
        "夜里走廊一片黑，老人怕摔。"
    )
    again = open_page("write_proposal", "member2", id=str(draft_id))
    assert field(again, draft_id, "problem").value == "夜里走廊一片黑，老人怕摔。"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "金额不能是负数，请重新填写。"),
        ("1e99", "金额太大，最多 ¥1,000,000,000，请检查是否多打了零。"),
        ("abc", "“abc”不是金额，请只填数字，例如 12000。"),
    ],
)
def test_a_bad_amount_gets_one_sentence_and_the_other_text_stays(
    open_page: Open, typed: str, sentence: str
) -> None:
    draft_id = new_draft()
    app = press(open_page("write_proposal", "member2", id=str(draft_id)), "add_cost")
    (item,) = drafts.get_draft(actor("member2"), draft_id).content.cost_items
    field(app, draft_id, f"amount_{item.key}").set_value(typed).run()  # type: ignore[attr-defined]
    assert told(app) == [sentence]
    assert field(app, draft_id, "title").value == "走廊装一盏灯"  # type: ignore[attr-defined]
    assert field(app, draft_id, f"amount_{item.key}").value == typed  # type: ignore[attr-defined]
    assert drafts.get_draft(actor("member2"), draft_id).content.cost_cents == 0
    assert app.button(key="submit_proposal").disabled


def test_a_clause_of_the_negative_list_is_named_while_drafting(open_page: Open) -> None:
    draft_id = new_draft()
    app = open_page("write_proposal", "member2", id=str(draft_id))
    field(app, draft_id, "plan").set_value("装完灯大家聚餐一次，热闹热闹。").run()  # type: ignore[attr-defined]
    clause, meaning = (one.value for one in app.warning)
    assert "第 8 条" in clause
    assert "不得用于宴请、聚餐、送礼和旅游" in clause
    assert "很可能不会列入" in meaning


def test_similar_proposals_are_offered_while_drafting(open_page: Open) -> None:
    twin = open_one()
    draft_id = new_draft()
    app = open_page("write_proposal", "member2", id=str(draft_id))
    field(app, draft_id, "title").set_value(twin.title).run()  # type: ignore[attr-defined]
    assert "看看这几件，也许可以附议或合并" in " ".join(one.value for one in app.markdown)


def test_a_script_in_a_title_is_text(open_page: Open, district: Path) -> None:
    card = open_one()
    with sqlite3.connect(district / "yishiting.db") as db:
        db.execute(
            "UPDATE proposal SET title = ?, problem = ? WHERE id = ?", [SCRIPT] * 2 + [card.id]
        )
    page = open_page("proposal", id=str(card.id))
    assert not page.exception
    assert "\\<script\\>" in page.title[0].value
    assert "\\[链接\\]\\(javascript\\:" in page.title[0].value
    assert not open_page("proposals").exception


@pytest.mark.parametrize("bad", ["0", "-1", "999999", "abc", "1e99", "<script>", "²", "9" * 30])
@pytest.mark.parametrize("name", ["proposal", "write_proposal"])
def test_a_wrong_id_gets_one_sentence(open_page: Open, name: str, bad: str) -> None:
    app = open_page(name, "member2", id=bad)
    assert not app.exception
    assert told(app) == ["没有找到这件提案，请从“提案”列表进入。"]


def test_a_draft_of_someone_else_is_answered_like_one_that_is_not_there(open_page: Open) -> None:
    draft_id = new_draft()
    for name in ("proposal", "write_proposal"):
        app = open_page(name, "member1", id=str(draft_id))
        assert told(app) == ["没有找到这件提案，请从“提案”列表进入。"]


def test_a_submitted_proposal_of_someone_else_cannot_be_opened_for_writing(
    open_page: Open,
) -> None:
    app = open_page("write_proposal", "member2", id=str(open_one().id))
    assert told(app) == ["只有提案人本人可以修改，您可以在提案页上查看或评论。"]


def test_a_moderator_hides_a_comment_with_a_reason(open_page: Open) -> None:
    line = comments.list_for_moderation(actor("facilitator1"), is_hidden=False)[0]
    app = open_page("moderation", "facilitator1")
    app.text_input(key=f"reason_{line.id}").set_value("含有他人电话").run()
    app = press(app, f"hide_{line.id}")
    assert app.success[0].value == "评论已隐藏。"
    page = open_page("proposal", id=str(line.proposal.id))
    assert "已被主持人隐藏：含有他人电话" in [one.value for one in page.caption]


def test_a_comment_that_is_refused_stays_in_its_field(open_page: Open) -> None:
    card = open_one()
    app = open_page("proposal", "member2", id=str(card.id))
    app.text_area(key="comment_0").set_value("  ").run()
    app = press(app, "post_comment")
    assert app.error[0].value == "请先写几个字再发表。"
    app.text_area(key="comment_0").set_value("支持，早点办。").run()
    app = press(app, "post_comment")
    assert app.success[0].value == "评论已发表。"
    assert comments.list_comments(None, card.id)[0].text == "支持，早点办。"


def test_asking_for_something_else_begins_at_the_first_page_again(open_page: Open) -> None:
    app = open_page("proposals")
    newest = {card.title for card in proposals.list_cards(CardFilter()).cards}
    app.session_state["list_page_0"] = 5
    app.run()
    assert not app.exception
    app.selectbox(key="of_field").select("homes").run()
    assert not app.exception
    assert app.session_state["list_turn"] == 1
    app.selectbox(key="of_field").select(None).run()
    drawn = {one.proto.label.strip("*") for one in app.get("page_link")}
    assert newest <= drawn
