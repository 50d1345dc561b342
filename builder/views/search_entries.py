"""What the search finds of each page: its text by heading, its other names, lay words."""

import re
from collections.abc import Iterator
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import LISTINGS, exercise_url, imbalance_url, written_page_url
from builder.views.page import Section

NOT_SEARCHED = "[data-search-exclude], script, style, svg"

_HEADING = re.compile(r'<h[1-6][^>]*\bid="([^"]*)"[^>]*>(.*?)</h[1-6]>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|small|span|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def search_terms(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Give the other names and lay words of each page, by its address."""
    pages = {imbalance_url(one.slug): (*one.aliases, *one.search_terms) for one in catalogue.imbalances}
    pages |= {exercise_url(one): (*one.aliases, *one.search_terms) for one in catalogue.exercises}
    safety = catalogue.safety
    pages |= {LISTINGS[name]: listing.search_terms for name, listing in catalogue.site.listings}
    pages |= {
        urls.GET_HELP: safety.get_help.search_terms,
        urls.BEFORE_YOU_START: safety.before_you_start.search_terms,
        urls.SELF_CHECKS: catalogue.self_checks.search_terms,
        urls.EVIDENCE: catalogue.evidence.search_terms,
    }
    pages |= {written_page_url(page.path): page.front_matter.search_terms for page in catalogue.pages}
    return {address: terms for address, terms in pages.items() if terms}


def sections(body: str, title: str) -> Iterator[Section]:
    """Split the HTML of a page at its headings; what is marked ``data-search-exclude`` is left out."""
    tree = LexborHTMLParser(body)
    for node in tree.css(NOT_SEARCHED):
        node.decompose()
    first, *rest = _HEADING.split(tree.body.inner_html or "") if tree.body else [""]
    headings = list(zip(rest[::3], map(_plain, rest[1::3]), map(_plain, rest[2::3]), strict=True))
    if headings and body.lstrip().startswith("<h1"):
        (_, title, text), headings = headings[0], headings[1:]
        yield Section("", title, text)
    else:
        yield Section("", title, _plain(first))
    yield from (Section(*heading) for heading in headings)


def _plain(html: str) -> str:
    """The text of some HTML: tags inside a sentence vanish, others part words."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", html))).split())
