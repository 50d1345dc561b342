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

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue, HandWrittenPage
from builder.catalogue.filters import filter_choices
from builder.catalogue.navigation import markdown_file
from builder.catalogue.pdf_files import Download, by_subject
from builder.catalogue.session_time import plan_minutes, session_minutes
from builder.catalogue.urls import exercise_url, former_urls, imbalance_url, written_page_url
from builder.content.models.exercise import Exercise, Review
from builder.content.models.imbalance import Imbalance, Strength
from builder.content.models.site import Listing
from builder.illustrations.drawings import Illustrations, choice_map, friezes, last_still, sheets
from builder.illustrations.inline_figures import figure_placeholder
from builder.system.disk import OutputFile
from builder.views import json_ld
from builder.views.field_reference import field_references
from builder.views.glossary_links import link_terms
from builder.views.json_ld import JsonLd
from builder.views.pose_reference import pose_reference
from builder.views.templating import lower_first, relative_link


@dataclass(frozen=True)
class Page:
    """What a page needs besides its template's own data; ``path`` ends in .html."""

    path: str
    template: str
    title: str
    description: str
    kind: str
    meta: tuple[tuple[str, Any], ...] = ()
    data: JsonLd | None = None


def pages(
    catalogue: Catalogue,
    edition: date | None,
    illustrations: Illustrations,
    environment: Environment,
    downloads: Sequence[Download] = (),
    *,
    offline_zip: bool = False,
) -> Iterator[OutputFile]:
    """Render every page; ``edition`` is the day of the content, shown under each exercise."""
    render = _Renderer(catalogue, edition, illustrations, environment, downloads)
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
        self,
        catalogue: Catalogue,
        edition: date | None,
        illustrations: Illustrations,
        environment: Environment,
        downloads: Sequence[Download],
    ) -> None:
        self.catalogue, self.illustrations = catalogue, illustrations
        self.environment = environment.overlay()
        self.environment.globals = {
            **environment.globals,
            "catalogue": catalogue,
            "edition": edition,
            "exercise_urls": {exercise.slug: exercise_url(exercise) for exercise in catalogue.exercises},
            "sheets": {slug: sheets(illustration) for slug, illustration in illustrations.exercises.items()},
            "downloads": by_subject(downloads),
            "minutes": partial(session_minutes, exercises=catalogue.exercise, training=catalogue.training),
            "plan": partial(plan_minutes, exercises=catalogue.exercise, training=catalogue.training),
            "figure_placeholder": figure_placeholder,
            "figure_file": urls.figure_file,
            "frieze_file": urls.frieze_file,
            "map_file": urls.map_file,
            "code_file": urls.code_file,
            "exercise_data": urls.exercise_data,
            "imbalance_data": urls.imbalance_data,
            "example_file": urls.example_file,
        }

    def __call__(self, page: Page, /, **context: Any) -> OutputFile:
        link = partial(relative_link, page.path)
        template = self.environment.get_template(f"pages/{page.template}.html.j2")
        body = template.render(link=link, **context)
        if page.template not in WITHOUT_TERM_LINKS:
            body = link_terms(body, self.catalogue.glossary.terms, lambda term: link(f"{urls.GLOSSARY}#{term}"))
        data = page.data or json_ld.web_page(self.catalogue, page.path, page.title, page.description)
        text = f"{_front_matter(page)}\n{body.strip()}\n\n{json_ld.script(data)}\n"
        return OutputFile(PurePosixPath(markdown_file(page.path)), text)

    def reviewed(self, review: Review) -> tuple[str, str]:
        """Say in the front matter who reviewed a page: the footer repeats it on every printed sheet."""
        phrases: Any = self.environment.get_template("phrases.html.j2").module
        return "reviewed", phrases.reviewed(review).unescape().strip()


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
    page = Page(urls.HOME, "home", site.name, site.description, "home", (("template", "home.html"), NO_CONTENTS))
    return render(page, home=render.catalogue.home, friezes=friezes(render.catalogue, render.illustrations))


def _exercise(render: _Renderer, exercise: Exercise) -> OutputFile:
    catalogue, path = render.catalogue, exercise_url(exercise)
    data = json_ld.exercise_page(catalogue, exercise, path)
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
    target = exercise_url(exercise)
    for path in former_urls(exercise):
        forward = ("moved_to", relative_link(path, target))
        meta = (forward, NO_CONTENTS, NOT_FOUND_BY_SEARCH)
        page = Page(path, "moved", exercise.title, exercise.summary, "text", meta)
        yield render(page, title=exercise.title, target=target)


