"""What is drawn: values in, a choice out."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData


def _start_over_through_app() -> None:
    # Not `st.rerun()`: it raises here, and an import that fails halfway takes every session with
    # it that imports at the same moment, as 200 tablets do after a restart.
    ctx = get_script_run_ctx()
    if ctx is not None and ctx.script_requests is not None:
        ctx.script_requests.request_rerun(
            RerunData(
                query_string=ctx.query_string,
                page_script_hash=ctx.page_script_hash,
                cached_message_hashes=ctx.cached_message_hashes,
                context_info=ctx.context_info,
            )
        )


if PagesManager.uses_pages_directory and st.runtime.exists():
    # A folder named pages/ makes Streamlit run a deep link's page alone until some session has
    # called st.navigation. The first page run alone ends up here and starts over through app.py.
    PagesManager.uses_pages_directory = False
    _start_over_through_app()
