"""The browsers in which journeys are made: what each needs, how it is started, what it calls an error on a page."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journeys.webdriver import Connection, Http, Marionette, until

SCREEN = "1400x1100x24"


@dataclass(frozen=True)
class Browser:
    """A browser that runs."""

    connection: Connection
    errors: Callable[[], list[str]]
    """Gives what the browser has called an error on a page, as far as it can be asked, and forgets it."""

    def script(self, code: str, *arguments: object) -> Any:
        """Run a script in the page, as the body of a function."""
        return self.connection.send("ExecuteScript", script=code, args=list(arguments))


@dataclass(frozen=True)
class Kind:
    """A kind of browser."""

    name: str
    programs: Mapping[str, str]
    """Each program that it needs, with the package of Debian that has it."""

    start: Callable[[ExitStack, Path], Browser]
    """Starts it until the stack is closed; it may write into the folder."""

    def missing(self) -> list[str]:
        """Packages of Debian whose programs are not there."""
        return [package for program, package in self.programs.items() if not shutil.which(program)]


@contextmanager
def running(*command: str | Path, **surroundings: str) -> Iterator[None]:
    """Run a program in the background; it is ended, if it has not ended by itself."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env={**os.environ, **surroundings}, **quiet) as process:  # type: ignore[call-overload]
        try:
            yield
        finally:
            process.terminate()


def start_firefox(stack: ExitStack, folder: Path) -> Browser:
    """Start Firefox without a window. It writes the port at which it listens into its profile."""
    (folder / "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="utf-8")
    options = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", folder)
    stack.enter_context(running("firefox-esr", *options))
    place = folder / "MarionetteActivePort"
    marionette = Marionette(int(until(lambda: place.exists() and place.read_text(), "Firefox")))
    stack.callback(marionette.close)
    return Browser(marionette, lambda: firefox_errors(marionette))


FIREFOX_ERRORS = """
const errors = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError
  && !(one.flags & Ci.nsIScriptError.warningFlag) && /^(http|file)/.test(one.sourceName));
Services.console.reset();
return errors.map((one) => `${one.sourceName}: ${one.errorMessage}`);
"""


def firefox_errors(marionette: Marionette) -> list[str]:
    """Read Firefox's own console: pages cannot see what a policy refused before their scripts ran."""
    marionette.request("Marionette:SetContext", value="chrome")
    errors: list[str] = marionette.send("ExecuteScript", script=FIREFOX_ERRORS, args=[])
    marionette.request("Marionette:SetContext", value="content")
    return errors


def start_webkit(stack: ExitStack, _: Path) -> Browser:
    """Start WebKitGTK on a screen that nobody sees. What it calls an error it tells no driver."""
    http = Http(start_driver(stack, "WebKitWebDriver", DISPLAY=start_screen(stack)), {})
    stack.callback(http.close)
    return Browser(http, list)


def start_screen(stack: ExitStack) -> str:
    """Start a screen in memory and give its name."""
    reading, writing = os.pipe()
    command = ("Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp")
    screen = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    stack.enter_context(screen)
    stack.callback(screen.terminate)
    os.close(writing)
    with open(reading, encoding="ascii") as told:  # noqa: PTH123 -- a pipe
        return f":{told.readline().strip()}"


def start_chromium(stack: ExitStack, folder: Path) -> Browser:
    """Start Chromium without a window; the driver finds the program itself."""
    options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}"]}
    wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "SEVERE"}}
    http = Http(start_driver(stack, "chromedriver"), wanted)
    stack.callback(http.close)
    return Browser(http, lambda: [one["message"] for one in http.request("POST", "se/log", {"type": "browser"})])


def start_driver(stack: ExitStack, program: str, **surroundings: str) -> str:
    """Start a driver at a free port and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    stack.enter_context(running(program, f"--port={port}", **surroundings))
    until(lambda: answers(port), program)
    return f"http://127.0.0.1:{port}"


def answers(port: int) -> bool:
    """Tell whether somebody listens at a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


KINDS = (
    Kind("firefox", {"firefox-esr": "firefox-esr"}, start_firefox),
    Kind("webkit", {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}, start_webkit),
    Kind("chromium", {"chromedriver": "chromium-driver"}, start_chromium),
)
