"""Glossary links: the first use of each term on a page leads to its plain meaning."""

import html
import re
from collections.abc import Callable, Sequence
from itertools import chain, zip_longest

from builder.content.models.vocabulary import Term

NOT_IN = ("a", "button", "dt", "h1", "h2", "h3", "script", "style", "summary", "th")
"""Elements whose text is never linked: links, headings and controls. None of them can stand in another of its kind."""

_NOT_TEXT = re.compile(
    rf"\A[^<]+|<(?:!--.*?-->|(?P<name>{'|'.join(NOT_IN)})(?=[\s>]).*?</(?P=name)>|[^>]+>)\s*", re.DOTALL
)

_BETWEEN_TEXTS = "\0"
"""No text of the content holds it, and it is no part of a word."""


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

        others = list(_NOT_TEXT.finditer(page))
        ends = [0, *(found.end() for found in others)]
        starts = [*(found.start() for found in others), len(page)]
        texts = _BETWEEN_TEXTS.join(page[end:start] for end, start in zip(ends, starts, strict=True))
        linked_texts = self._pattern.sub(replace, texts).split(_BETWEEN_TEXTS)
        return "".join(chain.from_iterable(zip_longest(linked_texts, (found[0] for found in others), fillvalue="")))


def _any_of(longest_first: Sequence[str]) -> re.Pattern[str]:
    """Match any of these names as whole words.

    They are grouped by first letter, and that is looked for in small and in capital: so the search passes quickly over
    all other letters.
    """
    groups: dict[str, list[str]] = {}
    for name in longest_first:
        first, rest = name[0], name[1:]
        groups.setdefault(first, []).append(_in_html(rest))
    if not groups:
        return re.compile("(?!)")
    firsts = "".join(re.escape(letter) for first in groups for letter in (first, first.upper()))
    endings = "|".join(rf"(?<={re.escape(first)})(?:{'|'.join(rests)})" for first, rests in groups.items())
    return re.compile(rf"[{firsts}](?<![\w-].)(?i:{endings})(?![\w-])")


def _in_html(text: str) -> str:
    """Match a part of a name as it stands in HTML, where an apostrophe may be escaped."""
    return re.escape(html.escape(text, quote=False)).replace("'", "(?:'|&#39;)")
