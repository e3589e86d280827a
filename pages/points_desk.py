"""积分办理: enter, review, answer appeals, hand over rewards; the office also keeps the lists."""

from functools import partial
from secrets import token_urlsafe

import streamlit as st

from components.delivery_forms import clear_form, field
from components.language import t
from components.points_desk import (
    draw_appeals,
    draw_handing_over,
    draw_reviewed,
    draw_reviews,
    draw_waiting,
)
from components.points_forms import draw_entry_form, draw_reward_form, draw_rule_forms, draw_stock
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.clock import local, utc_now
from domain.incentive_views import EntryDraft, RuleDraft
from domain.points import is_in_force
from domain.refusals import Refusal
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import points, points_reading, points_reviews, rewards

_KEY = "points_request_key"


def enter_from_form(actor: Actor) -> None:
    """Write down what stands in the form; the same form twice is one entry."""
    person, rule_id = field("enter", "person"), field("enter", "rule")
    if person is None or rule_id is None:
        raise Refusal("points.unknown_rule" if person else "account.unknown")
    draft = EntryDraft(
        int(person), int(rule_id), field("enter", "day"), str(field("enter", "evidence"))
    )
    points.enter_points(actor, draft, str(st.session_state[_KEY]))


def enter(actor: Actor) -> None:
    """Enter points (a callback); a refused form keeps what was typed."""
    if attempt(enter_from_form, actor):
        clear_form("enter")
        st.session_state.pop(_KEY, None)
        done(t("points.entered"))


def approve(actor: Actor, entry_id: int) -> None:
    """Let an entry count (a callback)."""
    if attempt(points_reviews.approve_entry, actor, entry_id):
        done(t("points.approved"))


def refuse(actor: Actor, entry_id: int) -> None:
    """Refuse an entry (a callback)."""
    reason = str(st.session_state.get(f"refuse_{entry_id}", ""))
    if attempt(points_reviews.refuse_entry, actor, entry_id, reason):
        done(t("points.refused"))


def reverse(actor: Actor, entry_id: int) -> None:
    """Ask that an entry be taken back (a callback)."""
    reason = str(st.session_state.get(f"reverse_{entry_id}", ""))
    if attempt(points.ask_reversal, actor, entry_id, reason):
        done(t("points.reversal_asked"))


def answer(actor: Actor, appeal_id: int, is_upheld: bool) -> None:
    """Answer an appeal (a callback)."""
    words = str(st.session_state.get(f"answer_{appeal_id}", ""))
    if attempt(points_reviews.answer_appeal, actor, appeal_id, words, is_upheld=is_upheld):
        done(t("points.answered"))


def hand_over(actor: Actor, exchange_id: int) -> None:
    """The reward is in its owner's hands (a callback)."""
    if attempt(rewards.hand_over, actor, exchange_id):
        done(t("reward.handed_over"))


def call_off(actor: Actor, exchange_id: int) -> None:
    """Call an exchange off (a callback)."""
    reason = str(st.session_state.get(f"call_off_{exchange_id}", ""))
    if attempt(rewards.call_off, actor, exchange_id, reason):
        done(t("reward.returned"))


def publish(actor: Actor) -> None:
    """Publish a rule (a callback)."""
    draft = RuleDraft(
        code=str(field("rule", "code")),
        text=str(field("rule", "text")),
        text_en=str(field("rule", "text_en")),
        points=int(field("rule", "points")),
        in_force_from=field("rule", "from"),
    )
    if attempt(points.publish_rule, actor, draft):
        clear_form("rule")
        done(t("points.published"))


def withdraw(actor: Actor, rule_id: int) -> None:
    """Take a rule off the list from today (a callback)."""
    attempt(points.withdraw_rule, actor, rule_id, local(utc_now()).date())


def add_reward(actor: Actor) -> None:
    """Offer a reward (a callback)."""
    words = str(field("reward", "name")), str(field("reward", "about"))
    numbers = int(field("reward", "price")), int(field("reward", "stock"))
    if attempt(rewards.add_reward, actor, *words, *numbers):
        clear_form("reward")
        done(t("reward.added"))


def count_stock(actor: Actor, reward_id: int, seen: int) -> None:
    """Say how many are there (a callback)."""
    stock = int(st.session_state[f"stock_{reward_id}"])
    if attempt(rewards.set_stock, actor, reward_id, seen, stock):
        done(t("reward.counted"))


def offer(actor: Actor, reward_id: int, is_active: bool) -> None:
    """Take a reward off the list, or put it back (a callback)."""
    attempt(rewards.offer_reward, actor, reward_id, is_active=is_active)


def switch_ranking(actor: Actor) -> None:
    """Show the season's list, or do not (a callback)."""
    attempt(points.switch_ranking, actor, is_on=bool(st.session_state["ranking_on"]))


def draw_entering(actor: Actor) -> None:
    """Find the person, then fill in the form."""
    st.session_state.setdefault(_KEY, token_urlsafe(12))
    today = local(utc_now()).date()
    typed = st.text_input(
        t("points.find"), key="points_find", icon=":material/search:", live="0.5s"
    )
    rules = [
        one
        for one in points.list_rules()
        if one.in_force_from <= today and is_in_force(one.in_force_from, one.withdrawn_on, today)
    ]
    people = points_reading.list_people(actor, (typed or "").strip()[:20])
    if not people:
        st.info(t("points.nobody_found"), icon=":material/person_off:")
        return
    draw_entry_form(people, rules, today, partial(enter, actor))


def draw_settings(actor: Actor) -> None:
    """The published list, the rewards, and whether a season is ranked."""
    st.toggle(
        t("points.ranking"),
        value=points_reading.read_ranking_switch(),
        key="ranking_on",
        on_change=switch_ranking,
        args=(actor,),
    )
    st.caption(t("points.ranking_how"))
    draw_reward_form(partial(add_reward, actor))
    for one in points_reading.list_stock(actor):
        draw_stock(one, partial(count_stock, actor), partial(offer, actor))
    draw_rule_forms(
        points.list_rules(),
        local(utc_now()).date(),
        partial(publish, actor),
        partial(withdraw, actor),
    )


actor = require_actor()
st.title(t("page.points_desk"), anchor=False)
tell()
with reading_or_stop():
    desk = points_reading.get_desk(actor)
    is_office = is_offered(Action.SET_UP_POINTS, actor.role)
    names = [
        t("points.tab_review", n=len(desk.to_review)),
        t("points.tab_enter"),
        t("points.tab_hand_over", n=len(desk.to_hand_over)),
        t("points.tab_reviewed"),
    ]
    office_names = [t("points.tab_appeals", n=len(desk.appeals)), t("points.tab_settings")]
    tabs = st.tabs(names + (office_names if is_office else []))
    with tabs[0]:
        draw_reviews(desk.to_review, partial(approve, actor), partial(refuse, actor))
        draw_waiting(desk.mine_waiting)
    with tabs[1]:
        draw_entering(actor)
    with tabs[2]:
        draw_handing_over(desk.to_hand_over, partial(hand_over, actor), partial(call_off, actor))
    with tabs[3]:
        draw_reviewed(desk.reviewed, partial(reverse, actor))
    if is_office:
        with tabs[4]:
            draw_appeals(desk.appeals, partial(answer, actor))
        with tabs[5]:
            draw_settings(actor)