def _imbalance(render: _Renderer, imbalance: Imbalance) -> OutputFile:
    catalogue, path = render.catalogue, imbalance_url(imbalance.slug)
    data = json_ld.imbalance_page(catalogue, imbalance, path)
    page = Page(path, "imbalance", imbalance.title, imbalance.summary, "imbalance", data=data)
    strengths = get_args(Strength)
    level = strengths.index(imbalance.evidence.strength)
    return render(page, imbalance=imbalance, dots=[number <= level for number in range(len(strengths))])


def _safety_pages(render: _Renderer) -> Iterator[OutputFile]:
    help_page, start = render.catalogue.safety.get_help, render.catalogue.safety.before_you_start
    yield render(Page(urls.GET_HELP, "get-help", help_page.title, help_page.description, "care"), help=help_page)
    page = Page(urls.BEFORE_YOU_START, "before-you-start", start.title, start.description, "care")
    yield render(page, start=start)


def _guides(render: _Renderer) -> Iterator[OutputFile]:
    checks, evidence = render.catalogue.self_checks, render.catalogue.evidence
    page = Page(urls.SELF_CHECKS, "self-checks", checks.title, checks.description, "care")
    yield render(page, guide=checks)
    yield render(Page(urls.EVIDENCE, "evidence", evidence.title, evidence.description, "text"), guide=evidence)


def _listings(render: _Renderer, offline_zip: bool) -> Iterator[OutputFile]:
    catalogue, listings = render.catalogue, render.catalogue.site.listings

    def listing(
        path: str, template: str, texts: Listing, kind: str, data: JsonLd | None = None, **context: Any
    ) -> OutputFile:
        meta = (NO_CONTENTS,) if kind == "wide" else ()
        return render(Page(path, template, texts.title, texts.description, kind, meta, data), listing=texts, **context)

    yield listing(urls.IMBALANCES, "imbalances", listings.imbalances, "wide")
    yield _finder(render)
    yield _sheet(render)
    data = json_ld.glossary_page(catalogue, urls.GLOSSARY)
    yield listing(urls.GLOSSARY, "glossary", listings.glossary, "text", data, terms=catalogue.terms_by_name)
    yield listing(urls.SOURCES, "sources", listings.sources, "text", sources=catalogue.sources_by_author)
    yield listing(urls.DOWNLOADS, "downloads", listings.downloads, "wide", zip=urls.SITE_ZIP if offline_zip else "")
    yield listing(urls.FIELDS, "fields", listings.fields, "text", references=field_references())
    yield listing(urls.FIGURES, "figures", listings.figures, "wide")
    examples = {key: last_still(illustration) for key, illustration in render.illustrations.examples.items()}
    yield listing(urls.POSES, "poses", listings.poses, "wide", reference=pose_reference(), examples=examples)


def _sheet(render: _Renderer) -> OutputFile:
    texts = render.catalogue.site.listings.sheet
    styles = [urls.FINDER_STYLE, urls.SHEET_STYLE]
    meta = (NO_CONTENTS, ("script", urls.SHEET_SCRIPT), ("styles", styles))
    return render(Page(urls.SHEET, "sheet", texts.title, texts.description, "wide", meta), listing=texts)


def _finder(render: _Renderer) -> OutputFile:
    """Every exercise as a card, and what they can be filtered by."""
    catalogue, texts = render.catalogue, render.catalogue.site.listings.exercises
    meta = (NO_CONTENTS, ("script", urls.FINDER_SCRIPT), ("styles", [urls.FINDER_STYLE]))
    page = Page(urls.EXERCISES, "exercises", texts.title, texts.description, "wide", meta)
    return render(page, listing=texts, choices=filter_choices(catalogue), views=choice_map(catalogue))


def _written(render: _Renderer, page: HandWrittenPage) -> OutputFile:
    """Wrap a hand-written page; ``check`` has refused HTML and unsafe links in its Markdown."""
    address = written_page_url(page.path)
    return render(
        Page(address, "written", page.front_matter.title, page.front_matter.description, "text"),
        page=page,
        body=Markup(page.body),
    )
