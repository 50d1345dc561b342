"""What a page is: a value that no engine has touched yet.

Its parts are finished HTML or plain text. An engine is told only what it needs for the frame around the page: address,
kind, title, description, headings and what goes into the head.
"""

from collections.abc import Callable
from dataclasses import dataclass

from builder.catalogue.picture_files import Card
from builder.catalogue.urls import canonical


@dataclass(frozen=True)
class Heading:
    """A heading of a page; ``label`` is what the table of contents says in its place, if anything."""

    level: int
    id: str
    text: str
    label: str = ""


@dataclass(frozen=True)
class Head:
    """What a page needs in its head beside what all pages have; addresses are relative to the site."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    moved_to: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a page that the search finds: plain text under a heading; the first has no anchor."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class SearchEntry:
    """What the search finds of a page; ``aliases`` explain a result to the reader, ``terms`` are never shown."""

    sections: tuple[Section, ...] = ()
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page of the site; ``url`` is relative to the site and ends in .html, ``body`` is the HTML of its article.

    A page without a ``card`` of its own is shared with that of the site.
    """

    url: str
    kind: str
    title: str
    description: str
    head: Head = Head()
    toc: tuple[Heading, ...] = ()
    body: str = ""
    json_ld: str = ""
    search: SearchEntry | None = None
    shows_toc: bool = True
    reviewed: str = ""
    card: Card | None = None

    @property
    def canonical(self) -> str:
        """The address by which the world outside knows it: that of the present page, where it forwards to one."""
        return canonical(self.head.moved_to or self.url)


@dataclass(frozen=True)
class Recipe:
    """How to get a page; ``inputs`` is a digest of all it is rendered from, where that is less than everything."""

    url: str
    render: Callable[[], Page]
    inputs: bytes | None = None
