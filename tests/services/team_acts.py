"""What the table of rights is tried with in the teams: guides, research, activities."""

from collections.abc import Callable

from domain.activities import ActivityKind, ActivityRecord
from domain.guides import Duty
from domain.phases import Phase
from domain.pledges import PledgeDraft
from domain.research import Decision, TopicState
from domain.research_views import TopicDraft
from domain.rights import Action
from domain.roles import Actor
from services import (
    activities,
    advice,
    bodies,
    concerns,
    consultations,
    findings,
    guides,
    pledges,
    teams,
    topics,
)
from tests.days import in_days, today
from tests.services.stage import Stage

Act = Callable[[Stage, Actor, Phase], object]

TEAM_ACTS: dict[Action, Act] = {
    Action.RECORD_ACTIVITY: lambda s, a, p: activities.record_activity(
        a,
        ActivityRecord(ActivityKind.VISIT, "Visit", today(), s.cast.communities["Riverside"], 3),
        "k",
    ),
    Action.RECORD_PLEDGE: lambda s, a, p: pledges.record_pledge(
        a, PledgeDraft("Shop", "5", today(), community_id=s.cast.communities["Riverside"]), "k"
    ),
    Action.SET_UP_TEAMS: lambda s, a, p: bodies.list_bodies(a),
    Action.WRITE_GUIDE: lambda s, a, p: guides.save_guide(a, "none", 0, (Duty("A", "b"),), ""),
    Action.EDIT_PROFILE: lambda s, a, p: teams.save_specialities(a, "trees"),
    Action.PROPOSE_TOPIC: lambda s, a, p: topics.propose_topic(a, TopicDraft("Rails", ""), "k"),
    Action.READ_CONCERNS: lambda s, a, p: concerns.list_concerns(a),
    Action.STEER_TOPIC: lambda s, a, p: topics.accept_topic(
        a, s.research.topics[TopicState.PROPOSED], in_days(3)
    ),
    Action.RESEARCH_TOPIC: lambda s, a, p: findings.hand_in_finding(
        a, s.research.topics[TopicState.RESEARCHING]
    ),
    Action.REVIEW_FINDING: lambda s, a, p: findings.approve_finding(
        a, s.research.topics[TopicState.IN_REVIEW]
    ),
    Action.PUBLISH_FINDING: lambda s, a, p: findings.publish_finding(
        a, s.research.topics[TopicState.REVIEWED]
    ),
    Action.DECIDE_TOPIC: lambda s, a, p: topics.decide_topic(
        a, s.research.topics[TopicState.PUBLISHED], Decision.ADOPTED, "Good."
    ),
    Action.ASK_ADVICE: lambda s, a, p: advice.ask_advice(
        a,
        "Why?",
        s.cast["expert"].account_id,
        in_days(3),
        "k",
        matter_id=s.loop.waiting[a.account_id],
    ),
    Action.GIVE_ADVICE: lambda s, a, p: advice.answer_advice(a, s.research.advice, "Steel."),
    Action.ASK_CITIZENS: lambda s, a, p: consultations.open_consultation(
        a, s.research.draft, in_days(3)
    ),
    Action.ANSWER_CONSULTATION: lambda s, a, p: consultations.save_answer(a, s.research.open, 4),
}
