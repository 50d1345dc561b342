"""Builds that keep what did not change: after any chain of edits the site is the one that a first build would give."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

import pytest

from builder.system.workspace import Workspace
from tests import helpers
from tests.helpers import ROOT, World, build, files_of, make_world


@dataclass(frozen=True)
class Place:
    """A world with a workspace of its own, whose templates, theme, settings and code may be changed too."""

    world: World
    workspace: Workspace

    @property
    def site(self) -> Path:
        """Where the site goes."""
        return self.workspace.site

    def change(self, path: Path, old: str, new: str) -> None:
        """Replace a text in a file of the workspace, everywhere."""
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Copies of everything that a build reads; only figures are shared with other tests."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "site_overrides", tmp_path / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "code.py").write_text("first = 1\n", encoding="utf-8")
    workspace = Workspace(
        content=tmp_path / "content",
        site=tmp_path / "site",
        build=tmp_path / "build",
        templates=tmp_path / "templates",
        overrides=tmp_path / "overrides",
        settings=tmp_path / "mkdocs.yml",
        code=(tmp_path / "code.py",),
    )
    workspace.build.mkdir()
    shared = helpers.workspace.build / "figures"
    shared.mkdir(parents=True, exist_ok=True)
    (workspace.build / "figures").symlink_to(shared)
    monkeypatch.setattr(helpers, "workspace", workspace)
    return Place(make_world(workspace.content), workspace)


def built(place: Place, *options: str) -> dict[str, bytes]:
    """The files of the site after a build that must succeed."""
    outcome = build(place.world.folder, place.site, *options)
    assert outcome.code == 0, outcome.out + outcome.err
    return files_of(place.site)


def built_first(place: Place, monkeypatch: pytest.MonkeyPatch, *options: str, drawn: bool = False) -> dict[str, bytes]:
    """The files of a site that is built without anything kept, but for figures and, if ``drawn``, drawings."""
    cold = place.workspace.build.with_name("cold")
    cold.mkdir()
    for name in ("figures", "drawings", "templates") if drawn else ("figures",):
        (cold / name).symlink_to((place.workspace.build / name).resolve())
    workspace = replace(place.workspace, build=cold, site=cold / "site")
    with monkeypatch.context() as patch:
        patch.setattr(helpers, "workspace", workspace)
        files = built(Place(place.world, workspace), *options)
    shutil.rmtree(cold)
    return files


Edit = Callable[[Place], None]


def text(file: str, old: str, new: str) -> Edit:
    """Change a text of the content."""
    return lambda place: place.world.replace(file, old, new)


def theirs(name: str, old: str, new: str) -> Edit:
    """Change a text of the workspace: a template, the theme, the settings, the code."""
    return lambda place: place.change(place.workspace.content.parent / name, old, new)


def add_exercise(place: Place) -> None:
    """Write one more file."""
    plank = place.world.read("exercises/plank.yml")
    plank = "\n".join(line for line in plank.splitlines() if not line.startswith(("aliases:", "  - front hold")))
    plank = "\n".join(line for line in plank.splitlines() if "exercise: wall-slide" not in line)
    place.world.write("exercises/long-plank.yml", plank.replace("title: Plank", "title: Long plank") + "\n")


def remove_exercise(place: Place) -> None:
    """Delete the file that was added."""
    place.world.path("exercises/long-plank.yml").unlink()


def rename_exercise(place: Place) -> None:
    """Give an exercise another address; the old one forwards."""
    path = place.world.path("exercises/long-plank.yml")
    path.rename(path.with_name("very-long-plank.yml"))
    with path.with_name("very-long-plank.yml").open("a", encoding="utf-8") as file:
        file.write("former_slugs: [long-plank]\n")


def move_exercise(place: Place) -> None:
    """Let an exercise belong to another imbalance."""
    place.world.replace("exercises/very-long-plank.yml", "imbalance: chest-and-neck", "imbalance: left-and-right")


EXERCISES: dict[str, Edit] = {
    "step": text("exercises/plank.yml", "breathing: ", "breathing: Now. "),
    "title": text("exercises/suitcase-carry.yml", "title: ", "title: New "),
    "summary": text("exercises/suitcase-carry.yml", "summary: ", "summary: Now. "),
    "added": add_exercise,
    "renamed": rename_exercise,
    "moved": move_exercise,
}

LISTS: dict[str, Edit] = {
    "imbalance": text("imbalances/left-and-right.yml", "title: ", "title: The "),
    "dose": text("imbalances/chest-and-neck.yml", "reps: [8, 12]", "reps: [8, 11]"),
    "glossary": text(
        "glossary.yml", "terms:\n", "terms:\n  - {id: forearm, term: forearm, meaning: Below the elbow.}\n"
    ),
    "source": text("sources.yml", "found: ", "found: Well. "),
    "vocabulary": text("vocabulary.yml", "label: Standing", "label: On your feet"),
    "safety": text("safety.yml", "stop_note: ", "stop_note: Now. "),
    "checks": text("self-checks.yml", "reading: ", "reading: Now. "),
    "evidence": text("evidence.yml", "short: ", "short: Now. "),
    "training": text("training.yml", "seconds_per_repetition: 4", "seconds_per_repetition: 2"),
}

FRAME: dict[str, Edit] = {
    "home": text("home.yml", "lead: ", "lead: Our "),
    "page": text("pages/about.md", "title: ", "title: All "),
    "word": text("words.yml", "steps: Steps", "steps: What to do"),
    "site": text("site.yml", "tagline: ", "tagline: Our "),
    "name": text("site.yml", "name: Tiny", "name: The tiny"),
}

TEMPLATES: dict[str, Edit] = {
    "page template": theirs("templates/pages/exercise.html.j2", "bb-lead", "bb-lead new"),
    "shared template": theirs("templates/parts.html.j2", 'class="bb-end"', 'class="bb-end new"'),
    "drawing template": theirs("templates/svg/muscle_map.svg.j2", "<svg ", '<svg data-new="1" '),
    "code": theirs("code.py", "first", "second"),
}

THEME: dict[str, Edit] = {
    "style sheet": theirs("overrides/assets/css/20-page.css", "{", "{ --new: 1;"),
    "script": theirs("overrides/assets/site.js", '"use strict";', '"use strict"; window.isNew = true;'),
    "theme template": theirs("overrides/main.html", 'class="bb-note"', 'class="bb-note new"'),
    "settings": theirs("mkdocs.yml", "features: [navigation.path, search.highlight]", "features: [navigation.path]"),
}


CHAINS = (EXERCISES, LISTS, FRAME, TEMPLATES, THEME)


@pytest.mark.parametrize("edits", CHAINS, ids=["exercises", "lists", "frame", "templates", "theme"])
def test_edits_give_the_site_of_a_first_build(
    place: Place, monkeypatch: pytest.MonkeyPatch, edits: dict[str, Edit]
) -> None:
    """Every kind of content file, exercises that come, move and change names; templates, theme, settings, code.

    After each edit the site is compared with one that was built without anything kept.
    """
    before = built(place)
    for name, edit in edits.items():
        edit(place)
        now = built(place)
        assert now == built_first(place, monkeypatch, drawn=name != "drawing template"), name
        assert now != before or name == "code", f"{name} changed nothing"
        before = now


def test_another_address_and_another_day_give_the_site_of_a_first_build(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no file changes the site too."""
    built(place)
    elsewhere = ("--site-url", "https://elsewhere.test/")
    assert built(place, *elsewhere) == built_first(place, monkeypatch, *elsewhere)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    later = built(place)
    assert later == built_first(place, monkeypatch)
    assert b"2027" in later["index.html"]


