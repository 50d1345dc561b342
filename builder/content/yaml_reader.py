"""YAML as what it looks like, with the line and column of every key and value.

The data is built from the parser's events, one at a time, so that nothing is trusted before it is seen:
``no``, ``on``, ``012`` and ``2027-03-31`` stay text, only null, true, false and plain decimal numbers are more
than that. Anchors, aliases, tags, duplicate keys and deep nesting are refused, so no file can grow when it is read.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from builder.content.characters import FORBIDDEN, forbidden_character
from builder.content.problem import FILE_START, KeyPath, Position, Problem

DEEPEST_NESTING = 20
KEY = re.compile(r"[A-Za-z0-9_-]+\Z")


@dataclass(frozen=True)
class YamlDocument:
    """The data of one YAML text, the place of every key and value, or the problems that reading it met."""

    data: Any = None
    values: dict[KeyPath, Position] = field(default_factory=dict)
    keys: dict[KeyPath, Position] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_yaml(text: str, path: str) -> YamlDocument:
    """Read a YAML text; ``path`` is the name of its file in problems."""
    reader = _Reader(path)
    try:
        data = reader.document(text)
    except _RefusedError as refused:
        return YamlDocument(problems=(Problem(path, *refused.position, refused.message),))
    except yaml.MarkedYAMLError as error:
        unclosed = "unexpected end of stream" in str(error.problem)
        mark = error.context_mark if unclosed else error.problem_mark
        position = Position(mark.line + 1, mark.column + 1) if mark else FILE_START
        return YamlDocument(problems=(Problem(path, *position, _explain(str(error.problem))),))
    except yaml.YAMLError as error:
        return YamlDocument(problems=(Problem(path, *FILE_START, _explain(str(error).splitlines()[0])),))
    return YamlDocument(data, reader.values, reader.keys, tuple(reader.problems))


class _RefusedError(Exception):
    """Reading stopped: the rest of the file cannot be trusted."""

    def __init__(self, position: Position, message: str) -> None:
        self.position, self.message = position, message


def _position(event: Any) -> Position:
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)


class _Reader:
    """Builds the data of one file from the parser's events and notes where each value stands."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[KeyPath, Position] = {}
        self.keys: dict[KeyPath, Position] = {}
        self.problems: list[Problem] = []

    def document(self, text: str) -> Any:
        self.lines = text.splitlines()
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        next(self.events)
        first = next(self.events)
        if isinstance(first, yaml.StreamEndEvent):
            raise _RefusedError(FILE_START, "the file is empty; `build_site.py new` makes one to fill in")
        data = self._value(next(self.events), (), 0)
        if not isinstance(data, dict):
            raise _RefusedError(self.values[()], "must be a list of `key: value` lines; see the field reference")
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _RefusedError(_position(after), "must hold one document; found a second `---`; delete that line")
        return data

    def _value(self, event: yaml.Event, key_path: KeyPath, depth: int) -> Any:
        self.values[key_path] = position = _position(event)
        if getattr(event, "anchor", None):
            raise _RefusedError(position, "must not use & or * to repeat a text; write it out, or put it in quotes")
        if (tag := getattr(event, "tag", None)) and tag != "!":
            self.problems.append(Problem(self.path, *position, f"must not use the tag {tag!r}; put the text in quotes"))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, position)
        if depth == DEEPEST_NESTING:
            raise _RefusedError(position, f"must not be nested more than {DEEPEST_NESTING} levels deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(key_path, depth + 1)
        return self._mapping(key_path, depth + 1)

    def _scalar(self, event: yaml.ScalarEvent, position: Position) -> Any:
        if event.implicit[0]:
            if " - " in event.value:
                self._note_swallowed_entries(event)
            if " " in event.value:
                self._note_cut_off_text(event)
            return _resolve(event.value)
        if event.style == '"' and (found := FORBIDDEN.search(event.value)):
            self.problems.append(Problem(self.path, *position, forbidden_character(found[0])))
        return event.value

    def _note_swallowed_entries(self, event: Any) -> None:
        """Entries of a list that are indented too far are no entries to YAML, but more of the text above them."""
        first = event.start_mark.line + 1
        for number, line in enumerate(self.lines[first : event.end_mark.line + 1], first + 1):
            text = line.lstrip()
            if text.startswith("- "):
                position = Position(number, len(line) - len(text) + 1)
                message = "this line became part of the text above; line its `-` up with those of the list"
                self.problems.append(Problem(self.path, *position, message))

    def _note_cut_off_text(self, event: Any) -> None:
        """What follows a space and a number sign is no text to YAML, but a comment."""
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if rest.lstrip().startswith("#"):
            position = Position(end.line + 1, end.column + rest.index("#") + 1)
            message = "the text ends before this `#`; put the text in quotes, or the comment on a line of its own"
            self.problems.append(Problem(self.path, *position, message))

    def _sequence(self, key_path: KeyPath, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*key_path, len(items)), depth))
        return items

    def _mapping(self, key_path: KeyPath, depth: int) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            position = _position(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(position, "a key must be a plain word; put texts that begin with { or [ in quotes")
            if not KEY.match(event.value):
                found = f"a key must be a plain word, letters and _ only; found {event.value[:40]!r}"
                raise _RefusedError(position, f"{found}; put a text with a colon in quotes")
            inner = (*key_path, event.value)
            if event.value in pairs:
                message = f"{event.value} is given twice; the first is on line {self.keys[inner].line}; delete one"
                self.problems.append(Problem(self.path, *position, message))
            self.keys[inner] = position
            pairs[event.value] = self._value(next(self.events), inner, depth)
        return pairs


_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?\Z")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def _resolve(text: str) -> Any:
    """Give a plain scalar its value: null, true, false, a decimal number, else the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.match(text):
        return float(text) if "." in text else int(text)
    return text


_EXPLANATIONS = {
    "mapping values are not allowed": "a colon followed by a space stands inside a text; put the text in quotes",
    "found character that cannot start any token": "a text begins with a sign that YAML uses itself, or a tab indents"
    " the line; put the text in quotes, indent with spaces",
    "found a tab character": "a tab indents the line; indent with spaces",
    "did not find expected key": "the indentation or a quote is off near here; line the keys up under each other, and"
    " put a text that begins with a quote or a bracket in quotes as a whole",
    "did not find expected alphabetic or numeric character": "a text begins with * or &; put the text in quotes",
    "did not find expected comment or line break": "a text begins with > or |; put the text in quotes",
    "found unknown escape character": "a backslash inside double quotes; write it twice, or use single quotes",
    "could not find expected ':'": "a key without a colon; write `key: value`, and indent texts of several lines",
    "found unexpected end of stream": "a quote or bracket is opened and never closed",
    "did not find expected ',' or": "a list in [brackets] or {braces} lacks a comma or its closing bracket",
    "did not find expected node content": "a list in [brackets] or {braces} lacks its closing bracket",
    "did not find expected '-' indicator": "a line of a list does not begin with `- `, or its text begins with a quote"
    " or a bracket; line it up with the others, or put the text in quotes as a whole",
    "found duplicate anchor": "must not use & or * to repeat a text; write it out, or put it in quotes",
    "found undefined alias": "must not use & or * to repeat a text; write it out, or put it in quotes",
}


def _explain(message: str) -> str:
    """Say in a contributor's words what libyaml reports."""
    for start, explanation in _EXPLANATIONS.items():
        if start in message:
            return f"not valid YAML: {explanation}"
    return f"not valid YAML: {message}"
