"""What the table of rights grants in the closed loop, as acts on the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.matter_views import Assignment as MatterAssignment
from domain.matter_views import MatterDraft
from domain.matters import Source
from domain.phases import Phase
from domain.rights import Action
from domain.roles import Actor
from services import loop_settings, matter_ratings, matter_reading, matter_whistles, matters

if TYPE_CHECKING:
    from tests.services.stage import Stage


def a_matter(stage: Stage) -> MatterDraft:
    return MatterDraft(
        Source.REQUEST, "The lamp is out", community_id=stage.cast.communities["Riverside"]
    )


LOOP_ACTS: dict[Action, Callable[[Stage, Actor, Phase], object]] = {
    Action.RAISE_MATTER: lambda s, a, p: matters.raise_matter(a, a_matter(s), "key"),
    Action.RAISE_FOR_ANOTHER: lambda s, a, p: matters.raise_matter(
        a, replace(a_matter(s), raiser_name="Old Wang"), "key"
    ),
    Action.TAKE_UP_MATTER: lambda s, a, p: matters.take_up(a, s.loop.waiting[a.account_id]),
    Action.ASSIGN_MATTER: lambda s, a, p: matters.assign_matter(
        a, s.loop.waiting[a.account_id], MatterAssignment(body_code="clerk")
    ),
    Action.HAND_OVER_MATTER: lambda s, a, p: matters.hand_over(
        a, s.loop.waiting[a.account_id], s.cast["far_clerk"].account_id, "on leave"
    ),
    Action.ANSWER_MATTER: lambda s, a, p: matters.answer_matter(
        a, s.loop.waiting[a.account_id], "Mended.", is_solved=True
    ),
    Action.RATE_ANSWER: lambda s, a, p: matter_ratings.rate_answer(
        a, s.loop.answered[a.account_id], 2
    ),
    Action.WITHDRAW_MATTER: lambda s, a, p: matters.withdraw_matter(
        a, s.loop.waiting[a.account_id]
    ),
    Action.READ_PRIVATE_MATTER: lambda s, a, p: matter_reading.get_sheet(
        a, s.loop.private[a.account_id]
    ),
    Action.WHISTLE: lambda s, a, p: matter_whistles.whistle(
        a, s.loop.waiting[a.account_id], "far_clerk", "Come"
    ),
    Action.REPORT_IN: lambda s, a, p: matter_whistles.report_in(
        a, s.loop.calls[a.account_id], "We come"
    ),
    Action.SET_UP_LOOP: lambda s, a, p: loop_settings.save_closing_time(a, "17:00"),
}
