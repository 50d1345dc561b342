"""Shells: pages as an engine gives them, cut at the places where the builder puts something in.

An engine never sees a text for readers. It is given headings and settings with slots, and gives back the frame around
places for the text, the title, the description, the address and the words of the theme. Pages of one shape share a
shell: a thousand exercises need a few, and most edits need no engine at all.
"""

import json
import posixpath
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from html import escape
from pathlib import Path

import yaml

from builder.catalogue import scripts, urls
from builder.catalogue.navigation import Navigation, first_file, markdown_file, pruned, sections_of
from builder.site.engines.engine import Engine, run
from builder.site.engines.settings import DOCS, OUTPUT, THEME, ReaderText
from builder.system.disk import OutputFile, write_files, write_whole
from builder.system.errors import BuildError
from builder.system.store import Store, key_of
from builder.views.page import Heading, Page

THEME_SEARCH = re.compile(r"^assets/javascripts/(?:lunr|workers)/")
"""What the theme searches with; two megabytes, and not used where our worker stands in its place."""

NOT_PUBLISHED = re.compile(r"\.html$|\.map$|^sitemap|^search|^\.")
"""What engines write and nobody needs: pages (they become shells), maps for the theme's developers, another search."""

_BODY = "<!-- body -->"
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_BASE = re.compile(r'"base": ?"([^"]*)"')
_SEARCH = re.compile(r'("search": ?")[^"]*(")')
_NEIGHBOURS = re.compile(r'\s*<link rel="(?:prev|next)"[^>]*>')


@dataclass(frozen=True)
class Shell:
    """The parts of a page around the content policy, the end of the head and the text."""

    until_policy: str
    until_head_end: str
    until_body: str
    rest: str

    @property
    def text(self) -> str:
        """The whole of it, with nothing put in."""
        return self.until_policy + self.until_head_end + self.until_body + self.rest


