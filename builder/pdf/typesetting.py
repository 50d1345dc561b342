"""From data to PDFs: Typst compiles them, without network and system fonts; each is packed, verified and cached.

A document is compiled again only when something that it is made from has changed, or when its file in the store is
damaged. Whatever Typst warns of is an error, for it would be seen on paper; the message names the content file that the
text came from.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
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
from builder.system.digests import contents, digest
from builder.system.disk import OutputFile, write_files
from builder.system.errors import BuildError
from builder.system.store import Store, key_of
from builder.system.workspace import Workspace
from builder.views.templating import environment

LIBRARIES = ("typst", "pikepdf", "pypdfium2")
"""What compiles, packs and reads back: another version of one compiles every document again."""


@dataclass(frozen=True)
class PdfCompiler:
    """Compiles PDFs and keeps them.

    ``build_dir`` gets what the templates read, ``cache_dir`` keeps what was compiled before, ``content`` is the content
    folder as messages name it, ``epoch`` the date in the files (seconds since 1970), if known.
    """

    workspace: Workspace
    build_dir: Path
    cache_dir: Path
    content: str
    epoch: int | None

    def compile(
        self, catalogue: Catalogue, illustrations: Illustrations, chosen: Iterable[Document] | None = None
    ) -> dict[Document, Path]:
        """Compile every document, or the chosen ones, and give the path of each; raise BuildError when one fails."""
        templates = environment(self.workspace.templates, catalogue.words, catalogue.site.months)
        data = book_files(catalogue, illustrations, day_of(self.epoch), templates)
        files = [*data, *_templates(self.workspace.book)]
        write_files(self.build_dir, files)
        inputs = _Inputs(files, self.workspace.fonts, self.epoch or 0)
        compiler = typst.Compiler(
            root=self.build_dir, font_paths=own_fonts(self.workspace.fonts), ignore_system_fonts=True
        )
        store = Store(self.cache_dir)
        paths = {}
        for document in documents(catalogue) if chosen is None else chosen:
            key = inputs.key(document)
            store.obtain(key, partial(self._compile, document, compiler, catalogue))
            paths[document] = store.file(key)
        store.prune()
        return paths

    def _compile(self, document: Document, compiler: typst.Compiler, catalogue: Catalogue) -> bytes:
        source = self.build_dir / f"{document.kind}.typ"
        try:
            # PDF/UA-1 for people who listen to it, PDF/A-2a so that it still opens in thirty years.
            pdf, warnings = compiler.compile_with_warnings(
                source, sys_inputs=document.inputs, pdf_standards=["ua-1", "a-2a"], timestamp=self.epoch or 0
            )
        except typst.TypstError as error:
            raise self._error(document, error.diagnostic) from None
        if warnings:
            raise self._error(document, warnings[0].diagnostic)
        packed = packed_pdf(cast(bytes, pdf))
        if problem := _problem_of(packed, _title(document, catalogue), catalogue.site.disclaimer.short):
            raise self._error(document, problem)
        return packed

    def _error(self, document: Document, reason: str) -> BuildError:
        """Say which content file cannot be typeset, and why."""
        place = f"{self.content}/{document.origin}" if document.origin else self.content
        return BuildError(f"{place}: its PDF {document.path} cannot be typeset: {reason.strip()}")


def _title(document: Document, catalogue: Catalogue) -> str:
    """The name of what a document is about."""
    if document.kind == "book":
        return catalogue.site.name
    return (catalogue.exercise if document.kind == "exercise" else catalogue.imbalance)[document.slug].title


def _problem_of(pdf: bytes, title: str, disclaimer: str) -> str | None:
    """Say what a finished document lacks: its title, a page, the disclaimer on each page."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        if title not in opened.get_metadata_dict().get("Title", ""):
            return f"its title does not name {title}"
    pages = list(page_texts(pdf))
    lacking = [number for number, text in enumerate(pages, start=1) if disclaimer not in text]
    if not pages or lacking:
        return f"page {lacking[0]} lacks the disclaimer" if pages else "it has no page"
    return None


def missing_letters(letters: Collection[str], fonts: Path) -> frozenset[str]:
    """Give those of some letters that no font has; a letter is one character."""
    page = b"#set document(title: sys.inputs.letters)\n#for letter in sys.inputs.letters.codepoints() [#letter ]"
    compiler = typst.Compiler(page, font_paths=own_fonts(fonts), ignore_system_fonts=True)
    try:
        compiler.compile(sys_inputs={"letters": "".join(sorted(letters))}, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        found = re.findall(r'the text `"(?:\\u\{(\w+)\}|(.))"` could not be displayed', error.diagnostic)
        return frozenset(chr(int(number, 16)) if number else letter for number, letter in found)
    return frozenset()


@cache
def own_fonts(folder: Path) -> typst.Fonts:
    """Our own fonts and those that Typst brings; never the system's, or a book would differ from place to place."""
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _templates(folder: Path) -> Iterator[OutputFile]:
    for path in sorted(folder.glob("*.typ")):
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

    def __init__(self, files: Iterable[OutputFile], fonts: Path, epoch: int) -> None:
        self._content = {str(file.path): _bytes(file.content) for file in files}
        shared = [self._content[name] for name in sorted(self._content) if name.endswith(".typ") or name == "site.json"]
        made_with = [
            *contents(fonts),
            *contents(Path(__file__).parent),
            *(version(name).encode() for name in LIBRARIES),
        ]
        self._digests: dict[str, bytes] = {}
        self._shared = digest([*shared, *made_with, str(epoch).encode()])

    def key(self, document: Document) -> str:
        """The key of a document in the store, which changes when anything that it is made from does."""
        known = (f"{folder}/{slug}.json" for slug in document.shows for folder in ("exercises", "imbalances"))
        shown = [name for name in known if name in self._content]
        if document.kind == "book":
            shown.append("lists.json")
        about = repr((document.kind, sorted(document.inputs.items()))).encode()
        return key_of(self._shared, about, *(self._data(name) for name in shown))

    def _data(self, name: str) -> bytes:
        """The digest of a data file with the drawings and codes that it names."""
        if name not in self._digests:
            data = self._content[name]
            named = re.findall(r'"(assets/[^"]+\.svg)"', data.decode())
            self._digests[name] = digest([data, *(self._content[one] for one in named)])
        return self._digests[name]


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
