"""A rule of the whole content: every letter can be printed, because some font of the PDFs has it."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence

from builder.content.characters import describe_character
from builder.content.problem import KeyPath, Problem, field_name
from builder.content.source import SourceFile

MissingLetters = Callable[[Collection[str]], Collection[str]]
"""Tells which of some letters no font has."""


def letters_can_be_printed(sources: Sequence[SourceFile], missing_letters: MissingLetters) -> Iterator[Problem]:
    """Yield a problem for each text with a letter that would leave a hole in the PDFs."""
    data = [source for source in sources if source.place.suffix == ".yml"]
    # Every letter of a file stands in its JSON, which is made far quicker than each text is visited.
    letters = frozenset().union(*(json.dumps(source.data, ensure_ascii=False) for source in data))
    missing = frozenset(missing_letters(letters))
    for source in data if missing else ():
        for key_path, text in _texts(source.data, ()):
            for letter in sorted(missing.intersection(text)):
                named = f"{letter} ({describe_character(letter)})"
                message = f"{field_name(key_path)} has {named}, which no font of the PDFs has; write it another way"
                yield source.problem(key_path, message)


def _texts(value: object, key_path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield key_path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*key_path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*key_path, index))
