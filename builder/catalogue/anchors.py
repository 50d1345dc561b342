"""The anchors that content gives to pages: titles, ids of entries. Those that templates write are found in them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from builder.catalogue import urls
from builder.content.markdown import slug
from builder.content.models.exercise import Exercise
from builder.content.models.guides import EvidencePage, SelfChecks
from builder.content.models.imbalance import Imbalance
from builder.content.models.site import Safety, Site
from builder.content.models.vocabulary import Glossary, Sources
from builder.content.problem import KeyPath

TemplateAnchors = Mapping[str, Mapping[str, bool]]
"""The anchors that each template writes, and whether it always does; ``main`` is the frame around every page."""


class Anchor(NamedTuple):
    """An anchor on a page, and the value that gives it."""

    page: str
    id: str
    key_path: KeyPath


def anchors_of(model: Any) -> Iterator[Anchor]:
    """Give the anchors that a file gives to pages, in the order in which they stand there."""
    match model:
        case Exercise():
            yield _titled(urls.exercise_url(model), model.title)
        case Imbalance():
            yield _titled(url := urls.imbalance_url(model.slug), model.title)
            yield Anchor(urls.FIGURES, model.slug, ())
            yield from _entries(url, model.programme.variants, "programme", "variants")
            for index in range(len(model.programme.phases)):
                yield Anchor(url, f"phase-{index + 1}", ("programme", "phases", index))
        case Safety(get_help=help, before_you_start=start):
            yield _titled(urls.GET_HELP, help.title, "get_help")
            yield from _entries(urls.GET_HELP, help.boxes, "get_help", "boxes")
            yield from _entries(urls.GET_HELP, help.sections, "get_help", "sections")
            yield _titled(urls.BEFORE_YOU_START, start.title, "before_you_start")
            yield from _entries(urls.BEFORE_YOU_START, start.sections, "before_you_start", "sections")
        case SelfChecks():
            yield _titled(urls.SELF_CHECKS, model.title)
            yield from _entries(urls.SELF_CHECKS, model.checks, "checks")
            yield from _entries(urls.SELF_CHECKS, model.not_offered, "not_offered")
        case EvidencePage():
            yield _titled(urls.EVIDENCE, model.title)
            yield from _entries(urls.EVIDENCE, model.questions, "questions")
        case Glossary():
            yield from _entries(urls.GLOSSARY, model.terms, "terms")
        case Sources():
            yield from _entries(urls.SOURCES, model.sources, "sources")
        case Site():
            for name, listing in model.listings:
                yield _titled(urls.LISTINGS[name], listing.title, "listings", name)


def _titled(page: str, title: str, *place: str) -> Anchor:
    return Anchor(page, slug(title), (*place, "title"))


def _entries(page: str, entries: Sequence[Any], *place: str) -> Iterator[Anchor]:
    return (Anchor(page, entry.id, (*place, index, "id")) for index, entry in enumerate(entries))


TEMPLATES: Mapping[str, str] = {url: PurePosixPath(url).stem for url in urls.GENERATED_PAGES} | {
    urls.HOME: "home",
    **{url: name for name, url in urls.LISTINGS.items()},
}
"""The template of each page that is made from several files."""
