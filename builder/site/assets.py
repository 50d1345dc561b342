"""Style sheets and scripts of the finished site: without what no page uses, without comments and white space."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rjsmin import jsmin

from builder.site.css_pruning import UsedNames, purge_unused, words_of
from builder.system.disk import OutputFile
from builder.system.store import Store, key_of

THEME_SCRIPTS = "assets/javascripts/"
THEME_CLASSES = ("md-", "data-")
"""How the names begin that the theme's scripts put on pages. Their other words would keep half the style sheet."""

FEATURES_OFF = (
    "md-annotation", "md-clipboard", "md-code", "md-consent", "md-mermaid", "md-progress", "md-select", "md-source",
    "md-status", "md-tag", "md-tooltip", "md-version",
)  # fmt: skip
"""Beginnings of names in the theme's scripts that belong to what no page of ours has."""


def asset_files(
    theme: Mapping[str, bytes], tags: frozenset[frozenset[str]], inline: Sequence[str], store: Store, code: bytes
) -> Iterator[OutputFile]:
    """Give the theme's files as they are published.

    ``tags`` are the words of the tags of all pages, ``inline`` the scripts inside pages; ``code`` is a digest of what
    prunes.
    """
    scripts = {name: text.decode() for name, text in theme.items() if name.endswith(".js")}
    own = {name: jsmin(text) for name, text in scripts.items() if not name.startswith(THEME_SCRIPTS)}
    sheets = {name: text.decode() for name, text in theme.items() if name.endswith(".css")}
    in_pages = [*own.values(), *inline]
    names = UsedNames(tags, frozenset(_added(scripts.values())).union(*map(words_of, in_pages)))
    yield from (OutputFile.of(name, text) for name, text in own.items())
    key = key_of(code, sheets, sorted(map(sorted, tags)), sorted(names.added), in_pages)
    pruned = json.loads(store.obtain(key, lambda: json.dumps(purge_unused(sheets, names, in_pages)).encode()))
    yield from (OutputFile.of(name, css) for name, css in pruned.items())
    rest = theme.keys() - own.keys() - sheets.keys()
    yield from (OutputFile.of(name, theme[name]) for name in sorted(rest))


def _added(scripts: Iterable[str]) -> Iterator[str]:
    """Give the names that the theme's scripts may put on pages."""
    words = {word for text in scripts for word in words_of(text) if word.startswith(THEME_CLASSES)}
    return (word for word in words if not word.startswith(FEATURES_OFF))
