"""Serving the app and the light page for phones from one process.

`python cli.py serve` comes here, and `streamlit run server.py` does the same. Plain
`streamlit run app.py` works too: with a slower first page, and without the light page.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import streamlit as st
from anyio import to_thread
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli as streamlit

from components.ahead import work_ahead
from components.phone.routes import phone_routes
from components.start import ensure_ready
from services.hall_address import note_light_page

HERE = Path(__file__).parent
PagesManager.uses_pages_directory = False  # a deep link goes through app.py, the first one too


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Before the first request: the database is current, and codes to scan lead to phones' page."""
    await to_thread.run_sync(ensure_ready)
    note_light_page()
    Thread(target=work_ahead, daemon=True).start()
    yield


app = st.App(HERE / "app.py", routes=phone_routes(), lifespan=ready)


def serve(port: int) -> None:
    """Serve on this port until stopped. The database is current and `DATA_DIR` absolute."""
    os.chdir(HERE)  # where Streamlit looks for .streamlit/config.toml
    streamlit.main(["run", str(HERE / "server.py"), "--server.port", str(port)])
