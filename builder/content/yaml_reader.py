"""YAML as what it looks like, with the line and column of every key and value.

The data is built from the parser's events, one at a time, so that nothing is trusted before it is seen:
``no``, ``on``, ``012`` and ``2027-03-31`` stay text, only null, true, false and plain decimal numbers are more
than that. Anchors, aliases, tags, duplicate keys and deep nesting are refused, so no file can grow when it is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple, NoReturn, Protocol, TypeAlias

import yaml

from builder.content.characters import forbidden_character, invisible_characters
from builder.content.problem import FILE_START, KeyPath, Position, Problem
from builder.content.yaml_errors import explain

DEEPEST_NESTING = 20
KEY = re.compile(r"[A-Za-z0-9_-]+\Z")

YamlValue: TypeAlias = "str | int | float | bool | list[YamlValue] | dict[str, YamlValue] | None"
"""What a text is read as."""


@dataclass(frozen=True)
class YamlDocument:
    """The data of one YAML text, or the problems that reading it met.

    The text is read again for the place of a key or value: most files have no problem that needs one.
    """

    data: YamlValue = None
    text: str = ""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def values(self) -> dict[KeyPath, Position]:
        """The place of every value."""
        return {place.key_path: place.position for place in _places(self.text) if not place.is_key}

    @cached_property
    def keys(self) -> dict[KeyPath, Position]:
        """The place of every key."""
        return {place.key_path: place.position for place in _places(self.text) if place.is_key}

    @cached_property
    def start(self) -> Position:
        """The place of the first key, after comments and empty lines."""
        return next((place.position for place in _places(self.text)), FILE_START)


def read_yaml(text: str, path: str) -> YamlDocument:
    """Read a YAML text; ``path`` is the name of its file in problems."""
    reader = _Reader(text, path)
    try:
        data = reader.document()
    except _RefusedError as refused:
        return YamlDocument(problems=(Problem(path, *refused.position, refused.message),))
    except yaml.MarkedYAMLError as error:
        unclosed = "unexpected end of stream" in str(error.problem)
        position = _position(error.context_mark if unclosed else error.problem_mark)
        return YamlDocument(problems=(Problem(path, *position, explain(str(error.problem))),))
    except yaml.YAMLError as error:
        return YamlDocument(problems=(Problem(path, *FILE_START, explain(str(error).splitlines()[0])),))
    return YamlDocument(data, text, tuple(reader.problems))


class _RefusedError(Exception):
    """Reading stopped: the rest of the file cannot be trusted."""

    def __init__(self, position: Position, message: str) -> None:
        self.position, self.message = position, message


class _Mark(Protocol):
    """A place as the parser gives it, counted from 0."""

    line: int
    column: int


def _position(mark: _Mark | None) -> Position:
    return Position(mark.line + 1, mark.column + 1) if mark else FILE_START


def _events(text: str) -> Iterator[yaml.Event]:
    return iter(yaml.CSafeLoader(text).get_event, None)


class _Reader:
    """Builds the data of one file from the parser's events."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.may_have_trailing_comments = " #" in text or "\t#" in text
        self.events = _events(text)
        self.problems: list[Problem] = []

    def document(self) -> dict[str, YamlValue]:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise _RefusedError(FILE_START, "the file is empty; `build_site.py new` makes one to fill in")
        first = next(self.events)
        data = self._value(first, 0)
        if not isinstance(data, dict):
            self._refuse(first, "must be a list of `key: value` lines; see the field reference")
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse(after, "must hold one document; found a second `---`; delete that line")
        return data

    def _refuse(self, event: yaml.Event, message: str) -> NoReturn:
        raise _RefusedError(_position(event.start_mark), message)

    def _note(self, place: yaml.Event | Position, message: str) -> None:
        position = place if isinstance(place, Position) else _position(place.start_mark)
        self.problems.append(Problem(self.path, *position, message))

    def _value(self, event: yaml.Event, depth: int) -> YamlValue:
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._refuse(event, "must not use & or * to repeat a text; write it out, or put it in quotes")
        if (tag := getattr(event, "tag", None)) and tag != "!":
            self._note(event, f"must not use the tag {tag!r}; put the text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth == DEEPEST_NESTING:
            self._refuse(event, f"must not be nested more than {DEEPEST_NESTING} levels deep")
        return self._sequence(depth + 1) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(depth + 1)

    def _scalar(self, event: yaml.ScalarEvent) -> YamlValue:
        if event.implicit[0]:
            if " - " in event.value:
                self._note_swallowed_entries(event)
            if self.may_have_trailing_comments and " " in event.value:
                self._note_cut_off_text(event)
            return _resolve(event.value)
        if event.style == '"' and (found := next(invisible_characters(event.value), None)):
            self._note(event, forbidden_character(found[0]))
        return event.value

    def _note_swallowed_entries(self, event: yaml.ScalarEvent) -> None:
        """Entries of a list that are indented too far are no entries to YAML, but more of the text above them."""
        first, last = _position(event.start_mark).line, _position(event.end_mark).line
        for number, line in enumerate(self.lines[first:last], first + 1):
            text = line.lstrip()
            if text.startswith("- "):
                message = "this line became part of the text above; line its `-` up with those of the list"
                self._note(Position(number, len(line) - len(text) + 1), message)

    def _note_cut_off_text(self, event: yaml.ScalarEvent) -> None:
        """What follows a space and a number sign is no text to YAML, but a comment."""
        line, column = _position(event.end_mark)
        rest = self.lines[line - 1][column - 1 :] if line <= len(self.lines) else ""
        if rest.lstrip().startswith("#"):
            message = "the text ends before this `#`; put the text in quotes, or the comment on a line of its own"
            self._note(Position(line, column + rest.index("#")), message)

    def _sequence(self, depth: int) -> list[YamlValue]:
        return [self._value(event, depth) for event in _until(yaml.SequenceEndEvent, self.events)]

    def _mapping(self, depth: int) -> dict[str, YamlValue]:
        pairs: dict[str, YamlValue] = {}
        keys: dict[str, yaml.Event] = {}
        for event in _until(yaml.MappingEndEvent, self.events):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "a key must be a plain word; put texts that begin with { or [ in quotes")
            if not KEY.match(event.value):
                found = f"a key must be a plain word, letters and _ only; found {event.value[:40]!r}"
                self._refuse(event, f"{found}; put a text with a colon in quotes")
            if event.value in pairs:
                first = _position(keys[event.value].start_mark).line
                self._note(event, f"{event.value} is given twice; the first is on line {first}; delete one")
            keys[event.value] = event
            pairs[event.value] = self._value(next(self.events), depth)
        return pairs


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    return takewhile(lambda event: not isinstance(event, end), events)


