"""The one Jinja environment: strict, escaping, with the few filters that templates may use.

Every template writes HTML or SVG, in which Jinja escapes every text.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from builder.catalogue import urls
from builder.content.markdown import render_prose, slug
from builder.system.store import Store, key_of
from builder.views.page import Heading


class CompiledTemplates(BytecodeCache):
    """Templates as Python code, kept from build to build; ``code`` is a digest of what compiles them."""

    def __init__(self, store: Store, code: bytes) -> None:
        self._store, self._code = store, code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if its template was compiled before."""
        if content := self._store.read(self._key(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        self._store.keep(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return key_of(bucket.key, bucket.checksum, self._code)


def environment(
    templates: Path, words: Mapping[str, str], months: Sequence[str], compiled: BytecodeCache | None = None
) -> Environment:
    """Make the environment of the folder ``templates``, with the texts of words.yml and the names of the months.

    ``compiled`` keeps the templates as code.
    """
    result = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled,
    )
    result.globals |= {"words": words, "urls": urls, "heading": heading}
    result.filters |= {
        "fill": fill,
        "lower_first": lower_first,
        "prose": prose,
        "format_range": format_range,
        "slug": slug,
        "first_sentence": first_sentence,
        "further_sentences": further_sentences,
        "upper_first": upper_first,
        "format_date": partial(format_date, months=months),
    }
    return result


class Phrases:
    """The wording of numbers that all views share: the macros of phrases.html.j2, as plain text."""

    def __init__(self, environment: Environment, **shared: object) -> None:
        self._macros = environment.get_template("phrases.html.j2").make_module(shared)

    def __call__(self, name: str, *values: object) -> str:
        """Say what a macro says of some values."""
        return str(getattr(self._macros, name)(*values).unescape()).strip()


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


def fill(text: str, **values: object) -> Markup:
    """Put values into the {places} of a text from words.yml; a value that is HTML already is not escaped again."""
    return Markup(escape(text)).format(**values)  # escaped here, and so are the values


def format_range(limits: tuple[int, int]) -> str:
    """Write a range with an en dash, or the one number when both are the same."""
    start, goal = limits
    return str(start) if start == goal else f"{start}–{goal}"


@pass_context
def prose(context: Context, text: str) -> Markup:
    """Render light Markdown; addresses in it are relative to the site, the page's own ``link`` makes them fit."""
    return render_prose(text, context["link"])


def relative_link(page: str, address: str) -> str:
    """Turn an address relative to the site into one relative to the page at ``page``.

    >>> relative_link("upper/face-pull.html", "get-help.html#urgent")
    '../get-help.html#urgent'
    """
    path, number_sign, anchor = address.partition("#")
    if not path:
        return address
    return _relative_path(posixpath.dirname(page), path) + number_sign + anchor


@lru_cache(maxsize=4096)
def _relative_path(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder or ".")


def first_sentence(text: str) -> str:
    """Shorten a text to its first sentence."""
    return _sentences(text)[0]


def further_sentences(text: str) -> str:
    """Give what comes after the first sentence, if anything."""
    return " ".join(_sentences(text)[1:])


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def format_date(day: date, months: Sequence[str]) -> str:
    """Write a day in words, like 22 November 2026."""
    return f"{day.day} {months[day.month - 1]} {day.year}"


def upper_first(text: str) -> str:
    """Begin with a capital; leave the rest, so that names stay as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Begin with a small letter inside a sentence, unless the text begins with an abbreviation like TRX."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
