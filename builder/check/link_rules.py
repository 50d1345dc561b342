"""Rules across files about addresses and links. The first line of each function is the rule."""

from collections.abc import Callable, Iterator, Set
from functools import partial
from pathlib import PurePosixPath
from posixpath import relpath

from builder.catalogue.catalogue import SCHEMAS
from builder.catalogue.urls import (
    GENERATED_PAGES,
    GLOSSARY,
    HOME,
    MADE_FILES,
    SOURCES,
    TAKEN_FOLDERS,
    data_list,
    exercise_data,
    exercise_url,
    former_urls,
    imbalance_data,
    imbalance_url,
    written_page_url,
)
from builder.check.checked_files import AnyFile, CheckedContent, Link
from builder.check.messages import did_you_mean
from builder.content.markdown import is_internal
from builder.content.models.site import Site
from builder.content.models.values import ExerciseId, ImbalanceId, SourceId
from builder.content.models.vocabulary import Sources
from builder.content.problem import KeyPath, Problem, field_name
from builder.content.rules import Rules

rule = Rules[[CheckedContent], Problem]()


@rule
def addresses_are_free(content: CheckedContent) -> Iterator[Problem]:
    """Every address belongs to one page, and the folders of the site to itself."""
    owners = dict.fromkeys(GENERATED_PAGES, "the site itself")
    for checked, key_path, address in _claims(content):
        owner = owners.setdefault(address, checked.source.path)
        if owner != checked.source.path:
            name, remedy = (field_name(key_path), "delete it here") if key_path else ("the file's name", "rename it")
            message = f"{name} gives the address {address}, which belongs to {owner}; {remedy}"
            yield checked.source.problem(key_path, message)
        elif address.split("/")[0] in TAKEN_FOLDERS:
            yield checked.source.problem(key_path, f"{address} lies in a folder of the site itself; rename it")


def _claims(content: CheckedContent) -> Iterator[tuple[AnyFile, KeyPath, str]]:
    """The address that each file claims, present pages before former ones."""
    for place, checked in content.files.items():
        if place.parts[0] == "pages":
            yield checked, (), written_page_url(place.relative_to("pages"))
        elif place.parts[0] == "imbalances":
            yield checked, (), imbalance_url(checked.source.slug)
    for checked in content.exercises:
        yield checked, (), exercise_url(checked.model)
    for checked in content.exercises:
        for index, address in enumerate(former_urls(checked.model)):
            yield checked, ("former_slugs", index), address


@rule
def static_files_have_addresses_of_their_own(content: CheckedContent) -> Iterator[Problem]:
    """A file of static/ takes no address that the site itself has, in capitals or not."""
    folders = {str(parent) for _, _, address in _claims(content) for parent in PurePosixPath(address).parents}
    taken = {*MADE_FILES, *TAKEN_FOLDERS, *folders, *(str(PurePosixPath(page).parent) for page in GENERATED_PAGES)}
    owners: dict[str, str] = {}
    for file in content.static:
        address = str(file.place).casefold()
        owner = owners.setdefault(address, file.shown)
        if address in taken or file.place.parts[0].casefold() in TAKEN_FOLDERS:
            yield file.problem(f"{file.place} belongs to the site itself; rename it, or delete it here")
        elif owner != file.shown:
            yield file.problem(f"{file.place} differs from {owner} only in capitals; rename one of them")


@rule
def links_lead_to_pages(content: CheckedContent) -> Iterator[Problem]:
    """A link to a page of this site leads to a page that is there."""
    if not content.is_whole:
        return
    static = (str(file.place) for file in content.static)
    known = {*GENERATED_PAGES, *_data(content), *static, *(address for _, _, address in _claims(content))}
    for link in content.links:
        if is_internal(link.address) and link.page not in known:
            yield link.problem(f"links to {link.address}, which is not a page{_nearest(link, known)}")


