"""The verification of a finished site: a good one passes, and each problem planted in it is named."""

from pathlib import Path

import pytest

from builder.content.rules import RULES
from builder.site.inspection.finished_page import LINKS_THAT_LOAD, LOADING_ATTRIBUTES, FinishedPage
from builder.site.verify import HIDING_ELEMENTS, SHARED, Publication, inspect, site_problems
from tests.helpers import DISCLAIMER, pages_of

ADDRESS = "https://example.test/back/"

NOTE = (
    f'<aside data-disclaimer><p>{DISCLAIMER} <a href="get-help.html">Signs</a> <a href="disclaimer.html">Full</a></p>'
    "</aside>"
)
REFERRER = '<meta name="referrer" content="no-referrer">'
PICTURE = f"{ADDRESS}assets/card.png"
SAID = dict.fromkeys(SHARED, "x") | {"og:image": PICTURE, "og:url": f"{ADDRESS}PATH"}


def shared_element(name: str, content: str) -> str:
    """The element of the head that says one thing to those who show links."""
    return f'<meta {"property" if name.startswith("og:") else "name"}="{name}" content="{content}">'


PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
{REFERRER}<title>A page</title><meta name="description" content="A page.">
<link rel="canonical" href="{ADDRESS}PATH"><link rel="stylesheet" href="assets/site.css">
{"".join(shared_element(*one) for one in SAID.items())}
</head><body>
{NOTE}
<article><h1>A page</h1><p id="part">See <a href="index.html#part">a part</a>.</p></article>
<script src="assets/site.js"></script>
<script type="application/ld+json">{{"name": "A page"}}</script>
</body></html>
"""
PAGES = ("index.html", "get-help.html", "disclaimer.html", "404.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site in which everything is right."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "site.css").write_text("", encoding="utf-8")
    (tmp_path / "assets" / "site.js").write_text("", encoding="utf-8")
    (tmp_path / "assets" / "card.png").write_bytes(b"")
    for page in PAGES:
        (tmp_path / page).write_text(PAGE.replace("PATH", page.removesuffix("index.html")), encoding="utf-8")
    return tmp_path


def problems(site: Path, address: str = ADDRESS) -> list[str]:
    """What is wrong with a site."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: (site / name).read_text(encoding="utf-8") for name in sorted(files) if name.endswith(".html")}
    publication = Publication(DISCLAIMER, address)
    inspections = {name: inspect(FinishedPage(name, html), publication) for name, html in pages.items()}
    return [str(problem) for problem in site_problems(inspections, files)]


def plant(site: Path, old: str, new: str, page: str = "index.html") -> None:
    """Replace the one place of a page where a text stands."""
    text = (site / page).read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    (site / page).write_text(text.replace(old, new), encoding="utf-8")


def test_verify_finds_nothing_when_a_site_is_right(site: Path) -> None:
    """The site that the problems are planted in is right by itself."""
    assert problems(site) == []


def test_verify_names_the_first_page_when_it_is_missing(site: Path) -> None:
    """A site without a first page is none."""
    (site / "index.html").unlink()
    assert "index.html: the first page is missing" in problems(site)


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        (f"{ADDRESS}index.html", f"which must be {ADDRESS}"),
        (f"{ADDRESS}patterns/index.html", f"which must be {ADDRESS}patterns/"),
        ("index.html", "which is none of this site"),
        ("https://other.test/", "which is none of this site"),
    ],
)
def test_verify_names_an_address_that_is_not_in_its_one_form(site: Path, address: str, fault: str) -> None:
    """A folder's page goes by its folder, and no page by a place without its host or on another one."""
    path = site / "index.html"
    page = path.read_text(encoding="utf-8")
    path.write_text(
        page.replace(f'href="{ADDRESS}"', f'href="{address}"').replace(f'content="{ADDRESS}"', f'content="{address}"'),
        encoding="utf-8",
    )
    found = [one for one in problems(site) if one.startswith("index.html: goes by")]
    assert found == [f"index.html: goes by the address {address}, {fault}"]


