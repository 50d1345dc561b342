"""The one Jinja environment: strict, escaping, with the few filters that templates may use.

Every template writes HTML or SVG, in which Jinja escapes every text.
"""

import posixpath
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from builder.catalogue import urls
from builder.content.markdown import render_prose
from builder.views.headings import heading


def environment(templates: Path, words: Mapping[str, str], months: Sequence[str]) -> Environment:
    """Make the environment of the folder ``templates``, with the texts of words.yml and the names of the months."""
    result = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    result.globals |= {"words": words, "urls": urls, "heading": heading}
    result.filters |= {
        "fill": fill,
        "lower_first": lower_first,
        "prose": prose,
        "format_range": format_range,
        "upper_first": upper_first,
        "format_date": partial(format_date, months=months),
    }
    return result


def fill(text: str, **values: object) -> str:
    """Put values into the {places} of a text from words.yml."""
    return text.format(**values)


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
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + number_sign + anchor


def format_date(day: date, months: Sequence[str]) -> str:
    """Write a day in words, like 22 November 2026."""
    return f"{day.day} {months[day.month - 1]} {day.year}"


def upper_first(text: str) -> str:
    """Begin with a capital; leave the rest, so that names stay as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Begin with a small letter inside a sentence, unless the text begins with an abbreviation like TRX."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
