"""Content read and checked, with what earlier runs found out about figures, letters and words."""

import os
from collections.abc import Collection
from functools import cache as memoized
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from builder.check.check import CheckResult, check
from builder.check.checked_files import Surroundings
from builder.check.reading_level import count_syllables
from builder.cli.progress import log
from builder.cli.report import shown_path
from builder.content.source import read_content
from builder.content.static import read_static
from builder.illustrations.cache import FigureCache
from builder.site.engines.engine import theme_languages
from builder.system.content_date import content_epoch, day_of
from builder.system.digests import contents, digest, input_digest
from builder.system.errors import BuildError, format_error
from builder.system.store import Store, key_of
from builder.system.workspace import Workspace


class _Frame(NamedTuple):
    """What the code and the templates say of the content, kept from run to run."""

    words: dict[str, frozenset[str]]
    anchors: dict[str, dict[str, bool]]
    languages: frozenset[str]


FRAME: TypeAdapter[_Frame] = TypeAdapter(_Frame)
LETTERS: TypeAdapter[frozenset[str]] = TypeAdapter(frozenset[str])
SYLLABLES: TypeAdapter[dict[str, int]] = TypeAdapter(dict[str, int])


def figure_cache(workspace: Workspace) -> FigureCache:
    """The cache of figures, shared by all builds and checks."""
    return FigureCache(Store(workspace.build / "figures"))


def read_and_check(content: Path, workspace: Workspace, cache: FigureCache) -> CheckResult:
    """Read and check a content folder; raise BuildError when there is none."""
    require_content(content)
    directory = content.absolute()
    store, code = Store(workspace.build / "templates"), input_digest(workspace.code)
    result = check(
        read_content(directory),
        os.path.relpath(directory),
        Surroundings(*_frame(workspace, store, code), memoized(lambda: day_of(content_epoch(content)))),
        cache.problems,
        partial(_missing_letters, workspace, store, code),
        partial(_count_syllables, store, code),
        read_static(directory),
    )
    if failure := cache.store.failure or store.failure:
        log(f"warning: what was found out cannot be kept, so it takes longer each time: {format_error(failure)}")
    return result


def _missing_letters(workspace: Workspace, store: Store, code: bytes, letters: Collection[str]) -> frozenset[str]:
    """The letters that no font has; fonts are loaded only for letters that were not asked about before."""

    def ask() -> bytes:
        from builder.pdf.typesetting import missing_letters

        return LETTERS.dump_json(missing_letters(letters, fonts=workspace.fonts))

    key = key_of("letters", code, "".join(sorted(letters)), digest(contents(workspace.fonts)))
    return LETTERS.validate_json(store.obtain(key, ask))


def _count_syllables(store: Store, code: bytes, words: Collection[str]) -> dict[str, int]:
    """Count the syllables of words; the dictionary is loaded only for words that were not asked about before."""
    key = key_of("syllables", code, " ".join(sorted(words)))
    return SYLLABLES.validate_json(store.obtain(key, lambda: SYLLABLES.dump_json(count_syllables(words))))


def _frame(workspace: Workspace, store: Store, code: bytes) -> _Frame:
    """Ask all templates; that takes longer than to see that none has changed."""

    def ask() -> bytes:
        from builder.views.template_words import anchors_written, words_used

        words, anchors = words_used(*workspace.page_sources), anchors_written(*workspace.page_sources)
        return FRAME.dump_json(_Frame(words, anchors, theme_languages()))

    key = key_of("frame", code, *(digest(contents(place)) for place in workspace.page_sources))
    return FRAME.validate_json(store.obtain(key, ask))


def require_content(content: Path) -> None:
    """Raise BuildError when there is no such content folder."""
    if not content.is_dir():
        raise BuildError(f"there is no content folder {shown_path(content)}; name one with --content DIR")
