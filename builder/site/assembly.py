"""Everything that a site consists of, put into one folder: pages, assets, drawings, data, search, offline files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from html import escape
from pathlib import Path

from jinja2 import Environment
from pydantic import TypeAdapter

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.navigation import navigation, page_url, sections_of
from builder.catalogue.pdf_files import Document, Download
from builder.content.problem import Problem
from builder.content.static import StaticFile
from builder.illustrations.cache import illustration_code
from builder.illustrations.drawings import Drawing, Illustrations, drawings
from builder.illustrations.loops import loop_scripts
from builder.illustrations.qr_codes import codes
from builder.pdf.pictures import PictureMaker
from builder.pdf.typesetting import PdfCompiler
from builder.site.assets import asset_files
from builder.site.engines.engine import Engine
from builder.site.engines.settings import settings
from builder.site.engines.shells import Shells
from builder.site.engines.theme import theme_files
from builder.site.engines.theme_search import theme_search_files
from builder.site.offline.files import add_zip, keep_offline
from builder.site.offline.kept import most_needed
from builder.site.postprocess import Postprocessor, Result
from builder.site.search_index import search_index
from builder.site.site_folder import Staging, file_list
from builder.site.verify import Publication, site_problems
from builder.system.content_date import day_of
from builder.system.digests import contents, digest, input_digest
from builder.system.disk import OutputFile
from builder.system.store import FINGERPRINT, Store, key_of
from builder.system.workspace import Workspace
from builder.views.api import api, schemas, web_manifest
from builder.views.pages import recipes
from builder.views.plans.calendar_files import calendar_files
from builder.views.plans.sheet_data import sheet_data
from builder.views.plans.train_data import train_data
from builder.views.templating import CompiledTemplates, environment

SCHEMAS: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])


@dataclass(frozen=True)
class BuildRequest:
    """What to publish and where.

    ``epoch`` is the day of the content in seconds since 1970, or None; ``static`` goes into the site as it is.
    """

    workspace: Workspace
    catalogue: Catalogue
    illustrations: Illustrations
    engine: Engine
    site_dir: Path
    build_dir: Path
    epoch: int | None
    pdf_compiler: PdfCompiler | None = None
    offline_zip: bool = False
    static: Sequence[StaticFile] = ()

    @cached_property
    def code_digest(self) -> bytes:
        """A digest of the templates, the generator and the packages that it uses."""
        return input_digest((self.workspace.templates, *self.workspace.code))

    @property
    def edition(self) -> date | None:
        return day_of(self.epoch)


def assemble(request: BuildRequest, staging: Staging, pdfs: Mapping[Document, Path]) -> list[Problem]:
    """Put the whole site into ``staging``; give what is wrong with it."""
    catalogue = request.catalogue
    compiled = CompiledTemplates(Store(request.workspace.build / "templates"), request.code_digest)
    templates = environment(request.workspace.templates, catalogue.words, catalogue.site.months, compiled)
    shells = _shells(request, templates)
    pages = _write_pages(request, staging, pdfs, templates, shells)
    drawn = Store(request.workspace.build / "drawings")
    _add_drawings(request, staging, templates, drawn)
    colours = page_colours(request.workspace.tokens.read_text(encoding="utf-8"))
    _add_pictures(request, staging, colours, drawn)
    for file in (
        *_data(request),
        web_manifest(catalogue, colours["paper"]),
        sheet_data(catalogue, request.illustrations, templates),
        train_data(catalogue, request.illustrations, templates),
        *calendar_files(catalogue, request.edition, templates),
        *_search(request, pages),
        *_assets(request, shells, pages),
        *_for_robots(request, pages),
    ):
        staging.write(file)
    for document, pdf in pdfs.items():
        staging.copy(document.path, pdf)
    needed = most_needed(catalogue, [*_reading_order(request), *sorted(pages)], staging.files.keys())
    sizes = Store(request.build_dir / "sizes")
    staging.write(keep_offline(staging.folder, staging.files, needed, drawn=drawn, other=sizes))
    drawn.prune()
    for static in request.static:
        staging.copy(str(static.place), static.source)
    staging.write(file_list([*staging.files, *([urls.SITE_ZIP] if request.offline_zip else ())]))
    if request.offline_zip:
        add_zip(staging.folder)
        staging.files[urls.SITE_ZIP] = ""
    return site_problems({url: page.inspection for url, page in pages.items()}, staging.files.keys())


def _shells(request: BuildRequest, templates: Environment) -> Shells:
    text = request.workspace.settings.read_text(encoding="utf-8")
    values = settings(request.catalogue, request.edition, text, templates)
    theme = list(theme_files(request.workspace.overrides))
    return Shells(
        request.engine,
        values,
        navigation(request.catalogue),
        theme,
        request.build_dir,
        request.epoch or 0,
        request.code_digest,
    )


def _write_pages(
    request: BuildRequest, staging: Staging, pdfs: Mapping[Document, Path], templates: Environment, shells: Shells
) -> dict[str, Result]:
    """Write every page, and give what the rest of the site must know of it."""
    site, illustrations = request.catalogue.site, request.illustrations
    downloads = tuple(Download(document, path.stat().st_size) for document, path in pdfs.items())
    postprocessor = Postprocessor(
        shells,
        Store(request.build_dir / "pages"),
        illustrations,
        Publication(site.disclaimer.short, site.address),
        request.engine.style,
        shells.base,
    )
    catalogue, offline_zip = request.catalogue, request.offline_zip
    found = recipes(catalogue, request.edition, illustrations, templates, downloads, offline_zip=offline_zip)
    pages: dict[str, Result] = {}
    for result in postprocessor.results(found):
        staging.link(result.url, postprocessor.file(result), result.fingerprint)
        pages[result.url] = result
    postprocessor.store.prune()
    return pages


def _add_drawings(request: BuildRequest, staging: Staging, templates: Environment, store: Store) -> None:
    """Put in the drawings and QR codes: those that were drawn before are only given a second name."""
    code = digest([illustration_code(), *contents(request.workspace.templates / "svg")])
    illustrations = request.illustrations
    files = (
        *drawings(request.catalogue, illustrations, templates),
        *loop_scripts(illustrations),
        *codes(request.catalogue),
    )
    for drawing in files:
        key = key_of(code, drawing.source)
        store.obtain(key, partial(_drawn, drawing))
        staging.link(drawing.path, store.file(key), store.digest(key)[:FINGERPRINT])


def _add_pictures(request: BuildRequest, staging: Staging, colours: Mapping[str, str], store: Store) -> None:
    """Put in the cards of shared links and the icons, which show what was drawn before.

    A build without PDFs is not for publishing, and does not wait for cards: each takes longer than its page.
    """
    maker = PictureMaker(request.workspace.pictures, request.workspace.fonts, store, colours)
    made = maker.make(request.catalogue, staging.folder, staging.files, every_card=request.pdf_compiler is not None)
    for path, key in made.items():
        staging.link(path, store.file(key), store.digest(key)[:FINGERPRINT])


def page_colours(style_sheet: str) -> dict[str, str]:
    """The colours of light pages by their names: in the style sheet they come before those of dark ones."""
    found = re.findall(r"--bb-([a-z0-9-]+): (#[0-9a-f]{3,8});", style_sheet)
    return dict(reversed(found))


def _data(request: BuildRequest) -> Iterator[OutputFile]:
    """Give the files of the API; the schemas follow from the code alone, so they are kept."""
    yield from api(request.catalogue)
    store = Store(request.workspace.build / "templates")
    kept = store.obtain(key_of(request.code_digest, "schemas"), lambda: SCHEMAS.dump_json(schemas()))
    for path, text in SCHEMAS.validate_json(kept).items():
        yield OutputFile.of(urls.API + path, text)


def _drawn(drawing: Drawing) -> bytes:
    return drawing.draw().encode()


def _reading_order(request: BuildRequest) -> list[str]:
    return [page_url(file) for file, _ in sections_of(navigation(request.catalogue))]


def _search(request: BuildRequest, pages: Mapping[str, Result]) -> Iterator[OutputFile]:
    """Make what the search reads, its pages in the order of the navigation."""
    entries = {url: search for url in _reading_order(request) if (search := pages[url].search)}
    yield search_index(entries, request.catalogue)
    yield from theme_search_files(request.engine, entries, request.catalogue.site.language)


def _assets(request: BuildRequest, shells: Shells, pages: Mapping[str, Result]) -> Iterator[OutputFile]:
    tags = frozenset[frozenset[str]]().union(*(page.tags for page in pages.values()))
    scripts = frozenset[str]().union(*(page.scripts for page in pages.values()))
    return asset_files(
        shells.assets(), tags, sorted(scripts), Store(request.build_dir / "stylesheets"), request.code_digest
    )


def _for_robots(request: BuildRequest, pages: Mapping[str, Result]) -> Iterator[OutputFile]:
    """List the pages for search engines, and the contact for security researchers."""
    site, language = request.catalogue.site, request.catalogue.site.language
    modified = f"<lastmod>{request.edition}</lastmod>" if request.edition else ""
    listed = (url for url in sorted(pages) if pages[url].search)
    entries = (f"<url><loc>{escape(site.address + urls.canonical(url))}</loc>{modified}</url>\n" for url in listed)
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{namespace}">\n{"".join(entries)}</urlset>\n'
    yield OutputFile.of(urls.SITEMAP, text)
    yield OutputFile.of(urls.ROBOTS, f"User-agent: *\nDisallow:\n\nSitemap: {site.address}{urls.SITEMAP}\n")
    if security := site.security:
        expires = f"{security.expires}T23:59:59Z"
        canonical = f"Canonical: {site.address}{urls.SECURITY}\nPreferred-Languages: {language}\n"
        yield OutputFile.of(urls.SECURITY, f"Contact: {security.contact}\nExpires: {expires}\n{canonical}")
