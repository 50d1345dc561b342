"""What the search finds beyond the words of a page: its other names and lay words.

They go into the engine's own index as a field of its own, so that they are found and never shown as text.
"""

import json
from collections.abc import Mapping

from builder.addresses import exercise_address, imbalance_address
from builder.catalogue import Catalogue

INDEX = "search/search_index.json"
"""Where MkDocs puts its index. Zensical's has another form and goes without."""

FIELD = "also"
"""The field of the index, as in mkdocs.yml."""


def search_terms(catalogue: Catalogue) -> dict[str, str]:
    """Give the other names and lay words of each page, by its address."""
    pages = {imbalance_address(one.slug): (*one.aliases, *one.search_terms) for one in catalogue.imbalances}
    pages |= {exercise_address(one): (*one.aliases, *one.search_terms) for one in catalogue.exercises}
    return {address: ", ".join(terms) for address, terms in pages.items() if terms}


def with_search_terms(index: str, terms: Mapping[str, str]) -> str:
    """Add the terms to the entries of their pages in a search index."""
    data = json.loads(index)
    for entry in data["docs"]:
        if entry["location"] in terms:
            entry[FIELD] = terms[entry["location"]]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