class _Place(NamedTuple):
    """Where a key or a value stands."""

    key_path: KeyPath
    position: Position
    is_key: bool


def _places(text: str) -> Iterator[_Place]:
    """Give the place of everything in a text that was read before without being refused."""
    events = _events(text)
    first = list(islice(events, 3))[-1]
    if isinstance(first, yaml.NodeEvent):
        yield from _places_below(events, first, ())


def _places_below(events: Iterator[yaml.Event], event: yaml.Event, key_path: KeyPath) -> Iterator[_Place]:
    yield _Place(key_path, _position(event.start_mark), is_key=False)
    if isinstance(event, yaml.SequenceStartEvent):
        for index, item in enumerate(_until(yaml.SequenceEndEvent, events)):
            yield from _places_below(events, item, (*key_path, index))
    elif isinstance(event, yaml.MappingStartEvent):
        for key in _until(yaml.MappingEndEvent, events):
            inner = (*key_path, key.value if isinstance(key, yaml.ScalarEvent) else "")
            yield _Place(inner, _position(key.start_mark), is_key=True)
            yield from _places_below(events, next(events), inner)


_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?\Z")
_WORDS: dict[str, YamlValue] = {"": None, "~": None, "null": None, "true": True, "false": False}


def _resolve(text: str) -> YamlValue:
    """Give a plain scalar its value: null, true, false, a decimal number, else the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.match(text):
        return float(text) if "." in text else int(text)
    return text
