"""The logo of a content folder: shapes and texts pass, whatever runs or loads is refused; the site shows it."""

from pathlib import Path

import pytest

from builder.content.svg import RUNNING_ELEMENTS, check_svg
from tests.helpers import REAL, World, build, tree_of

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}</svg>\n'


@pytest.mark.parametrize(
    "part",
    [
        '<path d="M0 0h8v8z"/>',
        '<text x="1">A &amp; B</text>',
        '<defs><path id="p" d="M0 0"/></defs><use href="#p"/><path fill="url(#g)"/><path fill="url( \'#g\' )"/>',
        "<style>path{fill:url(#g)}</style>",
        '<image href="data:image/png;base64,AAAA"/>',
    ],
)
def test_logo_may_hold_shapes_and_texts(part: str) -> None:
    """What a drawing program writes passes as it is."""
    assert check_svg(LOGO.format(part)) == LOGO.format(part)


@pytest.mark.parametrize("element", sorted(RUNNING_ELEMENTS))
@pytest.mark.parametrize("namespace", ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"])
def test_logo_is_refused_when_an_element_can_run_something(element: str, namespace: str) -> None:
    """In whichever namespace."""
    with pytest.raises(ValueError, match=f"^must not contain the element {element}, only shapes and texts; delete it$"):
        check_svg(LOGO.format(f'<g><{element} xmlns="{namespace}"/></g>'))


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ('<path onclick="x()"/>', "the event handler onclick"),
        ('<use href="https://example.test/a.svg#b"/>', "the attribute href that loads a file"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="other.svg"/>', "the attribute href that loads a file"),
        ('<image src="photo.png"/>', "the attribute src that loads a file"),
        ('<image href="data:text/html,x"/>', "the attribute href that loads a file"),
        ('<path fill="url(other.svg#g)"/>', "the attribute fill that loads a file"),
        ("<path style=\"fill: URL( '//example.test/g')\"/>", "the attribute style that loads a file"),
        ("<style>@import 'a.css'</style>", "a style that loads a file"),
        ("<style>path{fill:url(a.svg)}</style>", "a style that loads a file"),
    ],
)
def test_logo_is_refused_when_a_part_runs_or_loads(part: str, found: str) -> None:
    """The site asks nobody else for anything, and runs no script but its own."""
    with pytest.raises(ValueError, match=f"^must not contain {found}, only shapes and texts; delete it$"):
        check_svg(LOGO.format(part))


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE svg>", '<!DOCTYPE x [<!ENTITY a "b">]>', '<?xml-stylesheet href="a.css"?>']
)
def test_logo_is_refused_when_it_declares_more_than_shapes(start: str) -> None:
    """Entities can grow without end, and a style sheet is another file."""
    with pytest.raises(ValueError, match=r"^must not contain <.+; delete it$"):
        check_svg(start + LOGO.format(""))


def test_site_shows_the_logo_of_its_content(world: World, tmp_path: Path) -> None:
    """In the masthead and as the browser's icon, as it is."""
    world.write("logo.svg", (REAL / "logo.svg").read_bytes())
    assert build(world.folder, tmp_path / "site").code == 0
    assert (tmp_path / "site/assets/logo.svg").read_bytes() == (REAL / "logo.svg").read_bytes()


def test_site_shows_the_first_letter_of_its_name_when_the_content_has_no_logo(built: Path) -> None:
    """Never the logo of somebody else."""
    assert ">T</text>" in (built / "assets/logo.svg").read_text(encoding="utf-8")
    page = tree_of(built / "index.html")
    assert page.css_first("link[rel=icon]").attributes["href"] == "assets/logo.svg"
    assert page.css_first(".md-logo img").attributes["src"] == "assets/logo.svg"
