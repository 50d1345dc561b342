"""The live view: build, serve, watch, rebuild, reload.

Pages are served as they are on disk plus one script tag, and without what makes browsers keep them. The script asks
``/.live`` for the number of the last build; the answer waits until there is a newer one. While the content has problems
the last good site stays up and the script shows them over it.
"""

import json
import threading
from collections.abc import Callable, Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from watchfiles import watch

from builder.catalogue.urls import NOT_FOUND
from builder.site.offline.kept import without_fingerprint
from builder.system.errors import BuildError

LONGEST_WAIT = 20.0
"""Seconds an answer may wait for a newer build; the script then simply asks again."""

SCRIPT = Path(__file__).with_name("live.js")


class BuildStatus:
    """The number of the last build and what was wrong with it; whoever asks can wait for the next."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.build, self.problems = 0, ""

    def publish(self, problems: str) -> None:
        """Announce a finished build."""
        with self._changed:
            self.build, self.problems = self.build + 1, problems
            self._changed.notify_all()

    def wait_for_newer(self, known: str) -> dict[str, str]:
        """Give the state as soon as it is newer than ``known``."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.build) != known, timeout=LONGEST_WAIT)
            return {"build": str(self.build), "problems": self.problems}


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, with the live script in every page."""

    def __init__(self, *arguments: Any, status: BuildStatus, site_dir: Path) -> None:
        self.status, self.site_dir = status, site_dir
        super().__init__(*arguments, directory=str(site_dir))

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/.live":
            known = parse_qs(address.query).get("known", [""])[0]
            self._send(200, "application/json", json.dumps(self.status.wait_for_newer(known)))
        elif address.path == "/.live.js":
            self._send(200, "text/javascript", SCRIPT.read_text(encoding="utf-8"))
        else:
            self._send_file()

    def _send_file(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if path.is_dir():
            super().do_GET()
        elif path.suffix == ".html" or not path.exists():
            found = path if path.exists() else self.site_dir / NOT_FOUND
            page = found.read_text(encoding="utf-8") if found.exists() else "<body>There is no site yet.</body>"
            page = without_fingerprint(page).replace("</body>", '<script src="/.live.js"></script></body>')
            self._send(200 if path.exists() else 404, "text/html; charset=utf-8", page)
        else:
            super().do_GET()

    def _send(self, status: int, kind: str, text: str) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal is for problems."""


def make_server(site_dir: Path, port: int, status: BuildStatus) -> ThreadingHTTPServer:
    """Make the server; port 0 takes a free one. Raise BuildError when the port is taken."""
    ThreadingHTTPServer.daemon_threads = True
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, status=status, site_dir=site_dir))
    except OSError as error:
        raise BuildError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from None


def serve(rebuild: Callable[[], str], site_dir: Path, port: int, places: Iterable[Path]) -> None:
    """Build and serve until Ctrl-C; ``rebuild`` gives what is wrong with the content, or nothing."""
    status = BuildStatus()
    with make_server(site_dir, port, status) as server:
        status.publish(rebuild())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://127.0.0.1:{server.server_address[1]}/  (Ctrl-C ends)")
        for _ in watch(*places, raise_interrupt=False):
            status.publish(rebuild())
        server.shutdown()
