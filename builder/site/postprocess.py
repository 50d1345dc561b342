"""Add to an engine's output what no engine does, in a folder that nobody sees yet.

figures and the policy into every page
lay words into the search index, and the index as a script for pages opened from disk
style sheets without what no page uses
the PDFs
what browsers keep for use without a network
the marker file by which ``publish`` knows its own folders
"""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from rjsmin import jsmin

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.pdf_files import Document
from builder.illustrations.drawings import Illustrations
from builder.illustrations.inline_figures import with_figures
from builder.site.csp import inline_scripts, with_policy
from builder.site.css_pruning import UsedNames, purge_unused, tags_of, words_of
from builder.site.offline import (
    SERVICE_WORKER,
    fingerprint,
    is_kept,
    service_worker,
    with_fingerprint,
    with_zip,
    without_zip,
)
from builder.site.search_index import INDEX, search_files
from builder.system.disk import write_text, write_zip

MARKER, MARKER_TEXT = ".nojekyll", "Made by build_site.py, which may replace this folder.\n"
"""In every site of ours: GitHub Pages then serves the files as they are, and ``publish`` knows what it may replace."""

UNUSED = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""What MkDocs' theme brings for a search that is not used. With its maps for its own developers: two megabytes."""

THEME_SCRIPTS = "javascripts/"
THEME_CLASSES = ("md-", "data-")
"""How the names begin that the theme's scripts put on pages. Their other words would keep half the style sheet."""

FEATURES_OFF = (
    "md-annotation", "md-clipboard", "md-code", "md-consent", "md-mermaid", "md-progress", "md-select", "md-source",
    "md-status", "md-tag", "md-tooltip", "md-version",
)  # fmt: skip
"""Beginnings of names in the theme's scripts that belong to what no page of ours has."""


def postprocess(
    folder: Path, catalogue: Catalogue, illustrations: Illustrations, pdfs: Mapping[Document, Path], style: str
) -> None:
    """Complete the site in ``folder``; ``style`` is what pages need in the policy for styles."""
    for path in folder.rglob("*.html"):
        page = without_blank_lines(with_figures(path.read_text(encoding="utf-8"), illustrations))
        write_text(path, with_policy(page, style=style))
    _replace_search_index(folder, catalogue)
    for source_map in sorted(folder.rglob("*.map")):
        source_map.unlink()
    _minify_scripts(folder)
    _prune_stylesheets(folder)
    for document, pdf in pdfs.items():
        (folder / document.path).parent.mkdir(exist_ok=True)
        shutil.copyfile(pdf, folder / document.path)
    _write_offline_files(folder)
    write_text(folder / MARKER, MARKER_TEXT)


def _replace_search_index(folder: Path, catalogue: Catalogue) -> None:
    index = folder / f"{INDEX}.json"
    if index.exists():
        for file in search_files(index.read_text(encoding="utf-8"), catalogue):
            write_text(folder / file.path, str(file.content))
        for name in UNUSED:
            shutil.rmtree(folder / name, ignore_errors=True)


def _minify_scripts(folder: Path) -> None:
    for path, text in _texts(folder / "assets", "*.js").items():
        if not path.startswith(THEME_SCRIPTS):
            write_text(folder / "assets" / path, jsmin(text))


def _prune_stylesheets(folder: Path) -> None:
    pages, scripts = _texts(folder, "*.html"), _texts(folder / "assets", "*.js")
    own = {text for path, text in scripts.items() if not path.startswith(THEME_SCRIPTS)}
    own.update(code for page in pages.values() for code in inline_scripts(page))
    words = {word for text in scripts.values() for word in words_of(text) if word.startswith(THEME_CLASSES)}
    added = frozenset(word for word in words if not word.startswith(FEATURES_OFF)).union(*map(words_of, own))
    names = UsedNames(frozenset(tag for text in pages.values() for tag in tags_of(text)), added)
    for path, css in purge_unused(_texts(folder, "*.css"), names, own).items():
        write_text(folder / path, css)


def _texts(folder: Path, pattern: str) -> dict[str, str]:
    found = sorted(folder.rglob(pattern))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def _write_offline_files(folder: Path) -> None:
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and is_kept(name):
            files[name] = fingerprint(path.read_bytes())
    for name, value in files.items():
        if name.endswith(".html"):
            page = folder / name
            write_text(page, with_fingerprint(page.read_text(encoding="utf-8"), value))
    worker = folder / SERVICE_WORKER
    write_text(worker, service_worker(worker.read_text(encoding="utf-8"), files))


def without_blank_lines(page: str) -> str:
    """A page without the blank lines that templates leave; text whose lines are kept stays as it is."""
    parts = re.split(r"(<pre\b.*?</pre>)", page, flags=re.DOTALL)
    return "".join(part if part.startswith("<pre") else re.sub(r"\n\s*\n", "\n", part) for part in parts)


def add_zip(folder: Path) -> None:
    """Pack the whole site into one zip, and say its size on the page of downloads.

    The fingerprint of that page is older than this: another size alone makes it no newer page.
    """
    page = folder / urls.DOWNLOADS
    html = page.read_text(encoding="utf-8")
    write_text(page, without_zip(html))
    target = folder / urls.SITE_ZIP
    write_zip(folder, target)
    write_text(page, with_zip(html, target.stat().st_size))