def _nearest(link: Link, known: Set[str]) -> str:
    """Suggest a page, as a link from this place."""
    if link.address.endswith("/"):
        return f"; did you mean '{link.address}index.html'?"
    namesakes = {page for page in known if page.rsplit("/")[-1] == link.page.rsplit("/")[-1]}
    places = namesakes if len(namesakes) == 1 else known
    return did_you_mean(link.address, {relpath(page, link.folder or ".") for page in places})


def _data(content: CheckedContent) -> Iterator[str]:
    """The addresses of the JSON."""
    names = ("exercises", "imbalances", "vocabulary", *(f"schema/{kind}" for kind in SCHEMAS))
    yield from map(data_list, names)
    yield from map(exercise_data, content.known[ExerciseId.kind])
    yield from map(imbalance_data, content.known[ImbalanceId.kind])


@rule
def links_name_their_page(content: CheckedContent) -> Iterator[Problem]:
    """A link to a part of a page names the page, for a text is shown on several; hand-written pages are one each."""
    for link in content.links:
        if link.address.startswith("#") and not link.page:
            yield link.problem(f"links to {link.address} and to no page; write it as page.html{link.address}")


@rule
def links_inside_are_relative(content: CheckedContent) -> Iterator[Problem]:
    """An address of this site is written without the site's own address, so that the site can move."""
    site = content.find(Site)
    own = site.model.address if site else None
    for problem, address in _addresses(content) if own else ():
        if own and address.startswith(own):
            page = address.removeprefix(own) or HOME
            yield problem(f"leads to {address}, which is on this site; write a link to {page!r}, or another address")


def _addresses(content: CheckedContent) -> Iterator[tuple[Callable[[str], Problem], str]]:
    """Where all links lead, and all values that are addresses."""
    yield from ((link.problem, link.address) for link in content.links)
    for checked in content.files.values():
        found: list[tuple[KeyPath, str | None]]
        match checked.model:
            case Sources(sources=sources):
                found = [(("sources", index, "url"), source.url) for index, source in enumerate(sources)]
            case Site() as site:
                found = [(("repository", name), address) for name, address in site.repository or ()]
                found += [(("safety_reports",), site.safety_reports)]
                found += [((name, "url"), getattr(site, name).url) for name in ("text_licence", "code_licence")]
            case _:
                continue
        yield from ((partial(checked.problem, key_path), address) for key_path, address in found if address)


@rule
def anchors_are_unique(content: CheckedContent) -> Iterator[Problem]:
    """An anchor stands once on its page."""
    for page, anchors in content.anchors.items():
        taken = set(anchors.written)
        for id, problem in anchors.given:
            if id in taken:
                yield problem(f"gives {page} the anchor {id!r}, which it has already; choose another")
            taken.add(id)


@rule
def linked_anchors_exist(content: CheckedContent) -> Iterator[Problem]:
    """A link to a part of a page leads to one that the page always has."""
    links = [link for link in content.links if link.anchor and link.page not in LISTS]
    pages = content.anchors if links and content.is_whole else {}
    for link in links:
        if anchors := pages.get(link.page):
            known = {*(id for id, always in anchors.written.items() if always), *(id for id, _ in anchors.given)}
            if link.anchor not in known and link.anchor in anchors.written:
                yield link.problem(f"links to {link.address}, which is there only at times; link to the page itself")
            elif link.anchor not in known:
                yield link.problem(f"links to {link.address}, which is not there{did_you_mean(link.anchor, known)}")


LISTS = {SOURCES: SourceId.kind, GLOSSARY: "glossary term"}


@rule
def cited_entries_exist(content: CheckedContent) -> Iterator[Problem]:
    """A link to an entry of the sources or the glossary names one that is there; a source was seen."""
    for link in content.links:
        known = content.known.get(LISTS.get(link.page, ""))
        if not link.anchor or known is None:
            continue
        if link.anchor not in known:
            yield link.problem(f"links to {link.address}, which is not there{did_you_mean(link.anchor, known)}")
        elif link.page == SOURCES and link.anchor in content.unseen_sources:
            yield link.problem(f"cites {link.anchor!r}, which says seen: false; read it, or delete it here")
