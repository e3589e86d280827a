"""What waits for a person, as data; the words are in the catalogues under `task.<kind>`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TaskKind(StrEnum):
    """Everything that can wait for someone, the most pressing first."""

    RUN_MEETING = "run_meeting"
    CHECK_IN = "check_in"
    ANSWER_LATE = "answer_late"
    VOTE = "vote"
    COMPLETE_BALLOT = "complete_ballot"
    FINISH_BALLOT = "finish_ballot"
    ANSWER_SOON = "answer_soon"
    REPORT_IN = "report_in"
    SIGN_AGREEMENT = "sign_agreement"
    WORK_ON_CASE = "work_on_case"
    TAKE_CASE = "take_case"
    FOLLOW_UP_CASE = "follow_up_case"
    GONE_UP = "gone_up"
    ATTEND_MEETING = "attend_meeting"
    RATE_ANSWER = "rate_answer"
    RATE_CASE = "rate_case"
    REVIEW = "review"
    GIVE_ADVICE = "give_advice"
    REVIEW_FINDING = "review_finding"
    ANSWER_CONSULTATION = "answer_consultation"
    TOPIC_RESULT = "topic_result"
    SAY_CHANGED = "say_changed"
    RESEARCH = "research"
    STEER_TOPICS = "steer_topics"
    OVERDUE = "overdue"
    WRITE_MINUTES = "write_minutes"
    APPROVE_MINUTES = "approve_minutes"
    PUBLISH = "publish"
    DECIDE = "decide"
    ASSIGN_MATTER = "assign_matter"
    ANSWER_MATTER = "answer_matter"
    ANSWER_MERGE = "answer_merge"
    ANSWER_SUPPORT = "answer_support"
    DRAFT = "draft"
    SECOND = "second"
    PROPOSE = "propose"
    APPRAISE = "appraise"
    REPORT = "report"
    PAPER = "paper"
    TAKE_UP = "take_up"
    SHOW = "show"
    ANSWER_APPEAL = "answer_appeal"
    REVIEW_POINTS = "review_points"
    HAND_OVER_REWARD = "hand_over_reward"
    VOTE_HONOUR = "vote_honour"
    VOTED = "voted"


PAGES = {
    TaskKind.RUN_MEETING: "cockpit",
    TaskKind.ATTEND_MEETING: "meeting",
    TaskKind.CHECK_IN: "presence",
    TaskKind.VOTE: "ballot",
    TaskKind.COMPLETE_BALLOT: "ballot",
    TaskKind.FINISH_BALLOT: "ballot",
    TaskKind.REVIEW: "my_reviews",
    TaskKind.OVERDUE: "round_desk",
    TaskKind.PUBLISH: "round_desk",
    TaskKind.DECIDE: "round_desk",
    TaskKind.ANSWER_MERGE: "my_proposals",
    TaskKind.ANSWER_SUPPORT: "my_proposals",
    TaskKind.DRAFT: "my_proposals",
    TaskKind.SECOND: "proposals",
    TaskKind.PROPOSE: "write_proposal",
    TaskKind.APPRAISE: "delivery",
    TaskKind.REPORT: "delivery",
    TaskKind.PAPER: "paper_ballots",
    TaskKind.SHOW: "projector_control",
    TaskKind.ANSWER_LATE: "my_matters",
    TaskKind.ANSWER_SOON: "my_matters",
    TaskKind.REPORT_IN: "my_matters",
    TaskKind.GONE_UP: "my_matters",
    TaskKind.RATE_ANSWER: "my_matters",
    TaskKind.ASSIGN_MATTER: "my_matters",
    TaskKind.ANSWER_MATTER: "my_matters",
    TaskKind.TAKE_UP: "my_matters",
    TaskKind.SIGN_AGREEMENT: "my_cases",
    TaskKind.WORK_ON_CASE: "my_cases",
    TaskKind.TAKE_CASE: "my_cases",
    TaskKind.FOLLOW_UP_CASE: "my_cases",
    TaskKind.RATE_CASE: "my_cases",
    TaskKind.WRITE_MINUTES: "minutes",
    TaskKind.APPROVE_MINUTES: "minutes",
    TaskKind.GIVE_ADVICE: "my_research",
    TaskKind.REVIEW_FINDING: "my_research",
    TaskKind.RESEARCH: "my_research",
    TaskKind.SAY_CHANGED: "my_research",
    TaskKind.ANSWER_CONSULTATION: "consultation",
    TaskKind.TOPIC_RESULT: "topics",
    TaskKind.STEER_TOPICS: "topics",
    TaskKind.ANSWER_APPEAL: "points_desk",
    TaskKind.REVIEW_POINTS: "points_desk",
    TaskKind.HAND_OVER_REWARD: "points_desk",
    TaskKind.VOTE_HONOUR: "honours",
    TaskKind.VOTED: "ballot",
}
"""Where each is done."""

PAGES_OF_ONE = (
    {kind: "matter" for kind, page in PAGES.items() if page == "my_matters"}
    | {kind: "legal_case" for kind, page in PAGES.items() if page == "my_cases"}
    # What nobody has taken yet is taken from the list; only its parties open it.
    | {TaskKind.TAKE_CASE: "my_cases"}
)
"""Where a single one is done; of every other kind, where all of them are."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits. `n`: how many; `round_id` None when it is about no single round.

    `only_id`: which meeting, matter, case or consultation it is about, when it is about one;
    `round_name` is the title then, if anybody may read it over a shoulder.
    """

    kind: TaskKind
    n: int = 1
    round_id: int | None = None
    round_name: str = ""
    due_at: datetime | None = None
    only_id: int | None = None

    @property
    def page(self) -> str:
        """The page on which it is done: that of the single one, else where all of the kind are."""
        usual = PAGES[self.kind]
        return usual if self.only_id is None else PAGES_OF_ONE.get(self.kind, usual)
