"""What the search of each engine's theme reads, made from the pages' own entries and not from the engine's index.

Material's search box asks our worker, but still loads an index with every page: an empty one. Zensical's search box has
no worker to replace, so it gets an index of its own form with our texts, other names and lay words. It writes them into
the page as they are, so they are escaped.
"""

import json
from collections.abc import Iterator, Mapping
from html import escape

from builder.site.engines.engine import Engine
from builder.system.disk import OutputFile
from builder.views.page import SearchEntry

MATERIAL_SEPARATOR = r"[\s\-]+"
"""What parts words, as Material itself writes it: it marks what was searched for on the page that was found."""

ZENSICAL_SEPARATOR = r'(?:[\s\-_,:!=\[\]()\\"`/]|&[lg]t;|&amp;)+|\.(?!\d)'
"""What parts words, as Zensical itself writes it (its search fails with most others), and escaped signs."""


def theme_search_files(engine: Engine, pages: Mapping[str, SearchEntry], language: str) -> Iterator[OutputFile]:
    """Give the files that the theme loads, by themselves and as scripts for pages opened from disk."""
    if engine.own_search_box:
        name, index = "search", _zensical_index(pages, language)
    else:
        config = {"lang": [language], "separator": MATERIAL_SEPARATOR, "pipeline": []}
        name, index = "search/search_index", {"config": config, "docs": []}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    yield OutputFile.of(f"{name}.json", text)
    yield OutputFile.of(f"{name}.js", f"var __index = {text}\n")


def _zensical_index(pages: Mapping[str, SearchEntry], language: str) -> dict[str, object]:
    items = [
        {
            "location": f"{url}#{section.anchor}" if section.anchor else url,
            "level": 1 if number == 0 else 2,
            "title": escape(section.title, quote=False),
            "text": escape(" ".join([section.text, *(names if number == 0 else ())]), quote=False),
            "path": [escape(entry.sections[0].title, quote=False)],
            "tags": [],
        }
        for url, entry in pages.items()
        for names in [(*entry.aliases, *entry.terms)]
        for number, section in enumerate(entry.sections)
    ]
    return {"config": {"lang": [language], "separator": ZENSICAL_SEPARATOR}, "items": items}
