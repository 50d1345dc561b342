"""Style sheets without what no page uses: a theme brings rules for everything it could show.

A selector is kept when each part of it (``a.b`` in ``a.b > c``) could be some tag of some page: when its words
(element, class, id, attribute) all stand in that tag or in a script, because scripts add classes; what is inside a
function such as ``:not()`` is not looked at. Then a custom property is kept when something reads it. Comments and white
space go.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

import tinycss2
from tinycss2.ast import AtRule, Declaration, QualifiedRule

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_TAG = re.compile(r"<[A-Za-z][^>]*>")
_SHAPE = re.compile(r' d="[^"]*"')
_READ = re.compile(r"(?:var\(\s*|[\"'`])(--[\w-]+)")

NESTING = {"media", "supports", "layer", "container"}
"""At-rules that hold rules."""

COMBINATORS = {">", "+", "~"}


class Node(Protocol):
    """What the parser, which has no types, makes of a style sheet: rules and tokens."""

    type: str

    def serialize(self) -> str:
        """Write it as it was read."""


class Token(Node, Protocol):
    """A token of a selector; only blocks have a content, and no block has a value."""

    value: str
    content: list["Token"]


@dataclass(frozen=True)
class UsedNames:
    """What selectors can ask for: the words of each tag of the pages, and those that scripts may add to any."""

    tags: frozenset[frozenset[str]]
    added: frozenset[str]

    def have(self, part: frozenset[str]) -> bool:
        """Whether some tag has, or may come to have, all these words."""
        asked = part - self.added
        return not asked or bool(frozenset.intersection(*(self._numbers.get(word, frozenset()) for word in asked)))

    @cached_property
    def _numbers(self) -> dict[str, frozenset[int]]:
        """For each word the numbers of the tags that it stands in."""
        found: dict[str, set[int]] = {}
        for number, tag in enumerate(self.tags):
            for word in tag:
                found.setdefault(word, set()).add(number)
        return {word: frozenset(numbers) for word, numbers in found.items()}


def tags_of(page: str, asked: frozenset[str]) -> frozenset[frozenset[str]]:
    """Give, for each tag of a page, those of its words that some selector asks for."""
    return frozenset(_words_of_tag(tag, asked) for tag in set(_TAG.findall(_SHAPE.sub("", page))))


@lru_cache(maxsize=20_000)
def _words_of_tag(tag: str, asked: frozenset[str]) -> frozenset[str]:
    return frozenset(_WORD.findall(tag)) & asked


def words_of(script: str) -> frozenset[str]:
    """Give every word of a script."""
    return frozenset(_WORD.findall(script))


def words_asked_for(sheets: Iterable[str]) -> frozenset[str]:
    """Give every word that some selector of the style sheets asks for."""
    return frozenset(word for css in sheets for part in _all_parts(_parsed(css)) for word in part)


def _all_parts(rules: Iterable[Node]) -> Iterator[frozenset[str]]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            for selector in _selectors(rule.prelude):
                yield from _parts(selector)
        elif _holds_rules(rule):
            yield from _all_parts(_inner(rule))


def purge_unused(sheets: Mapping[str, str], names: UsedNames, scripts: Iterable[str] = ()) -> dict[str, str]:
    """Give the style sheets, by the same names, without unused rules and without unread custom properties."""
    used = {name: "".join(_used(_parsed(css), names)) for name, css in sheets.items()}
    read = frozenset(name for text in (*used.values(), *scripts) for name in _READ.findall(text))
    return {name: "".join(_read(_parsed(css), read)) for name, css in used.items()}


@lru_cache(maxsize=16)
def _parsed(css: str) -> list[Node]:
    rules: list[Node] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return rules


def _used(rules: Iterable[Node], names: UsedNames) -> Iterator[str]:
    """Write the rules of which at least one selector is in use."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [one for one in _selectors(rule.prelude) if all(map(names.have, _parts(one)))]
            if selectors:
                yield f"{','.join(map(tinycss2.serialize, selectors))}{{{tinycss2.serialize(rule.content)}}}"
        elif _holds_rules(rule):
            yield _around(rule, _used(_inner(rule), names))
        else:
            yield rule.serialize()


def _read(rules: Iterable[Node], read: frozenset[str]) -> Iterator[str]:
    """Write the rules without custom properties that nothing reads."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            if body := ";".join(_declarations(rule, read)):
                yield f"{tinycss2.serialize(rule.prelude).strip()}{{{body}}}"
        elif _holds_rules(rule):
            yield _around(rule, _read(_inner(rule), read))
        else:
            yield rule.serialize()


def _declarations(rule: QualifiedRule, read: frozenset[str]) -> Iterator[str]:
    for node in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if not isinstance(node, Declaration):
            yield node.serialize()
        elif not node.name.startswith("--") or node.name in read:
            value = re.sub(r"\s+", " ", tinycss2.serialize(node.value).strip())
            yield f"{node.name}:{value}{'!important' if node.important else ''}"


def _holds_rules(rule: Node) -> bool:
    return isinstance(rule, AtRule) and rule.lower_at_keyword in NESTING and rule.content is not None


def _inner(rule: AtRule) -> list[Node]:
    rules: list[Node] = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    return rules


def _around(rule: AtRule, inside: Iterable[str]) -> str:
    body = "".join(inside)
    return f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}{{{body}}}" if body else ""


def _selectors(prelude: Iterable[Token]) -> Iterator[list[Token]]:
    """Split a list of selectors at its commas, each without white space around it."""
    one: list[Token] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield _stripped(one)
            one = []
        else:
            one.append(token)
    yield _stripped(one)


def _stripped(tokens: list[Token]) -> list[Token]:
    blank = [token.type in ("whitespace", "comment") for token in tokens]
    first = blank.index(False) if False in blank else len(blank)
    last = len(blank) - blank[::-1].index(False) if False in blank else first
    return tokens[first:last]


def _parts(selector: Iterable[Token]) -> Iterator[frozenset[str]]:
    """Give the words of each part of a selector: elements, classes, ids, attributes and their values."""
    part: set[str] = set()
    before = ""
    for token in selector:
        if token.type == "whitespace" or (token.type == "literal" and token.value in COMBINATORS):
            yield frozenset(part)
            part = set()
        elif token.type == "[] block":
            part.update(_words_of_attribute(token.content))
        elif token.type == "hash" or (token.type == "ident" and before != ":"):
            part.add(token.value)
        before = token.value if token.type == "literal" else ""
    yield frozenset(part)


def _words_of_attribute(content: Iterable[Token]) -> Iterator[str]:
    """The name of an attribute and, if the whole of it is asked for, its value."""
    tokens = list(content)
    partly = any(token.type == "literal" and token.value in ("^=", "$=", "*=") for token in tokens)
    named = [token.value for token in tokens if token.type in ("ident", "string")]
    return (word for value in named[: 1 if partly else None] for word in _WORD.findall(value))
