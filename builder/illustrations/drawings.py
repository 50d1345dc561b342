"""From the catalogue to the drawings on its pages.

Each drawing is two files, for light and dark pages; a page shows the one that fits (``parts.html.j2``, ``pair``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import Environment

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.filters import filter_choices
from builder.catalogue.urls import example_file, figure_file, frieze_file, map_file, still_file
from builder.content.models.exercise import Exercise
from builder.content.models.imbalance import Imbalance
from builder.figures.illustrate import Illustration
from builder.figures.muscle_map import MarkedMuscle, View, draw_muscle_map, muscle_views
from builder.figures.sheet import Sheet, draw_sheet, frieze, row, single, whole
from builder.figures.svg.palette import PAPER, SCREENS
from builder.system.disk import OutputFile


@dataclass(frozen=True)
class Illustrations:
    """The drawings of the exercises that have a figure, by slug, and of the examples in the pose reference, by key."""

    exercises: Mapping[str, Illustration]
    examples: Mapping[str, Illustration]


def drawings(catalogue: Catalogue, illustrations: Illustrations, environment: Environment) -> Iterator[OutputFile]:
    """Draw the muscle maps, and make files of the illustrations."""
    yield from maps(catalogue, environment, SCREENS)
    files = {
        figure_file(slug, kind): sheet
        for slug, illustration in illustrations.exercises.items()
        for kind, sheet in sheets(illustration).items()
    }
    files |= {frieze_file(kind): sheet for kind, sheet in friezes(catalogue, illustrations).items()}
    files |= {example_file(key): last_still(one) for key, one in illustrations.examples.items()}
    yield from _files(environment, files, SCREENS)


def drawings_on_paper(
    catalogue: Catalogue, illustrations: Illustrations, environment: Environment
) -> Iterator[OutputFile]:
    """Draw what the PDFs show: muscle maps, the frieze, and every still picture by itself, in the colours of paper."""
    yield from maps(catalogue, environment, (PAPER,))
    files = {
        still_file(slug, number): whole(still, illustration.look)
        for slug, illustration in illustrations.exercises.items()
        for number, still in enumerate(illustration.stills)
    }
    files |= {frieze_file(kind): sheet for kind, sheet in friezes(catalogue, illustrations).items()}
    yield from _files(environment, files, (PAPER,))


def _files(environment: Environment, sheets: Mapping[str, Sheet], schemes: Sequence[str]) -> Iterator[OutputFile]:
    for stem, sheet in sheets.items():
        for scheme in schemes:
            yield OutputFile(PurePosixPath(f"{stem}{scheme}.svg"), draw_sheet(environment, sheet, scheme))


def maps(catalogue: Catalogue, environment: Environment, schemes: Sequence[str]) -> Iterator[OutputFile]:
    """Draw the muscle map of every imbalance and every exercise."""
    wanted = {one.slug: (muscles_of_imbalance(one), imbalance_views(one)) for one in catalogue.imbalances}
    wanted |= {exercise.slug: (muscles_of_exercise(exercise), ("front", "back")) for exercise in catalogue.exercises}
    for slug, (marked_muscles, views) in wanted.items():
        for scheme in schemes:
            path = PurePosixPath(f"{map_file(slug)}{scheme}.svg")
            yield OutputFile(path, draw_muscle_map(environment, marked_muscles, scheme, views))


def sheets(illustration: Illustration) -> dict[str, Sheet]:
    """What files an illustration becomes: its last keyframe for cards, all pictures in a row, the animation if any."""
    look = illustration.look
    found = {"card": last_still(illustration), "all": row(illustration)}
    return found | ({"loop": single(illustration.animation, look)} if illustration.animation else {})


def last_still(illustration: Illustration) -> Sheet:
    """The last keyframe by itself."""
    return single(illustration.stills[illustration.keyframe_count - 1], illustration.look)


def friezes(catalogue: Catalogue, illustrations: Illustrations) -> dict[str, Sheet]:
    """Draw who stands along the foot of the first page's heading: all that home.yml names, and the first two."""
    drawn = illustrations.exercises
    shown = [drawn[slug] for slug in catalogue.home.frieze if slug in drawn]
    people = [(one.stills[one.keyframe_count - 1], one.look) for one in shown]
    return {"long": frieze(people), "short": frieze(people[:2])} if people else {}


def muscles_of_imbalance(imbalance: Imbalance) -> tuple[MarkedMuscle, ...]:
    """Tight against weak; for a difference between the sides, the right side solid and the left hatched."""
    pattern = imbalance.pattern
    marked_muscles = [MarkedMuscle(muscle, "tight") for group in pattern.tight for muscle in group.muscles]
    marked_muscles += [MarkedMuscle(muscle, "weak") for group in pattern.weak for muscle in group.muscles]
    for muscle in pattern.one_sided:
        marked_muscles += [MarkedMuscle(muscle, "main", "right"), MarkedMuscle(muscle, "help", "left")]
    return tuple(marked_muscles)


def imbalance_views(imbalance: Imbalance) -> tuple[str, ...]:
    """A difference between the sides is shown on the back alone."""
    return ("back",) if imbalance.pattern.one_sided else ("front", "back")


def muscles_of_exercise(exercise: Exercise) -> tuple[MarkedMuscle, ...]:
    """Main muscles before helping ones."""
    marked_muscles = [MarkedMuscle(muscle, "main") for muscle in exercise.primary_muscles]
    return tuple(marked_muscles + [MarkedMuscle(muscle, "help") for muscle in exercise.secondary_muscles])


def choice_map(catalogue: Catalogue) -> list[View]:
    """Give the muscle map on which the muscles to choose from are marked with their own names."""
    muscles = (muscle for muscle, _ in filter_choices(catalogue)["muscles"])
    return muscle_views(tuple(MarkedMuscle(muscle, muscle) for muscle in muscles), ("front", "back"))
