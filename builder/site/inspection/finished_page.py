"""A finished page, as the rules in ``verify`` see it: parsed once, and asked by many."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

LOADING_ATTRIBUTES = {"src", "srcset", "data", "poster"}
LINKS_THAT_LOAD = {
    "stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch", "preconnect", "dns-prefetch",
}  # fmt: skip


@dataclass(frozen=True)
class FinishedPage:
    """An HTML file of the site; ``path`` is relative to the site. What several rules look at is looked for once."""

    path: str
    html: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.html)

    def in_head(self, selector: str) -> list[LexborNode]:
        """The elements of the head, not of what stands in them, that a selector chooses."""
        head = self.tree.head
        return [node for node in head.css(selector) if node.parent == head] if head else []

    @cached_property
    def disclaimers(self) -> list[LexborNode]:
        """The elements of the body that are marked as the disclaimer."""
        return self.tree.css("body [data-disclaimer]")

    @cached_property
    def anchors(self) -> list[str]:
        """The ids of all elements."""
        return [node.attributes.get("id") or "" for node in self.tree.css("[id]")]

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """All elements with an address that they lead to: their name and the address."""
        found = self.tree.css("a[href], area[href], link[href]")
        return [(node.tag or "", node.attributes.get("href") or "") for node in found]

    @cached_property
    def loaded(self) -> tuple[str, ...]:
        """The addresses of all that the page loads."""
        return tuple(_loaded_addresses(self.tree))

    @cached_property
    def shared(self) -> dict[str, list[str]]:
        """What others show beside a link to the page, by the names in its head; each name should be there once."""
        found: dict[str, list[str]] = {}
        for node in self.in_head('meta[property^="og:"], meta[name^="twitter:"]'):
            name = node.attributes.get("property") or node.attributes.get("name") or ""
            found.setdefault(name, []).append(node.attributes.get("content") or "")
        return found


def _loaded_addresses(tree: LexborHTMLParser) -> Iterator[str]:
    for name in LOADING_ATTRIBUTES:
        for node in tree.css(f"[{name}]"):
            value = node.attributes.get(name) or ""
            yield from (part.split()[0] for part in value.split(",") if part.strip()) if name == "srcset" else [value]
    for node in tree.css("link[href]"):
        if LINKS_THAT_LOAD.intersection((node.attributes.get("rel") or "").split()):
            yield node.attributes.get("href") or ""
