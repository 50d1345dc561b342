"""Figures that were judged or drawn before, kept across builds.

The key is the content itself: the figure's data, what it is asked, and the code, tables and packages that draw. That
code is only loaded when something has to be drawn or judged: most runs find everything in the store.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from builder.catalogue.catalogue import Catalogue
from builder.content.models.figure import Figure
from builder.content.problem import DraftProblem
from builder.system.digests import input_digest
from builder.system.store import Store, key_of

if TYPE_CHECKING:
    from builder.figures.illustrate import Illustration
    from builder.illustrations.drawings import Illustrations

BUILDER = Path(__file__).parents[1]
FIGURE_PACKAGES = ("system", "content", "figures")
ILLUSTRATION_PACKAGES = (*FIGURE_PACKAGES, "catalogue", "illustrations")
"""The packages whose code draws figures, and the files that show them; they import from each other only."""

PROBLEMS: TypeAdapter[list[DraftProblem]] = TypeAdapter(list[DraftProblem])


class FigureCache:
    """Answers from its store when it can, else works the answer out and keeps it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def problems(self, figure: Figure) -> list[DraftProblem]:
        """What is wrong with a figure."""

        def work_out() -> bytes:
            from builder.figures.figure_rules import find_problems

            return PROBLEMS.dump_json(find_problems(figure))

        key = key_of(figure_code(), "problems", _data(figure))
        return PROBLEMS.validate_json(self.store.obtain(key, work_out))

    def illustrations(self, catalogue: Catalogue) -> "Illustrations":
        """All drawings of the site; unless a figure names others, the main muscles of the exercise are tinted."""
        from builder.figures.examples import examples
        from builder.illustrations.drawings import Illustrations

        drawn = {
            exercise.slug: (exercise.figure, exercise.primary_muscles)
            for exercise in catalogue.exercises
            if exercise.figure
        }
        shown = {key: (example.figure, ()) for key, example in examples().items()}
        keys = {name: self._key(*question) for name, question in (shown | drawn).items()}
        return Illustrations(_Lazy(self, drawn), _Lazy(self, shown), keys)

    def illustrate(self, figure: Figure, muscles: Sequence[str]) -> "Illustration":
        """The drawings of a figure."""
        from builder.figures.illustrate import illustrate

        stored = _stored_illustration()
        work_out = lambda: stored.dump_json(illustrate(figure, muscles))  # noqa: E731
        return stored.validate_json(self.store.obtain(self._key(figure, muscles), work_out))

    def _key(self, figure: Figure, muscles: Sequence[str]) -> str:
        return key_of(figure_code(), "drawings", _data(figure), tuple(muscles))


class _Lazy(Mapping[str, "Illustration"]):
    """Illustrations that are read from the store each time they are asked for: all at once would fill the memory."""

    def __init__(self, figures: FigureCache, questions: Mapping[str, tuple[Figure, Sequence[str]]]) -> None:
        self._questions = questions
        self._read = lru_cache(maxsize=1)(lambda name: figures.illustrate(*questions[name]))

    def __getitem__(self, name: str) -> "Illustration":
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def __contains__(self, name: object) -> bool:
        return name in self._questions


@cache
def _stored_illustration() -> "TypeAdapter[Illustration]":
    from builder.figures.illustrate import Illustration

    return TypeAdapter(Illustration)


def _data(figure: Figure) -> bytes:
    return figure.model_dump_json(exclude_unset=True).encode()


@cache
def figure_code() -> bytes:
    """A digest of all that draws and judges figures."""
    return input_digest(BUILDER / package for package in FIGURE_PACKAGES)


@cache
def illustration_code() -> bytes:
    """A digest of all that makes the files of illustrations, but for their templates."""
    return input_digest(BUILDER / package for package in ILLUSTRATION_PACKAGES)
