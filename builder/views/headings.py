"""Headings of a page: written as HTML, and remembered for the table of contents.

Hand-written pages are the only ones in Markdown; they are turned into HTML here, so that no engine has to.
"""

from collections.abc import Iterator

from jinja2 import pass_context
from jinja2.runtime import Context
from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify, unique
from markupsafe import Markup, escape

from builder.views.page import Heading


class Headings:
    """The headings of one page, in the order in which its template writes them."""

    def __init__(self) -> None:
        self._found: list[Heading] = []

    def __iter__(self) -> Iterator[Heading]:
        return iter(self._found)

    def add(self, heading: Heading) -> None:
        """Remember a heading."""
        self._found.append(heading)


@pass_context
def heading(context: Context, level: int, text: str, id: str = "", style: str = "", label: str = "") -> Markup:
    """Write a heading; without an id of its own, its words make one. ``label`` is its name in the table of contents."""
    found = Heading(level, id or slug(text), " ".join(text.split()), " ".join(label.split()))
    context["headings"].add(found)
    styled = f' class="{escape(style)}"' if style else ""
    return Markup(f'<h{level}{styled} id="{escape(found.id)}">{escape(found.text)}</h{level}>')


def slug(text: str) -> str:
    """Make an anchor from the words of a heading, the way Markdown processors do."""
    return str(unique(slugify(text, "-"), set()))


def hand_written(text: str) -> tuple[str, list[Heading]]:
    """Turn the Markdown of a hand-written page into HTML, with its headings."""
    markdown = Markdown(
        extensions=[AttrListExtension(), TableExtension(use_align_attribute=True), TocExtension(toc_depth=2)]
    )
    html = markdown.convert(text)
    tokens = getattr(markdown, "toc_tokens", [])
    return html, [Heading(token["level"], token["id"], token["name"]) for token in tokens]
