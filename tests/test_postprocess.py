"""From a page and its shell to the finished page: put together as they are, the policy right, kept by content."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from builder.illustrations.drawings import Illustrations
from builder.site.engines.shells import Shell
from builder.site.postprocess import Postprocessor, Result
from builder.site.verify import Publication
from builder.system.store import Store
from builder.views.page import Page, Recipe, SearchEntry, Section
from tests.helpers import DISCLAIMER

SHELL = Shell(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    "<title>T</title><script>theme()</script>",
    f"</head><body><aside data-disclaimer>{DISCLAIMER}</aside><article>",
    "</article></body></html>",
)


@dataclass
class OneShell:
    """Shells that are all alike; ``asked`` grows by the URLs of the pages that they were asked for."""

    asked: list[str] = field(default_factory=list)

    def of(self, pages: Sequence[Page]) -> dict[str, Shell]:
        """The one shell for each page."""
        self.asked += [page.url for page in pages]
        return {page.url: SHELL for page in pages}

    def assets(self) -> dict[str, bytes]:
        """A style sheet that asks for one class."""
        return {"site.css": b".asked { top: 0 }", "other.txt": b".text"}


@dataclass
class Place:
    """Where pages are finished; the number of renderings is counted."""

    folder: Path
    shells: OneShell = field(default_factory=OneShell)
    rendered: int = 0

    def recipe(self, page: Page, inputs: bytes | None = None) -> Recipe:
        """How to get a page."""

        def render() -> Page:
            self.rendered += 1
            return page

        return Recipe(page.url, render, inputs)

    def finish(self, *recipes: Recipe, inputs: str = "inputs", style: str = "'self'") -> list[Result]:
        """What a build makes of some pages."""
        publication = Publication(DISCLAIMER, "https://example.test/")
        nobody = Illustrations({}, {})
        postprocessor = Postprocessor(
            self.shells,
            Store(self.folder),
            nobody,
            publication,
            style,
            inputs,  # type: ignore[arg-type]
        )
        return list(postprocessor.results(recipes))

    def html(self, result: Result) -> str:
        """The page as it stands in the store."""
        (path,) = self.folder.glob(f"{result.html_key}-*")
        return path.read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty store."""
    return Place(tmp_path)


def page(body: str, url: str = "a.html", **values: str) -> Page:
    """A page with some text."""
    return Page(url, "text", "T", "D", body=body, **values)  # type: ignore[arg-type]


def hash_of(code: str) -> str:
    """The source expression of an inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "</article><script>alert(1)</script><article>",
        "<SCRIPT >alert(1)</SCRIPT>",
        "<script type=module>alert(1)</script>",
    ],
)
def test_script_in_a_text_gets_no_hash_even_when_it_slipped_through(place: Place, body: str) -> None:
    """The theme's script runs; one in the content stays dead, and the engine's scripts do not become more by it."""
    (result,) = place.finish(place.recipe(page(body)))
    assert body in place.html(result)
    policy = place.html(result).split('Content-Security-Policy" content="')[1].split('"')[0]
    assert hash_of("theme()") in policy
    assert hash_of("alert(1)") not in policy
    assert result.scripts == ("theme()",)


def test_script_in_a_text_is_a_problem(place: Place) -> None:
    """And the page is not published."""
    (result,) = place.finish(place.recipe(page("<script>alert(1)</script>")))
    assert "has a script element in its text" in [problem.message for problem in result.inspection.problems]


@pytest.mark.parametrize(
    "body", [r"<p>\1 \g<0> $1 {{ 7 * 7 }} %s</p>", "<p>&lt;!-- body --&gt;</p>", "<pre>a\n\n\nb</pre>"]
)
def test_page_is_put_together_as_it_is(place: Place, body: str) -> None:
    """Nothing is escaped again, filled in or taken for a pattern; only policy and fingerprint are added."""
    (result,) = place.finish(place.recipe(page(body, json_ld='<script type="application/ld+json">{}</script>')))
    text = f'{body}\n<script type="application/ld+json">{{}}</script>'
    before, rest = place.html(result).split('<meta http-equiv="Content-Security-Policy"')
    assert before == SHELL.until_policy
    assert rest.endswith(f"{SHELL.until_body}{text}{SHELL.rest}")
    head = rest.removesuffix(f"{SHELL.until_body}{text}{SHELL.rest}").split('">', 1)[1]
    assert head == f'{SHELL.until_head_end}<meta name="fingerprint" content="{result.fingerprint}">'


def test_fingerprint_is_that_of_the_page_and_only_in_pages_that_browsers_keep(place: Place) -> None:
    """Another text has another one; pages for contributors have none."""
    urls = ("a.html", "b.html", "contribute/c.html")
    same, other, unkept = place.finish(
        *(place.recipe(page(text, url)) for url, text in zip(urls, ("x", "y", "x"), strict=True))
    )
    assert same.fingerprint != other.fingerprint
    assert same.fingerprint == unkept.fingerprint
    assert 'name="fingerprint"' in place.html(same)
    assert 'name="fingerprint"' not in place.html(unkept)


def test_result_says_what_the_rest_of_the_site_must_know(place: Place) -> None:
    """Anchors, links, the words that style sheets ask for, what the search finds."""
    search = SearchEntry((Section("", "T", "Text."),), ("other",), ("lay",))
    body = '<p id="part" class="asked unasked"><a href="b.html#x">b</a></p>'
    (result,) = place.finish(place.recipe(Page("a.html", "text", "T", "D", body=body, search=search)))
    assert result.inspection.anchors == {"part"}
    assert result.inspection.links == (("b.html#x", "b.html", "x"),)
    assert result.tags >= {frozenset({"asked"})}
    assert {word for tag in result.tags for word in tag} == {"asked"}
    assert result.search == search


def test_page_that_was_finished_before_is_taken_as_it_was(place: Place) -> None:
    """One that says what it is rendered from is not even rendered, the other is; neither needs a shell."""
    recipes = [place.recipe(page("x")), place.recipe(page("y", "b.html"), b"inputs")]
    first = place.finish(*recipes)
    assert (place.rendered, place.shells.asked) == (2, ["a.html", "b.html"])
    second = place.finish(*recipes)
    assert {result.url: result for result in second} == {result.url: result for result in first}
    assert (place.rendered, place.shells.asked) == (3, ["a.html", "b.html"])


def test_page_is_finished_anew_when_what_it_is_made_from_changed(place: Place) -> None:
    """Its text, its inputs, or what all pages depend on."""
    place.finish(place.recipe(page("x")), place.recipe(page("y", "b.html"), b"one"))
    changed = place.finish(place.recipe(page("z")), place.recipe(page("z", "b.html"), b"two"))
    assert all("z" in place.html(result) for result in changed)
    place.finish(place.recipe(page("z")), place.recipe(page("z", "b.html"), b"two"), inputs="other")
    assert place.shells.asked == ["a.html", "b.html"] * 3


@pytest.mark.parametrize("damage", [lambda content: b"", lambda content: content[:-20], lambda content: content[1:]])
def test_damaged_page_is_finished_anew(place: Place, damage: object) -> None:
    """Nothing of a file that is not whole is published."""
    recipes = [place.recipe(page("x")), place.recipe(page("y", "b.html"), b"inputs")]
    first = place.finish(*recipes)
    for path in place.folder.iterdir():
        path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert place.finish(*recipes) == first
    assert place.shells.asked == ["a.html", "b.html"] * 2
