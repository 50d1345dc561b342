"""The catalogue: everything ``content/`` says, checked, sorted and ready to be shown. Read-only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Annotated, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, RootModel

from builder.content.models.exercise import Exercise, Review
from builder.content.models.guides import EvidencePage, SelfChecks, Training
from builder.content.models.imbalance import Imbalance
from builder.content.models.pages import FrontMatter
from builder.content.models.programme import Assignment, Phase, Variant
from builder.content.models.site import Home, Safety, Site
from builder.content.models.values import EquipmentId, PlainText
from builder.content.models.vocabulary import Choice, Equipment, Glossary, Muscle, Source, Sources, Term, Vocabulary
from builder.content.svg import LOGO, check_svg

Words = RootModel[dict[str, PlainText]]
Logo = RootModel[Annotated[str, AfterValidator(check_svg)]]

FILES: Mapping[str, type[BaseModel]] = {
    "site.yml": Site,
    "words.yml": Words,
    "vocabulary.yml": Vocabulary,
    "sources.yml": Sources,
    "glossary.yml": Glossary,
    "safety.yml": Safety,
    "home.yml": Home,
    "training.yml": Training,
    "self-checks.yml": SelfChecks,
    "evidence.yml": EvidencePage,
}
"""The files that every content folder has, and what each of them is."""

OPTIONAL_FILES: Mapping[str, type[BaseModel]] = {str(LOGO): Logo}
"""The files that a content folder may have."""

FOLDERS: Mapping[str, type[BaseModel]] = {"exercises": Exercise, "imbalances": Imbalance}
"""The folders with one file for each, and what each file is; pages/ holds hand-written pages."""

SCHEMAS: Mapping[str, type[BaseModel]] = {folder.removesuffix("s"): kind for folder, kind in FOLDERS.items()} | {
    file.removesuffix(".yml"): kind for file, kind in FILES.items() if kind is not Words
}
"""What there is a JSON Schema for; words.yml has no fields of its own."""


@dataclass(frozen=True)
class HandWrittenPage:
    """A page of ``content/pages/``: its place there, its front matter and its Markdown."""

    path: PurePosixPath
    front_matter: FrontMatter
    body: str


class Identified(Protocol):
    """An entry of a list with an id."""

    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=Identified)


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries}


@dataclass(frozen=True)
class PlanPlace:
    """An exercise in one phase or variant: how much there, and what comes after it."""

    imbalance: Imbalance
    key: str
    part: Phase | Variant
    assignment: Assignment
    following: Exercise | None


@dataclass(frozen=True)
class Catalogue:
    """All content. Lookups take ids that ``check`` has found to exist."""

    site: Site
    words: Mapping[str, str]
    home: Home
    safety: Safety
    training: Training
    self_checks: SelfChecks
    evidence: EvidencePage
    vocabulary: Vocabulary
    sources: tuple[Source, ...]
    glossary: Glossary
    imbalances: tuple[Imbalance, ...]
    exercises: tuple[Exercise, ...]
    pages: tuple[HandWrittenPage, ...]
    logo: str | None = None

    @cached_property
    def muscles(self) -> dict[str, Muscle]:
        return _by_id(self.vocabulary.muscles)

    @cached_property
    def equipment(self) -> dict[str, Equipment]:
        return _by_id(self.vocabulary.equipment)

    @cached_property
    def levels(self) -> dict[str, Choice]:
        return _by_id(self.vocabulary.levels)

    @cached_property
    def positions(self) -> dict[str, Choice]:
        return _by_id(self.vocabulary.positions)

    @cached_property
    def source(self) -> dict[str, Source]:
        return _by_id(self.sources)

    @cached_property
    def imbalance(self) -> dict[str, Imbalance]:
        return {imbalance.slug: imbalance for imbalance in self.imbalances}

    @cached_property
    def exercise(self) -> dict[str, Exercise]:
        return {exercise.slug: exercise for exercise in self.exercises}

    @property
    def reviews(self) -> list[Review]:
        """Whether a clinician has reviewed each exercise and each imbalance."""
        exercises = [exercise.review for exercise in self.exercises]
        return [*exercises, *(imbalance.review for imbalance in self.imbalances)]

    @cached_property
    def terms_by_name(self) -> list[Term]:
        return sorted(self.glossary.terms, key=lambda term: term.term.casefold())

    @cached_property
    def sources_by_author(self) -> list[Source]:
        return sorted(self.sources, key=lambda source: (source.authors or source.title).casefold())

    def care_for(self, exercise: Exercise) -> list[str]:
        """The safety rules of everything an exercise may be done with."""
        things = (*exercise.equipment, exercise.optional_equipment)
        rules = (rule for choices in things for item in choices for rule in self.equipment[item].care)
        return list(dict.fromkeys(rules))

    def special_equipment(self, exercise: Exercise) -> list[tuple[EquipmentId, ...]]:
        """What an exercise needs, of which not every home has one; in the form of its ``equipment``."""
        return [
            choices for choices in exercise.equipment if not any(self.equipment[item].in_every_home for item in choices)
        ]

    @cached_property
    def exercises_for(self) -> dict[str, tuple[Exercise, ...]]:
        """The exercises of each imbalance, by its slug, the easiest first."""
        ranks = {level.id: rank for rank, level in enumerate(self.vocabulary.levels)}
        groups: dict[str, list[Exercise]] = {imbalance.slug: [] for imbalance in self.imbalances}
        for exercise in sorted(self.exercises, key=lambda one: (ranks[one.level], one.title)):
            groups[exercise.imbalance].append(exercise)
        return {slug: tuple(exercises) for slug, exercises in groups.items()}

    def neighbours(self, exercise: Exercise) -> tuple[Exercise | None, Exercise | None]:
        """The exercises before and after one in the programme of its imbalance, where it has that place in one."""
        slugs = [slug for slug, _ in self.imbalance[exercise.imbalance].programme.rows]
        if exercise.slug not in slugs:
            return None, None
        place = slugs.index(exercise.slug)
        before, after = slugs[:place][-1:], slugs[place + 1 :][:1]
        return (self.exercise[before[0]] if before else None), (self.exercise[after[0]] if after else None)

    def plans_with(self, exercise: Exercise) -> list[PlanPlace]:
        """Every phase and variant in which an exercise is, in the order of the programmes."""
        return [
            PlanPlace(imbalance, key, part, one, self.exercise[after.exercise] if after else None)
            for imbalance in self.imbalances
            for key, part in imbalance.programme.plans
            for one, after in zip_longest(part.exercises, part.exercises[1:])
            if one.exercise == exercise.slug
        ]
