"""What the search finds of each page: its text by heading, its other names, lay words."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import LISTINGS, exercise_url, imbalance_url, written_page_url
from builder.views.page import Page, SearchEntry, Section

NOT_SEARCHED = "[data-search-exclude], nav, script, style, svg"

_HEADING = re.compile(r'<(h[1-6]|summary)\b[^>]*\sid="([^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|small|span|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def search_entries(catalogue: Catalogue) -> Callable[[Page, str], SearchEntry]:
    """Give a function from a page and its body to what the search finds of it."""
    names, terms, muscles = aliases(catalogue), search_terms(catalogue), main_muscles(catalogue)

    def entry(page: Page, body: str) -> SearchEntry:
        found = (*terms.get(page.url, ()), *muscles.get(page.url, ()))
        return SearchEntry(tuple(sections(body, page.title)), names.get(page.url, ()), found)

    return entry


def aliases(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Give the other names of each page that has some, by its address."""
    pages = {imbalance_url(one.slug): one.aliases for one in catalogue.imbalances}
    return pages | {exercise_url(one): one.aliases for one in catalogue.exercises}


def search_terms(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Give the lay words that lead to each page, by its address."""
    pages = {imbalance_url(one.slug): one.search_terms for one in catalogue.imbalances}
    pages |= {exercise_url(one): one.search_terms for one in catalogue.exercises}
    safety = catalogue.safety
    pages |= {LISTINGS[name]: listing.search_terms for name, listing in catalogue.site.listings}
    pages |= {
        urls.GET_HELP: safety.get_help.search_terms,
        urls.BEFORE_YOU_START: safety.before_you_start.search_terms,
        urls.SELF_CHECKS: catalogue.self_checks.search_terms,
        urls.EVIDENCE: catalogue.evidence.search_terms,
    }
    return pages | {written_page_url(page.path): page.front_matter.search_terms for page in catalogue.pages}


def main_muscles(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Give the names, plain and medical, of the muscles that work most in each exercise, by the address of its page."""
    return {
        exercise_url(one): tuple(
            name
            for muscle in map(catalogue.muscles.__getitem__, one.primary_muscles)
            for name in (muscle.plain, muscle.label)
        )
        for one in catalogue.exercises
    }


def sections(body: str, title: str) -> Iterator[Section]:
    """Split the HTML of a page at what has an anchor and a title: headings, and boxes to unfold that have an id.

    What is marked ``data-search-exclude`` is left out, as are links to get about, and a part of which nothing is left.
    """
    tree = LexborHTMLParser(body)
    for node in tree.css(NOT_SEARCHED):
        node.decompose()
    for box in tree.css("details[id]"):
        for summary in box.css("summary"):
            summary.attrs["id"] = box.id
    first, *rest = _HEADING.split(tree.body.inner_html or "") if tree.body else [""]
    headings = list(zip(rest[1::4], map(_plain, rest[2::4]), map(_plain, rest[3::4]), strict=True))
    if headings and body.lstrip().startswith("<h1"):
        (_, title, text), headings = headings[0], headings[1:]
        yield Section("", title, text)
    else:
        yield Section("", title, _plain(first))
    yield from (Section(anchor, title, text) for anchor, title, text in headings if text)


def _plain(html: str) -> str:
    """The text of some HTML: tags inside a sentence vanish, others part words."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", html))).split())
