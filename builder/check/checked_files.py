"""What the rules across files look at: all files that are right by themselves, and the ids they may use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from builder.content.models.figure import Keyframe
from builder.content.models.props import Prop
from builder.content.models.values import Prose, Reference
from builder.content.problem import KeyPath
from builder.content.source import SourceFile
from builder.content.static import StaticFile

LEADS_NOWHERE = (Keyframe, Prop)
"""Parts of figures: many numbers, no link and no id of an entry. They are passed over, because it takes time."""


@dataclass(frozen=True)
class CheckedFile:
    """A file whose values are right."""

    source: SourceFile
    model: Any

    @cached_property
    def links_and_references(self) -> tuple[tuple[KeyPath, Reference | Prose], ...]:
        """The texts that lead elsewhere, with the path to each: ids of other entries, prose with links."""
        return tuple(_links_and_references(self.model, ()))


@dataclass(frozen=True)
class CheckedContent:
    """What the rules of the whole content look at.

    ``files`` are those that are right by themselves, out of ``file_count``. ``known`` has the ids of each kind of
    reference; a kind is missing when its file could not be read.
    """

    exercises: tuple[CheckedFile, ...]
    files: Mapping[PurePosixPath, CheckedFile]
    file_count: int
    known: Mapping[str, frozenset[str]]
    unseen_sources: frozenset[str]
    static: tuple[StaticFile, ...] = ()


def _links_and_references(value: Any, key_path: KeyPath) -> Iterator[tuple[KeyPath, Reference | Prose]]:
    if isinstance(value, Reference | Prose):
        yield key_path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _links_and_references(item, (*key_path, index))
    elif isinstance(value, BaseModel) and not isinstance(value, LEADS_NOWHERE):
        for name, item in vars(value).items():
            yield from _links_and_references(item, (*key_path, name))
