"""Shells: what an engine sees of a page, what comes back, and how a page's own texts get into the frame."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from builder.site.engines import shells as shells_module
from builder.site.engines.engine import ENGINES, Engine
from builder.site.engines.shells import Shells
from builder.system.errors import BuildError
from builder.views.page import Heading, Page

SETTINGS = {"site_name": "Tiny", "site_url": "https://example.test/back/"}
NAVIGATION = [{"Home": "index.md"}, {"Patterns": [{"All": "patterns/index.md"}, {"One": "patterns/one.md"}]}]
FRAME = """<!doctype html>
<html><head><meta charset="utf-8">{lines}
<link rel="canonical" href="https://example.test/back/{url}"><link rel="prev" href="x.html"></head>

<body><script id="__config">{{"base": "..", "search": "theme.js"}}</script>
<!-- body --><footer>end</footer></body></html>
"""

Runs = list[dict[str, str]]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """An engine that puts each stub into a frame as it is; the list grows by what it read in each run."""
    found: Runs = []

    def run(engine: Engine, folder: Path, epoch: int) -> None:
        stubs = {
            path.relative_to(folder / "docs").as_posix(): path.read_text() for path in folder.rglob("docs/**/*.md")
        }
        found.append({name: text for name, text in stubs.items() if text})
        for name, text in stubs.items():
            url = name.removesuffix(".md") + ".html"
            page = folder / "out" / url
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(FRAME.format(lines=text, url=url), encoding="utf-8")
        (folder / "out" / "site.css").write_text("p { top: 0 }", encoding="utf-8")

    monkeypatch.setattr(shells_module, "run", run)
    return found


Make = Callable[..., Shells]


@pytest.fixture
def make(tmp_path: Path, runs: Runs) -> Make:
    """A function that gives shells as a build does, with one folder for all builds."""

    def start(engine: str = "mkdocs", code: bytes = b"code", **settings: str) -> Shells:
        return Shells(ENGINES[engine], SETTINGS | settings, NAVIGATION, [], tmp_path, 0, code)

    return start


def page(number: int, toc: tuple[Heading, ...] = (Heading(1, "top", "A"), Heading(2, "steps", "B"))) -> Page:
    """An exercise of a pattern, like the others but for its texts."""
    return Page(f"patterns/no-{number}.html", "exercise", f"Title {number}", f"Description {number}", toc=toc)


def test_engine_never_sees_a_text_of_a_page(make: Make, runs: Runs) -> None:
    """Neither title nor description, review, headings or anchors: there is nothing to escape for Markdown or YAML."""
    texts = [f"w{word}x" for word in ("title", "description", "reviewed", "heading", "label", "anchor")]
    title, description, reviewed, heading, label, anchor = texts
    toc = (Heading(1, anchor, heading), Heading(2, "two", heading, label))
    make().of([Page("a.html", "text", title, description, toc=toc, body=title, reviewed=reviewed)])
    (seen,) = runs
    assert [text for text in texts if text in "".join(seen.values())] == []
    assert len(seen["a.md"].splitlines()) > 5


def test_pages_of_one_shape_are_one_page_for_the_engine(make: Make, runs: Runs) -> None:
    """A hundred exercises cost it no more than one; each gets its own texts back."""
    found = make().of([page(number) for number in range(100)])
    assert [list(seen) for seen in runs] == [["patterns/no-0.md"]]
    for number, shell in enumerate(found.values()):
        assert f'"Title {number}"' in shell.text
        assert f'"Description {number}"' in shell.text
        assert f'href="https://example.test/back/patterns/no-{number}.html"' in shell.text


@pytest.mark.parametrize(
    "other",
    [
        Page("no-2.html", "exercise", "T", "D", toc=page(1).toc),
        Page("patterns/no-2.html", "wide", "T", "D", toc=page(1).toc),
        Page("patterns/no-2.html", "exercise", "T", "D", toc=page(1).toc[:1]),
        Page("patterns/no-2.html", "exercise", "T", "D", toc=page(1).toc, shows_toc=False),
        Page("patterns/no-2.html", "exercise", "T", "D", toc=page(1).toc, reviewed="Reviewed."),
        Page("patterns/one.html", "exercise", "T", "D", toc=page(1).toc),
        Page("patterns/index.html", "exercise", "T", "D", toc=page(1).toc),
        Page("index.html", "exercise", "T", "D", toc=page(1).toc),
    ],
    ids=["folder", "kind", "headings", "contents", "review", "sections", "first of a section", "first"],
)
def test_page_of_another_shape_has_a_shell_of_its_own(make: Make, runs: Runs, other: Page) -> None:
    """Wherever the frame could differ, it is asked for."""
    make().of([page(1), other])
    assert len(runs[0]) == 2


def test_page_that_the_menu_leads_to_has_a_shell_of_its_own(make: Make, runs: Runs) -> None:
    """The menu marks it as the page itself: no other page of its section may say so too."""
    make().of([Page(f"patterns/{name}.html", "text", "T", "D", toc=page(1).toc) for name in ("one", "index")])
    assert len(runs[0]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=1>',
        "<!-- body --> </head> <meta charset=x>",
        "{{ 7 * 7 }} {% raw %} {{ config }}",
        '"search": "x", "base": "y"',
        "\\1 \\g<0> $1 &amp;",
    ],
)
def test_text_of_a_page_is_text_in_its_shell(make: Make, text: str) -> None:
    """Escaped once, as typed, wherever the engine puts it; what is around it stays as it is."""
    plain, hostile = (
        Page("a.html", "text", one, one, toc=(Heading(1, one, one),), reviewed=one) for one in ("PLAIN", text)
    )
    ours, theirs = (make().of([one])["a.html"] for one in (plain, hostile))
    assert theirs.text.count(escape(text)) == 5
    assert theirs.text.replace(escape(text), "PLAIN") == ours.text
    assert [node.tag for node in LexborHTMLParser(theirs.text).css("*")] == [
        node.tag for node in LexborHTMLParser(ours.text).css("*")
    ]


def test_title_that_names_a_place_of_another_text_gets_no_more_than_that_text(make: Make) -> None:
    """Whoever worked out the digest of the settings still writes text."""
    slot = f"description-{make().base}"
    shell = make().of([Page("a.html", "text", slot, "<b>bold</b>")])["a.html"]
    assert "<b>" not in shell.text


def test_shell_is_cut_where_the_builder_puts_something_in(make: Make) -> None:
    """After the charset, which must come first, before the end of the head, and at the place of the text."""
    shell = make().of([page(1)])["patterns/no-1.html"]
    assert shell.until_policy.endswith('<meta charset="utf-8">')
    assert shell.rest.startswith("<footer>")
    assert "</head>" in shell.until_body
    assert "</head>" not in shell.until_head_end
    assert 'rel="prev"' not in shell.text
    assert "\n\n" not in shell.text


def test_search_box_asks_our_worker_unless_the_engine_has_a_search_of_its_own(make: Make) -> None:
    """Material's box is told where it is; Zensical's speaks another language."""
    ours = make().of([page(1)])["patterns/no-1.html"].text
    assert '"search": "../assets/search-worker.js"' in ours
    theirs = make("zensical").of([page(1)])["patterns/no-1.html"].text
    assert '"search": "theme.js"' in theirs


@pytest.mark.parametrize(("old", "new"), [("<!-- body -->", ""), ("</head>", ""), ('<meta charset="utf-8">', "")])
def test_theme_without_a_place_for_the_text_is_reported(
    make: Make, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    """The message names the page and where to look."""
    monkeypatch.setattr(f"{__name__}.FRAME", FRAME.replace(old, new))
    with pytest.raises(BuildError, match=r"^the theme has no place for the text of patterns/no-1\.html; look at "):
        make().of([page(1)])


def test_shells_that_were_kept_need_no_engine(make: Make, runs: Runs) -> None:
    """Another page of the same shape, and the theme's files too."""
    first = make()
    before = first.of([page(1)]), first.assets()
    second = make()
    assert (second.of([page(1)]), second.assets()) == before
    assert "Title 2" in second.of([page(2)])["patterns/no-2.html"].text
    assert len(runs) == 1
    assert before[1] == {"site.css": b"p { top: 0 }"}


@pytest.mark.parametrize("change", [{"site_name": "Other"}, {"code": b"other"}, {"engine": "zensical"}])
def test_shells_are_made_anew_when_what_they_are_made_from_changed(
    make: Make, runs: Runs, change: dict[str, str]
) -> None:
    """Settings, the generator, the engine."""
    make().of([page(1)])
    make(**change).of([page(1)])
    assert len(runs) == 2


@pytest.mark.parametrize("damage", [b"", b"[", b"\xff", b'["a", "b", "c", "d"]'])
def test_damaged_shell_is_made_anew(make: Make, runs: Runs, tmp_path: Path, damage: bytes) -> None:
    """Whatever is in the file: nobody trusts it."""
    first = make()
    before = first.of([page(1)]), first.assets()
    for path in (tmp_path / "shells").iterdir():
        path.write_bytes(damage)
    second = make()
    assert (second.of([page(1)]), second.assets()) == before
    assert len(runs) == 2
