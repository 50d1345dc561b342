"""``new site``: a content folder that builds as it is, says what each field is for, and is in nobody's way."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from builder.catalogue.catalogue import FILES, FOLDERS
from tests.helpers import REAL, World, build, files_of, make_world, pages_of, run
from tests.test_field_reference import models_in


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The content of a new site, not to be changed."""
    folder = tmp_path_factory.mktemp("new") / "clinic"
    outcome = run("new", "site", folder)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == (
        f"{folder} is ready: run build_site.py serve --content {folder} --site-dir {folder}-site, "
        "and replace every TODO\n"
    )
    return World(folder)


def test_new_site_has_no_problem_as_it_is(clinic: World) -> None:
    """Not even a warning: whoever sees one has written what it is about."""
    assert clinic.check() == []


def test_new_site_builds_as_it_is(clinic: World, tmp_path: Path) -> None:
    """Every kind of page is there, in words of its own."""
    outcome = build(clinic.folder, tmp_path / "site")
    assert outcome.code == 0, outcome.err
    pages = dict(pages_of(tmp_path / "site"))
    assert {"first-pattern/index.html", "first-pattern/first-exercise.html", "404.html"} <= pages.keys()
    for address, page in pages.items():
        title = page.css_first("title")
        assert title is not None
        assert "Name of the site." in title.text(), address
    known = re.compile("balanced back|face pull|crossed", re.IGNORECASE)
    assert [address for address, page in pages.items() if known.search(page.html or "")] == []


def test_pdfs_of_a_new_site_are_set(clinic: World, tmp_path: Path) -> None:
    """Paper needs nothing more than the screen."""
    outcome = run("pdf", tmp_path, "--content", clinic.folder)
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "book-a4.pdf").exists()


def required_fields(model: type[BaseModel]) -> dict[str, str]:
    """The fields that every file of this kind has, those of groups included, with their descriptions."""
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        if field.is_required() and name != "slug":
            found[name] = field.description or ""
            for inner in models_in(field.annotation):
                found |= required_fields(inner)
    return found


@pytest.mark.parametrize("name", [*(name for name in FILES if name != "words.yml"), *FOLDERS])
def test_new_site_explains_every_field(clinic: World, name: str) -> None:
    """A comment over a field, where it comes first, says what it is for."""
    model = {**FILES, **FOLDERS}[name]
    places = [name] if name in FILES else [f"{name}/{path.name}" for path in clinic.path(name).iterdir()]
    for place in places:
        text = clinic.read(place)
        for field, description in required_fields(model).items():
            assert re.search(rf"# {re.escape(description)}\n *(- )?{field}:", text), (place, field)


def test_new_site_marks_every_text_that_somebody_has_to_write(clinic: World) -> None:
    """A text that only says what should stand there is marked."""
    for path in clinic.folder.rglob("*.yml"):
        for line in path.read_text(encoding="utf-8").splitlines() if path.name != "words.yml" else ():
            assert line.endswith('"  # TODO') == bool(re.match(r' *(- )?([a-z_]+: )?"', line)), (path, line)
    pages = list(clinic.path("pages").rglob("*.md"))
    assert [page.name for page in pages if "\n# TODO: " not in page.read_text(encoding="utf-8")] == []


def test_new_site_takes_what_sites_in_one_language_share(tmp_path: Path) -> None:
    """Fixed words, months and disclaimer come from the content folder that is named: a translation begins another."""
    world = make_world(tmp_path / "content")
    world.patch("site.yml", ("language",), "de")
    world.patch("site.yml", ("disclaimer", "short"), "Allgemeine Angaben, kein ärztlicher Rat.")
    folder = tmp_path / "klinik"
    assert run("new", "site", folder, "--content", world.folder).code == 0
    new = World(folder)
    assert new.read("words.yml") == world.read("words.yml")
    site = new.data("site.yml")
    assert (site["language"], site["disclaimer"]["short"]) == ("de", "Allgemeine Angaben, kein ärztlicher Rat.")
    assert site["months"] == world.data("site.yml")["months"]
    assert new.check() == []


def test_new_site_may_fill_an_empty_folder(tmp_path: Path) -> None:
    """A folder may be there before there is anything in it."""
    (tmp_path / "clinic").mkdir()
    assert run("new", "site", tmp_path / "clinic").code == 0
    assert files_of(tmp_path / "clinic").keys() >= FILES.keys()


def test_new_site_changes_nothing_when_something_is_there(tmp_path: Path) -> None:
    """Neither a folder with a file, hidden or not, nor a file is overwritten."""
    folder, file = tmp_path / "full", tmp_path / "file"
    folder.mkdir()
    (folder / ".hidden").write_text("mine", encoding="utf-8")
    file.write_text("mine", encoding="utf-8")
    before = files_of(tmp_path)
    for place in (folder, file):
        outcome = run("new", "site", place)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == f"build_site.py: {place} is there already, and not empty; choose another folder\n"
    assert files_of(tmp_path) == before


def test_new_site_is_not_begun_when_the_words_come_from_content_with_problems(world: World, tmp_path: Path) -> None:
    """What is wrong is listed, and nothing is written."""
    world.replace("exercises/plank.yml", "sides: both", "sides: bth")
    outcome = run("new", "site", tmp_path / "clinic", "--content", world.folder)
    assert outcome.code == 1
    assert "exercises/plank.yml:6:8: sides must be one of both, each" in outcome.out
    assert not (tmp_path / "clinic").exists()


def test_words_of_a_new_site_are_those_of_this_repository(clinic: World) -> None:
    """They are copied, not written twice."""
    assert clinic.read("words.yml") == (REAL / "words.yml").read_text(encoding="utf-8")
