"""The folder static/ of the content: its files are in the site as they are, and never in its way."""

import os
from pathlib import Path

import pytest

from tests.helpers import World, build, files_of

FILES = {
    "CNAME": b"exercises.example.test\n",
    "leaflet.pdf": b"%PDF-1.7\n\x00\xff",
    "chest-and-neck/leaflet.2.pdf": b"%PDF-1.7\n",
    ".well-known/assetlinks.json": b"[]\n",
    "thesis.doc": b"years of work",
}


@pytest.fixture
def static_world(world: World) -> World:
    """A world with static files."""
    for name, content in FILES.items():
        world.write(f"static/{name}", content)
    world.write("static/.DS_Store", b"\0")
    return world


def test_site_has_the_static_files_as_they_are(static_world: World, built: Path, tmp_path: Path) -> None:
    """Every file goes to the same place; nothing else of the site differs but its list."""
    outcome = build(static_world.folder, tmp_path / "site")
    assert (outcome.code, outcome.out) == (0, ""), outcome.err
    site, plain = files_of(tmp_path / "site"), files_of(built)
    assert {name: site.pop(name) for name in FILES} == FILES
    assert {name for name in site.keys() | plain.keys() if site.get(name) != plain.get(name)} == {".nojekyll"}


def test_static_file_is_gone_when_it_is_gone_from_the_content(static_world: World, built: Path, tmp_path: Path) -> None:
    """What the build put there it takes away."""
    assert build(static_world.folder, tmp_path / "site").code == 0
    for name in FILES:
        static_world.path(f"static/{name}").unlink()
    assert build(static_world.folder, tmp_path / "site").code == 0
    assert files_of(tmp_path / "site") == files_of(built)


def test_text_may_link_to_a_static_file(static_world: World, tmp_path: Path) -> None:
    """A leaflet is no page, but it has an address."""
    page = static_world.read("pages/about.md")
    static_world.write("pages/about.md", f"{page}\nSee the [leaflet](leaflet.pdf).\n")
    assert static_world.check() == []
    assert build(static_world.folder, tmp_path / "site").code == 0
    assert b'href="leaflet.pdf"' in (tmp_path / "site/about.html").read_bytes()


def test_link_to_a_static_file_leads_nowhere_when_there_is_none(world: World) -> None:
    """Its address is checked as that of a page."""
    world.write("pages/about.md", f"{world.read('pages/about.md')}\nSee the [leaflet](leaflet.pdf).\n")
    assert [problem.split(": ")[1] for problem in world.check()] == ["links to leaflet.pdf, which is not a page"]


def test_check_refuses_a_link_or_a_pipe_among_static_files(world: World) -> None:
    """What a link leads to would be published, wherever it lies."""
    world.write("static/a.txt", "a")
    world.path("static/b.txt").symlink_to("/etc/passwd")
    world.path("static/c").symlink_to("/etc")
    os.mkfifo(world.path("static/d"))
    message = "must be a file of its own, not a link; put the file itself here, or delete this"
    assert world.check() == [f"static/{name}:1:1: {message}" for name in ("b.txt", "c", "d")]


def test_check_refuses_a_link_in_the_place_of_the_folder(world: World, tmp_path: Path) -> None:
    """Else everything behind it would be published."""
    world.path("static").symlink_to(tmp_path)
    assert [problem.split(",")[0] for problem in world.check()] == ["static:1:1: must be a file of its own"]


def test_check_refuses_two_static_files_that_differ_in_capitals_only(world: World) -> None:
    """On many systems they are one file."""
    world.write("static/Leaflet.pdf", "one")
    world.write("static/leaflet.pdf", "other")
    assert world.check() == [
        "static/leaflet.pdf:1:1: leaflet.pdf differs from static/Leaflet.pdf only in capitals; rename one of them"
    ]
