"""From the catalogue to Markdown pages.

Each page is Markdown with YAML front matter (title, description, kind) that any engine can build. ``Page`` names what
every page has; each kind of page has one function that picks its template and the data for it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any, get_args

from jinja2 import Environment
from markupsafe import Markup, escape

from builder import addresses, structured_data
from builder.addresses import exercise_address, former_addresses, imbalance_address, written_address
from builder.catalogue import Catalogue, HandWrittenPage, OutputFile
from builder.documents import Download, by_subject
from builder.drawings import Illustrations, friezes, last_still, sheets
from builder.finder import choice_map, filter_choices
from builder.inline_figures import mark
from builder.model import Exercise, Imbalance, Strength
from builder.navigation import markdown_file
from builder.pose_reference import pose_reference
from builder.reference import references
from builder.session_time import session_minutes
from builder.site_model import Listing
from builder.structured_data import Data
from builder.templating import environment, lower_first, relative_link
from builder.terms import link_terms


@dataclass(frozen=True)
class Page:
    """What a page needs besides its template's own data; ``path`` ends in .html."""

    path: str
    template: str
    title: str
    description: str
    kind: str
    meta: tuple[tuple[str, Any], ...] = ()
    data: Data | None = None


def pages(
    catalogue: Catalogue,
    edition: date | None,
    illustrations: Illustrations,
    downloads: Sequence[Download] = (),
    *,
    offline_zip: bool = False,
) -> Iterator[OutputFile]:
    """Render every page; ``edition`` is the day of the content, shown under each exercise."""
    render = _Renderer(catalogue, edition, illustrations, downloads)
    yield _home(render)
    yield from (_imbalance(render, imbalance) for imbalance in catalogue.imbalances)
    for exercise in catalogue.exercises:
        yield _exercise(render, exercise)
        yield from _moved(render, exercise)
    yield from _safety_pages(render)
    yield from _guides(render)
    yield from _listings(render, offline_zip)
    yield from (_written(render, page) for page in catalogue.pages)


class _Renderer:
    """Renders templates with what all pages share."""

    def __init__(
        self, catalogue: Catalogue, edition: date | None, illustrations: Illustrations, downloads: Sequence[Download]
    ) -> None:
        self.catalogue, self.illustrations = catalogue, illustrations
        self.environment: Environment = environment(catalogue.words, catalogue.site.months)
        self.environment.globals |= {
            "catalogue": catalogue,
            "edition": edition,
            "addresses": {exercise.slug: exercise_address(exercise) for exercise in catalogue.exercises},
            "sheets": {slug: sheets(illustration) for slug, illustration in illustrations.exercises.items()},
            "downloads": by_subject(downloads),
            "minutes": partial(session_minutes, exercises=catalogue.exercise, training=catalogue.training),
            "figure_mark": mark,
            "figure_file": addresses.figure_file,
            "frieze_file": addresses.frieze_file,
            "map_file": addresses.map_file,
            "code_file": addresses.code_file,
            "exercise_data": addresses.exercise_data,
            "imbalance_data": addresses.imbalance_data,
            "example_file": addresses.example_file,
        }

    def __call__(self, page: Page, /, **context: Any) -> OutputFile:
        link = partial(relative_link, page.path)
        template = self.environment.get_template(f"pages/{page.template}.md.j2")
        body = template.render(link=link, **context)
        if page.template not in WITHOUT_TERM_LINKS:
            body = link_terms(body, self.catalogue.glossary.terms, lambda term: link(f"{addresses.GLOSSARY}#{term}"))
        data = page.data or structured_data.web_page(self.catalogue, page.path, page.title, page.description)
        text = f"{_front_matter(page)}\n{body.strip()}\n\n{structured_data.script(data)}\n"
        return OutputFile(PurePosixPath(markdown_file(page.path)), text)


def _front_matter(page: Page) -> str:
    """Write the front matter; every text is escaped, because themes print it as it is."""
    meta = {"title": str(escape(page.title)), "description": str(escape(page.description)), "kind": page.kind}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in {**meta, **dict(page.meta)}.items()]
    return f"---\n{''.join(lines)}---\n"


WITHOUT_TERM_LINKS = {"glossary", "written", "exercises", "sheet", "downloads"}
"""Templates whose texts are labels of something else, or are linked by their author."""

NO_CONTENTS = ("hide", ["toc"])
NOT_FOUND_BY_SEARCH = ("search", {"exclude": True})


def _home(render: _Renderer) -> OutputFile:
    site = render.catalogue.site
    page = Page(addresses.HOME, "home", site.name, site.description, "home", (("template", "home.html"), NO_CONTENTS))
    return render(page, home=render.catalogue.home, friezes=friezes(render.catalogue, render.illustrations))


