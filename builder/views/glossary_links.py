"""Glossary links: the first use of each term on a page leads to its plain meaning."""

import html
import re
from collections.abc import Callable, Iterator, Sequence

from builder.content.models.vocabulary import Term

NOT_IN = frozenset({"a", "button", "dt", "h1", "h2", "h3", "script", "style", "summary", "th"})
"""Elements whose text is never linked: links, headings and controls."""

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

_TOKEN = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")


class GlossaryLinks:
    """The terms of the glossary, ready to be found in pages."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._ids = {name.casefold(): term.id for term in terms if term.link for name in (term.term, *term.aliases)}
        self._pattern = _any_of(sorted(self._ids, key=len, reverse=True))

    def link(self, page: str, address: Callable[[str], str]) -> str:
        """Link the first use of each term in the HTML of a page.

        ``address`` gives the address of a glossary entry, from its id, as seen from the page.
        """
        linked: set[str] = set()

        def replace(match: re.Match[str]) -> str:
            term = self._ids.get(html.unescape(match[0]).casefold())
            if term is None or term in linked:
                return match[0]
            linked.add(term)
            return f'<a class="bb-term" href="{address(term)}">{match[0]}</a>'

        return "".join(_linked_parts(page, lambda text: self._pattern.sub(replace, text)))


def _any_of(longest_first: Sequence[str]) -> re.Pattern[str]:
    """Match any of these names as whole words. They are grouped by first letter, which halves the time."""
    groups: dict[str, list[str]] = {}
    for name in longest_first:
        groups.setdefault(name[0], []).append(_in_html(name))
    starts = (f"(?={re.escape(first)})(?:{'|'.join(names)})" for first, names in groups.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(starts) or '(?!)'})(?![\w-])", re.IGNORECASE)


def _in_html(name: str) -> str:
    """Match a name as it stands in HTML, where an apostrophe may be escaped."""
    return re.escape(html.escape(name, quote=False)).replace("'", "(?:'|&#39;)")


def _linked_parts(page: str, link: Callable[[str], str]) -> Iterator[str]:
    """Apply ``link`` to the text inside elements."""
    open_tags: list[str] = []
    for part in _TOKEN.split(page):
        if tag := _TAG.match(part):
            if not part.endswith("/>"):
                _follow(open_tags, *tag.groups())
        elif open_tags and not part.isspace() and NOT_IN.isdisjoint(open_tags):
            part = link(part)
        yield part


def _follow(open_tags: list[str], closing: str, name: str) -> None:
    if closing:
        while open_tags and open_tags.pop() != name:
            pass
    elif name not in VOID:
        open_tags.append(name)
