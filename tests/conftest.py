"""Fixtures: worlds to change, sites built once for the whole run, a browser."""

import fcntl
import functools
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from builder.catalogue.catalogue import Catalogue
from builder.cli.checking import figure_cache, read_and_check
from builder.site.engines import shells
from builder.site.engines.engine import Engine, run
from builder.site.engines.settings import DOCS, OUTPUT, THEME
from builder.system.digests import contents
from builder.system.store import key_of
from tests import helpers
from tests.helpers import REAL, ROOT, MadeOnce, World, build, make_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.tabs import OpenTab, Tabs

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
"""The first that is found is used; the shell has no windows, and opens pages in two thirds of the time."""

PATIENCE = 30_000
"""For how many ms an event may not come, on a machine that is busy with other things: as long as for a page to load."""

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


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Give the folder of a name, which the first worker of the test run that asks for it has filled for all."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder_of(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed
                fill(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session", autouse=True)
def engine_runs(made_once: MadeOnce) -> Iterator[None]:
    """Keep what a program made of the same settings, pages and theme: that is all it reads, and it is slow to start.

    ``test_publish.py`` runs it in processes of its own and compares the bytes.
    """

    def run_once(engine: Engine, folder: Path, epoch: int) -> None:
        inputs = (part for name in (DOCS, THEME, "mkdocs.yml") for part in contents(folder / name))
        output = folder / OUTPUT

        def fill(kept: Path) -> None:
            run(engine, folder, epoch)
            shutil.copytree(output, kept)

        kept = made_once(f"engine-{key_of(engine, sys.executable, epoch, *inputs)}", fill)
        shutil.copytree(kept, output, dirs_exist_ok=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shells, "run", run_once)
        yield


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A copy of the tiny world."""
    return make_world(tmp_path / "content")


@pytest.fixture(scope="session")
def tiny_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny world, not to be changed."""
    return make_world(tmp_path_factory.mktemp("tiny") / "content").folder


@pytest.fixture(scope="session")
def built(made_once: MadeOnce, tiny_content: Path) -> Path:
    """The site of the tiny world."""
    return made_once("tiny-site", lambda folder: build_well(tiny_content, folder))


@pytest.fixture(scope="session")
def real_site(made_once: MadeOnce) -> Path:
    """The site of the real content."""
    return made_once("real-site", lambda folder: build_well(REAL, folder))


@pytest.fixture(scope="session")
def real_catalogue() -> Catalogue:
    """The real content, checked."""
    catalogue = read_and_check(REAL, helpers.workspace, figure_cache(helpers.workspace)).catalogue
    assert catalogue is not None
    return catalogue


def build_well(content: Path, site_dir: Path) -> None:
    """Build a site that must succeed."""
    outcome = build(content, site_dir)
    assert outcome.code == 0, outcome.out + outcome.err


class _QuietServer(ThreadingHTTPServer):
    """A server to whom it is no error when a browser wants no more of an answer."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say what went wrong, unless a page was left before it was whole."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder, with the site's 404 page, and says nothing."""

    protocol_version = "HTTP/1.1"  # a connection for many files, as web hosts have it
    disable_nagle_algorithm = True  # else an answer waits until the browser has acknowledged its head

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Take no time for a sign that nothing has changed: two editions of a test may be of one second."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

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
            server = stack.enter_context(_QuietServer(("127.0.0.1", 0), handler))
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
        from playwright.sync_api import Error, expect, sync_playwright
    except ImportError:
        pytest.skip("Playwright is not installed: browser tests are left out")
    expect.set_options(timeout=PATIENCE)
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS)
        except Error as error:
            without_browser(str(error).splitlines()[0])
        yield found
        found.close()


@pytest.fixture(scope="session")
def tabs(browser: "Browser", base: str) -> "Tabs":
    """Tabs on the real site, kept from test to test."""
    from tests.tabs import Tabs

    return Tabs(browser, base)


@pytest.fixture
def tab(tabs: "Tabs") -> "Iterator[OpenTab]":
    """A function that gives an empty tab on the real site, by its width and other settings."""
    yield tabs.open
    tabs.clear()


def without_browser(reason: str) -> None:
    """Skip the browser tests, or fail where a browser is required."""
    line = f"no Chromium or Chrome can be started ({reason}); install one to run the browser tests"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(line)
    pytest.skip(line)
