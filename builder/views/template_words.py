"""What templates ask of the content and give to its pages: words of ``words.yml`` with their places; anchors."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, nodes

from builder.views.references.field_reference import field_references
from builder.views.references.pose_reference import pose_anchors


def words_used(*folders: Path) -> dict[str, frozenset[str]]:
    """Collect all ``words.X`` of our templates (.j2, .typ), the theme's (.html) and the engine's settings (.yml).

    Each word comes with the {places} that its users fill.
    """
    readers: dict[str, Callable[[Path], Iterable[tuple[str, frozenset[str]]]]] = {
        ".j2": lambda path: _words_in(_parsed(path)),
        ".html": lambda path: _words_in(_parsed(path)),
        ".yml": lambda path: _words_in(_parsed(path)),
        ".typ": lambda path: _words_in_typst(path.read_text(encoding="utf-8")),
    }
    found: dict[str, frozenset[str]] = {}
    for place in folders:
        for path in [place, *place.rglob("*.*")]:
            for word, places in readers[path.suffix](path) if path.suffix in readers else ():
                found[word] = found.get(word, frozenset()) | places
    return found


def _words_in_typst(template: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Find the words of a Typst template: ``words.steps``, and ``fill(words.weeks, weeks: ...)`` with its places."""
    template = re.sub(r"(?m)^\s*//.*$", "", template)
    for found in re.finditer(
        r"(fill\(\s*)?\bwords\.([a-z_0-9]+)((?:,\s*[a-z]+:[^,()]*(?:\([^()]*\)[^,()]*)*)*)", template
    ):
        yield found[2], frozenset(re.findall(r",\s*([a-z]+):", found[3])) if found[1] else frozenset()


def _parsed(path: Path) -> nodes.Template:
    return _parsed_text(path.read_text(encoding="utf-8"), str(path))


@lru_cache(maxsize=128)
def _parsed_text(text: str, name: str) -> nodes.Template:
    """Parse a template, once for its words and its anchors."""
    return Environment().parse(text, filename=name)


def _words_in(template: nodes.Template) -> Iterator[tuple[str, frozenset[str]]]:
    for word in _words_below(template):
        yield word, frozenset()
    for use in template.find_all(nodes.Filter):
        if use.name == "fill" and use.node is not None:
            places = frozenset(str(argument.key) for argument in use.kwargs)
            yield from ((word, places) for word in _words_below(use.node))


def _words_below(part: nodes.Node) -> Iterator[str]:
    for node in [part, *part.find_all(nodes.Getattr)]:
        if isinstance(node, nodes.Getattr) and _is_words(node.node):
            yield node.attr


def _is_words(node: nodes.Node) -> bool:
    return (isinstance(node, nodes.Name) and node.name == "words") or (
        isinstance(node, nodes.Getattr) and node.attr == "words"
    )


def anchors_written(*folders: Path) -> dict[str, dict[str, bool]]:
    """Collect the anchors that the templates of pages write by themselves, and whether they always do."""
    paths = (path for folder in folders for path in [*folder.glob("pages/*.j2"), *folder.glob("main.html")])
    found = {path.name.split(".")[0]: dict(_anchors_below(_parsed(path), always=True)) for path in paths}
    found["poses"] |= dict.fromkeys(pose_anchors(), True)
    found["fields"] |= dict.fromkeys((reference.anchor for reference in field_references()), True)
    return found


def _anchors_below(node: nodes.Node, *, always: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(node, nodes.TemplateData):
        yield from ((anchor, always) for anchor in re.findall(r'\bid="([^"]+)"', node.data))
    elif isinstance(node, nodes.Call) and (place := HEADINGS.get(_name(node.node))) and len(node.args) > place:
        anchor = node.args[place]
        if isinstance(anchor, nodes.Const):
            yield anchor.value, always
    for child in node.iter_child_nodes():
        yield from _anchors_below(child, always=always and not isinstance(node, nodes.If | nodes.For))


HEADINGS = {"heading": 2, "care_heading": 1}
"""What writes a heading, and which of its arguments is the anchor."""


def _name(called: nodes.Node) -> str:
    return called.attr if isinstance(called, nodes.Getattr) else getattr(called, "name", "")
