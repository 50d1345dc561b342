"""The index that the search reads, made from what each page says it is found by.

It is a script, because a page that was opened from disk may load nothing else. Its texts are plain: the search escapes
what it writes into a page.
"""

import json
from collections.abc import Iterator, Mapping

from builder.catalogue import scripts, urls
from builder.catalogue.catalogue import Catalogue
from builder.system.disk import OutputFile
from builder.views.page import SearchEntry


def search_index(pages: Mapping[str, SearchEntry], catalogue: Catalogue) -> OutputFile:
    """Make the index from the pages, by URL and in reading order."""
    settings = {
        "fallback": [urls.BEFORE_YOU_START, urls.EXERCISES, urls.IMBALANCES],
        "synonyms": catalogue.site.synonyms,
        "also_called": catalogue.words["also_called"],
    }
    documents = [document for url, entry in pages.items() for document in _documents(url, entry)]
    index = {"config": settings, "docs": documents}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return OutputFile.of(scripts.SEARCH_INDEX, f"var searchPages = {text}\n")


def _documents(url: str, entry: SearchEntry) -> Iterator[dict[str, object]]:
    """Give the sections of a page as the search reads them; other names and lay words belong to the first."""
    words = {"also": entry.aliases, "terms": entry.terms}
    for number, section in enumerate(entry.sections):
        location = f"{url}#{section.anchor}" if section.anchor else url
        named = {key: value for key, value in words.items() if value} if number == 0 else {}
        yield {"location": location, "title": section.title, "text": section.text, **named}
