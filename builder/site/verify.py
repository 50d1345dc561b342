"""What must be true of a finished site, whichever engine made it.

``verify(read_site(folder, disclaimer, address))`` gives one sentence for each problem of any page: the disclaimer in
the body of every page, one h1, title, description, canonical address, JSON-LD, the policy, no foreign requests and
nothing that leads nowhere. A site with a problem is not published.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

HIDING_ELEMENTS = {"noscript", "template", "details", "dialog", "head", "script", "style"}
LOADING_ATTRIBUTES = {"src", "srcset", "data", "poster"}
LINKS_THAT_LOAD = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "manifest",
    "prefetch",
    "preconnect",
    "dns-prefetch",
}


@dataclass(frozen=True)
class FinishedPage:
    """An HTML file of the site; ``path`` is relative to the site."""

    path: str
    html: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.html)

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(node.attributes.get("id") or "" for node in self.tree.css("[id]"))


@dataclass(frozen=True)
class FinishedSite:
    """All files of a site, its pages read; ``address`` is where it will be published."""

    files: frozenset[str]
    pages: dict[str, FinishedPage]
    disclaimer: str
    address: str


def read_site(folder: Path, disclaimer: str, address: str) -> FinishedSite:
    """Read a finished site from disk."""
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = {
        name: FinishedPage(name, (folder / name).read_text(encoding="utf-8"))
        for name in sorted(files)
        if name.endswith(".html")
    }
    return FinishedSite(files, pages, disclaimer, address)


def verify(site: FinishedSite) -> list[str]:
    """Give every problem of the site, as ``page: what is wrong``."""
    problems = [] if "index.html" in site.pages else ["index.html: the first page is missing"]
    for page in site.pages.values():
        problems += [f"{page.path}: {problem}" for rule in SITE_RULES for problem in rule(page, site)]
    return problems


def disclaimer_is_shown(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """The short disclaimer is visible text of the body, without script, not inside anything that can be closed."""
    shown = [node for node in page.tree.css("body [data-disclaimer]") if _is_shown(node)]
    if not any(site.disclaimer in " ".join(node.text().split()) for node in shown):
        yield "the disclaimer is missing from the visible body"


def _is_shown(node: LexborNode | None) -> bool:
    while node is not None:
        attributes = node.attributes
        if node.tag in HIDING_ELEMENTS or "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return False
        if "style" in attributes:
            return False
        node = node.parent
    return True


def help_is_one_link_away(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """The warning signs and the full disclaimer are one link away, in the disclaimer itself."""
    targets = {
        _target(page, node.attributes.get("href") or "", site)[0] for node in page.tree.css("[data-disclaimer] a")
    }
    for needed in ("get-help.html", "disclaimer.html"):
        if needed not in targets:
            yield f"the disclaimer does not link to {needed}"


def head_is_whole(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """Title, description, canonical address and language are there, each once; one h1."""
    needed = {
        "head > title": "title",
        'head > meta[name="description"]': "description",
        'head > link[rel="canonical"]': "canonical address",
        'head > meta[http-equiv="Content-Security-Policy"]': "Content-Security-Policy",
        "html[lang]": "language",
        "h1": "h1",
    }
    for selector, name in needed.items():
        found = len(page.tree.css(selector))
        if found != 1:
            yield f"must have one {name}; found {found}"


def data_parses(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """Structured data is there and is JSON."""
    blocks = page.tree.css('script[type="application/ld+json"]')
    if not blocks:
        yield "must have structured data (JSON-LD)"
    for block in blocks:
        try:
            json.loads(block.text())
        except ValueError as error:
            yield f"has structured data that is not JSON: {error}"


def nothing_inline(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """No style attributes, no event handlers, no style elements: the policy forbids them."""
    if page.tree.css("[style]"):
        yield "has a style attribute"
    if page.tree.css("body style, head style"):
        yield "has a style element"
    for node in page.tree.css("body, body *"):
        for name in node.attributes:
            if name.startswith("on"):
                yield f"has the event handler {name}"


def content_is_text(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """The article holds no script but data, no frame, no form."""
    for node in page.tree.css("article script, article iframe, article object, article embed, article form"):
        if node.attributes.get("type") != "application/ld+json":
            yield f"has a {node.tag} element in its text"


def anchors_are_unique(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """An anchor leads to one place."""
    ids = Counter(node.attributes.get("id") for node in page.tree.css("[id]"))
    for anchor in sorted(str(one) for one, count in ids.items() if count > 1):
        yield f"has the anchor {anchor} more than once; change one of the ids that give it"


def links_are_links(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """A link opens a page, writes a mail or calls a number; it never runs anything."""
    for node in page.tree.css("a[href], area[href]"):
        scheme = urlsplit(node.attributes.get("href") or "").scheme
        if scheme not in ("", "http", "https", "mailto", "tel"):
            yield f"has a link of the kind {scheme}:"


def nothing_foreign(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """Nothing is loaded from another host."""
    for address in _loaded_addresses(page):
        parts = urlsplit(address)
        if (parts.netloc or parts.scheme not in ("", "data")) and not address.startswith(site.address):
            yield f"loads {address} from another host"


def _loaded_addresses(page: FinishedPage) -> Iterator[str]:
    for name in LOADING_ATTRIBUTES:
        for node in page.tree.css(f"[{name}]"):
            yield node.attributes.get(name) or ""
    for node in page.tree.css("link[href]"):
        if LINKS_THAT_LOAD.intersection((node.attributes.get("rel") or "").split()):
            yield node.attributes.get("href") or ""


def links_lead_somewhere(page: FinishedPage, site: FinishedSite) -> Iterator[str]:
    """Links, anchors and assets inside the site exist."""
    addresses = [node.attributes.get("href") or "" for node in page.tree.css("a[href], link[href]")]
    for address in dict.fromkeys([*addresses, *_loaded_addresses(page)]):
        target, anchor = _target(page, address, site)
        if target is None:
            continue
        if target not in site.files:
            yield f"{address} leads nowhere"
        elif anchor and target in site.pages and anchor not in site.pages[target].anchors:
            yield f"{address} leads to an anchor that is not there"


def _target(page: FinishedPage, address: str, site: FinishedSite) -> tuple[str | None, str]:
    """Give the file and the anchor that an address leads to; no file for what lies outside the site."""
    if address.startswith(site.address):
        address = "/" + address.removeprefix(site.address)
    elif address.startswith(base := urlsplit(site.address).path):
        address = "/" + address.removeprefix(base)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or (not parts.path and parts.query):
        return None, ""
    path = unquote(parts.path)
    target = path if path.startswith("/") else str(PurePosixPath("/", page.path).parent / path)
    if not path:
        target = page.path
    target = normpath(target).lstrip("/")
    if path.endswith("/") or target in ("", "."):
        target = normpath(f"{target}/index.html").lstrip("/")
    return target, unquote(parts.fragment)


SITE_RULES: tuple[Callable[[FinishedPage, FinishedSite], Iterable[str]], ...] = (
    disclaimer_is_shown,
    help_is_one_link_away,
    head_is_whole,
    data_parses,
    nothing_inline,
    content_is_text,
    anchors_are_unique,
    links_are_links,
    nothing_foreign,
    links_lead_somewhere,
)
