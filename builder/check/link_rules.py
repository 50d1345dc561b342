"""Rules across files about addresses and links. The first line of each function is the rule."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath
from posixpath import join, normpath
from typing import NamedTuple

from builder.catalogue.urls import (
    GENERATED_PAGES,
    GLOSSARY,
    MADE_FILES,
    SOURCES,
    TAKEN_FOLDERS,
    exercise_url,
    former_urls,
    imbalance_url,
    written_page_url,
)
from builder.check.checked_files import CheckedContent, CheckedFile
from builder.check.messages import did_you_mean
from builder.content.markdown import is_internal, prose_links
from builder.content.models.values import SourceId
from builder.content.page_markdown import page_links
from builder.content.problem import KeyPath, Problem, field_name


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


def _claims(content: CheckedContent) -> Iterator[tuple[CheckedFile, KeyPath, str]]:
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


class Link(NamedTuple):
    """A link to a page of this site, and the place of the text it stands in."""

    problem: Callable[[str], Problem]
    address: str
    page: str
    anchor: str


def links_lead_to_pages(content: CheckedContent) -> Iterator[Problem]:
    """A link to a page of this site leads to a page that is there."""
    if len(content.files) < content.file_count:
        return
    pages = {*GENERATED_PAGES, *(address for _, _, address in _claims(content))}
    known = pages | {str(file.place) for file in content.static}
    for link in _links(content):
        if not link.page.startswith("api/") and link.page not in known:
            namesakes = {page for page in known if page.rsplit("/")[-1] == link.page.rsplit("/")[-1]}
            hint = did_you_mean(link.page, namesakes if len(namesakes) == 1 else known)
            yield link.problem(f"links to {link.address}, which is not a page{hint}")


def cited_entries_exist(content: CheckedContent) -> Iterator[Problem]:
    """A link to an entry of the sources or the glossary names one that is there; a source was seen."""
    lists = {SOURCES: SourceId.kind, GLOSSARY: "glossary term"}
    for link in _links(content):
        known = content.known.get(lists.get(link.page, ""))
        if not link.anchor or known is None:
            continue
        if link.anchor not in known:
            yield link.problem(f"links to {link.address}, which is not there{did_you_mean(link.anchor, known)}")
        elif link.page == SOURCES and link.anchor in content.unseen_sources:
            yield link.problem(f"cites {link.anchor!r}, which says seen: false; read it, or delete it here")


def _links(content: CheckedContent) -> Iterator[Link]:
    """The links to pages of this site in all texts."""
    for checked in content.files.values():
        source = checked.source
        for key_path, text in checked.links_and_references:
            for address in filter(is_internal, prose_links(text)):
                yield _link("", address, partial(_problem_in_value, checked, key_path))
        folder = str(source.place.parent.relative_to("pages")) if source.body else ""
        for address, position in page_links(source.body) if source.body else ():
            if is_internal(address):
                yield _link(folder, address, partial(source.body_problem, position))


def _problem_in_value(checked: CheckedFile, key_path: KeyPath, message: str) -> Problem:
    return checked.source.problem(key_path, f"{field_name(key_path)} {message}")


def _link(folder: str, address: str, problem: Callable[[str], Problem]) -> Link:
    path, _, anchor = address.partition("#")
    page = join(folder, f"{path}index.html" if path.endswith("/") else path)
    return Link(problem, address, normpath(page), anchor)


LINK_RULES: tuple[Callable[[CheckedContent], Iterable[Problem]], ...] = (
    addresses_are_free,
    static_files_have_addresses_of_their_own,
    links_lead_to_pages,
    cited_entries_exist,
)
