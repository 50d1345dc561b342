"""What must be true of a finished site, whichever engine made it.

``inspect`` looks at one page by itself; ``site_problems`` adds what only the whole site can tell: links that lead
nowhere. A site with a problem is not published.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from builder.catalogue.urls import DISCLAIMER, GET_HELP, HOME, canonical, target_of
from builder.content.problem import DraftProblem, Problem
from builder.content.rules import Rules
from builder.site.inspection.finished_page import FinishedPage

HIDING_ELEMENTS = {"noscript", "template", "details", "dialog", "head", "script", "style"}
SHARED = (
    "og:site_name", "og:locale", "og:type", "og:url", "og:title", "og:description",
    "og:image", "og:image:type", "og:image:width", "og:image:height", "og:image:alt", "twitter:card",
)  # fmt: skip
"""What others show beside a link to a page, by the names of Open Graph and of Twitter's cards."""

_EVENT_HANDLER = re.compile(rb"on(?<![a-z]on)[a-z]+\s*=")
"""What every event handler looks like in small letters, and some texts: only a page with it is searched by element."""


@dataclass(frozen=True)
class Publication:
    """What each page must show and where it will be found: the short disclaimer and the address of the site."""

    disclaimer: str
    address: str


@dataclass(frozen=True)
class Inspection:
    """What one page is like: its problems, the anchors that others may lead to, and where its own links lead.

    A link is the address as it is written, the file of the site that it leads to, and an anchor there or nothing.
    """

    problems: tuple[Problem, ...]
    anchors: frozenset[str]
    links: tuple[tuple[str, str, str], ...]


rule_of_page = Rules[[FinishedPage, Publication], DraftProblem]()
rule_of_links = Rules[[Inspection, Mapping[str, Inspection], Set[str]], DraftProblem]()
"""Rules of a page by itself, and of its links, with what the other pages are like and the paths of all files."""


def inspect(page: FinishedPage, site: Publication) -> Inspection:
    """Look at one page by itself; the page is parsed once, and its tree is dropped afterwards."""
    problems = tuple(draft.on_page(page.path) for draft in rule_of_page.problems(page, site))
    return Inspection(problems, frozenset(page.anchors), tuple(_links(page, site)))


def site_problems(pages: Mapping[str, Inspection], files: Set[str]) -> list[Problem]:
    """Give every problem of a site; ``files`` are the paths of all its files."""
    problems = [] if HOME in pages else [DraftProblem((), "the first page is missing").on_page(HOME)]
    for path, inspection in pages.items():
        nowhere = rule_of_links.problems(inspection, pages, files)
        problems += [*inspection.problems, *(draft.on_page(path) for draft in nowhere)]
    return problems


