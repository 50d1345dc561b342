"""The Markdown of hand-written pages: one reader for the checks and for the pages.

Pages may hold headings with ``{#anchors}``, lists, tables, quotations and code. HTML, images and attributes are
refused, and so is what looks like Markdown and is none: it would be shown as typed.
"""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import chain, count, pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from builder.content.characters import misleading_letters
from builder.content.markdown import addresses, is_allowed_address, keep_bad_links, slug, unfinished_link
from builder.content.problem import Position

DEEPEST = 12
"""Levels of blocks in blocks, two for each list; the reader drops what is nested much deeper."""

ANCHOR = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")


class PageHeading(NamedTuple):
    """A heading of a page; ``position`` is that of its anchor, where one is written, else of its line."""

    level: int
    id: str
    text: str
    position: Position


class PageLink(NamedTuple):
    """Where a link leads, and where it stands."""

    address: str
    position: Position


def page_html(text: str) -> tuple[str, list[PageHeading]]:
    """Turn the Markdown of a page into HTML; give its headings too."""
    return str(_MARKDOWN.renderer.render(_tokens(text), _MARKDOWN.options, {})), page_headings(text)


def page_headings(text: str) -> list[PageHeading]:
    """Give the headings of a page in their order; every anchor is there as it is on the finished page."""
    tokens, rows = _tokens(text), text.splitlines()
    return [_heading(opened, inline, rows) for opened, inline in pairwise(tokens) if opened.type == "heading_open"]


def _heading(opened: Token, inline: Token, rows: list[str]) -> PageHeading:
    anchor = str(opened.attrs["id"])
    return PageHeading(int(opened.tag[1:]), anchor, _words(inline), _position(opened, f"{{#{anchor}}}", rows))


def _words(inline: Token) -> str:
    return "".join(" " if part.type == "softbreak" else part.content for part in inline.children or [])


def page_links(text: str) -> list[PageLink]:
    """Give the links of a page in their order."""
    rows = text.splitlines()
    return [
        PageLink(address, _position(token, address, rows)) for token in _tokens(text) for address in addresses([token])
    ]


def page_problems(text: str) -> Iterator[tuple[Position, str]]:
    """Give what a page must not contain, with the place; lines count from 1.

    HTML, images and attributes are judged wherever they stand, because other readers of Markdown (GitHub's preview, an
    editor) may take for code what this one does not.
    """
    for number, row in enumerate(text.splitlines(), start=1):
        yield from ((Position(number, column + 1), message) for column, message in _row_problems(row))
    yield from _bad_links(text)
    headings = page_headings(text)
    for heading in headings:
        if heading.level == 1:
            yield heading.position, "must have no heading of the first level, for the title is one; begin it with ##"
    yield from _lost_anchors(text, {heading.position for heading in headings})
    yield from _structure_problems(text)


def _lost_anchors(text: str, found: Set[Position]) -> Iterator[tuple[Position, str]]:
    code = {line for token in _tokens(text) if token.tag == "code" and token.map for line in range(*token.map)}
    for number, row in enumerate(text.splitlines(), start=1):
        if number - 1 in code:
            continue
        for written in re.finditer(r"\{#[a-z0-9-]+\}", row):
            position = Position(number, written.start() + 1)
            if position not in found:
                yield position, f"must have {written[0]} at the end of a heading; move it there, or delete it"


def _bad_links(text: str) -> Iterator[tuple[Position, str]]:
    found = {link.position: link.address for link in page_links(text) if not is_allowed_address(link.address)}
    lines = {position.line for position in found}
    for number, row in enumerate(text.splitlines(), start=1):
        in_code = re.search(r"\]\(\s*<?\s*((?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:)", row, re.IGNORECASE)
        if in_code and number not in lines:
            found[Position(number, in_code.start(1) + 1)] = in_code[1]
    for position, address in found.items():
        yield position, f"must link only to http or https addresses or pages of this site; found {address!r}"


