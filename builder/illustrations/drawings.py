"""From the catalogue to the drawings on its pages.

Each drawing is two files, for light and dark pages; a page shows the one that fits (``parts.html.j2``, ``pair``).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from jinja2 import Environment

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.filters import filter_choices
from builder.catalogue.urls import LOGO, example_file, figure_file, frieze_file, map_file, still_file
from builder.content.models.exercise import Exercise
from builder.content.models.imbalance import Imbalance
from builder.figures.illustrate import Illustration
from builder.figures.muscle_map import MarkedMuscle, View, draw_muscle_map, muscle_views
from builder.figures.sheet import Sheet, draw_sheet, frieze, row, single, whole
from builder.figures.svg.palette import PAPER, SCREENS


@dataclass(frozen=True)
class Size:
    """The width and height of a drawing, in units of the markup."""

    width: int
    height: int


@dataclass(frozen=True)
class Illustrations:
    """The drawings of the exercises that have a figure, by slug, and of the examples in the pose reference, by key.

    ``keys`` has a digest for each of both, of all that it is drawn from.
    """

    exercises: Mapping[str, Illustration]
    examples: Mapping[str, Illustration]
    keys: Mapping[str, str] = field(default_factory=dict)

    def sizes(self, slug: str) -> Mapping[str, Size]:
        """The sizes of the files that an exercise's drawings become, by kind."""
        if slug not in self._sizes:
            found = sheets(self.exercises[slug])
            self._sizes[slug] = {kind: Size(sheet.width, sheet.height) for kind, sheet in found.items()}
        return self._sizes[slug]

    @cached_property
    def _sizes(self) -> dict[str, dict[str, Size]]:
        """Those that were asked for: the drawings are large, and are read when the page with them is rendered."""
        return {}


@dataclass(frozen=True)
class Drawing:
    """A file that is drawn only when nobody has kept it; ``source`` is all that it is drawn from."""

    path: str
    source: tuple[object, ...]
    draw: Callable[[], str]


def drawings(catalogue: Catalogue, illustrations: Illustrations, environment: Environment) -> Iterator[Drawing]:
    """Give the logo, the muscle maps and the illustrations as files, in the colours of light and of dark pages."""
    yield _logo(catalogue, environment)
    yield from maps(catalogue, environment, SCREENS)
    for slug in illustrations.exercises:
        for kind in illustrations.sizes(slug):
            sheet = partial(_sheet_of, illustrations, slug, kind)
            source = ("sheet", illustrations.keys[slug], kind)
            yield from _files(environment, figure_file(slug, kind), sheet, source, SCREENS)
    yield from _friezes(catalogue, illustrations, environment, SCREENS)
    for key in illustrations.examples:
        example = partial(_example_of, illustrations, key)
        yield from _files(environment, example_file(key), example, ("example", illustrations.keys[key]), SCREENS)


def _logo(catalogue: Catalogue, environment: Environment) -> Drawing:
    """The logo of the content folder; without one, the first letter of the site's name."""
    own, name = catalogue.logo, catalogue.site.name
    draw = partial(str, own) if own else partial(environment.get_template("svg/logo.svg.j2").render, name=name)
    return Drawing(LOGO, ("logo", own, name), draw)


def drawings_on_paper(
    catalogue: Catalogue, illustrations: Illustrations, environment: Environment
) -> Iterator[Drawing]:
    """Give what the PDFs show: muscle maps, the frieze, and every still picture by itself, in the colours of paper."""
    yield from maps(catalogue, environment, (PAPER,))
    for slug, illustration in illustrations.exercises.items():
        for number, still in enumerate(illustration.stills):
            sheet = partial(whole, still, illustration.look)
            source = ("still", illustrations.keys.get(slug), number)
            yield from _files(environment, still_file(slug, number), sheet, source, (PAPER,))
    yield from _friezes(catalogue, illustrations, environment, (PAPER,))


def _sheet_of(illustrations: Illustrations, slug: str, kind: str) -> Sheet:
    return sheets(illustrations.exercises[slug])[kind]


def _example_of(illustrations: Illustrations, key: str) -> Sheet:
    return last_still(illustrations.examples[key])


def _friezes(
    catalogue: Catalogue, illustrations: Illustrations, environment: Environment, schemes: Sequence[str]
) -> Iterator[Drawing]:
    people = tuple(illustrations.keys.get(slug) for slug in catalogue.home.frieze)
    for kind in friezes(catalogue, illustrations):
        sheet, source = partial(_frieze, catalogue, illustrations, kind), ("frieze", kind, people)
        yield from _files(environment, frieze_file(kind), sheet, source, schemes)


def _frieze(catalogue: Catalogue, illustrations: Illustrations, kind: str) -> Sheet:
    return friezes(catalogue, illustrations)[kind]


def _files(
    environment: Environment, stem: str, sheet: Callable[[], Sheet], source: tuple[object, ...], schemes: Sequence[str]
) -> Iterator[Drawing]:
    for scheme in schemes:
        yield Drawing(f"{stem}{scheme}.svg", (*source, scheme), partial(_draw, environment, sheet, scheme))


def _draw(environment: Environment, sheet: Callable[[], Sheet], scheme: str) -> str:
    return draw_sheet(environment, sheet(), scheme)


def maps(catalogue: Catalogue, environment: Environment, schemes: Sequence[str]) -> Iterator[Drawing]:
    """Give the muscle maps of imbalances and exercises."""
    for slug, (marked_muscles, views) in marked_maps(catalogue).items():
        for scheme in schemes:
            draw = partial(draw_muscle_map, environment, marked_muscles, scheme, views)
            yield Drawing(f"{map_file(slug)}{scheme}.svg", ("map", marked_muscles, views, scheme), draw)


def marked_maps(catalogue: Catalogue) -> dict[str, tuple[tuple[MarkedMuscle, ...], tuple[str, ...]]]:
    """Give the marks and views of each muscle map, by slug; there is none where no marked muscle has a shape."""
    wanted = {one.slug: (muscles_of_imbalance(one), imbalance_views(one)) for one in catalogue.imbalances}
    wanted |= {exercise.slug: (muscles_of_exercise(exercise), ("front", "back")) for exercise in catalogue.exercises}
    return {slug: one for slug, one in wanted.items() if any(_marks(view) for view in muscle_views(*one))}


def _marks(view: View) -> bool:
    return any(state for state, _ in view.marked)


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
