"""How the pages are arranged: the navigation that the engine gets."""

from collections.abc import Iterator, Set

from markupsafe import escape

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import exercise_url, imbalance_url
from builder.content.models.site import Listing, Listings

NavigationEntry = dict[str, "str | Navigation"]
Navigation = list[NavigationEntry]
"""The ``nav`` of mkdocs.yml: a list of one-entry mappings from title to page or to a further list."""


def markdown_file(address: str) -> str:
    """The file of Markdown that becomes the page at an address."""
    return address.removesuffix(".html") + ".md"


def page_url(file: str) -> str:
    """The address of the page that a file of Markdown becomes."""
    return file.removesuffix(".md") + ".html"


def navigation(catalogue: Catalogue) -> Navigation:
    """Arrange the pages: the first page, those of the menu by what people come to do, and all others under "about"."""
    names, listings = catalogue.site.navigation, catalogue.site.listings
    imbalances: Navigation = [{listings.imbalances.navigation: markdown_file(urls.IMBALANCES)}]
    for imbalance in catalogue.imbalances:
        inner: Navigation = [{imbalance.title: markdown_file(imbalance_url(imbalance.slug))}]
        inner += [{one.title: markdown_file(exercise_url(one))} for one in catalogue.exercises_for[imbalance.slug]]
        imbalances.append({imbalance.title: inner})
    written = {str(page.path): page.front_matter.title for page in catalogue.pages}
    about: Navigation = [{written.pop(name): name} for name in map(markdown_file, (urls.ABOUT, urls.DISCLAIMER))]
    about += [{title: markdown_file(address)} for title, address in _about(catalogue)]
    about += [{title: name} for name, title in sorted(written.items())]
    about += [{one.navigation: markdown_file(path)} for one, path in _for_contributors(listings)]
    return _escaped(
        [
            {names.home: markdown_file(urls.HOME)},
            {listings.imbalances.navigation: imbalances},
            {listings.exercises.navigation: markdown_file(urls.EXERCISES)},
            {listings.train.navigation: markdown_file(urls.TRAIN)},
            {listings.sheet.navigation: markdown_file(urls.SHEET)},
            {names.get_help: markdown_file(urls.GET_HELP)},
            {names.about: about},
        ]
    )


def first_file(entry: NavigationEntry) -> str:
    """The page that an entry of the navigation leads to: a section leads to its first page."""
    (to,) = entry.values()
    return to if isinstance(to, str) else first_file(to[0])


def sections_of(entries: Navigation, above: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each page with the titles of the sections that it is in, the outermost first."""
    for entry in entries:
        for title, to in entry.items():
            if isinstance(to, str):
                yield to, above
            else:
                yield from sections_of(to, (*above, title))


def pruned(entries: Navigation, files: Set[str], depth: int = 0) -> Navigation:
    """Leave out the pages that are not asked for; the top of the navigation, and what each section leads to, stay."""
    kept: Navigation = []
    for number, entry in enumerate(entries):
        ((title, to),) = entry.items()
        pages = [to] if isinstance(to, str) else [page for page, _ in sections_of(to)]
        if number == 0 or depth == 0 or not files.isdisjoint(pages):
            kept.append({title: to if isinstance(to, str) else pruned(to, files, depth + 1)})
    return kept


def _about(catalogue: Catalogue) -> list[tuple[str, str]]:
    """The pages under About that are made from other files: names in the navigation, with their addresses."""
    listings = catalogue.site.listings
    return [
        (catalogue.safety.before_you_start.title, urls.BEFORE_YOU_START),
        (catalogue.evidence.title, urls.EVIDENCE),
        (catalogue.self_checks.title, urls.SELF_CHECKS),
        (listings.downloads.navigation, urls.DOWNLOADS),
        (listings.training_log.navigation, urls.TRAINING_LOG),
        (listings.glossary.navigation, urls.GLOSSARY),
        (listings.sources.navigation, urls.SOURCES),
    ]


def _for_contributors(listings: Listings) -> list[tuple[Listing, str]]:
    """The pages made for contributors, with their addresses."""
    return [
        (listings.fields, urls.FIELDS),
        (listings.poses, urls.POSES),
        (listings.figures, urls.FIGURES),
    ]


def _escaped(entries: Navigation) -> Navigation:
    """Escape titles: engines print what the navigation says as it is."""
    return [
        {str(escape(title)): _escaped(to) if isinstance(to, list) else to for title, to in entry.items()}
        for entry in entries
    ]
