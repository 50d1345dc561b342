"""A small client of WebDriver: over HTTP, as drivers speak it, and over Marionette, which Firefox speaks without one.

Both know the same commands with the same parameters. Only those that a journey needs are here.
"""

import json
import socket
import time
import urllib.request
from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from urllib.error import HTTPError

PATIENCE = 30.0
"""For how many seconds something may not come, on a machine that is busy with other things."""

COMMANDS = {
    "Back": ("POST", "back"),
    "DeleteSession": ("DELETE", ""),
    "ElementClear": ("POST", "element/{id}/clear"),
    "ElementClick": ("POST", "element/{id}/click"),
    "ElementSendKeys": ("POST", "element/{id}/value"),
    "ExecuteScript": ("POST", "execute/sync"),
    "Navigate": ("POST", "url"),
    "Refresh": ("POST", "refresh"),
    "SetWindowRect": ("POST", "window/rect"),
}
"""What Marionette calls a command, with the method and the place in a session that it has over HTTP."""

Found = TypeVar("Found")


class WebDriverError(Exception):
    """A browser says that it cannot do what it was asked."""


class Connection(Protocol):
    """A session of a browser."""

    def send(self, command: str, **parameters: Any) -> Any:
        """Have a command of ``COMMANDS`` done and give its result; raises ``WebDriverError``."""

    def close(self) -> None:
        """End the session, and with it the browser."""


def until(look: Callable[[], Found], what: str) -> Found:
    """Look again and again, and give the first thing seen that is not nothing; fail after ``PATIENCE``.

    What the browser cannot do yet is tried again too: a page may still be building up, or something be in front.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        reason = ""
        try:
            if found := look():
                return found
        except WebDriverError as error:
            reason = f" ({error})"
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {PATIENCE:.0f} seconds: {what}{reason}")
        time.sleep(0.05)


class Http:
    """A session that a driver program holds."""

    def __init__(self, address: str, capabilities: dict[str, Any]) -> None:
        self._session = f"{address}/session"
        wanted = {"capabilities": {"alwaysMatch": capabilities}}
        self._session += f"/{self.request('POST', '', wanted)['sessionId']}"

    def send(self, command: str, **parameters: Any) -> Any:
        """Have a command done."""
        method, place = COMMANDS[command]
        return self.request(method, place.format(**parameters), parameters)

    def request(self, method: str, place: str, parameters: dict[str, Any]) -> Any:
        """Ask for a place in the session; one of the browser's own is as good."""
        address = f"{self._session}/{place}".rstrip("/")
        body = json.dumps(parameters).encode() if method == "POST" else None
        asked = urllib.request.Request(address, body, {"Content-Type": "application/json"}, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=2 * PATIENCE) as answer:  # noqa: S310 -- of this machine
                return json.load(answer)["value"]
        except HTTPError as error:
            with error:
                raise WebDriverError(json.load(error)["value"]["message"]) from error

    def close(self) -> None:
        """End the session."""
        self.send("DeleteSession")


class Marionette:
    """A session with Firefox itself. A message is its length, a colon and JSON."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=2 * PATIENCE)
        self._answers = self._socket.makefile("rb")
        self._sent = 0
        self._read()  # it greets
        self.request("WebDriver:NewSession", capabilities={"alwaysMatch": {}})

    def send(self, command: str, **parameters: Any) -> Any:
        """Have a command done."""
        return self.request(f"WebDriver:{command}", **parameters).get("value")

    def request(self, command: str, **parameters: Any) -> dict[str, Any]:
        """Have any command of Marionette done."""
        self._sent += 1
        message = json.dumps([0, self._sent, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise WebDriverError(error["message"])
        return result or {}

    def _read(self) -> Any:
        length = b""
        while (digit := self._answers.read(1)) != b":":
            if not digit:
                raise WebDriverError("Firefox has closed the connection")
            length += digit
        return json.loads(self._answers.read(int(length)))

    def close(self) -> None:
        """End the session and Firefox."""
        self.request("Marionette:Quit", flags=["eForceQuit"])
        self._answers.close()
        self._socket.close()
