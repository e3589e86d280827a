"""我的积分: how many I have, where they came from, what I exchange them for."""

from functools import partial
from secrets import token_urlsafe

import streamlit as st

from components.language import t
from components.points_mine import (
    draw_balance,
    draw_entries,
    draw_exchange_button,
    draw_exchanged,
    draw_exchanges,
    draw_season,
)
from components.points_published import draw_rewards
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.clock import local, utc_now
from domain.incentive_views import MyPoints, RewardLine
from domain.roles import Actor
from services import points, points_reading, points_reviews, rewards

_KEY, _DONE = "exchange_key", "exchanged"


def keep_exchange(actor: Actor, reward_id: int, price: int) -> None:
    """Exchange, and remember which exchange it is; a second tap finds the first one's."""
    key = str(st.session_state[_KEY])
    st.session_state[_DONE] = rewards.exchange_points(actor, reward_id, price, key)


def exchange(actor: Actor, reward_id: int, price: int) -> None:
    """Exchange points for a reward (a callback)."""
    attempt(keep_exchange, actor, reward_id, price)


def begin_again() -> None:
    """Back to the rewards (a callback)."""
    st.session_state.pop(_DONE, None)
    st.session_state.pop(_KEY, None)


def call_off(actor: Actor, exchange_id: int) -> None:
    """Call an exchange off (a callback)."""
    reason = str(st.session_state.get(f"call_off_{exchange_id}", ""))
    if attempt(rewards.call_off, actor, exchange_id, reason):
        done(t("reward.returned"))
        begin_again()


def appeal(actor: Actor, entry_id: int) -> None:
    """Ask that an entry be looked at again (a callback)."""
    reason = str(st.session_state.get(f"appeal_{entry_id}", ""))
    if attempt(points_reviews.appeal, actor, entry_id, reason):
        done(t("points.appeal_sent"))


def agree(actor: Actor) -> None:
    """Let one's name be read in the season's list, or not (a callback)."""
    agrees = bool(st.session_state["points_agree"])
    attempt(points.agree_to_be_named, actor, agrees=agrees)


def draw_shop(actor: Actor, mine: MyPoints) -> None:
    """What can be had; or what was just exchanged."""
    made = next((one for one in mine.exchanges if one.id == st.session_state.get(_DONE)), None)
    if made is not None:
        draw_exchanged(made, begin_again)
        return
    draw_rewards(mine.rewards, partial(draw_button, actor, mine))


def draw_button(actor: Actor, mine: MyPoints, one: RewardLine) -> None:
    """The button under a reward."""
    draw_exchange_button(one, mine.balance.available, partial(exchange, actor))


actor = require_actor()
st.session_state.setdefault(_KEY, token_urlsafe(12))
st.title(t("page.my_points"), anchor=False)
tell()
with reading_or_stop():
    mine = points_reading.get_my_points(actor)
draw_balance(mine)
shop, ordered, entries, season = st.tabs(
    [t("points.tab_shop"), t("points.tab_ordered"), t("points.tab_entries"), t("points.tab_season")]
)
with shop:
    draw_shop(actor, mine)
with ordered:
    if not mine.exchanges:
        st.info(t("reward.nothing_ordered"), icon=":material/inbox:")
    draw_exchanges(mine, partial(call_off, actor))
with entries:
    draw_entries(mine, local(utc_now()).date(), partial(appeal, actor))
with season:
    draw_season(
        mine.season,
        is_on=mine.is_ranking_on,
        shows_name=mine.shows_name,
        on_agree=partial(agree, actor),
    )
st.page_link(page_file("points_list"), label=t("page.points_list"), icon=":material/rule:")
