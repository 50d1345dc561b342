"""Light Markdown: what may stand in it, its links, and what it becomes: safe HTML, or runs for a typesetter.

Contributors are strangers and text is text. Prose understands emphasis and links with http, https, mailto, tel or
relative addresses; HTML, Jinja and Typst are shown as typed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

ALLOWED_ADDRESS = re.compile(r"^(https?://|mailto:|tel:|#|(?![a-z][a-z0-9+.-]*:|/))", re.IGNORECASE)


def keep_bad_links(markdown: MarkdownIt) -> MarkdownIt:
    """Let a reader give bad links too, which it would drop in silence: they are judged, so that their author hears."""
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


_PROSE = keep_bad_links(MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "escape"]))

_LOOKS_LIKE_A_LINK = re.compile(r"\]\([^()\s]*|\] \((?:https?:|#|[\w./-]+\.html\b)[^()\s]*\)?")


def check_prose(text: str) -> str:
    """Return the text, or raise ValueError when a link leads to a forbidden address or is none for a slip of typing."""
    if "](" not in text and "] (" not in text:
        return text
    tokens = _PROSE.parseInline(text)
    for address in addresses(tokens):
        if not is_allowed_address(address):
            raise ValueError(
                f"must link only to http or https addresses or pages of this site; found {address!r}; "
                "write the link as [words](https://...) or [words](page.html)"
            )
    for part in tokens[0].children or []:
        if part.type == "text" and (message := unfinished_link(part.content)):
            raise ValueError(message)
    return text


def unfinished_link(text: str) -> str | None:
    """Say what is wrong with a text that was meant to be a link, if it was."""
    if found := _LOOKS_LIKE_A_LINK.search(text):
        return (
            f"has a link that is none; found {found[0]!r}; write it as [words](page.html), closed and without a space"
        )
    return None


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


def slug(text: str) -> str:
    """Make an anchor from the words of a heading, the way Markdown readers do; ``_1`` where there are none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower()) or "_1"
