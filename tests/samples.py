"""The samples in ``broken/``: how they are read and applied. README.md describes their format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import World

BROKEN = Path(__file__).parent / "broken"
HEADER = re.compile(r"# (rule|file|replace|with|remove|expect): ?(.*)")


@dataclass(frozen=True)
class Sample:
    """One bad sample: what to change in the tiny world and the problems that ``check`` must then give."""

    name: str
    steps: tuple[tuple[str, str], ...]
    body: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The rule functions that this sample breaks."""
        return tuple(value for key, value in self.steps if key == "rule")

    @property
    def expected(self) -> list[str]:
        """Every problem line, sorted as written."""
        place, lines = "", []
        for key, value in self.steps:
            if key in ("file", "remove"):
                place = value
            elif key == "expect":
                line = _characters(value)
                lines.append(f"{place}:{line}" if line[:1].isdigit() else line)
        return lines

    def apply(self, world: World) -> None:
        """Change the world as the sample says."""
        place, old = "", ""
        for key, value in self.steps:
            if key == "file":
                place = value
            elif key == "remove":
                world.path(value).unlink()
            elif key == "replace":
                old = _characters(value)
            elif key == "with":
                world.replace(place, old, _characters(value))
        if self.body:
            world.write(place, self.body)


def _characters(value: str) -> str:
    """Turn ``<U+202E>`` into the character and ``<newline>`` into a line's end."""
    value = re.sub(r"<U\+([0-9A-F]{4,6})>", lambda match: chr(int(match[1], 16)), value)
    return value.replace("<newline>", "\n")


def samples() -> Iterator[Sample]:
    """Read every sample."""
    for path in sorted(BROKEN.iterdir()):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        steps = []
        while lines and (match := HEADER.match(lines[0].rstrip("\n"))):
            steps.append((match[1], match[2]))
            lines.pop(0)
        yield Sample(path.name, tuple(steps), "".join(lines))
