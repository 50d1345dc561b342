"""Pages: every text of the content is shown, as typed, on every engine's page, and never as anything else."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import exercise_url, target_of
from builder.check.check import FILES, FOLDERS
from builder.content.models.exercise import Exercise
from builder.views.json_ld import exercise_page
from tests.helpers import World, build, make_world, pages_of, text_of, tree_of

EXERCISE, IMBALANCE = "exercises/wall-slide.yml", "imbalances/chest-and-neck.yml"
PAGE = "chest-and-neck/wall-slide.html"
HOSTILE = [
    "<script>alert(1)</script> {{ 7*7 }} </title>",
    "{% raw %} *a* _b_ [c](d) &lt; \\* `e` ~~f~~ |",
    '{#x .y onclick=z} "><img src=x onerror=1>',
    "</script> <!-- ' x}\" {.y} {: hidden } # - 1. !",
    "<!-- body --> </head> <!-- figure plank 0 --> <!-- zip --> \\1 \\g<0>",
]
SHOWN_ELSEWHERE = {"search_terms", "figure", "status"}
"""Texts that are not on the page of an exercise: found by the search, drawn, or said in other words."""


def text_paths(schema: Mapping[str, Any], data: object, *, prose: bool | None = None) -> list[tuple[str | int, ...]]:
    """The paths of all texts in the data of a file: neither ids nor choices nor addresses nor days."""
    definitions = schema.get("$defs", {})

    def walk(part: Mapping[str, Any], value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
        part = part["anyOf"][0] if "anyOf" in part else part
        is_prose = "prose" in part
        part = definitions[part["$ref"].rsplit("/", 1)[1]] if "$ref" in part else part
        if isinstance(value, dict):
            for key, inner in value.items():
                below = part.get("properties", {}).get(key) or part.get("additionalProperties")
                if isinstance(below, dict):
                    yield from walk(below, inner, (*path, key))
        elif isinstance(value, list) and "items" in part:
            for index, inner in enumerate(value):
                yield from walk(part["items"], inner, (*path, index))
        elif is_text(part) and prose in (None, is_prose or "prose" in part):
            yield path

    return list(walk(schema, data, ()))


def is_text(part: Mapping[str, Any]) -> bool:
    """Tell whether a part of a schema is free text."""
    return part.get("type") == "string" and not {"pattern", "enum", "format"} & part.keys()


def value_at(data: Any, path: tuple[str | int, ...]) -> Any:
    """The value at the end of a path."""
    for part in path:
        data = data[part]
    return data


def set_at(data: Any, path: tuple[str | int, ...], value: object) -> None:
    """Set the value at the end of a path."""
    value_at(data, path[:-1])[path[-1]] = value


def models(world: World) -> Iterator[tuple[str, type[BaseModel]]]:
    """Every YAML file of a world with what it is, but for the words of the templates."""
    yield from ((place, kind) for place, kind in FILES.items() if place != "words.yml")
    for folder in ("exercises", "imbalances"):
        for path in sorted(world.path(folder).iterdir()):
            yield f"{folder}/{path.name}", FOLDERS[folder]


def make_hostile(world: World, value: str) -> None:
    """Put a hostile text, each time with another number, into every text field of every file."""
    number = 0
    for place, kind in models(world):
        data, schema = world.data(place), kind.model_json_schema()
        prose = text_paths(schema, data, prose=True)
        for path in text_paths(schema, data):
            number += 1
            text = value.replace("](d)", "](https://example.test/d)") if path in prose else value
            legal = "not medical advice " if path == ("disclaimer", "short") else ""
            set_at(data, path, f"{legal}{text} {number}")
        world.write_data(place, data)
    for page in world.path("pages").rglob("*.md"):
        body = page.read_text(encoding="utf-8").split("---\n", 2)[2]
        meta = yaml.safe_dump({"title": f"{value} t{page.stem}", "description": f"{value} d"}, width=10_000)
        page.write_text(f"---\n{meta}---\n{body}", encoding="utf-8")


@pytest.fixture(scope="module", params=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    """A world with a hostile text in every field, and its site."""
    folder = tmp_path_factory.mktemp("hostile")
    world = make_world(folder / "content")
    make_hostile(world, HOSTILE[request.param])
    assert [problem for problem in world.check() if ": warning: the text reads" not in problem] == []
    outcome = build(world.folder, folder / "site")
    assert outcome.code == 0, outcome.err
    return world, folder / "site"


def inline_scripts(site: Path) -> set[str]:
    """The code of all inline scripts of a site that run."""
    return {
        script.text()
        for _, tree in pages_of(site)
        for script in tree.css("script:not([src])")
        if "json" not in (script.attributes.get("type") or "")
    }


HIDDEN_AT_FIRST = (
    "clear", "code", "day", "gone", "link", "more", "none", "onward", "said", "share", "stop", "train"
)  # fmt: skip
"""What templates hide until a script shows it, by their attributes."""


def foreign_parts(tree: LexborHTMLParser) -> list[str]:
    """Elements and attributes that a text must never become."""
    hidden = ", ".join(f"[data-bb-{name}]" for name in HIDDEN_AT_FIRST)
    found = [
        node.html or ""
        for node in tree.css(
            "img:not([src$='assets/logo.svg'], [src^='assets/'], [src^='../assets/']), iframe, object, embed, #x, .y"
            f", article :is([hidden]:not({hidden}, .bb-train [hidden], .bb-log [hidden]), style)"
        )
    ]
    for node in tree.css("*"):
        found += [name for name in node.attributes if name.startswith("on") or name == "style"]
    return found


def squeezed(text: str) -> str:
    """A text with its white space made single."""
    return " ".join(text.split())


def test_text_becomes_no_markup_when_it_is_hostile(hostile: tuple[World, Path], built: Path) -> None:
    """No script, image, handler, attribute or class comes out of any text."""
    _, site = hostile
    assert inline_scripts(site) == inline_scripts(built)
    for name, tree in pages_of(site):
        assert foreign_parts(tree) == [], name
    scripts = {script.attributes["src"] for _, tree in pages_of(site) for script in tree.css("script[src]")}
    assert all(source and "assets/" in source and "//" not in source for source in scripts)


def test_page_has_the_same_elements_when_its_texts_are_hostile(hostile: tuple[World, Path], built: Path) -> None:
    """The skeleton of every page is that of the calm world: only texts differ, and which have a second sentence."""
    _, site = hostile

    def outline(tree: LexborHTMLParser) -> list[str]:
        nodes = tree.css("body *:not(.bb-term):not(em):not(strong):not(.bb-fold li)")
        return [f"{node.tag}.{node.attributes.get('class')}" for node in nodes if not is_prose_link(node)]

    def is_prose_link(node: Any) -> bool:
        return node.tag == "a" and set(node.attributes) == {"href"}

    for name, tree in pages_of(built):
        assert outline(tree_of(site / name)) == outline(tree), name


def test_title_is_shown_as_typed_when_it_is_hostile(hostile: tuple[World, Path]) -> None:
    """Heading, window title, breadcrumb, search index and data show the title letter by letter."""
    world, site = hostile
    title = squeezed(world.data(EXERCISE)["title"])
    name = squeezed(world.data("site.yml")["name"])
    tree = tree_of(site / PAGE)
    assert text_of(tree, "h1") == title
    assert text_of(tree, "head > title") == f"{title} - {name}"
    assert title in text_of(tree_of(site / "exercises/index.html"), ".bb-cards")
    entry = next(entry for entry in search_entries(site) if entry["location"] == PAGE)
    assert squeezed(entry["title"]) == title
    assert data_of(tree)["name"] == title


def test_site_name_is_shown_as_typed_on_every_page_when_it_is_hostile(hostile: tuple[World, Path]) -> None:
    """Window title and foot of each page show the name letter by letter."""
    world, site = hostile
    name = squeezed(world.data("site.yml")["name"])
    for address, tree in pages_of(site):
        assert text_of(tree, "head > title").endswith(name), address
        assert text_of(tree, ".bb-foot__name") == name, address


def test_description_is_shown_as_typed_when_it_is_hostile(hostile: tuple[World, Path]) -> None:
    """What search engines show is the summary letter by letter, in the head and in the data."""
    world, site = hostile
    summary = squeezed(world.data(EXERCISE)["summary"])
    tree = tree_of(site / PAGE)
    meta = tree.css_first('head > meta[name="description"]')
    assert meta is not None
    assert squeezed(meta.attributes["content"] or "") == summary
    assert data_of(tree)["description"] == summary


def test_data_is_json_on_every_page_when_texts_are_hostile(hostile: tuple[World, Path]) -> None:
    """Structured data can be read on every page and holds no HTML entity of its own."""
    _, site = hostile
    for address, tree in pages_of(site):
        assert "&amp;" not in json.dumps(data_of(tree)), address
        assert "&lt;s" not in json.dumps(data_of(tree)), address


def search_entries(site: Path) -> list[dict[str, Any]]:
    """The entries of the search index."""
    script = (site / "search" / "pages.js").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(script.removeprefix("var searchPages = "))["docs"]
    return entries


def data_of(tree: LexborHTMLParser) -> dict[str, Any]:
    """The structured data of a page."""
    block = tree.css_first('script[type="application/ld+json"]')
    assert block is not None
    data: dict[str, Any] = json.loads(block.text())
    return data


def test_data_leaves_out_what_a_source_lacks(real_catalogue: Catalogue) -> None:
    """A paper without an address has none in the structured data either."""
    exercise = next(exercise for exercise in real_catalogue.exercises if exercise.sources)
    sources = tuple(source.model_copy(update={"url": None}) for source in real_catalogue.sources)
    for catalogue, keys in ((real_catalogue, {"url"}), (replace(real_catalogue, sources=sources), set())):
        (first, *_) = exercise_page(catalogue, exercise, exercise_url(exercise))["citation"]
        assert first.keys() & {"url"} == keys


@pytest.mark.parametrize("place", [EXERCISE, IMBALANCE])
def test_every_text_is_on_its_page_when_a_file_uses_every_field(built: Path, tiny_content: Path, place: str) -> None:
    """No field of the model is forgotten by the template."""
    data = World(tiny_content).data(place)
    kind = FOLDERS[place.split("/")[0]]
    page = PAGE if kind is Exercise else "chest-and-neck/index.html"
    tree = tree_of(built / page)
    shown = " ".join((squeezed(tree.body.text()) if tree.body else "").casefold().split())
    for path in text_paths(kind.model_json_schema(), data, prose=False):
        if path[0] not in SHOWN_ELSEWHERE | {"card", "plain_name"}:
            sentences = re.split(r"(?<=[.!?]) ", squeezed(value_at(data, path)).casefold())
            assert [sentence for sentence in sentences if sentence.rstrip(".") not in shown] == [], path


def test_search_terms_are_found_but_not_shown_when_an_exercise_has_some(built: Path) -> None:
    """Lay words lead to the exercise without standing in its text."""
    tree = tree_of(built / PAGE)
    assert tree.body is not None
    assert "wall angels" not in tree.body.text()
    assert [entry["location"] for entry in search_entries(built) if "wall angels" in entry.get("terms", ())] == [PAGE]


def test_only_other_names_are_given_to_be_shown(built: Path) -> None:
    """The search may show what stands under "also": so the page shows it too."""
    shown = {name: entry["location"] for entry in search_entries(built) for name in entry.get("also", ())}
    assert shown
    for name, address in shown.items():
        tree = tree_of(built / address)
        assert tree.body is not None
        assert name in tree.body.text(), name


def test_optional_parts_are_absent_when_an_exercise_leaves_them_out(built: Path) -> None:
    """The barest exercise has no empty heading, box or list."""
    tree = tree_of(built / "left-and-right/suitcase-carry.html")
    assert tree.css_first(".bb-aka, .bb-note-origin, .bb-sources, .bb-key--help") is None
    article = tree.css_first("article")
    assert article is not None
    empty = [node.html for node in article.css("p, li, h2, h3, dd, dt, ul, ol, summary") if not node.text().strip()]
    assert empty == []


def test_equipment_says_what_may_be_missing(built: Path) -> None:
    """What is optional is marked so, and its care is not left out."""
    text = text_of(tree_of(built / PAGE), "main")
    assert "Resistance band or towel, wall, pad (optional)" in text
    assert "Lay it where it does not slide." in text


def test_progression_links_to_the_other_exercise_when_it_has_a_page(built: Path) -> None:
    """A step with an exercise is a link, one without is plain text."""
    links = tree_of(built / PAGE).css(".bb-ladder a")
    assert [(link.text(), link.attributes["href"]) for link in links] == [("Go on to the plank", "plank.html")]


def test_former_address_forwards_when_an_exercise_was_renamed(built: Path) -> None:
    """The old address leads on, by itself and by a link, and the search does not find it."""
    tree = tree_of(built / "chest-and-neck/wall-angel.html")
    refresh = tree.css_first('meta[http-equiv="refresh"]')
    assert refresh is not None
    assert refresh.attributes["content"] == "0; url=wall-slide.html"
    assert [link.attributes["href"] for link in tree.css("article .bb-lead a")] == ["wall-slide.html"]
    assert "chest-and-neck/wall-angel.html" not in {entry["location"] for entry in search_entries(built)}


def test_review_is_told_as_the_file_says_when_there_is_one_and_when_there_is_none(built: Path) -> None:
    """A reviewer is named only where the file names one; the others say that nobody reviewed them."""
    reviewed, bare = tree_of(built / PAGE), tree_of(built / "left-and-right/suitcase-carry.html")
    assert text_of(reviewed, ".bb-review").startswith("Reviewed by Test Reviewer, Physiotherapist (fictional).")
    assert "31 March 2025" in text_of(reviewed, ".bb-review")
    assert data_of(reviewed)["reviewedBy"] == {
        "@type": "Person",
        "name": "Test Reviewer",
        "jobTitle": "Physiotherapist (fictional)",
    }
    assert text_of(bare, ".bb-review").startswith("Not yet reviewed by a clinician.")
    on_paper = ".bb-foot .bb-print-only"
    assert "Reviewed by Test Reviewer" in text_of(reviewed, on_paper)
    assert "Not yet reviewed" not in text_of(reviewed, on_paper)
    assert text_of(bare, on_paper).endswith("Not yet reviewed by a clinician.")
    assert text_of(tree_of(built / "404.html"), on_paper).endswith("Not yet reviewed by a clinician.")
    assert "reviewedBy" not in data_of(bare)


def test_edit_link_leads_to_the_file_when_the_site_has_a_repository(built: Path) -> None:
    """“Suggest a change” opens the YAML file of the page."""
    link = tree_of(built / PAGE).css_first("a[href*='/edit/']")
    assert link is not None
    assert link.attributes["href"] == "https://example.test/files/edit/main/content/exercises/wall-slide.yml"


def test_dose_is_counted_in_the_unit_that_the_file_gives(built: Path) -> None:
    """Repetitions, seconds and metres are each named."""
    doses = [
        text_of(tree_of(built / page), "#dose + p")
        for page in (PAGE, "chest-and-neck/plank.html", "left-and-right/suitcase-carry.html")
    ]
    assert doses == [
        "1–3 sets of 8–12. Rest 45–90 seconds between sets. 2–3 days a week. Start with one set and the lowest number.",
        "1–2 sets of 10–30 seconds. Rest 1–2 minutes between sets. 2 days a week. Start with the lowest numbers.",
        "1 set of 10–20 metres each side. Rest 1 minutes between sets. 1–2 days a week. "
        "Start with one set and the lowest number.",
    ]


def test_words_become_no_markup_when_a_translator_writes_html(tmp_path: Path) -> None:
    """The fixed words are text like all others."""
    world = make_world(tmp_path / "content")
    words = world.data("words.yml")
    world.write_data("words.yml", {key: f'"><img src=x onerror=1> {word}' for key, word in words.items()})
    outcome = build(world.folder, tmp_path / "site")
    assert outcome.code == 0, outcome.out + outcome.err
    for name, tree in pages_of(tmp_path / "site"):
        assert foreign_parts(tree) == [], name


def test_title_names_the_page_and_the_site_once(real_site: Path, real_catalogue: Catalogue) -> None:
    """In a tab, a bookmark and among the results of a search engine."""
    for address, tree in pages_of(real_site):
        title, name = text_of(tree, "title"), real_catalogue.site.name
        assert title.count(name) == 1, address
        assert (title == name) == (address == "index.html"), address


def test_long_pages_of_text_have_a_list_of_their_parts(real_site: Path) -> None:
    """The finder, the sheet and other pages of cards have none: they are looked at, not read."""
    listed = {address for address, tree in pages_of(real_site) if tree.css_first('[data-md-type="toc"]')}
    assert {"get-help.html", "evidence.html", "contribute/fields.html", "lower-crossed-syndrome/index.html"} <= listed
    assert not listed & {"index.html", "exercises/index.html", "sheet.html", "downloads.html", "contribute/poses.html"}


def test_menu_marks_a_page_as_itself_on_that_page_only(real_site: Path) -> None:
    """Elsewhere at most the entry that a page belongs to is marked, so nobody is told a wrong place."""
    met = set()
    for address, tree in pages_of(real_site):
        marked = {
            node.attributes["aria-current"]: node.attributes["href"] for node in tree.css(".bb-nav a[aria-current]")
        }
        assert len(marked) <= 1, address
        for kind, href in marked.items():
            target, _ = target_of(address, href or "", "https://example.test/")
            assert (kind == "page") == (target == address), address
            met.add(kind)
    assert met == {"page", "true"}


def test_sources_stand_in_the_order_of_their_authors(real_site: Path, real_catalogue: Catalogue) -> None:
    """As in any list of references; one without an author stands by its title."""
    page = LexborHTMLParser((real_site / "sources.html").read_text(encoding="utf-8"))
    listed = [node.attributes["id"] or "" for node in page.css("li[id]")]
    authors = {source.id: source.authors or source.title for source in real_catalogue.sources}
    names = [authors[id].casefold() for id in listed if id in authors]
    assert len(names) == len(authors)
    assert names == sorted(names)
