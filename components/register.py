"""The pages of the app as data: what each is, and to whom the menu offers it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from components.language import t
from domain.rights import Action, is_offered
from domain.roles import Actor, Role

PAGES = Path(__file__).parent.parent / "pages"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page. `section` names its menu; a page without one is reached by links only.

    `offered_for`: the menu shows the page to whoever the table of rights gives one of these
    actions; empty means everyone. Hidden is not protected: the services refuse.
    """

    name: str
    icon: str
    section: str | None
    offered_for: tuple[Action, ...] = ()

    def is_in_menu(self, role: Role | None) -> bool:
        """Whether the menu shows this page to that role (None: a visitor)."""
        if self.section is None:
            return False
        return not self.offered_for or any(is_offered(a, role) for a in self.offered_for)


ENTRIES = (
    Entry("home", "home", ""),
    Entry("search", "search", ""),
    Entry("decision_window", "account_balance", "consult"),
    Entry("topics", "science", "consult"),
    Entry("consultation", "contact_support", "consult", (Action.ANSWER_CONSULTATION,)),
    Entry("taking_part", "campaign", "take_part"),
    Entry("rounds", "event_repeat", "take_part"),
    Entry("proposals", "lightbulb", "take_part"),
    Entry("ballot", "how_to_vote", "take_part", (Action.CAST_BALLOT,)),
    Entry("results", "emoji_events", "take_part"),
    Entry("delivery", "construction", "take_part"),
    Entry("meetings", "groups", "take_part"),
    Entry("matters", "forum", "take_part"),
    Entry("activities", "diversity_3", "take_part"),
    Entry("social_funds", "volunteer_activism", "take_part"),
    Entry("legal_window", "balance", "law"),
    Entry("stations", "gavel", "law"),
    Entry("legal_articles", "menu_book", "law"),
    Entry("teams", "groups", "district"),
    Entry("guide", "menu_book", "district"),
    Entry("dashboard", "monitoring", "district"),
    Entry("flowcharts", "account_tree", "district"),
    Entry("points_list", "rule", "district"),
    Entry("honours", "military_tech", "district"),
    Entry("special_fund", "account_balance_wallet", "district"),
    Entry("raise_matter", "campaign", "mine", (Action.RAISE_MATTER,)),
    Entry("my_matters", "assignment_turned_in", "mine", (Action.RAISE_MATTER,)),
    Entry("write_proposal", "edit_note", "mine", (Action.DRAFT_PROPOSAL,)),
    Entry("my_proposals", "folder_shared", "mine", (Action.DRAFT_PROPOSAL, Action.SECOND_PROPOSAL)),
    Entry("my_reviews", "rate_review", "mine", (Action.WRITE_REVIEW, Action.WRITE_LEGAL_OPINION)),
    Entry("my_research", "biotech", "mine", (Action.RESEARCH_TOPIC,)),
    Entry("ask_law", "contact_support", "mine", (Action.ASK_LAW,)),
    Entry("my_cases", "folder_shared", "mine", (Action.ASK_LAW,)),
    Entry("my_profile", "badge", "mine", (Action.EDIT_PROFILE,)),
    Entry("my_points", "redeem", "mine", (Action.EXCHANGE_POINTS,)),
    Entry("meeting_setup", "event_available", "hall", (Action.SET_UP_MEETING,)),
    Entry("presence", "how_to_reg", "hall", (Action.CHECK_IN,)),
    Entry("cockpit", "record_voice_over", "hall", (Action.RUN_MEETING,)),
    Entry("polls", "fact_check", "hall", (Action.CHECK_IN,)),
    Entry("statements", "forum", "hall", (Action.MODERATE_STATEMENT,)),
    Entry("kiosk", "tablet_android", "hall", (Action.OPEN_KIOSK,)),
    Entry("projector_control", "cast", "hall", (Action.SHOW_ON_PROJECTOR,)),
    Entry("minutes", "article", "hall", (Action.WRITE_MINUTES,)),
    Entry("round_setup", "tune", "office", (Action.SET_UP_ROUND,)),
    Entry("round_desk", "gavel", "office", (Action.MOVE_PHASE,)),
    Entry("review_team", "groups", "office", (Action.ASSIGN_REVIEWER,)),
    Entry("paper_ballots", "ballot", "office", (Action.ENTER_PAPER_BALLOT,)),
    Entry("files", "swap_vert", "office", (Action.IMPORT_ROUND,)),
    Entry("concerns", "hearing", "office", (Action.READ_CONCERNS,)),
    Entry("moderation", "shield", "office", (Action.MODERATE_COMMENT,)),
    Entry("station_desk", "store", "office", (Action.PLAN_DUTY,)),
    Entry("points_desk", "fact_check", "office", (Action.REVIEW_POINTS,)),
    Entry("team_files", "upload_file", "office", (Action.SET_UP_TEAMS,)),
    Entry("settings", "edit_note", "office", (Action.SET_UP_TEAMS,)),
    Entry("loop_settings", "schedule", "office", (Action.SET_UP_LOOP,)),
    Entry("accounts", "manage_accounts", "office", (Action.MANAGE_ACCOUNTS,)),
    Entry("legal_case", "lock", None),
    Entry("matter", "forum", None),
    Entry("topic", "science", None),
    Entry("meeting", "groups", None),
    Entry("why", "help", None),
    Entry("compare", "balance", None),
    Entry("proposal", "description", None),
    Entry("room", "meeting_room", None),
    Entry("projector", "slideshow", None),
    Entry("sign_in", "login", None),
)


def entry_named(name: str) -> Entry:
    """The register's entry of a page."""
    return next(entry for entry in ENTRIES if entry.name == name)


def page_file(name: str) -> str:
    """The script of a page, as `st.page_link` and `st.switch_page` want it."""
    return f"pages/{name}.py"


def navigation(actor: Actor | None) -> Any:
    """Every page, registered on every run so that deep links hold; the menu shows what fits."""
    role = actor.role if actor else None
    sections: dict[str, list[Any]] = {}
    for entry in ENTRIES:
        page = st.Page(
            PAGES / f"{entry.name}.py",
            title=t(f"page.{entry.name}"),
            icon=f":material/{entry.icon}:",
            url_path=entry.name,
            default=entry.name == "home",
            visibility="visible" if entry.is_in_menu(role) else "hidden",
        )
        title = t(f"menu.{entry.section}") if entry.section else ""
        sections.setdefault(title, []).append(page)
    return st.navigation(sections, position="top")
