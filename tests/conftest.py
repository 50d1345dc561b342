"""Fixtures: worlds to change, sites built once for the whole run, a browser."""

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.catalogue.catalogue import Catalogue
from builder.cli.checking import figure_cache, read_and_check
from tests import helpers
from tests.helpers import REAL, ROOT, World, build, make_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``: take the pictures as they are drawn now for the golden ones."""
    parser.addoption("--accept", action="store_true", help="accept the golden pictures as they are drawn now")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden pictures are to be accepted."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session", autouse=True)
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace of our own, so that no test writes into build/ and site/ of the repository; and a fixed day."""
    root = tmp_path_factory.mktemp("root")
    for name in ("figures", "drawings", "templates"):
        if (kept := ROOT / "build" / name).is_dir():  # keyed by content and code: what is there needs no work again
            shutil.copytree(kept, root / "build" / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(helpers, "workspace", replace(helpers.workspace, build=root / "build", site=root / "site"))
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        yield root


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A copy of the tiny world."""
    return make_world(tmp_path / "content")


@pytest.fixture(scope="session")
def tiny_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny world, not to be changed."""
    return make_world(tmp_path_factory.mktemp("tiny") / "content").folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, tiny_content: Path) -> Path:
    """The site of the tiny world."""
    return built_site(tiny_content, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real content."""
    return built_site(REAL, tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def real_catalogue() -> Catalogue:
    """The real content, checked."""
    catalogue = read_and_check(REAL, helpers.workspace, figure_cache(helpers.workspace)).catalogue
    assert catalogue is not None
    return catalogue


def built_site(content: Path, site_dir: Path) -> Path:
    """Build a site that must succeed."""
    outcome = build(content, site_dir)
    assert outcome.code == 0, outcome.out + outcome.err
    return site_dir


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder, with the site's 404 page, and says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page, as web hosts do."""
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder and gives its address, ending in a slash."""
    with ExitStack() as stack:

        @functools.cache
        def start(folder: Path) -> str:
            handler = functools.partial(_QuietHandler, directory=str(folder))
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_address[1]}/"

        yield start


@pytest.fixture(scope="session")
def base(real_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the real site."""
    return serve(real_site)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The first Chromium or Chrome found, else Playwright's own."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        pytest.skip("Playwright is not installed: browser tests are left out")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS)
        except Error as error:
            without_browser(str(error).splitlines()[0])
        yield found
        found.close()


def without_browser(reason: str) -> None:
    """Skip the browser tests, or fail where a browser is required."""
    line = f"no Chromium or Chrome can be started ({reason}); install one to run the browser tests"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(line)
    pytest.skip(line)