def _exercise(render: _Renderer, exercise: Exercise) -> OutputFile:
    catalogue, path = render.catalogue, exercise_address(exercise)
    data = structured_data.exercise_page(catalogue, exercise, path)
    page = Page(path, "exercise", exercise.title, exercise.summary, "exercise", data=data)
    return render(
        page,
        exercise=exercise,
        imbalance=catalogue.imbalance[exercise.imbalance],
        care=catalogue.care_for(exercise),
        illustration=render.illustrations.exercises.get(exercise.slug),
        main_muscles=", ".join(lower_first(catalogue.muscles[muscle].plain) for muscle in exercise.primary_muscles),
    )


def _moved(render: _Renderer, exercise: Exercise) -> Iterator[OutputFile]:
    """Yield a page at each former address that forwards to the present one."""
    target = exercise_address(exercise)
    for path in former_addresses(exercise):
        forward = ("moved_to", relative_link(path, target))
        meta = (forward, NO_CONTENTS, NOT_FOUND_BY_SEARCH)
        page = Page(path, "moved", exercise.title, exercise.summary, "text", meta)
        yield render(page, title=exercise.title, target=target)


def _imbalance(render: _Renderer, imbalance: Imbalance) -> OutputFile:
    catalogue, path = render.catalogue, imbalance_address(imbalance.slug)
    data = structured_data.imbalance_page(catalogue, imbalance, path)
    page = Page(path, "imbalance", imbalance.title, imbalance.summary, "imbalance", data=data)
    strengths = get_args(Strength)
    level = strengths.index(imbalance.evidence.strength)
    return render(page, imbalance=imbalance, dots=[number <= level for number in range(len(strengths))])


def _safety_pages(render: _Renderer) -> Iterator[OutputFile]:
    help_page, start = render.catalogue.safety.get_help, render.catalogue.safety.before_you_start
    yield render(Page(addresses.GET_HELP, "get-help", help_page.title, help_page.description, "care"), help=help_page)
    page = Page(addresses.BEFORE_YOU_START, "before-you-start", start.title, start.description, "care")
    yield render(page, start=start)


def _guides(render: _Renderer) -> Iterator[OutputFile]:
    checks, evidence = render.catalogue.self_checks, render.catalogue.evidence
    page = Page(addresses.SELF_CHECKS, "self-checks", checks.title, checks.description, "care")
    yield render(page, guide=checks)
    yield render(Page(addresses.EVIDENCE, "evidence", evidence.title, evidence.description, "text"), guide=evidence)


def _listings(render: _Renderer, offline_zip: bool) -> Iterator[OutputFile]:
    catalogue, listings = render.catalogue, render.catalogue.site.listings

    def listing(
        path: str, template: str, texts: Listing, kind: str, data: Data | None = None, **context: Any
    ) -> OutputFile:
        meta = (NO_CONTENTS,) if kind == "wide" else ()
        return render(Page(path, template, texts.title, texts.description, kind, meta, data), listing=texts, **context)

    yield listing(addresses.IMBALANCES, "imbalances", listings.imbalances, "wide")
    yield _finder(render)
    yield _sheet(render)
    data = structured_data.glossary_page(catalogue, addresses.GLOSSARY)
    yield listing(addresses.GLOSSARY, "glossary", listings.glossary, "text", data, terms=catalogue.terms_by_name)
    yield listing(addresses.SOURCES, "sources", listings.sources, "text", sources=catalogue.sources_by_author)
    yield listing(
        addresses.DOWNLOADS, "downloads", listings.downloads, "wide", zip=addresses.SITE_ZIP if offline_zip else ""
    )
    yield listing(addresses.FIELDS, "fields", listings.fields, "text", references=references())
    yield listing(addresses.FIGURES, "figures", listings.figures, "wide")
    examples = {key: last_still(illustration) for key, illustration in render.illustrations.examples.items()}
    yield listing(addresses.POSES, "poses", listings.poses, "wide", reference=pose_reference(), examples=examples)


def _sheet(render: _Renderer) -> OutputFile:
    texts = render.catalogue.site.listings.sheet
    styles = [addresses.FINDER_STYLE, addresses.SHEET_STYLE]
    meta = (NO_CONTENTS, ("scripts", list(addresses.SHEET_SCRIPTS)), ("styles", styles))
    return render(Page(addresses.SHEET, "sheet", texts.title, texts.description, "wide", meta), listing=texts)


def _finder(render: _Renderer) -> OutputFile:
    """Every exercise as a card, and what they can be filtered by."""
    catalogue, texts = render.catalogue, render.catalogue.site.listings.exercises
    meta = (NO_CONTENTS, ("scripts", list(addresses.FINDER_SCRIPTS)), ("styles", [addresses.FINDER_STYLE]))
    page = Page(addresses.EXERCISES, "exercises", texts.title, texts.description, "wide", meta)
    return render(page, listing=texts, choices=filter_choices(catalogue), views=choice_map(catalogue))


def _written(render: _Renderer, page: HandWrittenPage) -> OutputFile:
    """Wrap a hand-written page; ``check`` has refused HTML and unsafe links in its Markdown."""
    address = written_address(page.path)
    return render(
        Page(address, "written", page.meta.title, page.meta.description, "text"), page=page, body=Markup(page.body)
    )
