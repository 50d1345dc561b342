"""A rule of the whole content: every letter can be printed, because some font of the PDFs has it."""

import json
from collections.abc import Iterator

from builder.check.checked_files import CheckedContent
from builder.content.characters import describe_character
from builder.content.problem import KeyPath, Problem, field_name
from builder.content.rules import Rules

rule = Rules[[CheckedContent], Problem]()


@rule
def letters_can_be_printed(content: CheckedContent) -> Iterator[Problem]:
    """Every letter can be printed: some font of the PDFs has it."""
    data = [source for source in content.sources if source.place.suffix == ".yml"]
    # Every letter of a file stands in its JSON, which is made far quicker than each text is visited.
    letters = frozenset().union(*(json.dumps(source.data, ensure_ascii=False) for source in data))
    missing = frozenset(content.missing_letters(letters))
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
