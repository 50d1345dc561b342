"""The one Jinja environment: strict, escaping, with the few filters that templates may use.

Page templates write Markdown headings and, between them, HTML: text inside HTML is escaped by Jinja,
text in a Markdown heading by the ``heading`` filter.
"""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from builder.text import render_prose

TEMPLATES = Path(__file__).parent.parent / "templates"

COMMENT = ("{##", "##}")
"""Jinja's own ``{#`` would swallow the ``{#anchor}`` of a Markdown heading."""


def environment(words: Mapping[str, str], templates: Path = TEMPLATES) -> Environment:
    """Make the environment in which every template is rendered; ``words`` are the texts of words.yml."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
    )
    made.globals["words"] = words
    made.filters |= {"fill": fill, "heading": heading, "prose": prose, "span": span}
    return made


def fill(text: str, **values: object) -> str:
    """Put values into the {places} of a text from words.yml."""
    return text.format(**values)


def span(limits: tuple[int, int]) -> str:
    """Write a range with an en dash, or the one number when both are the same."""
    start, goal = limits
    return str(start) if start == goal else f"{start}–{goal}"


def heading(text: str) -> Markup:
    """Escape a text that stands in a Markdown heading: neither Markdown nor HTML is left in it."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    return Markup(re.sub(r"([\\`*_{}\[\]()#+\-.!|~])", r"\\\1", escaped))


@pass_context
def prose(context: Context, text: str) -> Markup:
    """Render light Markdown; addresses in it are relative to the site, the page's own ``link`` makes them fit."""
    return render_prose(text, context["link"])


def relative_link(page: str, address: str) -> str:
    """Turn an address relative to the site into one relative to the page at ``page``.

    >>> relative_link("upper/face-pull.html", "get-help.html#urgent")
    '../get-help.html#urgent'
    """
    path, mark, anchor = address.partition("#")
    if not path:
        return address
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + anchor


def words_used(*folders: Path) -> frozenset[str]:
    """Collect the names X of all ``words.X``: in our templates (.j2) and in the theme's (.html)."""
    found: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*.j2"):
            found.update(_words_in(Environment(comment_start_string=COMMENT[0], comment_end_string=COMMENT[1]), path))
        for path in folder.rglob("*.html"):
            found.update(_words_in(Environment(), path))
    return frozenset(found)


def _words_in(parser: Environment, path: Path) -> Iterator[str]:
    for node in parser.parse(path.read_text(encoding="utf-8")).find_all(nodes.Getattr):
        holder = node.node
        if (isinstance(holder, nodes.Name) and holder.name == "words") or (
            isinstance(holder, nodes.Getattr) and holder.attr == "words"
        ):
            yield node.attr
