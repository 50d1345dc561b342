"""Light Markdown: what may stand in it, its links, and what it becomes: safe HTML, or runs for a typesetter.

Contributors are strangers and text is text. Prose understands emphasis and links with http, https, mailto, tel or
relative addresses; HTML, Jinja and Typst are shown as typed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

ALLOWED_ADDRESS = re.compile(r"^(https?://|mailto:|tel:|#|(?![a-z][a-z0-9+.-]*:|/))", re.IGNORECASE)

_PROSE = MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "escape"])
_COMMONMARK = MarkdownIt("commonmark")
for _markdown in (_PROSE, _COMMONMARK):
    # The library drops a bad link in silence; here it is kept and judged, so that its author gets a message.
    _markdown.validateLink = lambda url: True  # type: ignore[method-assign]


def check_prose(text: str) -> str:
    """Return the text, or raise ValueError when a link leads to a forbidden address."""
    for address in prose_links(text):
        if not is_allowed_address(address):
            raise ValueError(
                f"must link only to http or https addresses or pages of this site; found {address!r}; "
                "write the link as [words](https://...) or [words](page.html)"
            )
    return text


def is_allowed_address(address: str) -> bool:
    """Tell whether a link target is http, https, mailto, tel or relative, and stays inside the site."""
    return bool(ALLOWED_ADDRESS.match(address)) and "\\" not in address and is_address(address)


def is_address(text: str) -> bool:
    """Tell whether a text can be taken apart as an address; one with a stray bracket, as typed or encoded, cannot."""
    try:
        urlsplit(unquote(text))
    except ValueError:
        return False
    return True


def check_address(text: str) -> str:
    """Return an address of another site, or raise ValueError when it is none."""
    if not is_address(text):
        raise ValueError(f"must be an address that begins with https://; found {text!r}")
    return text


def check_contact(text: str) -> str:
    """Return an address that somebody can be written to at, or raise ValueError when it is none."""
    if not re.fullmatch(r"(https://|mailto:[^@]+@)[^\s<>\"'@]+", text, re.ASCII) or not is_address(text):
        raise ValueError(f"must be https://... or mailto:name@example.org; found {text!r}")
    return text


def is_internal(address: str) -> bool:
    """Tell whether a link target is a page of this site (not a bare #anchor)."""
    return not re.match(r"[a-z][a-z0-9+.-]*:|#", address, re.IGNORECASE)


def addresses(tokens: list[Token]) -> Iterator[str]:
    """Yield the targets of all links among Markdown tokens."""
    for token in tokens:
        if "href" in token.attrs:
            yield str(token.attrs["href"])
        yield from addresses(token.children or [])


def prose_links(text: str) -> list[str]:
    """Give the targets of the links in a prose text."""
    return list(addresses(_PROSE.parseInline(text))) if "](" in text else []


def page_html(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Turn the Markdown of a hand-written page into HTML; give its headings too, with level, anchor and text.

    Such a page is written for any Markdown engine, with tables and ``{#anchors}``: light Markdown has neither.
    """
    from markdown import Markdown

    settings = {"tables": {"use_align_attribute": True}, "toc": {"toc_depth": 2}}
    markdown = Markdown(extensions=["attr_list", "tables", "toc"], extension_configs=settings)
    html = markdown.convert(text)
    tokens = getattr(markdown, "toc_tokens", [])
    return html, [(token["level"], token["id"], token["name"]) for token in tokens]


def markdown_links(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, target) for the links of a hand-written page; lines count from 1."""
    for token in _COMMONMARK.parse(text):
        for address in addresses([token]):
            yield _line(token), address


def render_prose(text: str, link: Callable[[str], str]) -> Markup:
    """Render light Markdown as HTML: emphasis and links, everything else escaped.

    ``link`` turns an address relative to the site into one relative to the page.
    """
    tokens = _PROSE.parseInline(" ".join(text.split()))
    for token in tokens[0].children or []:
        if token.type == "link_open" and is_internal(str(token.attrs["href"])):
            token.attrs["href"] = link(str(token.attrs["href"]))
    return Markup(_PROSE.renderer.render(tokens, _PROSE.options, {}))


@dataclass(frozen=True)
class Run:
    """A stretch of prose that looks the same throughout; ``address`` is where it leads, if anywhere."""

    text: str
    strong: bool
    emphasis: bool
    address: str | None


def prose_runs(text: str) -> Iterator[Run]:
    """Take light Markdown apart, for programs that set type."""
    strong = emphasis = 0
    address = None
    for token in _PROSE.parseInline(" ".join(text.split()))[0].children or []:
        strong += token.nesting if token.tag == "strong" else 0
        emphasis += token.nesting if token.tag == "em" else 0
        if token.tag == "a":
            address = str(token.attrs["href"]) if token.nesting == 1 else None
        if token.content:
            yield Run(token.content, strong > 0, emphasis > 0, address)


def markdown_problems(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, message) for what a hand-written Markdown page must not contain; lines count from 1.

    Engines disagree with CommonMark about what is code and what is HTML, so signs are judged wherever they stand.
    """
    bad_links = {line: address for line, address in markdown_links(text) if not is_allowed_address(address)}
    for number, row in enumerate(text.splitlines(), start=1):
        if found := re.search(r"<[A-Za-z/!?][^>]{0,30}>?", row):
            yield number, f"must not contain HTML; found {found[0]!r}; write it in Markdown, or &lt; for the sign <"
        if found := re.search(r"\]\(\s*<?\s*((?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:)", row, re.IGNORECASE):
            bad_links.setdefault(number, found[1])
        if "![" in row:
            yield number, "must not contain images; figures come from the exercise files"
        for braces in re.findall(r"\{[^{}]*\}?", row):
            if not re.fullmatch(r"\{#[a-z0-9-]+\}", braces):
                yield number, f"must use braces only for an anchor like {{#grades}}; found {braces!r}"
    for line, address in bad_links.items():
        yield line, f"must link only to http or https addresses or pages of this site; found {address!r}"


def _line(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1