HIDDEN = "index.html: the disclaimer is missing from the visible body"


@pytest.mark.parametrize(
    "note",
    [
        NOTE.replace(DISCLAIMER, "Have fun."),
        NOTE.replace("<aside data-disclaimer>", "<aside data-disclaimer hidden>"),
        NOTE.replace("<aside data-disclaimer>", '<aside data-disclaimer aria-hidden="true">'),
        NOTE.replace("<aside data-disclaimer>", "<aside>").replace("<p>", "<p data-nothing>"),
        f"<details><summary>About</summary>{NOTE}</details>",
        f"<details open><summary>About</summary>{NOTE}</details>",
        f"<noscript>{NOTE}</noscript>",
        f"<template>{NOTE}</template>",
        f"<dialog>{NOTE}</dialog>",
        f"<div hidden>{NOTE}</div>",
        f'<div><div aria-hidden="true">{NOTE}</div></div>',
        f"<!-- {NOTE} -->",
    ],
)
def test_verify_misses_the_disclaimer_when_a_reader_would_not_see_it(site: Path, note: str) -> None:
    """Absent, hidden, folded away or only for browsers without script: all the same."""
    plant(site, NOTE, note)
    assert HIDDEN in problems(site)


HIDES = ["noscript", "template", "details", "dialog", "script", "style"]


@pytest.mark.parametrize("element", HIDES)
def test_disclaimer_is_missing_inside_an_element_that_hides(site: Path, element: str) -> None:
    """Each entry of the table, with the whole notice inside it; ``head`` cannot hold one."""
    assert {*HIDES, "head"} == HIDING_ELEMENTS
    plant(site, NOTE, f"<{element}>{NOTE}</{element}>")
    assert HIDDEN in problems(site)


@pytest.mark.parametrize("style", ["display: none", "color: white", ""])
@pytest.mark.parametrize(
    "note",
    [NOTE.replace("<aside", "<aside STYLE"), f"<div STYLE>{NOTE}</div>", f"<div STYLE><div><p>x</p>{NOTE}</div></div>"],
)
def test_disclaimer_is_missing_when_a_style_could_hide_it(site: Path, note: str, style: str) -> None:
    """A ``style`` attribute on the notice or on anything around it; what it says is not weighed."""
    plant(site, NOTE, note.replace("STYLE", f'style="{style}"'))
    assert HIDDEN in problems(site)


@pytest.mark.parametrize("around", ["<span hidden>{}</span>", '<b aria-hidden="true">{}</b>', "<details>{}</details>"])
def test_disclaimer_is_missing_when_a_part_inside_hides_it(site: Path, around: str) -> None:
    """The marked element shows, and what matters in it does not; nor does a mark on the body stand for it."""
    plant(site, NOTE, NOTE.replace(DISCLAIMER, around.format(DISCLAIMER)))
    assert HIDDEN in problems(site)
    plant(site, "<body>", "<body data-disclaimer>")
    assert HIDDEN in problems(site)


def test_disclaimer_may_be_marked_up_inside(site: Path) -> None:
    """Emphasis in the middle of a sentence, or another part that is hidden, takes nothing away."""
    first, rest = DISCLAIMER.split(" ", 1)
    plant(site, NOTE, NOTE.replace(DISCLAIMER, f"<strong>{first}</strong> {rest}<span hidden>x</span>"))
    assert problems(site) == []


def test_disclaimer_counts_only_in_the_body(site: Path) -> None:
    """In the head nobody sees it, whatever a parser makes of it."""
    plant(site, NOTE, "")
    plant(site, "</head>", f"<noscript>{NOTE}</noscript></head>")
    assert HIDDEN in problems(site)


@pytest.mark.parametrize("attribute", ["src", "srcset", "data", "poster"])
def test_nothing_is_loaded_from_elsewhere_by_any_attribute(site: Path, attribute: str) -> None:
    """Each entry of the table: pictures, sets of pictures, objects, posters."""
    assert attribute in LOADING_ATTRIBUTES
    plant(site, "<h1>", f'<video {attribute}="https://evil.test/x"></video><h1>')
    assert problems(site) == ["index.html: loads https://evil.test/x from another host"]


