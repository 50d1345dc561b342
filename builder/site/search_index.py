"""What the search finds beyond the words of a page: its other names and lay words, and which words mean the same.

They go into the index that ``assets/search.js`` reads, escaped as the engine escapes what it puts there: the search
writes them into the page as they are.
"""

import json
from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from typing import Any

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import LISTINGS, exercise_url, imbalance_url, written_page_url
from builder.system.disk import OutputFile

INDEX = "search/search_index"
"""Where MkDocs puts its index (.json), and the theme looks for it on a page opened from disk (.js). Zensical has
another."""

PAGES = "search/pages.js"
"""The index that the search asks for when somebody types."""

WORKER = "assets/search-worker.js"
OFFLINE = "assets/offline.js"

FIELD = "also"
"""The field of the index that ``assets/search.js`` reads."""


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


def search_files(index: str, catalogue: Catalogue) -> Iterator[OutputFile]:
    """From the engine's index make one that is empty, because each page loads it, and the real one, with the terms."""
    data: dict[str, Any] = json.loads(index)
    terms = search_terms(catalogue)
    for entry in data["docs"]:
        if entry["location"] in terms:
            entry[FIELD] = [escape(term) for term in terms[entry["location"]]]
    settings = {
        "fallback": [urls.IMBALANCES, urls.EXERCISES],
        "synonyms": catalogue.site.synonyms,
        "also_called": escape(catalogue.words["also_called"]),
    }
    empty = _written({**data, "docs": []})
    yield OutputFile(PurePosixPath(f"{INDEX}.json"), empty)
    yield OutputFile(PurePosixPath(f"{INDEX}.js"), f"var __index = {empty}\n")
    yield OutputFile(
        PurePosixPath(PAGES), f"var searchPages = {_written({'config': settings, 'docs': data['docs']})}\n"
    )


def _written(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
