"""From data to PDFs: Typst sets them, without network and system fonts; each is packed, proven and remembered.

A document is set again only when something that it reads has changed. Whatever Typst warns of is an error, for it
would be seen on paper; the message names the content file that the text came from.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import cast

import pikepdf
import pypdfium2
import typst

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.pdf_files import Document, documents
from builder.illustrations.drawings import Illustrations
from builder.pdf.data import book_files
from builder.system.content_date import day_of
from builder.system.digests import digest
from builder.system.disk import OutputFile, write_files, write_whole
from builder.system.errors import BuildError
from builder.views.templating import TEMPLATES

BOOK = TEMPLATES / "book"
FONTS = BOOK / "fonts"


@dataclass(frozen=True)
class Press:
    """Where PDFs are made.

    ``workshop`` gets what the templates read, ``memory`` keeps what was set before, ``content`` is the content folder
    as messages name it, ``epoch`` the date in the files (seconds since 1970), if known.
    """

    workshop: Path
    memory: Path
    content: str
    epoch: int | None

    def typeset(
        self, catalogue: Catalogue, illustrations: Illustrations, chosen: Iterable[Document] | None = None
    ) -> dict[Document, Path]:
        """Set every document, or the chosen ones, and say where each is; raise BuildError when one cannot be set."""
        files = [*book_files(catalogue, illustrations, day_of(self.epoch)), *_templates()]
        write_files(self.workshop, files)
        inputs = _Inputs(files, self.epoch or 0)
        compiler = typst.Compiler(root=self.workshop, font_paths=_fonts(), ignore_system_fonts=True)
        made = {}
        for document in documents(catalogue) if chosen is None else chosen:
            made[document] = path = self.memory / f"{inputs.key(document)}.pdf"
            if not path.exists():
                write_whole(path, self._set(document, compiler, catalogue.site.disclaimer.short))
        self._forget_all_but(made.values())
        return made

    def _set(self, document: Document, compiler: typst.Compiler, disclaimer: str) -> bytes:
        source = self.workshop / f"{document.kind}.typ"
        try:
            # PDF/UA-1 for people who listen to it, PDF/A-2a so that it still opens in thirty years.
            made, warnings = compiler.compile_with_warnings(
                source, sys_inputs=document.inputs, pdf_standards=["ua-1", "a-2a"], timestamp=self.epoch or 0
            )
        except typst.TypstError as error:
            raise self._complaint(document, error.diagnostic) from None
        if warnings:
            raise self._complaint(document, warnings[0].diagnostic)
        packed = packed_pdf(cast(bytes, made))
        for number, text in enumerate(page_texts(packed), start=1):
            if disclaimer not in text:
                raise self._complaint(document, f"page {number} lacks the disclaimer")
        return packed

    def _complaint(self, document: Document, reason: str) -> BuildError:
        """Say which content file cannot be set, and why."""
        place = f"{self.content}/{document.origin}" if document.origin else self.content
        return BuildError(f"{place}: its PDF {document.path} cannot be set: {reason.strip()}")

    def _forget_all_but(self, kept: Collection[Path]) -> None:
        for path in set(self.memory.glob("*.pdf")) - set(kept):
            path.unlink()


def missing_letters(letters: Collection[str]) -> frozenset[str]:
    """Tell which of some letters no font has; a letter is one character."""
    page = b"#set document(title: sys.inputs.letters)\n#for letter in sys.inputs.letters.codepoints() [#letter ]"
    compiler = typst.Compiler(page, font_paths=_fonts(), ignore_system_fonts=True)
    try:
        compiler.compile(sys_inputs={"letters": "".join(sorted(letters))}, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        found = re.findall(r'the text `"(?:\\u\{(\w+)\}|(.))"` could not be displayed', error.diagnostic)
        return frozenset(chr(int(number, 16)) if number else letter for number, letter in found)
    return frozenset()


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts and those that Typst brings; never the system's, or a book would differ from place to place."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _templates() -> Iterator[OutputFile]:
    for path in sorted(BOOK.glob("*.typ")):
        yield OutputFile(PurePosixPath(path.name), path.read_bytes())


def packed_pdf(pdf: bytes) -> bytes:
    """Write a PDF anew with its many small objects packed: a third of the size, the same for the same input."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def page_texts(pdf: bytes) -> Iterator[str]:
    """Read a PDF back: the text of each page, with its white space made single."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        for number in range(len(opened)):
            yield " ".join(opened[number].get_textpage().get_text_bounded().split())


class _Inputs:
    """What each document is made from, as digests."""

    def __init__(self, files: Iterable[OutputFile], epoch: int) -> None:
        self._content = {str(file.path): _bytes(file.content) for file in files}
        shared = [self._content[name] for name in sorted(self._content) if name.endswith(".typ") or name == "site.json"]
        fonts = [path.read_bytes() for path in sorted(FONTS.iterdir())]
        self._digests: dict[str, bytes] = {}
        self._shared = digest([*shared, *fonts, version("typst").encode(), str(epoch).encode()])

    def key(self, document: Document) -> str:
        """A name for the document that changes when anything it is made from does."""
        known = (f"{folder}/{slug}.json" for slug in document.shows for folder in ("exercises", "imbalances"))
        shown = [name for name in known if name in self._content]
        if document.kind == "book":
            shown.append("lists.json")
        about = repr((document.kind, sorted(document.inputs.items()))).encode()
        return digest([self._shared, about, *(self._data(name) for name in shown)]).hex()[:40]

    def _data(self, name: str) -> bytes:
        """The digest of a data file with the drawings and codes that it names."""
        if name not in self._digests:
            data = self._content[name]
            named = re.findall(r'"(assets/[^"]+\.svg)"', data.decode())
            self._digests[name] = digest([data, *(self._content[one] for one in named)])
        return self._digests[name]


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
