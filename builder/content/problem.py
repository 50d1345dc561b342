"""A problem: something that has to be mended, with its position in a file of the content or the page it is on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

KeyPath = tuple[str | int, ...]
"""The way to a value: keys and list indices from the top of the file."""


class Position(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


FILE_START = Position(1, 1)


@dataclass(frozen=True, order=True)
class Problem:
    """Something that has to be mended: where it is and what to do. A warning only asks for a second look.

    A problem of a finished page has the page as its path, and 0 for line and column: nobody mends it there.
    """

    path: str
    line: int
    column: int
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {'warning: ' if self.is_warning else ''}{self.message}"


@dataclass(frozen=True)
class DraftProblem:
    """A problem whose file or page is not known yet: ``message`` names the value at the end of ``key_path``.

    ``found`` is a word that is not among ``known`` ones; a suggestion is added when the problem is located.
    """

    key_path: KeyPath
    message: str
    known: tuple[str, ...] = ()
    found: str = ""
    is_warning: bool = False

    def inside(self, field: str) -> "DraftProblem":
        """The same problem seen from the value that holds this one under the name ``field``."""
        return replace(self, key_path=(field, *self.key_path), message=f"{field} > {self.message}")

    def on_page(self, path: str) -> Problem:
        """The problem on a finished page."""
        return Problem(path, 0, 0, self.message, self.is_warning)


ProblemT = TypeVar("ProblemT", Problem, DraftProblem)


def errors(problems: Iterable[ProblemT]) -> list[ProblemT]:
    """Those for which a check or a build fails: all but the warnings."""
    return [problem for problem in problems if not problem.is_warning]


def field_name(key_path: Iterable[str | int]) -> str:
    """Name a value as its author sees it, like ``mistakes > 2 > fix``; list items count from 1."""
    return " > ".join(str(part + 1) if isinstance(part, int) else part for part in key_path)


def value_problem(
    key_path: KeyPath, message: str, known: tuple[str, ...] = (), found: str = "", *, is_warning: bool = False
) -> DraftProblem:
    """Draft a problem whose message goes on from the name of the value."""
    return DraftProblem(key_path, f"{field_name(key_path)} {message}", known, found, is_warning)
