"""The logo of a content folder: an SVG file of shapes and texts, with nothing that runs or loads.

Pages show it as an image, where a browser runs and loads nothing; but it has an address of its own, too.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree

LOGO = PurePosixPath("logo.svg")
"""Where it lies, if there is one."""

SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
REFUSED = re.compile(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet")
RUNNING_ELEMENTS = frozenset({"a", "animate", "animateMotion", "animateTransform", "foreignObject", "script", "set"})
LOADED = re.compile(r"@import|url\(\s*+['\"]?+\s*+(?!#)", re.IGNORECASE)


def check_svg(text: str) -> str:
    """Return the text of an SVG file, or raise ValueError with the rule it breaks."""
    if found := REFUSED.search(text):
        raise ValueError(f"must not contain {found[0]}; delete it")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 -- entities, the danger of XML, are refused above
    except ElementTree.ParseError as error:
        raise ValueError(f"must be SVG, but cannot be read as XML: {error}") from None
    if root.tag != SVG_ROOT or "viewBox" not in root.attrib:
        raise ValueError("must be SVG: one svg element with a viewBox, so that it can be shown at any size")
    for part in _active_parts(root):
        raise ValueError(f"must not contain {part}, only shapes and texts; delete it")
    return text


def _active_parts(root: ElementTree.Element) -> Iterator[str]:
    """What runs something, or loads something from elsewhere."""
    for element in root.iter():
        name = _local(element.tag)
        if name in RUNNING_ELEMENTS:
            yield f"the element {name}"
        if name == "style" and LOADED.search(element.text or ""):
            yield "a style that loads a file"
        for attribute, value in element.attrib.items():
            yield from _active_attribute(_local(attribute), value)


def _active_attribute(name: str, value: str) -> Iterator[str]:
    if name.startswith("on"):
        yield f"the event handler {name}"
    if LOADED.search(value) or (name in ("href", "src") and not value.startswith(("#", "data:image/"))):
        yield f"the attribute {name} that loads a file"


def _local(name: str) -> str:
    """The name without its namespace: a script runs in more than one."""
    return name.rsplit("}", 1)[-1]
