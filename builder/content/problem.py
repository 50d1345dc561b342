"""A problem: something that a contributor has to mend, with its place in a file."""

from dataclasses import dataclass
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""The way to a value: keys and list indices from the top of the file."""


class Mark(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


TOP = Mark(1, 1)


@dataclass(frozen=True, order=True)
class Problem:
    """Something a contributor has to mend: where it is and what to do. A warning only asks for a second look."""

    path: str
    line: int
    column: int
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {'warning: ' if self.is_warning else ''}{self.message}"
