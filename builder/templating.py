"""The one Jinja environment: strict, escaping, with the few filters that templates may use.

Page templates write Markdown headings and, between them, HTML: text inside HTML is escaped by Jinja,
text in a Markdown heading by the ``heading`` filter.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from string import Formatter

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from builder.text import render_prose

TEMPLATES = Path(__file__).parent.parent / "templates"

COMMENT = ("{##", "##}")
"""Jinja's own ``{#`` would swallow the ``{#anchor}`` of a Markdown heading."""


def environment(words: Mapping[str, str], months: Sequence[str]) -> Environment:
    """Make the environment in which every template is rendered, with the texts of words.yml and the months' names."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
    )
    made.globals["words"] = words
    made.filters |= {
        "attribute": attribute,
        "fill": fill,
        "heading": heading,
        "lower_first": lower_first,
        "prose": prose,
        "span": span,
        "upper_first": upper_first,
        "written": partial(written_day, months=months),
    }
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
    return Markup(re.sub(r"([\\`*_{}\[\]()#+\-.!|])", r"\\\1", escaped))


def attribute(text: str) -> Markup:
    """Make a text safe as an attribute of a Markdown heading: no sign that Markdown or attribute lists understand."""
    return Markup(html.escape(" ".join(re.sub(r'[\\`*_{}\[\]()<>"|~]+', " ", text).split())))


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


def words_used(*folders: Path) -> dict[str, frozenset[str]]:
    """Collect all ``words.X`` of our templates (.j2, .typ), the theme's (.html) and the engine's settings (.yml).

    Each word comes with the {places} that its users fill.
    """
    ours, engine = Environment(comment_start_string=COMMENT[0], comment_end_string=COMMENT[1]), Environment()
    readers: dict[str, Callable[[Path], Iterable[tuple[str, frozenset[str]]]]] = {
        ".j2": lambda path: _words_in(_parsed(ours, path)),
        ".html": lambda path: _words_in(_parsed(engine, path)),
        ".yml": lambda path: _words_in(_parsed(engine, path)),
        ".typ": lambda path: _words_in_typst(path.read_text(encoding="utf-8")),
    }
    found: dict[str, frozenset[str]] = {}
    for place in folders:
        for path in [place, *place.rglob("*.*")]:
            for word, places in readers[path.suffix](path) if path.suffix in readers else ():
                found[word] = found.get(word, frozenset()) | places
    return found


def _words_in_typst(template: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Find the words of a Typst template: ``words.steps``, and ``fill(words.weeks, weeks: ...)`` with its places."""
    template = re.sub(r"(?m)^\s*//.*$", "", template)
    for found in re.finditer(
        r"(fill\(\s*)?\bwords\.([a-z_0-9]+)((?:,\s*[a-z]+:[^,()]*(?:\([^()]*\)[^,()]*)*)*)", template
    ):
        yield found[2], frozenset(re.findall(r",\s*([a-z]+):", found[3])) if found[1] else frozenset()


def _parsed(parser: Environment, path: Path) -> nodes.Template:
    return parser.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _words_in(template: nodes.Template) -> Iterator[tuple[str, frozenset[str]]]:
    for word in _words_below(template):
        yield word, frozenset()
    for use in template.find_all(nodes.Filter):
        if use.name == "fill" and use.node is not None:
            places = frozenset(str(argument.key) for argument in use.kwargs)
            yield from ((word, places) for word in _words_below(use.node))


def _words_below(part: nodes.Node) -> Iterator[str]:
    for node in [part, *part.find_all(nodes.Getattr)]:
        if isinstance(node, nodes.Getattr) and _is_words(node.node):
            yield node.attr


def _is_words(node: nodes.Node) -> bool:
    return (isinstance(node, nodes.Name) and node.name == "words") or (
        isinstance(node, nodes.Getattr) and node.attr == "words"
    )


def places_in(text: str) -> frozenset[str]:
    """Give the {places} of a word, with whatever else stands in the braces; raise ValueError for a lonely brace."""
    return frozenset(
        "".join([name, f"!{conversion}" if conversion else "", f":{form}" if form else ""])
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    )


def written_day(day: date, months: Sequence[str]) -> str:
    """Write a day in words, like 22 November 2026."""
    return f"{day.day} {months[day.month - 1]} {day.year}"


def upper_first(text: str) -> str:
    """Begin with a capital; leave the rest, so that names stay as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Begin with a small letter inside a sentence, unless the text begins with an abbreviation like TRX."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
