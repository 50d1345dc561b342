"""The live view: pages with the live script, the status of the next build, and no end when something goes wrong."""

import json
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import NamedTuple

import pytest

from builder.cli import live
from builder.site.offline.kept import without_fingerprint
from builder.system.errors import BuildError
from tests.helpers import run


class Answer(NamedTuple):
    """What a server said."""

    status: int
    kind: str
    text: str


Asker = Callable[[str], Answer]


@pytest.fixture
def build_status() -> live.BuildStatus:
    """The build status of a server that has built once."""
    status = live.BuildStatus()
    status.publish("")
    return status


@pytest.fixture
def ask(built: Path, build_status: live.BuildStatus) -> Iterator[Asker]:
    """A function that asks a live server on a free port for an address."""
    server = live.make_server(built, 0, build_status)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()

    def get(address: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
        try:
            connection.request("GET", address)
            response: HTTPResponse = connection.getresponse()
            return Answer(response.status, response.headers["Content-Type"], response.read().decode())
        finally:
            connection.close()

    yield get
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("address", ["/", "/index.html", "/chest-and-neck/wall-slide.html", "/exercises/"])
def test_server_adds_the_live_script_once_when_it_serves_a_page(ask: Asker, built: Path, address: str) -> None:
    """A page is what is on disk plus one script tag, and without what makes browsers keep it."""
    answer = ask(address)
    place = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
    assert (answer.status, answer.kind) == (200, "text/html; charset=utf-8")
    assert answer.text.count('<script src="/.live.js"></script>') == 1
    on_disk = (built / place).read_text(encoding="utf-8")
    assert 'name="fingerprint"' not in answer.text
    assert answer.text.replace('<script src="/.live.js"></script>', "") == without_fingerprint(on_disk)


def test_server_gives_other_files_as_they_are(ask: Asker, built: Path) -> None:
    """Style sheets and data are not touched."""
    assert ask("/assets/site.css").text == (built / "assets/site.css").read_text(encoding="utf-8")
    assert ask("/api/v1/exercises.json").kind == "application/json"


@pytest.mark.parametrize("address", ["/nowhere.html", "/nowhere", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"])
def test_server_gives_the_404_page_when_there_is_no_such_file(ask: Asker, address: str) -> None:
    """A wrong address shows the site's own page, and nothing outside the site is ever given."""
    answer = ask(address)
    assert answer.status == 404
    assert "This page is not here" in answer.text


def test_live_script_is_served_as_a_script(ask: Asker) -> None:
    """The policy of the pages allows scripts of the site itself."""
    answer = ask("/.live.js")
    assert (answer.status, answer.kind) == (200, "text/javascript")
    assert "/.live?known=" in answer.text


def test_live_answers_at_once_when_the_asker_knows_an_older_build(ask: Asker) -> None:
    """A page that just opened learns the number of the build."""
    answer = ask("/.live?known=")
    assert (answer.status, answer.kind) == (200, "application/json")
    assert json.loads(answer.text) == {"build": "1", "problems": ""}


def test_live_answers_as_soon_as_there_is_a_newer_build(ask: Asker, build_status: live.BuildStatus) -> None:
    """The answer waits until the next build is published, and brings its problems."""
    answers: list[Answer] = []
    asker = threading.Thread(target=lambda: answers.append(ask("/.live?known=1")))
    asker.start()
    build_status.publish("exercises/plank.yml:1:1: title is missing; add it\n")
    asker.join(timeout=10)
    problems = "exercises/plank.yml:1:1: title is missing; add it\n"
    assert json.loads(answers[0].text) == {"build": "2", "problems": problems}


def test_live_answers_the_same_number_when_nothing_happens_for_long(
    build_status: live.BuildStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer does not wait for ever; the script then asks again."""
    monkeypatch.setattr(live, "LONGEST_WAIT", 0.01)
    assert build_status.wait_for_newer("1") == {"build": "1", "problems": ""}


def test_server_says_so_when_there_is_no_site_yet(tmp_path: Path) -> None:
    """Before the first build there is a page, too: it reloads when the build is done."""
    server = live.make_server(tmp_path / "site", 0, live.BuildStatus())
    thread = threading.Thread(target=server.handle_request, daemon=True)
    thread.start()
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", "/")
    response = connection.getresponse()
    assert response.status == 404
    assert b"/.live.js" in response.read()
    connection.close()
    thread.join(timeout=10)
    server.server_close()


def test_make_server_says_what_to_do_when_the_port_is_taken(tmp_path: Path) -> None:
    """A taken port is reported in one line."""
    with live.make_server(tmp_path, 0, live.BuildStatus()) as server:
        port = server.server_address[1]
        with pytest.raises(BuildError) as refused:
            live.make_server(tmp_path, port, live.BuildStatus())
    assert str(refused.value) == f"port {port} cannot be used (Address already in use); choose another with --port"


def test_serve_command_builds_and_rebuilds_until_it_is_stopped(
    tiny_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It builds, prints the address, watches the places that pages are made from, and ends in peace."""
    watched: list[Path] = []

    def one_change(*places: Path, **_: object) -> Iterator[set[str]]:
        watched.extend(places)
        yield {"changed"}

    monkeypatch.setattr(live, "watch", one_change)
    site_dir = tmp_path / "site"
    outcome = run("serve", "--port", "0", "--content", tiny_content, "--site-dir", site_dir)
    assert outcome.code == 0
    assert outcome.out.startswith("http://127.0.0.1:")
    assert outcome.err.endswith("is up to date\n")
    assert (site_dir / "index.html").exists()
    assert tiny_content in watched


def test_serve_command_goes_on_when_a_build_fails(
    tiny_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While something is wrong the last good site stays up and the terminal says what."""
    states: list[str] = []

    def spoil_and_mend(*_: object, **__: object) -> Iterator[set[str]]:
        moved = tiny_content.with_name("moved")
        tiny_content.rename(moved)
        yield {"changed"}
        moved.rename(tiny_content)
        yield {"changed"}

    monkeypatch.setattr(live, "watch", spoil_and_mend)
    publish = live.BuildStatus.publish

    def note(self: live.BuildStatus, text: str) -> None:
        states.append(text)
        publish(self, text)

    monkeypatch.setattr(live.BuildStatus, "publish", note)
    outcome = run("serve", "--port", "0", "--content", tiny_content, "--site-dir", tmp_path / "site")
    assert outcome.code == 0
    assert [bool(text) for text in states] == [False, True, False]
    assert states[1].startswith("there is no content folder ")
