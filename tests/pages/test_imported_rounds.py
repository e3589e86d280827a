"""A round made of somebody else's file, of every kind of ballot, is read like any other."""

import re
from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.outcome_report import MOST_FUNDED_AT_ONCE
from domain.roles import Actor
from services import outcomes, round_files
from services.accounts import sign_in_for_demonstration
from tests.pages.conftest import Open

VOTES = {
    "approval": "voter_id;vote\n1;a,b\n2;a\n3;b,c\n4;a\n5;c\n",
    "choose-1": "voter_id;vote\n1;a\n2;a\n3;b\n4;c\n5;c\n",
    "knapsack": "voter_id;vote\n1;a,b\n2;a\n3;b,c\n4;a\n5;c\n",
    "cumulative": "voter_id;vote;points\n1;a,b;3,1\n2;a;4\n3;b,c;2,2\n4;a;1\n5;c;4\n",
    "scoring": "voter_id;vote;points\n1;a,b;5,3\n2;a;4\n3;b,c;2,5\n4;a;1\n5;c;4\n",
    "ordinal": "voter_id;vote\n1;a,b,c\n2;a\n3;b,c\n4;a,c\n5;c\n",
}
SAID = (
    "title",
    "header",
    "subheader",
    "markdown",
    "caption",
    "info",
    "warning",
    "error",
    "success",
)
LABELLED = ("button", "selectbox", "radio", "text_input", "number_input", "toggle", "expander")
NAME = "A village elsewhere"
NO_POINTS = re.compile(r"(?<!\d)0 (分|points)")
KEY = re.compile(r"\b[a-z_]+\.[a-z_]+(\.[\w-]+)?\b")


def file_of(kind: str) -> bytes:
    """An election of three projects and five voters."""
    return (
        f"META\nkey;value\ndescription;Village {kind}\nbudget;100\nvote_type;{kind}\n"
        "PROJECTS\nproject_id;cost;name\na;60;Garden\nb;50;Hall\nc;40;Lamps\n"
        f"VOTES\n{VOTES[kind]}"
    ).encode()


def officer() -> Actor:
    return sign_in_for_demonstration("officer1")


def imported(data: bytes) -> int:
    settings = round_files.check_file(officer(), data).settings
    return round_files.import_round(officer(), data, NAME, settings)


def made_public(data: bytes) -> int:
    round_id = imported(data)
    outcomes.count_ballots(officer(), round_id)
    outcomes.publish_outcome(officer(), round_id, lambda view, project: project.name)
    st.cache_data.clear()
    return round_id


MANY = 33


def many_funded() -> int:
    """A published round in which many projects are funded, and one is not; its id."""
    rows = "\n".join(f"p{n};1;Bench <{n}>" for n in range(MANY)) + "\ndear;90;Hall"
    votes = "\n".join(f"{n};{','.join(f'p{n}' for n in range(MANY))}" for n in range(3))
    data = (
        "META\nkey;value\nbudget;100\nvote_type;approval\nrule;greedy\n"
        f"PROJECTS\nproject_id;cost;name\n{rows}\nVOTES\nvoter_id;vote\n{votes}\n"
    ).encode()
    return made_public(data)


def written(app: AppTest) -> Iterator[str]:
    for kind in SAID:
        yield from (str(one.value) for one in app.get(kind))
    for kind in LABELLED:
        yield from (str(one.label) for one in app.get(kind))


def opens(app: AppTest) -> None:
    assert not app.exception, app.exception[0].message
    keys = [text for text in written(app) if KEY.search(text)]
    assert not keys, keys
    assert any(NAME in text for text in [*written(app), *options(app)])
    assert not [text for text in written(app) if NO_POINTS.search(text)]


def options(app: AppTest) -> Iterator[str]:
    for one in app.get("selectbox"):
        yield from one.options


@pytest.mark.parametrize("kind", VOTES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_before_it_is_counted(open_page: Open, kind: str, language: str) -> None:
    round_id = str(imported(file_of(kind)))
    for page in ("rounds", "results", "round_desk", "files"):
        opens(open_page(page, "officer1", round=round_id, lang=language))


@pytest.mark.parametrize("kind", VOTES)
def test_once_its_result_is_published(open_page: Open, kind: str) -> None:
    round_id = str(made_public(file_of(kind)))
    for page in ("rounds", "results", "round_desk", "files", "compare"):
        opens(open_page(page, "officer1", round=round_id))
    for project in "abc":
        app = open_page("why", None, round=round_id, project=project)
        assert not app.exception, app.exception[0].message
        assert not [text for text in written(app) if KEY.search(text)]


def test_of_many_funded_projects_the_rest_is_listed_on_demand(open_page: Open) -> None:
    app = open_page("results", None, round=str(many_funded()))
    assert listed(app) == MOST_FUNDED_AT_ONCE
    app.button(key="result_show_rest").click().run()
    assert not app.exception
    assert listed(app) == MANY
    assert "result_show_rest" not in [one.key for one in app.button]


def listed(app: AppTest) -> int:
    """How many projects are shown as funded."""
    return sum("check_circle" in str(one.value) for one in app.markdown)


def test_nothing_is_said_of_fields_seconds_and_voters_that_a_file_does_not_know(
    open_page: Open,
) -> None:
    app = open_page("rounds", None, round=str(imported(file_of("approval"))))
    text = "\n".join(written(app))
    assert "选票来自导入的文件" in text
    assert not [word for word in ("领域：", "附议满", "谁可以投票") if word in text]
