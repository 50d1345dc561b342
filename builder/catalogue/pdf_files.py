"""Which PDFs there are: the book, programmes, sheets of single exercises; on which paper, how large."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from builder.catalogue.catalogue import Catalogue

Paper = Literal["a4", "letter"]
Kind = Literal["book", "programme", "exercise"]

PAPERS: Mapping[Paper, str] = {"a4": "a4", "letter": "us-letter"}
"""The papers with Typst's names for them."""


@dataclass(frozen=True)
class Document:
    """A PDF. ``slug`` is the exercise or imbalance it is about, ``shows`` all that it reads the data of."""

    kind: Kind
    paper: Paper
    slug: str = ""
    shows: tuple[str, ...] = ()
    large: bool = False

    @property
    def path(self) -> str:
        """Where it is published, relative to the site."""
        parts = [self.kind, self.slug, "large-print" if self.large else "", self.paper]
        return f"downloads/{'-'.join(part for part in parts if part)}.pdf"

    @property
    def origin(self) -> str:
        """The file of ``content/`` whose text it sets, for messages."""
        folders = {"exercise": f"exercises/{self.slug}.yml", "programme": f"imbalances/{self.slug}.yml"}
        return folders.get(self.kind, "")

    @property
    def inputs(self) -> dict[str, str]:
        """The values its template reads."""
        about = {"book": "yes"} if self.kind == "book" else {"slug": self.slug}
        return {"paper": PAPERS[self.paper], "size": "large" if self.large else "normal", **about}


@dataclass(frozen=True)
class Download:
    """A finished PDF with its size in bytes."""

    document: Document
    size: int


def by_subject(downloads: Iterable[Download]) -> dict[tuple[str, str], list[Download]]:
    """Put downloads together that are about the same: by kind and slug."""
    found: dict[tuple[str, str], list[Download]] = {}
    for download in downloads:
        found.setdefault((download.document.kind, download.document.slug), []).append(download)
    return found


def documents(catalogue: Catalogue) -> Iterator[Document]:
    """Give every PDF; those of single exercises first, so that a text that cannot be typeset is found where it is."""
    for exercise in catalogue.exercises:
        yield from _in_every_form("exercise", exercise.slug, (exercise.slug,))
    for imbalance in catalogue.imbalances:
        shown = (imbalance.slug, *(slug for slug, _ in imbalance.programme.rows))
        yield from _in_every_form("programme", imbalance.slug, shown)
    everything = (*catalogue.imbalance, *catalogue.exercise)
    for paper in PAPERS:
        yield Document("book", paper, shows=everything)


def _in_every_form(kind: Kind, slug: str, shows: tuple[str, ...]) -> Iterator[Document]:
    for large in (False, True):
        for paper in PAPERS:
            yield Document(kind, paper, slug, shows, large)
