"""Serving the app from its own process, so that nobody waits for what can be ready beforehand.

`python cli.py serve` comes here; plain `streamlit run app.py` works too, with a slower first page.
"""

import os
from pathlib import Path
from threading import Thread

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli as streamlit

HERE = Path(__file__).parent


def serve(port: int) -> None:
    """Serve on this port until stopped. The database is current and `DATA_DIR` absolute."""
    os.chdir(HERE)  # where Streamlit looks for .streamlit/config.toml
    PagesManager.uses_pages_directory = False  # a deep link goes through app.py, the first one too
    Thread(target=_import_what_charts_need, daemon=True).start()
    streamlit.main(["run", str(HERE / "app.py"), "--server.port", str(port)])


def _import_what_charts_need() -> None:
    from components.charts import outcomes

    assert outcomes  # noqa: S101 - importing it is what takes seconds