class Shells:
    """Gives the shells of pages: those that it has kept, and the others by one run of the engine."""

    def __init__(
        self,
        engine: Engine,
        settings: Mapping[str, object],
        navigation: Navigation,
        theme: Sequence[OutputFile],
        folder: Path,
        epoch: int,
        code: bytes,
    ) -> None:
        self._engine, self._navigation, self._theme = engine, navigation, theme
        self._site_url, self._folder, self._epoch = str(settings["site_url"]), folder, epoch
        self._store = Store(folder / "shells")
        self._sections = dict(sections_of(navigation))
        self._firsts = {file for file, _ in sections_of(pruned(navigation, frozenset()))}
        top = [(title, first_file(entry)) for entry in navigation for title in entry]
        content = [(file.path, file.content) for file in theme]
        self.base = key_of(engine, settings, content, top, epoch, code)
        self._texts: dict[str, str] = {}
        self._settings = {key: self._with_slots(value) for key, value in settings.items()}

    def _with_slots(self, value: object) -> object:
        """Give a setting with a slot for each text that the theme shows."""
        if isinstance(value, Mapping):
            return {key: self._with_slots(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._with_slots(item) for item in value]
        if not isinstance(value, ReaderText):
            return value
        slot = f"text-{len(self._texts)}-{self.base}"
        self._texts[slot] = escape(value)
        return slot

    def _slots(self, page: Page) -> dict[str, str]:
        """Give the texts of a page by their slots. No setting can contain a slot: each has a digest of the settings."""
        url = self._site_url + page.canonical
        texts = {"title": page.title, "description": page.description, "reviewed": page.reviewed, "url": url}
        if page.card:
            texts |= {"card": page.card.path, "card_alt": page.card.alt}
        for number, heading in enumerate(page.toc):
            texts |= {f"anchor-{number}": heading.id, f"heading-{number}": heading.label or heading.text}
        return self._texts | {f"{name}-{self.base}": escape(text) for name, text in texts.items()}

    def shape(self, page: Page) -> tuple[str, Page]:
        """Give the page with slots in place of its own texts, and a digest of all that its shell is made from.

        What the navigation leads to shares its shell with no other page, because the navigation marks it.
        """
        file = markdown_file(page.url)
        alone = file in self._firsts or page.url == urls.NOT_FOUND
        place = page.url if alone else posixpath.dirname(page.url)
        toc = tuple(
            Heading(heading.level, f"anchor-{number}-{self.base}", f"heading-{number}-{self.base}")
            for number, heading in enumerate(page.toc)
        )
        shape = replace(
            page,
            title=f"title-{self.base}",
            description=f"description-{self.base}",
            reviewed=f"reviewed-{self.base}" if page.reviewed else "",
            toc=toc,
            card=page.card and replace(page.card, path=f"card-{self.base}", alt=f"card_alt-{self.base}"),
        )
        return key_of(self.base, place, stub(shape), self._sections.get(file)), shape

    def of(self, pages: Sequence[Page]) -> dict[str, Shell]:
        """Give the shells of pages by URL."""
        shapes = {page.url: self.shape(page) for page in pages}
        models = dict(reversed(shapes.values()))
        shells = {key: self._kept(key) for key in models}
        missing = {key: shape for key, shape in models.items() if shells[key] is None}
        output = self._run(list(missing.values())) if missing else self._folder
        for key, shape in missing.items():
            shells[key] = shell = self._read(output, shape)
            self._store.keep(key, json.dumps(astuple(shell)).encode())
        known = {key: shell for key, shell in shells.items() if shell}
        return {page.url: self._filled(known[shapes[page.url][0]], page) for page in pages}

    def _kept(self, key: str) -> Shell | None:
        parts = self._store.read(key)
        return None if parts is None else Shell(*json.loads(parts))

    def _read(self, output: Path, shape: Page) -> Shell:
        """Read what the engine wrote, and make a slot of the address too."""
        html = (output / shape.url).read_text(encoding="utf-8")
        html = html if self._engine.own_search_box else _with_own_worker(html)
        return _cut(html.replace(self._site_url + shape.url, f"url-{self.base}"), shape.url)

    def _filled(self, shell: Shell, page: Page) -> Shell:
        """Put a page's own texts into the slots of its shell."""
        slots = self._slots(page)
        return Shell(*(_replaced(part, slots) for part in astuple(shell)))

    def assets(self) -> dict[str, bytes]:
        """Give the theme's files by their paths."""
        found = self._kept_assets()
        if found is None:
            self._run([])
            found = self._kept_assets()
        return found or {}

    def _kept_assets(self) -> dict[str, bytes] | None:
        manifest = self._store.read(key_of(self.base, "assets"))
        found = {name: self._store.read(key_of(self.base, "asset", name)) for name in json.loads(manifest or b"[]")}
        whole = {name: content for name, content in found.items() if content is not None}
        return whole if whole and len(whole) == len(found) else None

    def _run(self, pages: Sequence[Page]) -> Path:
        """Let the engine make the shells of these pages; give the folder that it wrote."""
        output = self._folder / OUTPUT
        shutil.rmtree(output, ignore_errors=True)
        files = {markdown_file(page.url) for page in pages}
        navigation = pruned(self._navigation, files)
        firsts = {file: "" for file, _ in sections_of(navigation)}
        stubs = firsts | {markdown_file(page.url): stub(page) for page in pages if page.url != urls.NOT_FOUND}
        write_files(self._folder / DOCS, [OutputFile.of(name, text) for name, text in stubs.items()])
        write_files(self._folder / THEME, self._theme)
        settings = yaml.safe_dump({**self._settings, "nav": navigation}, allow_unicode=True, sort_keys=False)
        write_whole(self._folder / "mkdocs.yml", settings.encode())
        run(self._engine, self._folder, self._epoch)
        self._keep_assets(output)
        return output

    def _keep_assets(self, output: Path) -> None:
        names = []
        for path in sorted(path for path in output.rglob("*") if path.is_file()):
            name = path.relative_to(output).as_posix()
            if not NOT_PUBLISHED.search(name) and (self._engine.own_search_box or not THEME_SEARCH.search(name)):
                self._store.keep(key_of(self.base, "asset", name), path.read_bytes())
                names.append(name)
        self._store.keep(key_of(self.base, "assets"), json.dumps(names).encode())


def _replaced(text: str, texts: Mapping[str, str]) -> str:
    for slot, value in texts.items():
        text = text.replace(slot, value)
    return text


def stub(shape: Page) -> str:
    """What an engine reads of a page: its metadata, and its headings for the table of contents."""
    metadata = {
        "title": shape.title,
        "description": shape.description,
        "kind": shape.kind,
        "reviewed": shape.reviewed,
        "scripts": shape.head.scripts,
        "styles": shape.head.styles,
        "moved_to": shape.head.moved_to,
        "card": shape.card.path if shape.card else "",
        "card_alt": shape.card.alt if shape.card else "",
        "hide": [] if shape.shows_toc else ["toc"],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in metadata.items() if value]
    headings = [f"{'#' * heading.level} {heading.text} {{#{heading.id}}}\n" for heading in shape.toc]
    return "\n".join(["---", *lines, "---", "", *headings])


def _cut(page: str, url: str) -> Shell:
    page = without_blank_lines(_NEIGHBOURS.sub("", page))
    charset, head_end = _CHARSET.search(page), page.find("</head>")
    body = page.find(_BODY) if url != urls.NOT_FOUND else len(page)
    if charset is None or head_end < 0 or body < 0:
        raise BuildError(f"the theme has no place for the text of {url}; look at site_overrides/main.html")
    return Shell(
        page[: charset.end()],
        page[charset.end() : head_end],
        page[head_end:body],
        page[body + len(_BODY) :],
    )


def _with_own_worker(page: str) -> str:
    """Let the theme's search box ask our worker in place of the theme's."""
    base = _BASE.search(page)
    worker = posixpath.normpath(posixpath.join(base[1] if base else "", scripts.SEARCH_WORKER))
    return _SEARCH.sub(rf"\g<1>{worker}\g<2>", page)


def without_blank_lines(page: str) -> str:
    """A page without the blank lines that templates leave; text whose lines are kept stays as it is."""
    parts = re.split(r"(<pre\b.*?</pre>)", page, flags=re.DOTALL)
    return "".join(part if part.startswith("<pre") else re.sub(r"\n\s*\n", "\n", part) for part in parts)
