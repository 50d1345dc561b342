"""What the search finds beyond the words of a page: its other names and lay words, and which words mean the same.

They go into the engine's own index, where the worker ``assets/search.js`` reads them; they are found and never shown
as text of the page.
"""

import json
from typing import Any

from builder import addresses
from builder.addresses import exercise_address, imbalance_address, written_address
from builder.catalogue import Catalogue

INDEX = "search/search_index.json"
"""Where MkDocs puts its index. Zensical's has another form and goes without."""

INDEX_FROM_DISK = "search/search_index.js"
"""The same as a script, for pages that are opened from disk."""

WORKER = "assets/search.js"
OFFLINE = "assets/offline.js"

FIELD = "also"
"""The field of the index, as in mkdocs.yml."""


def search_terms(catalogue: Catalogue) -> dict[str, str]:
    """Give the other names and lay words of each page, by its address."""
    pages = {imbalance_address(one.slug): (*one.aliases, *one.search_terms) for one in catalogue.imbalances}
    pages |= {exercise_address(one): (*one.aliases, *one.search_terms) for one in catalogue.exercises}
    listings, safety = catalogue.site.listings, catalogue.safety
    pages |= {
        addresses.IMBALANCES: listings.imbalances.search_terms,
        addresses.EXERCISES: listings.exercises.search_terms,
        addresses.GLOSSARY: listings.glossary.search_terms,
        addresses.SOURCES: listings.sources.search_terms,
        addresses.DOWNLOADS: listings.downloads.search_terms,
        addresses.GET_HELP: safety.get_help.search_terms,
        addresses.BEFORE_YOU_START: safety.before_you_start.search_terms,
        addresses.SELF_CHECKS: catalogue.self_checks.search_terms,
        addresses.EVIDENCE: catalogue.evidence.search_terms,
    }
    pages |= {written_address(page.path): page.meta.search_terms for page in catalogue.pages}
    return {address: ", ".join(terms) for address, terms in pages.items() if terms}


def with_search_terms(index: str, catalogue: Catalogue) -> str:
    """Add the terms to the entries of their pages in a search index, and what the worker needs besides."""
    data: dict[str, Any] = json.loads(index)
    terms = search_terms(catalogue)
    for entry in data["docs"]:
        if entry["location"] in terms:
            entry[FIELD] = terms[entry["location"]]
    data["config"] |= {
        "fallback": [addresses.IMBALANCES, addresses.EXERCISES],
        "synonyms": catalogue.site.synonyms,
        "also_called": catalogue.words["also_called"],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def as_script(index: str) -> str:
    """The index as a script that the theme loads from disk."""
    return f"var __index = {index}\n"