@rule_of_page
def disclaimer_is_shown(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """The short disclaimer is visible text of the body, without script, not inside anything that can be closed."""
    # A parser without script moves what <noscript> in the head cannot hold into the body; a browser does not show it.
    head = page.html.partition("<body")[0]
    marked = [] if "data-disclaimer" in head else page.disclaimers
    if not any(site.disclaimer in _shown_text(node) for node in marked):
        yield DraftProblem((), "the disclaimer is missing from the visible body")


def _shown_text(node: LexborNode) -> str:
    """The text of an element without that of hidden elements in it, its white space made single."""
    texts = (part for part in node.traverse(include_text=True) if part.tag == "-text")
    return " ".join("".join(text.text() for text in texts if _is_shown(text.parent)).split())


def _is_shown(node: LexborNode | None) -> bool:
    while node is not None:
        attributes = node.attributes
        if node.tag in HIDING_ELEMENTS or "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return False
        if "style" in attributes:
            return False
        node = node.parent
    return True


@rule_of_page
def help_is_one_link_away(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """The warning signs and the full disclaimer are one link away, in the disclaimer itself."""
    links = (link.attributes.get("href") or "" for node in page.disclaimers for link in node.css("a"))
    targets = {target_of(page.path, address, site.address)[0] for address in links}
    missing = (needed for needed in (GET_HELP, DISCLAIMER) if needed not in targets)
    yield from (DraftProblem((), f"the disclaimer does not link to {needed}") for needed in missing)


@rule_of_page
def head_is_whole(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """Title, description, canonical address, policies and language are there, each once; one h1."""
    needed = {
        "title": "title",
        'meta[name="description"]': "description",
        'link[rel="canonical"]': "canonical address",
        'meta[http-equiv="Content-Security-Policy"]': "Content-Security-Policy",
        'meta[name="referrer"][content="no-referrer"]': "referrer policy (no-referrer)",
    }
    found = {name: len(page.in_head(selector)) for selector, name in needed.items()}
    found |= {"language": len(page.tree.css("html[lang]")), "h1": len(page.tree.css("h1"))}
    for name, count in found.items():
        if count != 1:
            yield DraftProblem((), f"must have one {name}; found {count}")


@rule_of_page
def link_is_shown_with_a_picture(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """What others show beside a link is there, each once, with a picture of this site under its whole address."""
    for name in SHARED:
        if len(page.shared.get(name, ())) != 1:
            yield DraftProblem((), f"must have one {name}; found {len(page.shared.get(name, ()))}")
        elif not page.shared[name][0].strip():
            yield DraftProblem((), f"has an empty {name}")
    for address in page.shared.get("og:image", ()):
        if not address.startswith(site.address):
            yield DraftProblem((), f"has the picture {address}, which is no whole address of this site")


@rule_of_page
def address_has_one_form(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """The canonical address is that of a page of this site, a folder's page by its folder; og:url says the same."""
    said = [node.attributes.get("href") or "" for node in page.in_head('link[rel="canonical"]')]
    said += page.shared.get("og:url", ())
    for address in dict.fromkeys(said):
        whole = site.address + canonical(address.removeprefix(site.address))
        if not address.startswith(site.address):
            yield DraftProblem((), f"goes by the address {address}, which is none of this site")
        elif address != whole:
            yield DraftProblem((), f"goes by the address {address}, which must be {whole}")
    if len(set(said)) > 1:
        yield DraftProblem((), f"goes by more than one address: {', '.join(said)}")


@rule_of_page
def data_parses(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """Structured data is there and is JSON."""
    blocks = page.tree.css('script[type="application/ld+json"]')
    if not blocks:
        yield DraftProblem((), "must have structured data (JSON-LD)")
    for block in blocks:
        try:
            json.loads(block.text())
        except ValueError as error:
            yield DraftProblem((), f"has structured data that is not JSON: {error}")


@rule_of_page
def nothing_inline(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """No style attributes, no event handlers, no style elements: the policy forbids them."""
    kinds = {"element" if node.tag == "style" else "attribute" for node in page.tree.css("style, [style]")}
    yield from (DraftProblem((), f"has a style {kind}") for kind in sorted(kinds))
    if _EVENT_HANDLER.search(page.html.encode().lower()):
        names = (name for node in page.tree.css("*") for name in node.attributes)
        yield from (DraftProblem((), f"has the event handler {name}") for name in names if name.startswith("on"))


@rule_of_page
def content_is_text(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """The article holds no script but data, no frame, no form."""
    for node in page.tree.css("article script, article iframe, article object, article embed, article form"):
        if node.attributes.get("type") != "application/ld+json":
            yield DraftProblem((), f"has a {node.tag} element in its text")


@rule_of_page
def anchors_are_unique(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """An anchor leads to one place."""
    for anchor in sorted(anchor for anchor, count in Counter(page.anchors).items() if count > 1):
        yield DraftProblem((), f"has the anchor {anchor} more than once; change one of the ids that give it")


@rule_of_page
def links_are_links(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """A link opens a page, writes a mail or calls a number; it never runs anything."""
    for tag, address in page.links:
        scheme = urlsplit(address).scheme
        if tag != "link" and scheme not in ("", "http", "https", "mailto", "tel"):
            yield DraftProblem((), f"has a link of the kind {scheme}:")


@rule_of_page
def nothing_foreign(page: FinishedPage, site: Publication) -> Iterator[DraftProblem]:
    """Nothing is loaded from another host."""
    for address in page.loaded:
        parts = urlsplit(address)
        if (parts.netloc or parts.scheme not in ("", "data")) and not address.startswith(site.address):
            yield DraftProblem((), f"loads {address} from another host")


def _links(page: FinishedPage, site: Publication) -> Iterator[tuple[str, str, str]]:
    """Give what a page leads to and loads inside the site."""
    pictures = page.shared.get("og:image", ())
    for address in dict.fromkeys([*(address for _, address in page.links), *page.loaded, *pictures]):
        target, anchor = target_of(page.path, address, site.address)
        if target is not None:
            yield address, target, anchor


@rule_of_links
def links_exist(page: Inspection, pages: Mapping[str, Inspection], files: Set[str]) -> Iterator[DraftProblem]:
    """Links, anchors and assets inside the site exist; ``#name=value`` is no anchor, but for the page's script."""
    for address, target, anchor in page.links:
        if target not in files:
            yield DraftProblem((), f"{address} leads nowhere")
        elif anchor and "=" not in anchor and target in pages and anchor not in pages[target].anchors:
            yield DraftProblem((), f"{address} leads to an anchor that is not there")
