"""Fixtures: each browser that is there, started once; a reader in it; a site whose server can be ended."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.journeys.browsers import KINDS, Browser, Kind
from tests.journeys.reader import Reader

WIDTHS = (500, 1280)
"""In pixels; Firefox has no narrower window."""

HEIGHT = 1000


@pytest.fixture(scope="session", params=KINDS, ids=lambda kind: kind.name)
def journey_browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Each browser; where one is missing, its journeys are left out or, with ``REQUIRE_BROWSERS=1``, fail."""
    kind: Kind = request.param
    if missing := kind.missing():
        reason = f"not installed: {' '.join(missing)} (packages of Debian)"
        (pytest.fail if os.environ.get("REQUIRE_BROWSERS") == "1" else pytest.skip)(reason)
    with ExitStack() as stack:
        yield kind.start(stack, tmp_path_factory.mktemp(kind.name))


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    """The width of the window."""
    return int(request.param)


@pytest.fixture
def reader(journey_browser: Browser, base: str, width: int) -> Iterator[Reader]:
    """Somebody new to the site; at the end the browser has called nothing an error."""
    reader = Reader(journey_browser, base)
    reader.resize(width, HEIGHT)
    reader.forget()
    journey_browser.errors()
    yield reader
    assert sorted(set(journey_browser.errors())) == []


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder from a process of its own: with it every connection ends, as where there is no network."""
    command = (sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(site))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            yield re.findall(r"http://\S+/", server.stdout.readline())[0]
        finally:
            server.kill()


@pytest.fixture
def network(real_site: Path) -> Callable[[], AbstractContextManager[str]]:
    """The real site behind a network that is there for a while."""
    return lambda: serving(real_site)
