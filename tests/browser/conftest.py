"""The running app, the browser, and visitors at a projector, a tablet and a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, sync_playwright

from tests.browser import chromium
from tests.browser.app_process import RunningApp, copy_of, seed, served
from tests.browser.visitor import SIZES, Visitor

HERE = Path(__file__).parent
Visit = Callable[..., Visitor]
_failed = pytest.StashKey[bool]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser walks come last: what is quick to know is known first."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure, so that its screens are kept."""
    report = yield
    item.stash[_failed] = item.stash.get(_failed, False) or report.failed
    return report


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all walks. Its absence is an error that says what to do."""
    executable = chromium.require()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=str(executable), args=list(chromium.FLAGS)
        )
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo district. Only ever copied."""
    return seed(tmp_path_factory.mktemp("seeded") / "data")


@pytest.fixture(scope="package")
def app(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on a demo district that all walks share: read it, leave it as it is."""
    yield from _served_copy(seeded, tmp_path_factory.mktemp("shared") / "data")


@pytest.fixture(scope="package")
def server(app: RunningApp) -> str:
    """Where the shared app answers, without a slash at the end."""
    return app.url


@pytest.fixture
def own_app(seeded: Path, tmp_path: Path) -> Iterator[RunningApp]:
    """The app on a district of this test's own: change what you like."""
    yield from _served_copy(seeded, tmp_path / "data")


@pytest.fixture(scope="module")
def changed_app(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on a district that the tests of one module change, each in a corner of its own."""
    yield from _served_copy(seeded, tmp_path_factory.mktemp("changed") / "data")


def _served_copy(seeded: Path, to: Path) -> Iterator[RunningApp]:
    with served(copy_of(seeded, to)) as running:
        yield running
        assert not running.crashes(), f"The app crashed during the walks:\n{running.crashes()}"


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Make visitors, each with cookies of their own: `visit("tablet", app)`.

    A second page of the same person (two tabs) is `visit(size, app, beside=visitor)`.
    """
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def make(size: str, app: RunningApp | str, beside: Visitor | None = None) -> Visitor:
        url = app if isinstance(app, str) else app.url
        if beside is None:
            contexts.append(
                browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **SIZES[size])
            )
        context = beside.page.context if beside else contexts[-1]
        visitors.append(Visitor(context.new_page(), url, size))
        return visitors[-1]

    yield make
    if request.node.stash.get(_failed, False):
        for number, visitor in enumerate(visitors):
            with suppress(Error):
                visitor.picture(f"failed-{_file_name(request.node.name)}-{number}")
    for context in contexts:
        context.close()


def _file_name(test: str) -> str:
    return re.sub(r"[^\w-]+", "-", test).strip("-")


@pytest.fixture
def projector(visit: Visit, server: str) -> Visitor:
    """The wall of the hall, 1920×1080, on the shared app."""
    return visit("projector", server)


@pytest.fixture
def tablet(visit: Visit, server: str) -> Visitor:
    """A committee member's tablet, 1024×768, touch, on the shared app."""
    return visit("tablet", server)


@pytest.fixture
def phone(visit: Visit, server: str) -> Visitor:
    """A resident's phone, 390×844, touch, on the shared app."""
    return visit("phone", server)
