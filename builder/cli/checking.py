"""Content read and checked, with what earlier runs found out about figures, letters and words."""

import os
from collections.abc import Collection
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from builder.check.check import CheckResult, check
from builder.cli.progress import log
from builder.cli.report import shown_path
from builder.content.source import read_content
from builder.content.static import read_static
from builder.illustrations.cache import FigureCache
from builder.system.digests import contents, digest, packages
from builder.system.errors import BuildError, format_error
from builder.system.store import Store, key_of
from builder.system.workspace import Workspace
from builder.views.template_words import words_used

WORDS: TypeAdapter[dict[str, frozenset[str]]] = TypeAdapter(dict[str, frozenset[str]])
LETTERS: TypeAdapter[frozenset[str]] = TypeAdapter(frozenset[str])


def figure_cache(workspace: Workspace) -> FigureCache:
    """The cache of figures, shared by all builds and checks."""
    return FigureCache(Store(workspace.build / "figures"))


def read_and_check(content: Path, workspace: Workspace, cache: FigureCache) -> CheckResult:
    """Read and check a content folder; raise BuildError when there is none."""
    require_content(content)
    directory = content.absolute()
    store = Store(workspace.build / "templates")
    result = check(
        read_content(directory),
        os.path.relpath(directory),
        _words_used(workspace, store),
        cache.problems,
        partial(_missing_letters, workspace, store),
        read_static(directory),
    )
    if failure := cache.store.failure or store.failure:
        log(f"warning: what was found out cannot be kept, so it takes longer each time: {format_error(failure)}")
    return result


def _missing_letters(workspace: Workspace, store: Store, letters: Collection[str]) -> frozenset[str]:
    """The letters that no font has; fonts are loaded only for letters that were not asked about before."""

    def ask() -> bytes:
        from builder.pdf.typesetting import missing_letters

        return LETTERS.dump_json(missing_letters(letters, fonts=workspace.fonts))

    key = key_of("letters", "".join(sorted(letters)), digest(contents(workspace.fonts)), packages())
    return LETTERS.validate_json(store.obtain(key, ask))


def _words_used(workspace: Workspace, store: Store) -> dict[str, frozenset[str]]:
    """The words that templates use; to read them all takes longer than to see that none has changed."""
    places = (*workspace.page_sources, *workspace.code)
    key = key_of(*(digest(contents(place)) for place in places), packages())
    found = store.obtain(key, lambda: WORDS.dump_json(words_used(*workspace.page_sources)))
    return WORDS.validate_json(found)


def require_content(content: Path) -> None:
    """Raise BuildError when there is no such content folder."""
    if not content.is_dir():
        raise BuildError(f"there is no content folder {shown_path(content)}; name one with --content DIR")