def test_every_picture_of_a_set_is_looked_at(site: Path) -> None:
    """A foreign one hides behind one of ours, for sharper screens only."""
    plant(site, "<h1>", '<img srcset="assets/site.css 1x, https://evil.test/x 2x"><h1>')
    assert problems(site) == ["index.html: loads https://evil.test/x from another host"]


@pytest.mark.parametrize("relation", sorted(LINKS_THAT_LOAD))
def test_nothing_is_loaded_from_elsewhere_by_any_link(site: Path, relation: str) -> None:
    """Each entry of the table, also when it is one of several."""
    plant(site, "</head>", f'<link rel="x {relation}" href="https://evil.test/x"></head>')
    assert problems(site) == ["index.html: loads https://evil.test/x from another host"]


def test_links_that_load_are_these() -> None:
    """Whoever takes one out of the table reads this first."""
    icons = {"icon", "manifest", "stylesheet"}
    assert icons | {"preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"} == LINKS_THAT_LOAD


@pytest.mark.parametrize(
    "address", ["blob:x", "ftp:x", "ftp://evil.test/x", "http://evil.test/x", "file:///x", "about:blank"]
)
def test_nothing_is_loaded_by_any_other_scheme(site: Path, address: str) -> None:
    """Pictures may be in the site or in the page (data:), nowhere else."""
    plant(site, "<h1>", f'<img src="{address}"><h1>')
    assert problems(site) == [f"index.html: loads {address} from another host"]


@pytest.mark.parametrize("scheme", ["javascript", "data", "vbscript", "blob", "file", "ftp"])
@pytest.mark.parametrize("element", ["a", "area"])
def test_link_runs_nothing_whatever_element_it_is(site: Path, element: str, scheme: str) -> None:
    """A link opens a page, writes a mail or calls a number."""
    plant(site, "<h1>", f'<{element} href="{scheme}:x"></{element}><h1>')
    assert problems(site) == [f"index.html: has a link of the kind {scheme}:"]


@pytest.mark.parametrize("page", PAGES)
def test_verify_names_the_page_when_one_of_many_has_no_disclaimer(site: Path, page: str) -> None:
    """Every page needs it, the page for lost readers too."""
    plant(site, DISCLAIMER, "", page)
    assert problems(site) == [f"{page}: the disclaimer is missing from the visible body"]


