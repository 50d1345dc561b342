"""What the rules across files look at: all files that are right by themselves, and the ids they may use."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import Generic, NamedTuple, TypeGuard, TypeVar

from pydantic import BaseModel

from builder.catalogue.anchors import TEMPLATES, TemplateAnchors, anchors_of
from builder.catalogue.catalogue import Identified
from builder.catalogue.urls import former_urls, written_page_url
from builder.content.markdown import is_internal, prose_links, slug
from builder.content.models.exercise import Exercise
from builder.content.models.figure import Keyframe
from builder.content.models.pages import FrontMatter
from builder.content.models.props import Prop
from builder.content.models.values import (
    EquipmentId,
    ExerciseId,
    ImbalanceId,
    LevelId,
    MuscleId,
    PositionId,
    Prose,
    Reference,
    SourceId,
)
from builder.content.models.vocabulary import Glossary, Sources, Vocabulary
from builder.content.page_markdown import page_headings, page_links
from builder.content.problem import KeyPath, Problem, field_name
from builder.content.source import SourceFile
from builder.content.static import StaticFile

LEADS_NOWHERE = (Keyframe, Prop)
"""Parts of figures: many numbers, no link and no id of an entry. They are passed over, because it takes time."""

MissingLetters = Callable[[Collection[str]], Collection[str]]
"""Tells which of some letters no font of the PDFs has."""

SyllableCounter = Callable[[Collection[str]], Mapping[str, int]]
"""Counts the syllables of each of some words."""


@dataclass(frozen=True)
class Surroundings:
    """What content is checked against that is no content: what the templates use and write, languages, the day.

    ``words`` come with the places that templates fill; ``languages`` are those that the theme has texts in; ``day`` is
    asked only for content with days.
    """

    words: Mapping[str, frozenset[str]]
    anchors: TemplateAnchors
    languages: frozenset[str]
    day: Callable[[], date | None]


class Link(NamedTuple):
    """A link in a text: as it is written, and the page and the anchor of this site that it leads to, if any."""

    problem: Callable[[str], Problem]
    address: str
    page: str
    anchor: str
    folder: str = ""


ModelT = TypeVar("ModelT", bound=BaseModel, covariant=True)
KindT = TypeVar("KindT", bound=BaseModel)


@dataclass(frozen=True)
class CheckedFile(Generic[ModelT]):
    """A file whose values are right."""

    source: SourceFile
    model: ModelT

    @cached_property
    def links_and_references(self) -> tuple[tuple[KeyPath, Reference | Prose], ...]:
        """The texts that lead elsewhere, with the path to each: ids of other entries, prose with links."""
        return tuple(_links_and_references(self.model, ()))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links in its texts: addresses in a page lead from that page, others from the first page."""
        return (*self._links_of_prose(), *self._links_of_body())

    def _links_of_prose(self) -> Iterator[Link]:
        for key_path, text in self.links_and_references:
            for address in prose_links(text):
                yield _link(partial(self.problem, key_path), address, "")

    def _links_of_body(self) -> Iterator[Link]:
        source = self.source
        own = written_page_url(source.place.relative_to("pages")) if source.body else ""
        for address, position in page_links(source.body) if source.body else ():
            yield _link(partial(source.body_problem, position), address, own)

    @property
    def anchors(self) -> Iterator[tuple[str, str, Callable[[str], Problem]]]:
        """The pages to which its texts give anchors, each with the anchor and what makes a problem of it."""
        for anchor in anchors_of(self.model):
            yield anchor.page, anchor.id, partial(self.problem, anchor.key_path)
        if isinstance(self.model, FrontMatter) and self.source.body:
            page = written_page_url(self.source.place.relative_to("pages"))
            yield page, slug(self.model.title), partial(self.problem, ("title",))
            for heading in page_headings(self.source.body):
                yield page, heading.id, partial(self.source.body_problem, heading.position)

    def problem(self, key_path: KeyPath, message: str, *, is_warning: bool = False) -> Problem:
        """Make a problem at a value, whose name goes before the message; at the file for none."""
        name = field_name(key_path) or "the file"
        return self.source.problem(key_path, f"{name} {message}", is_warning=is_warning)


AnyFile = CheckedFile[BaseModel]
"""A file of whatever kind."""


@dataclass(frozen=True)
class PageAnchors:
    """The anchors of a page: those that its template writes, with whether it always does, and those that texts give."""

    written: Mapping[str, bool]
    given: list[tuple[str, Callable[[str], Problem]]] = field(default_factory=list)


