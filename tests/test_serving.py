"""The site behind nginx, with the configuration of serving/: headers, types, memory, what is hidden."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.helpers import ROOT, World, build, make_world

CONFIGURATION = ROOT / "serving" / "nginx.conf"
NGINX = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))

MAIN = """
{user}
daemon off;
error_log stderr;
pid {folder}/pid;
events {{}}
http {{
    access_log off;
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {configuration}
}}
"""


class Answer(NamedTuple):
    """What nginx said."""

    status: int
    headers: dict[str, str]
    body: bytes


Asker = Callable[..., Answer]


def configuration(root: Path, port: int) -> str:
    """The configuration with another port and folder, each of which it names once."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in (("listen 8080;", f"listen 127.0.0.1:{port};"), ("/usr/share/nginx/html", str(root))):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with static files."""
    folder = tmp_path_factory.mktemp("served")
    world: World = make_world(folder / "content")
    world.write("static/CNAME", "example.test\n")
    assert build(world.folder, folder / "site").code == 0
    return folder / "site"


@pytest.fixture(scope="module")
def ask(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """A function that asks nginx for an address."""
    if NGINX is None:
        reason = "nginx is not installed; install it to try the configuration of serving/"
        pytest.fail(reason) if os.environ.get("REQUIRE_NGINX") == "1" else pytest.skip(reason)
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    user = "user root;" if os.geteuid() == 0 else ""  # folders of tests are for their owner only
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, user=user, configuration=configuration(site, port)), encoding="utf-8")
    with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(main)], stderr=subprocess.PIPE) as server:
        try:
            wait_for(port, server)
            yield lambda address, **headers: answer(port, address, headers)
        finally:
            server.terminate()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers; fail with what it said when it ends."""
    for _ in range(100):
        if server.poll() is not None:
            pytest.fail(server.stderr.read().decode() if server.stderr else "nginx ended")
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def answer(port: int, address: str, headers: dict[str, str]) -> Answer:
    """Ask for an address."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())
    finally:
        connection.close()


def test_page_is_what_is_on_disk(ask: Asker, site: Path) -> None:
    """With its type and its letters."""
    for address, name in (
        ("/", "index.html"),
        ("/imbalances/", "imbalances/index.html"),
        ("/about.html", "about.html"),
    ):
        found = ask(address)
        assert (found.status, found.body) == (200, (site / name).read_bytes())
        assert found.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("address", ["/", "/nowhere.html", "/assets/site.css", "/api/v1/exercises.json", "/imbalances"])
def test_every_answer_has_the_headers_that_a_page_cannot_give(ask: Asker, address: str) -> None:
    """On errors and redirections too."""
    headers = ask(address).headers
    expected = {
        "strict-transport-security": "max-age=31536000",
        "content-security-policy": "frame-ancestors 'none'",
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
    }
    assert expected.items() <= headers.items()
    assert headers["server"] == "nginx"


def test_wrong_address_shows_the_page_of_the_site(ask: Asker, site: Path) -> None:
    """With the status that says so."""
    for address in ("/nowhere.html", "/nowhere/", "/assets/nowhere.css"):
        found = ask(address)
        assert (found.status, found.body) == (404, (site / "404.html").read_bytes())


def test_folder_without_slash_leads_to_the_folder(ask: Asker) -> None:
    """Without naming the port that it listens on."""
    found = ask("/imbalances")
    assert (found.status, found.headers["location"]) == (301, "/imbalances/")


@pytest.mark.parametrize("address", ["/.nojekyll", "/.git/HEAD", "/chest-and-neck/.hidden"])
def test_hidden_files_are_not_there(ask: Asker, address: str) -> None:
    """The list of files is for the build."""
    assert ask(address).status == 404


def test_well_known_files_are_there(ask: Asker) -> None:
    """As are those that the content brings, whose type is not guessed."""
    found = ask("/.well-known/security.txt")
    assert (found.status, found.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert ask("/CNAME").headers["content-type"] == "application/octet-stream"


def test_manifest_has_its_type(ask: Asker) -> None:
    """With the headers of all other files, which a browser holds it to."""
    found = ask("/manifest.webmanifest")
    assert (found.status, found.headers["content-type"]) == (200, "application/manifest+json")
    assert found.headers["x-content-type-options"] == "nosniff"


def test_only_what_never_changes_under_its_name_is_kept_for_long(ask: Asker, site: Path) -> None:
    """A page, a style sheet or a service worker of yesterday would show an old edition."""
    kept = {}
    for path in sorted(site.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            address = f"/{path.relative_to(site).as_posix()}"
            kept[address] = ask(address).headers["cache-control"]
    fonts = {address for address in kept if address.startswith("/assets/fonts/")}
    bundles = {address for address in kept if re.match(r"/assets/javascripts/bundle\.", address)}
    assert fonts
    assert bundles
    assert {kept[address] for address in fonts} == {"public, max-age=604800"}
    assert {kept[address] for address in bundles} == {"public, max-age=31536000, immutable"}
    assert {value for address, value in kept.items() if address not in fonts | bundles} == {"no-cache"}


def test_unchanged_file_is_not_sent_again(ask: Asker) -> None:
    """To ask each time costs little."""
    tag = ask("/assets/site.css").headers["etag"]
    again = ask("/assets/site.css", If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "address",
    ["/", "/assets/site.css", "/assets/site.js", "/assets/codes/index.svg", "/api/v1/exercises.json", "/sitemap.xml"],
)
def test_texts_are_sent_packed(ask: Asker, address: str) -> None:
    """To browsers that can unpack them."""
    found = ask(address, Accept_Encoding="gzip")
    assert found.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in found.headers["vary"]


def test_data_may_be_read_by_other_sites(ask: Asker) -> None:
    """Pages may not."""
    assert ask("/api/v1/exercises.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in ask("/").headers


def test_container_holds_what_its_recipe_copies() -> None:
    """What is copied is in the context, and the configuration serves the folder that the site is copied to."""
    recipe = (ROOT / "serving" / "Containerfile").read_text(encoding="utf-8")
    copied = dict(re.findall(r"^COPY (\S+) (\S+)$", recipe, re.MULTILINE))
    allowed = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1:]}
    assert copied.keys() == allowed
    assert f"root {copied['site/'].rstrip('/')};" in CONFIGURATION.read_text(encoding="utf-8")