def _row_problems(row: str) -> Iterator[tuple[int, str]]:
    if found := re.search(r"<[A-Za-z/!?][^>]{0,30}>?", row):
        message = f"must not contain HTML; found {found[0]!r}; write it in Markdown, or &lt; for the sign <"
        yield found.start(), message
    if "![" in row:
        yield row.index("!["), "must not contain images; figures come from the exercise files"
    for braces in re.finditer(r"\{[^{}]*\}?", row):
        if not ANCHOR.fullmatch(braces[0]):
            yield braces.start(), f"must use braces only for an anchor like {{#grades}}; found {braces[0]!r}"
    if misleading := misleading_letters(row):
        yield misleading


def _structure_problems(text: str) -> Iterator[tuple[Position, str]]:
    rows = text.splitlines()
    for token in _tokens(text):
        if token.level > DEEPEST:
            message = f"must not be nested more than {DEEPEST // 2} levels deep; write it flatter"
            yield _position(token, "", rows), message
            return
        if token.type == "fence" and not _is_closed(token, rows):
            message = f"opens code with {token.markup} and never closes it; put {token.markup} on a line after the code"
            yield _position(token, token.markup, rows), message
        for before, part in pairwise([None, *(token.children or [])]):
            if part and part.type == "text":
                begins = before is None or before.type == "softbreak"
                found = chain(_link_problems(part.content), _line_problems(part.content) if begins else ())
                yield from ((_position(token, sign, rows), message) for sign, message in found)


def _link_problems(text: str) -> Iterator[tuple[str, str]]:
    """What looks like a link in a text that is none: the sign to look for, and the message."""
    if message := unfinished_link(text):
        yield "](" if "](" in text else "] (", message


def _line_problems(text: str) -> Iterator[tuple[str, str]]:
    """What looks like a heading or a definition at the beginning of a line of text."""
    if found := re.match(r"#{1,6}[^\W\d]", text):
        yield found[0], f"has {found[0]} where a heading may be meant; put a space after the #"
    if found := re.match(r"\[[^\]]+\]:", text):
        yield found[0], f"has {found[0]} inside a paragraph, where it defines no link; put an empty line before it"


def _is_closed(fence: Token, rows: list[str]) -> bool:
    first, end = fence.map or (0, 0)
    return end - first > 1 and rows[end - 1].strip().startswith(fence.markup)


def _position(token: Token, sign: str, rows: list[str]) -> Position:
    """The place of a sign inside a block; the block's first line, when the sign is written in another way."""
    first, end = token.map or (0, 1)
    for number in range(first, min(end, len(rows))) if sign else ():
        if (column := rows[number].find(sign)) >= 0:
            return Position(number + 1, column + 1)
    return Position(first + 1, 1)


def _take_anchors(state: StateCore) -> None:
    """Take ``{#anchor}`` off the end of each heading, before its words are read."""
    for opened, inline in pairwise(state.tokens):
        if opened.type == "heading_open" and (anchor := ANCHOR.search(inline.content)):
            opened.attrs["id"] = anchor[1]
            inline.content = inline.content[: anchor.start()]


def _name_headings(state: StateCore) -> None:
    """Give an anchor to each heading that has none, made from its words."""
    headings = [pair for pair in pairwise(state.tokens) if pair[0].type == "heading_open"]
    taken = {opened.attrs.get("id") for opened, _ in headings}
    names: dict[str, Iterator[str]] = {}
    for opened, inline in headings:
        if "id" not in opened.attrs:
            name = slug(_words(inline))
            numbered = names.setdefault(name, chain([name], (f"{name}_{number}" for number in count(1))))
            opened.attrs["id"] = next(one for one in numbered if one not in taken)
            taken.add(opened.attrs["id"])


def _align_cells(state: StateCore) -> None:
    """Align the cells of tables without a style, which the policy of the pages forbids."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs["align"] = str(token.attrs.pop("style")).removeprefix("text-align:")


def _reader() -> MarkdownIt:
    reader = keep_bad_links(MarkdownIt("commonmark", {"html": False}).enable("table"))
    reader.core.ruler.before("inline", "take_anchors", _take_anchors)
    reader.core.ruler.push("name_headings", _name_headings)
    reader.core.ruler.push("align_cells", _align_cells)
    return reader


_MARKDOWN = _reader()


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_MARKDOWN.parse(text))
