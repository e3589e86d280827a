"""What waits for a person: one thing large, the others beneath it."""

from collections.abc import Sequence

import streamlit as st

from components.due import time_left
from components.language import t
from components.plain import plain
from components.register import entry_named, page_file
from domain.clock import local
from domain.tasks import Task, TaskKind


def draw_tasks(tasks: Sequence[Task]) -> None:
    """Every task with one button that leads to where it is done; the first is the strongest."""
    for place, task in enumerate(tasks):
        _draw_task(task, key=f"task_{place}", is_first=place == 0 and not _is_done(task))


def _is_done(task: Task) -> bool:
    return task.kind is TaskKind.VOTED


def _draw_task(task: Task, *, key: str, is_first: bool) -> None:
    with st.container(border=True):
        words, button = st.columns([3, 2], vertical_alignment="center")
        with words:
            st.subheader(t(f"task.{task.kind.value}", n=task.n), anchor=False)
            if task.round_name:
                st.markdown(plain(task.round_name))
            if task.due_at is not None:
                left = time_left(task.due_at)
                st.markdown(t("task.until", day=local(task.due_at).date(), left=left))
        if button.button(
            t(f"task.do.{task.kind.value}"),
            key=key,
            type="primary" if is_first else "secondary",
            width="stretch",
            icon=f":material/{entry_named(task.page).icon}:",
        ):
            _go(task)


def _go(task: Task) -> None:
    asked = {} if task.round_id is None else {"round": str(task.round_id)}
    if task.only_id is not None:
        asked = {"id": str(task.only_id)}
    st.switch_page(page_file(task.page), query_params=asked)
