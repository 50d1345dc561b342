"""A cache of figures across builds: what was judged or drawn before is not worked out again.

The key is the content itself: the figure's data, what it is asked, and the code and tables that draw. So nothing is
ever stale, and whoever deletes the folder loses only time.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from builder.catalogue.catalogue import Catalogue
from builder.content.models.figure import Figure
from builder.content.problem import DraftProblem
from builder.figures.examples import examples
from builder.figures.figure_rules import find_problems
from builder.figures.illustrate import Illustration, illustrate
from builder.illustrations.drawings import Illustrations
from builder.system.disk import write_whole

BUILDER = Path(__file__).parents[1]
CODE = (
    BUILDER / "figures",
    BUILDER / "content/problem.py",
    BUILDER / "content/models/figure.py",
    BUILDER / "content/models/props.py",
    BUILDER / "content/models/values.py",
)

PROBLEMS: TypeAdapter[list[DraftProblem]] = TypeAdapter(list[DraftProblem])
ILLUSTRATION: TypeAdapter[Illustration] = TypeAdapter(Illustration)

Answer = TypeVar("Answer")


class FigureCache:
    """Answers from its folder when it can, else works the answer out and keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[str] = set()

    def problems(self, figure: Figure) -> list[DraftProblem]:
        """What is wrong with a figure."""
        return self._answer(PROBLEMS, ("problems", figure), lambda: find_problems(figure))

    def illustrations(self, catalogue: Catalogue) -> Illustrations:
        """All drawings of the site; unless a figure names others, the main muscles of the exercise are tinted."""
        return Illustrations(
            exercises={
                exercise.slug: self.illustrate(exercise.figure, f"{exercise.slug}-", exercise.primary_muscles)
                for exercise in catalogue.exercises
                if exercise.figure
            },
            examples={key: self.illustrate(example.figure, "", ()) for key, example in examples().items()},
        )

    def illustrate(self, figure: Figure, prefix: str, muscles: Sequence[str]) -> Illustration:
        """The drawings of a figure."""
        question = ("drawings", figure, prefix, *muscles)
        return self._answer(ILLUSTRATION, question, lambda: illustrate(figure, prefix, muscles))

    def remove_unused(self) -> None:
        """Delete what this run did not ask for."""
        for path in self.folder.glob("*.json"):
            if path.stem not in self._used:
                path.unlink()

    def _answer(self, kind: TypeAdapter[Answer], question: Sequence[Any], work_out: Callable[[], Answer]) -> Answer:
        key = _key(question)
        self._used.add(key)
        path = self.folder / f"{key}.json"
        try:
            return kind.validate_json(path.read_bytes())
        except (OSError, ValidationError):
            answer = work_out()
        write_whole(path, kind.dump_json(answer))
        return answer


def _key(question: Sequence[Any]) -> str:
    digest = hashlib.sha256(_code())
    for part in question:
        text = part.model_dump_json(exclude_unset=True) if isinstance(part, Figure) else str(part)
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:40]


@cache
def _code() -> bytes:
    """A digest of all that draws."""
    digest = hashlib.sha256()
    for place in CODE:
        for path in sorted(place.rglob("*.[py][ym]*")) if place.is_dir() else [place]:
            digest.update(path.relative_to(BUILDER).as_posix().encode() + path.read_bytes())
    return digest.digest()