FAULTS = {
    "disclaimer_is_shown": [(DISCLAIMER, "", "the disclaimer is missing from the visible body")],
    "head_is_whole": [
        ("<title>A page</title>", "", "must have one title; found 0"),
        ("<title>A page</title>", "<title>A</title><title>B</title>", "must have one title; found 2"),
        ('<meta name="description" content="A page.">', "", "must have one description; found 0"),
        (f'<link rel="canonical" href="{ADDRESS}">', "", "must have one canonical address; found 0"),
        (
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
            "",
            "must have one Content-Security-Policy; found 0",
        ),
        (REFERRER, "", "must have one referrer policy (no-referrer); found 0"),
        (REFERRER, REFERRER.replace("no-referrer", "origin"), "must have one referrer policy (no-referrer); found 0"),
        (REFERRER, f"<noscript>{REFERRER}</noscript>", "must have one referrer policy (no-referrer); found 0"),
        (REFERRER, f"{REFERRER}{REFERRER}", "must have one referrer policy (no-referrer); found 2"),
        ('<html lang="en">', "<html>", "must have one language; found 0"),
        ("<h1>A page</h1>", "<h1>A</h1><h1>B</h1>", "must have one h1; found 2"),
        ("<h1>A page</h1>", "", "must have one h1; found 0"),
    ],
    "link_is_shown_with_a_picture": [
        *(
            (shared_element(name, SAID[name].replace("PATH", "")), "", f"must have one {name}; found 0")
            for name in SHARED
        ),
        (
            shared_element("og:title", "x"),
            shared_element("og:title", "x") * 2,
            "must have one og:title; found 2",
        ),
        (shared_element("og:title", "x"), shared_element("og:title", " "), "has an empty og:title"),
        (
            f'content="{PICTURE}"',
            'content="assets/card.png"',
            "has the picture assets/card.png, which is no whole address of this site",
        ),
        (
            f'content="{PICTURE}"',
            'content="https://evil.test/card.png"',
            "has the picture https://evil.test/card.png, which is no whole address of this site",
        ),
    ],
    "address_has_one_form": [
        (
            f'content="{ADDRESS}"',
            f'content="{ADDRESS}get-help.html"',
            f"goes by more than one address: {ADDRESS}, {ADDRESS}get-help.html",
        ),
    ],
    "help_is_one_link_away": [
        ('<a href="get-help.html">Signs</a>', "", "the disclaimer does not link to get-help.html"),
        ('<a href="disclaimer.html">Full</a>', "", "the disclaimer does not link to disclaimer.html"),
    ],
    "data_parses": [
        ('<script type="application/ld+json">{"name": "A page"}</script>', "", "must have structured data (JSON-LD)"),
        (
            '{"name": "A page"}',
            '{"name": }',
            "has structured data that is not JSON: Expecting value: line 1 column 10 (char 9)",
        ),
    ],
    "anchors_are_unique": [
        (
            "<h1>A page</h1>",
            '<h1 id="a">A page</h1><p id="a"></p>',
            "has the anchor a more than once; change one of the ids that give it",
        ),
    ],
    "nothing_inline": [
        ("<h1>", '<h1 style="color: red">', "has a style attribute"),
        ("<h1>", "<style>h1 {}</style><h1>", "has a style element"),
        ("<h1>", '<h1 onclick="x()">', "has the event handler onclick"),
        ("<body>", '<body onload="x()">', "has the event handler onload"),
    ],
    "content_is_text": [
        ("<h1>", "<script>alert(1)</script><h1>", "has a script element in its text"),
        ("<h1>", '<script type="application/json">{}</script><h1>', "has a script element in its text"),
        ("<h1>", '<iframe srcdoc="x"></iframe><h1>', "has a iframe element in its text"),
        ("<h1>", "<object></object><h1>", "has a object element in its text"),
        ("<h1>", "<embed><h1>", "has a embed element in its text"),
        ("<h1>", "<form></form><h1>", "has a form element in its text"),
    ],
    "nothing_foreign": [
        (
            '<script src="assets/site.js">',
            '<script src="https://evil.test/x.js">',
            "loads https://evil.test/x.js from another host",
        ),
        ("<h1>", '<img src="//evil.test/x.png"><h1>', "loads //evil.test/x.png from another host"),
        ("<body>", '<body><iframe src="https://evil.test/"></iframe>', "loads https://evil.test/ from another host"),
        ("<body>", '<body><object data="https://evil.test/"></object>', "loads https://evil.test/ from another host"),
        (
            '<link rel="stylesheet" href="assets/site.css">',
            '<link rel="stylesheet" href="https://evil.test/x.css">',
            "loads https://evil.test/x.css from another host",
        ),
        (
            "</head>",
            '<link rel="preconnect" href="https://fonts.test/"></head>',
            "loads https://fonts.test/ from another host",
        ),
    ],
    "links_exist": [
        ('href="index.html#part"', 'href="nowhere.html"', "nowhere.html leads nowhere"),
        ('href="index.html#part"', 'href="#nowhere"', "#nowhere leads to an anchor that is not there"),
        (
            'href="index.html#part"',
            'href="get-help.html#nowhere"',
            "get-help.html#nowhere leads to an anchor that is not there",
        ),
        ('href="index.html#part"', f'href="{ADDRESS}nowhere.html"', f"{ADDRESS}nowhere.html leads nowhere"),
        ('href="index.html#part"', 'href="/back/nowhere.html"', "/back/nowhere.html leads nowhere"),
        ('href="index.html#part"', 'href="folder/"', "folder/ leads nowhere"),
        ('src="assets/site.js"', 'src="assets/gone.js"', "assets/gone.js leads nowhere"),
        (f'content="{PICTURE}"', f'content="{ADDRESS}gone.png"', f"{ADDRESS}gone.png leads nowhere"),
    ],
    "links_are_links": [
        ('href="index.html#part"', 'href="javascript:alert(1)"', "has a link of the kind javascript:"),
        ('href="index.html#part"', 'href="data:text/html,x"', "has a link of the kind data:"),
    ],
}
"""For each rule what breaks it: a piece of a page, what is put in its place, and the only problem that follows."""


