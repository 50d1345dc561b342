"""From the catalogue to the drawings on its pages.

Each drawing is two files, for light and dark pages; a page shows the one that fits (``parts.md.j2``, ``drawing``).
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from jinja2 import Environment

from builder.catalogue import Catalogue, OutputFile
from builder.figures.muscle_map import Mark, draw_muscle_map
from builder.figures.palette import PALETTES
from builder.model import Exercise, Imbalance
from builder.templating import environment

FOLDER = "assets/maps"


def drawings(catalogue: Catalogue) -> Iterator[OutputFile]:
    """Draw the muscle map of every imbalance and every exercise."""
    made = environment(catalogue.words, catalogue.site.months)
    for imbalance in catalogue.imbalances:
        yield from _map(made, imbalance.slug, imbalance_marks(imbalance), imbalance_views(imbalance))
    for exercise in catalogue.exercises:
        yield from _map(made, exercise.slug, exercise_marks(exercise), ("front", "back"))


def _map(made: Environment, slug: str, marks: tuple[Mark, ...], views: tuple[str, ...]) -> Iterator[OutputFile]:
    for scheme in PALETTES:
        path = PurePosixPath(FOLDER, f"{slug}-{scheme}.svg")
        yield OutputFile(path, draw_muscle_map(made, marks, scheme, views))


def imbalance_marks(imbalance: Imbalance) -> tuple[Mark, ...]:
    """Tight against weak; for a difference between the sides, the right side solid and the left hatched."""
    pattern = imbalance.pattern
    marks = [Mark(muscle, "tight") for group in pattern.tight for muscle in group.muscles]
    marks += [Mark(muscle, "weak") for group in pattern.weak for muscle in group.muscles]
    for muscle in pattern.one_sided:
        marks += [Mark(muscle, "main", "right"), Mark(muscle, "help", "left")]
    return tuple(marks)


def imbalance_views(imbalance: Imbalance) -> tuple[str, ...]:
    """A difference between the sides is shown on the back alone."""
    return ("back",) if imbalance.pattern.one_sided else ("front", "back")


def exercise_marks(exercise: Exercise) -> tuple[Mark, ...]:
    """Main muscles before helping ones."""
    marks = [Mark(muscle, "main") for muscle in exercise.primary_muscles]
    return tuple(marks + [Mark(muscle, "help") for muscle in exercise.secondary_muscles])
