"""Glossary links: the first use of each term on a page leads to its plain meaning."""

import html
import re
from collections.abc import Callable

from builder.content.models.vocabulary import Term

NOT_IN = {"a", "button", "dt", "h1", "h2", "h3", "script", "style", "summary", "th"}
"""Elements whose text is never linked: links, headings and controls."""

_TOKEN = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")


def link_terms(page: str, terms: tuple[Term, ...], address: Callable[[str], str]) -> str:
    """Link the first use of each term in the HTML between a page's headings.

    ``address`` gives the address of a glossary entry, from its id, as seen from the page.
    """
    ids = {name.casefold(): term.id for term in terms if term.link for name in (term.term, *term.aliases)}
    if not ids:
        return page
    longest_first = sorted(ids, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(_in_html, longest_first))})(?![\w-])", re.IGNORECASE)
    linked: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        term = ids.get(html.unescape(match[0]).casefold())
        if term is None or term in linked:
            return match[0]
        linked.add(term)
        return f'<a class="bb-term" href="{address(term)}">{match[0]}</a>'

    return "".join(_linked_parts(page, lambda text: pattern.sub(replace, text)))


def _in_html(name: str) -> str:
    """Match a name as it stands in HTML, where an apostrophe may be escaped."""
    return re.escape(html.escape(name, quote=False)).replace("'", "(?:'|&#39;)")


def _linked_parts(page: str, link: Callable[[str], str]) -> list[str]:
    """Apply ``link`` to the text of HTML blocks; Markdown lines (headings) stand outside them and are left alone."""
    parts = []
    open_tags: list[str] = []
    for part in _TOKEN.split(page):
        if tag := _TAG.match(part):
            if not part.endswith("/>"):
                _follow(open_tags, *tag.groups())
        elif open_tags and not NOT_IN.intersection(open_tags):
            part = link(part)
        parts.append(part)
    return parts


def _follow(open_tags: list[str], closing: str, name: str) -> None:
    if closing:
        while open_tags and open_tags.pop() != name:
            pass
    elif name not in {"br", "hr", "img", "input", "link", "meta"}:
        open_tags.append(name)
