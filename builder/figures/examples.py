"""One drawn example for every field of a pose and of a figure, every posture and every thing (``examples.yml``).

They are the pictures of the pose reference, and samples for the tests. A key is a field, or a field and one of its
values with a dot between them: ``shoulder``, ``posture.standing``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from builder.content.models.figure import Figure
from builder.system.tables import reading

TABLE = Path(__file__).with_name("examples.yml")


@dataclass(frozen=True)
class Example:
    """A figure that shows one thing, and its lines as a contributor writes them."""

    figure: Figure
    written: str


@cache
def examples() -> Mapping[str, Example]:
    """Every example, in the order of the table."""
    with reading(TABLE) as read:
        return dict(_examples(read))


def _examples(table: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, Example]]:
    for name, entry in table.items():
        if "frames" in entry:
            yield name, _example(name, entry)
        for value, figure in entry.items():
            if isinstance(figure, dict):
                yield f"{name}.{value}", _example(f"{name}.{value}", figure)


def _example(name: str, given: Mapping[str, object]) -> Example:
    figure = Figure.model_validate({"desc": name, **given})
    return Example(figure, "\n".join(line for key, value in given.items() for line in _lines(key, value)))


def _lines(key: str, value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield f"{key}:"
        yield from (f"  - {_flow(item)}" for item in value)
    else:
        yield f"{key}: {value}"


def _flow(item: object) -> str:
    """Write a value on one line; ``on`` needs no quotes, to the reader of content files it is a word like any other."""
    if isinstance(item, str):
        return item
    text = yaml.safe_dump(item, default_flow_style=True, sort_keys=False, width=1000)
    return text.strip().replace("'on':", "on:")
