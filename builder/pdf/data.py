"""From the catalogue to what the typesetter reads: data as JSON, drawings and QR codes as SVG.

Text reaches the templates in ``templates/book`` as values only, never as markup of theirs, so nothing that an author
types can run. Prose arrives as runs that know whether they are strong and where they lead. Every field of a content
model is there under its own name; what is put together for the reader (a dose in words) is added beside it.

site.json                what all documents share: names, words, disclaimer, safety texts
exercises/<slug>.json    imbalances/<slug>.json
lists.json               what only the book has: its order, glossary, sources, indexes
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from jinja2 import Environment
from pydantic import BaseModel

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue, PlanPlace
from builder.catalogue.session_time import plan_minutes, session_minutes
from builder.catalogue.urls import exercise_url, imbalance_url
from builder.content.models.exercise import Exercise
from builder.content.models.guides import Week
from builder.content.models.imbalance import Imbalance
from builder.content.models.programme import Assignment, Variant
from builder.figures.svg.palette import PAPER
from builder.illustrations.drawings import Illustrations, drawings_on_paper, friezes, imbalance_views, marked_maps
from builder.illustrations.qr_codes import codes
from builder.pdf.document import (
    ExerciseParts,
    Fields,
    ImbalanceParts,
    Lists,
    Muscle,
    Name,
    Picture,
    Place,
    Plan,
    SiteParts,
    VariantParts,
)
from builder.pdf.printed_text import printable_fields
from builder.system.disk import OutputFile
from builder.views.templating import Phrases, format_date, lower_first

PARTS_OF_THE_BOOK = {
    urls.GET_HELP: "get-help",
    urls.BEFORE_YOU_START: "before-you-start",
    urls.GLOSSARY: "glossary",
    urls.SOURCES: "sources",
}
"""Pages of the site that the book holds as a whole, with the labels that they have in book.typ."""


def book_files(
    catalogue: Catalogue, illustrations: Illustrations, edition: date | None, environment: Environment
) -> Iterator[OutputFile]:
    """Give every file that the templates read; ``edition`` is the day of the content."""
    builder = _DocumentBuilder(catalogue, illustrations, environment)
    yield _data("site.json", builder.site(edition))
    yield _data("lists.json", builder.lists())
    for exercise in catalogue.exercises:
        yield _data(f"exercises/{exercise.slug}.json", builder.exercise(exercise))
    for imbalance in catalogue.imbalances:
        yield _data(f"imbalances/{imbalance.slug}.json", builder.imbalance(imbalance))
    for drawing in (*codes(catalogue), *drawings_on_paper(catalogue, illustrations, environment)):
        yield OutputFile.of(drawing.path, drawing.draw())


def _data(path: str, data: Mapping[str, object]) -> OutputFile:
    return OutputFile(PurePosixPath(path), json.dumps(data, ensure_ascii=False, sort_keys=True))


@dataclass(frozen=True)
class _DocumentBuilder:
    """Puts the data of the documents together."""

    catalogue: Catalogue
    illustrations: Illustrations
    environment: Environment

    @cached_property
    def _phrase(self) -> Phrases:
        return Phrases(self.environment, catalogue=self.catalogue)

    @cached_property
    def maps(self) -> frozenset[str]:
        """The slugs of what has a muscle map."""
        return frozenset(marked_maps(self.catalogue))

    def site(self, edition: date | None) -> Fields:
        catalogue = self.catalogue
        parts: SiteParts = {
            "words": dict(catalogue.words),
            "home": self.plain(catalogue.home),
            "safety": self.plain(catalogue.safety),
            "edition": format_date(edition, catalogue.site.months) if edition else "",
            "code": urls.code_file(urls.SITE_CODE),
        }
        return {**self.plain(catalogue.site), **parts}

    def lists(self) -> Lists:
        catalogue = self.catalogue
        return {
            "chapters": [{"imbalance": one.slug, "exercises": self._slugs_for(one)} for one in catalogue.imbalances],
            "terms": [self.plain(term) for term in catalogue.terms_by_name],
            "sources": [self.plain(source) for source in catalogue.sources_by_author],
            "reviewed": self._phrase("reviewed_texts", catalogue.reviews),
            "names": self._index_of_names(),
            "muscles": self._index_of_muscles(),
            "frieze": f"{urls.frieze_file('long')}{PAPER}.svg" if friezes(catalogue, self.illustrations) else None,
            "pages": {exercise_url(one): one.slug for one in catalogue.exercises}
            | {imbalance_url(one.slug): one.slug for one in catalogue.imbalances}
            | PARTS_OF_THE_BOOK,
        }

    def exercise(self, exercise: Exercise) -> Fields:
        catalogue, figure = self.catalogue, exercise.figure
        parts: ExerciseParts = {
            **self._place(exercise.slug, exercise_url(exercise)),
            "imbalance_title": catalogue.imbalance[exercise.imbalance].title,
            "level": catalogue.levels[exercise.level].label,
            "position": catalogue.positions[exercise.position].label,
            "equipment": self._phrase("equipment", exercise, catalogue),
            "amount": self._phrase("sets_of", exercise.dose, exercise.sides),
            "rest": self._phrase("rest", exercise.dose),
            "days": self._phrase("days", exercise.dose),
            "plans": [self._in_plan(place, exercise) for place in catalogue.plans_with(exercise)],
            "care": catalogue.care_for(exercise),
            "main_muscles": self._muscles(exercise.primary_muscles),
            "helping_muscles": self._muscles(exercise.secondary_muscles),
            "sources": [{"id": id, "name": catalogue.source[id].short_name} for id in exercise.sources],
            "pictures": list(self._pictures(exercise.slug)),
            "alternative": figure.desc if figure else None,
            "reviewed": self._phrase("reviewed", exercise.review),
            "side_shown": figure.side if figure and exercise.sides != "both" else None,
        }
        return {**self.plain(exercise.model_copy(update={"figure": None})), **parts}

    def imbalance(self, imbalance: Imbalance) -> Fields:
        catalogue, programme = self.catalogue, imbalance.programme
        trained = [catalogue.exercise[slug] for slug, _ in programme.rows]
        parts: ImbalanceParts = {
            **self._place(imbalance.slug, imbalance_url(imbalance.slug)),
            "map_views": len(imbalance_views(imbalance)),
            "reviewed": self._phrase("reviewed", imbalance.review),
            "claims": [
                {**self.plain(claim), "names": [catalogue.source[id].short_name for id in claim.sources]}
                for claim in imbalance.evidence.claims
            ],
            "weeks": [list(phase.weeks) for phase in programme.phases],
            "rows": [
                {
                    "exercise": exercise.slug,
                    "title": exercise.title,
                    "cells": [self._cell(assignment, exercise) for _, assignment in cells],
                    "weeks": [list(phase.weeks) for phase, assignment in cells if assignment],
                }
                for exercise, (_, cells) in zip(trained, programme.rows, strict=True)
            ],
            "titles": [self._phrase("phase", phase, number) for number, phase in enumerate(programme.phases, start=1)],
            "plans": [self._plan(week, imbalance) for week in catalogue.training.weeks],
            "variants": [self._variant(variant) for variant in programme.variants],
            "log_days": max(len(week.days) for week in catalogue.training.weeks),
            "exercises": self._slugs_for(imbalance),
        }
        return {**self.plain(imbalance), **parts}

    def _plan(self, week: Week, imbalance: Imbalance) -> Plan:
        catalogue = self.catalogue
        minutes = plan_minutes(imbalance.programme.phases, week, catalogue.exercise, catalogue.training)
        return {
            "name": week.name,
            "days": week.days,
            "minutes": [self._phrase("about_minutes", one) for one in minutes],
        }

    def _variant(self, variant: Variant) -> Fields:
        catalogue = self.catalogue
        longest = session_minutes(variant.exercises, catalogue.exercise, catalogue.training, more_sets=True)
        parts = [(one, catalogue.exercise[one.exercise]) for one in variant.exercises]
        added: VariantParts = {
            "time": self._phrase("about_minutes", longest),
            "parts": [f"{exercise.title}: {self._cell(one, exercise)}" for one, exercise in parts],
        }
        return {**self.plain(variant), **added}

    def plain(self, model: BaseModel) -> Fields:
        return printable_fields(model, self.catalogue.site)

    def _slugs_for(self, imbalance: Imbalance) -> list[str]:
        return [exercise.slug for exercise in self.catalogue.exercises_for[imbalance.slug]]

    def _place(self, slug: str, address: str) -> Place:
        whole = self.catalogue.site.address + urls.canonical(address)
        map_file = f"{urls.map_file(slug)}{PAPER}.svg" if slug in self.maps else None
        return {"address": whole, "code": urls.code_file(slug), "map": map_file}

    def _pictures(self, slug: str) -> Iterator[Picture]:
        if illustration := self.illustrations.exercises.get(slug):
            for number, still in enumerate(illustration.stills):
                yield {
                    "file": f"{urls.still_file(slug, number)}{PAPER}.svg",
                    "width": still.window.width,
                    "height": still.window.height,
                    "name": still.name or self._phrase("caption", number + 1, illustration.keyframe_count),
                }

    def _cell(self, assignment: Assignment | None, exercise: Exercise) -> str | None:
        if assignment is None:
            return None
        dose = self._phrase("cell", assignment, exercise.sides)
        return f"{dose}, {assignment.note}" if assignment.note else dose

    def _in_plan(self, place: PlanPlace, exercise: Exercise) -> str:
        name = self._phrase("plan_name", place.part)
        whose = "" if place.imbalance.slug == exercise.imbalance else f"{place.imbalance.title}: "
        return f"{whose}{name}: {self._cell(place.assignment, exercise)}"

    def _muscles(self, ids: Iterable[str]) -> list[str]:
        muscles = (self.catalogue.muscles[id] for id in ids)
        return [f"{lower_first(muscle.plain)} ({lower_first(muscle.label)})" for muscle in muscles]

    def _index_of_names(self) -> list[Name]:
        """Titles and other names, in the order of the alphabet, each with the exercise or imbalance it means."""
        named: list[Exercise | Imbalance] = [*self.catalogue.exercises, *self.catalogue.imbalances]
        entries = [(name, one.slug) for one in named for name in (one.title, *one.aliases)]
        return [{"name": name, "slugs": [slug]} for name, slug in sorted(entries, key=lambda one: one[0].casefold())]

    def _index_of_muscles(self) -> list[Muscle]:
        """Muscles that any exercise trains, each with its exercises: those it works most in before the others."""
        exercises = self.catalogue.exercises
        found: list[Muscle] = [
            {
                "name": muscle.label,
                "slugs": [one.slug for one in exercises if muscle.id in one.primary_muscles],
                "others": [one.slug for one in exercises if muscle.id in one.secondary_muscles],
            }
            for muscle in sorted(self.catalogue.vocabulary.muscles, key=lambda muscle: muscle.label.casefold())
        ]
        return [entry for entry in found if entry["slugs"] or entry["others"]]