@pytest.mark.parametrize(("old", "new", "problem"), [fault for faults in FAULTS.values() for fault in faults])
def test_verify_names_the_problem_when_there_is_one(site: Path, old: str, new: str, problem: str) -> None:
    """Each problem, planted once, is the only one found."""
    plant(site, old, new)
    assert problems(site) == [f"index.html: {problem}"]


@pytest.mark.parametrize(
    "attribute",
    [
        ' onclick="x()"',
        "/onclick=x()",
        " OnClick = x()",
        "\nonclick\n=\n'x()'",
        ' id="a"onclick=x()',
        " id='a'onclick=x()",
    ],
)
@pytest.mark.parametrize("element", ["html", "head", "body", "svg", "p"])
def test_handler_is_found_however_it_is_written(site: Path, element: str, attribute: str) -> None:
    """Browsers run all of these, on any element."""
    old, new = {
        "html": ('<html lang="en"', f'<html lang="en"{attribute}'),
        "head": ("<head", f"<head{attribute}"),
        "body": ("<body", f"<body{attribute}"),
    }.get(element, ("<h1>", f"<{element}{attribute}></{element}><h1>"))
    plant(site, old, new)
    assert problems(site) == ["index.html: has the event handler onclick"]


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.test/",
        "mailto:a@b.test",
        "tel:112",
        "index.html",
        "./index.html",
        "#part",
        "?q=x",
        "/back/",
        "/back/index.html#part",
        ADDRESS,
        f"{ADDRESS}index.html#part",
        "index%2Ehtml",
    ],
)
def test_verify_accepts_a_link_when_it_leads_somewhere(site: Path, link: str) -> None:
    """Links outside are not followed; links inside may be written in any way."""
    plant(site, 'href="index.html#part"', f'href="{link}"')
    assert problems(site) == []


def test_verify_follows_links_from_a_folder(site: Path) -> None:
    """Relative links of a page in a folder start from that folder."""
    (site / "deep").mkdir()
    text = PAGE.replace("PATH", "deep/a.html").replace('href="', 'href="../').replace('src="', 'src="../')
    (site / "deep" / "a.html").write_text(text.replace("../https", "https"), encoding="utf-8")
    assert problems(site) == []
    plant(site, "../index.html#part", "index.html", "deep/a.html")
    assert problems(site) == ["deep/a.html: index.html leads nowhere"]


def test_every_rule_of_pages_is_broken_here() -> None:
    """A rule without a fault is not tested; one without a sentence is not documented."""
    rules = [rule for rule in RULES if rule.__module__ == inspect.__module__]
    assert {rule.__name__ for rule in rules} == FAULTS.keys()
    assert all((rule.__doc__ or "").splitlines()[0].endswith(".") for rule in rules)


@pytest.mark.parametrize("name", ["built", "real_site"])
def test_disclaimer_stands_before_the_content_on_every_page(request: pytest.FixtureRequest, name: str) -> None:
    """Reading from the top, one meets the disclaimer before the heading; the policy names the same rules."""
    site: Path = request.getfixturevalue(name)
    for page, tree in pages_of(site):
        order = [node.tag for node in tree.css("[data-disclaimer], h1")]
        assert order == ["aside", "h1"], page