def test_exercise_that_went_leaves_nothing_behind(place: Place) -> None:
    """Added and removed again: the site is as it was."""
    before = built(place)
    add_exercise(place)
    assert set(built(place)) > set(before)
    remove_exercise(place)
    assert built(place) == before


DAMAGES: tuple[Callable[[bytes, bytes], bytes], ...] = (
    lambda content, other: b"",
    lambda content, other: content[: len(content) // 2],
    lambda content, other: bytes([content[0] ^ 1]) + content[1:],
    lambda content, other: other,
)
"""What may become of a file of a store: emptied, cut short, one bit flipped, exchanged for the one after it."""


def test_damaged_stores_give_the_site_of_a_first_build(place: Place) -> None:
    """Whatever was kept is looked at before it is used: pages, shells, style sheets, drawings, figures, templates.

    Every file is damaged, each in another way than its neighbours.
    """
    figures = place.workspace.build / "figures"
    shared = figures.resolve()
    figures.unlink()
    shutil.copytree(shared, figures)
    before = built(place)
    stores = {path.parent for path in place.workspace.build.rglob("*-*") if path.is_file() and len(path.name) > 60}
    names = {"drawings", "figures", "pages", "shells", "sizes", "stylesheets", "templates"}
    assert {store.name for store in stores} == names
    for first, store in enumerate(sorted(stores)):
        paths = sorted(path for path in store.iterdir() if path.is_file())
        contents = [path.read_bytes() for path in paths]
        for path, content, other, damage in zip(
            paths, contents, [*contents[1:], contents[0]], islice(cycle(DAMAGES), first, None), strict=False
        ):
            path.unlink()  # the site may have the same file under another name
            path.write_bytes(damage(content, other))
    shutil.rmtree(place.site)
    assert built(place) == before


@pytest.mark.parametrize("kind", ["*.html", "*.svg"])
def test_edit_in_the_finished_site_reaches_no_store(place: Place, kind: str) -> None:
    """A page or drawing of the site and of the store are one file: if somebody writes into it, it is made again."""
    before = built(place)
    linked = next(path for path in sorted(place.site.rglob(kind)) if path.stat().st_nlink > 1)
    with linked.open("ab") as file:
        file.write(b"<!-- spoiled -->")
    assert built(place) == before