@dataclass(frozen=True)
class CheckedContent:
    """What the rules of the whole content look at.

    ``files`` are those of the ``sources`` that are right by themselves, sorted by their places.
    """

    sources: Sequence[SourceFile]
    files: Mapping[PurePosixPath, AnyFile]
    surroundings: Surroundings
    missing_letters: MissingLetters
    count_syllables: SyllableCounter
    static: Sequence[StaticFile]

    @property
    def is_whole(self) -> bool:
        """Whether every file is right by itself, so that what is not there is nowhere."""
        return len(self.files) == len(self.sources)

    def of(self, kind: type[KindT]) -> list[CheckedFile[KindT]]:
        """The files that have a model of this kind."""
        return [file for file in self.files.values() if _is_of(file, kind)]

    def find(self, kind: type[KindT]) -> CheckedFile[KindT] | None:
        """The file of a kind of which there is one, when it is right."""
        return next(iter(self.of(kind)), None)

    @cached_property
    def exercises(self) -> Sequence[CheckedFile[Exercise]]:
        """The exercises."""
        return self.of(Exercise)

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The ids of each kind of reference; a kind is missing when its file could not be read.

        A file that is broken in itself still counts as there.
        """
        known = {
            kind.kind: frozenset(source.slug for source in self.sources if source.place.parts[0] == folder)
            for kind, folder in ((ExerciseId, "exercises"), (ImbalanceId, "imbalances"))
        }
        if vocabulary := self.find(Vocabulary):
            lists = vocabulary.model
            known[MuscleId.kind] = _ids(lists.muscles)
            known[EquipmentId.kind] = _ids(lists.equipment)
            known[LevelId.kind] = _ids(lists.levels)
            known[PositionId.kind] = _ids(lists.positions)
        if glossary := self.find(Glossary):
            known["glossary term"] = _ids(glossary.model.terms)
        if sources := self.find(Sources):
            known[SourceId.kind] = _ids(sources.model.sources)
        return known

    @cached_property
    def unseen_sources(self) -> frozenset[str]:
        """The ids of the sources that nobody has read yet."""
        sources = self.find(Sources)
        return _ids(entry for entry in sources.model.sources if not entry.seen) if sources else frozenset()

    @cached_property
    def anchors(self) -> Mapping[str, PageAnchors]:
        """The anchors of every page."""
        written = {name: self._written(name) for name in ("exercise", "imbalance", "written", "moved")}
        pages = {page: PageAnchors(self._written(template)) for page, template in TEMPLATES.items()}
        for place, checked in self.files.items():
            template = {"exercises": "exercise", "imbalances": "imbalance"}.get(place.parts[0], "written")
            for page, id, problem in checked.anchors:
                pages.setdefault(page, PageAnchors(written[template])).given.append((id, problem))
        moved = (address for checked in self.exercises for address in former_urls(checked.model))
        return dict.fromkeys(moved, PageAnchors(written["moved"])) | pages

    def _written(self, template: str) -> dict[str, bool]:
        """The anchors that a template and the frame around every page write."""
        anchors = self.surroundings.anchors
        return {**anchors.get("main", {}), **anchors.get(template, {})}

    @property
    def links(self) -> Iterator[Link]:
        """The links in all texts."""
        return (link for checked in self.files.values() for link in checked.links)


def _is_of(file: AnyFile, kind: type[KindT]) -> TypeGuard[CheckedFile[KindT]]:
    return type(file.model) is kind  # some kinds extend others


def _ids(entries: Iterable[Identified]) -> frozenset[str]:
    return frozenset(entry.id for entry in entries)


def _links_and_references(value: object, key_path: KeyPath) -> Iterator[tuple[KeyPath, Reference | Prose]]:
    if isinstance(value, Reference | Prose):
        yield key_path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _links_and_references(item, (*key_path, index))
    elif isinstance(value, BaseModel) and not isinstance(value, LEADS_NOWHERE):
        for name, item in vars(value).items():
            yield from _links_and_references(item, (*key_path, name))


def _link(problem: Callable[[str], Problem], address: str, page: str) -> Link:
    path, _, anchor = address.partition("#")
    if not path:
        return Link(problem, address, page, anchor)
    folder = dirname(page)
    return Link(problem, address, normpath(join(folder, path)) if is_internal(address) else "", anchor, folder)
