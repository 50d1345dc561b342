"""From the catalogue to pages.

Each kind of page has one function that picks its template and the data for it. What it gives is a recipe: most pages
show something of everything and are rendered each time, but the page of an exercise says from what it is rendered, so
that a builder which has that page already need not render it again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, get_args

from jinja2 import Environment
from markupsafe import Markup

from builder.catalogue import scripts, urls
from builder.catalogue.catalogue import Catalogue, HandWrittenPage
from builder.catalogue.filters import filter_choices
from builder.catalogue.pdf_files import Download, by_subject
from builder.catalogue.picture_files import exercise_card, imbalance_card
from builder.catalogue.session_time import plan_minutes, session_minutes
from builder.catalogue.urls import exercise_url, former_urls, imbalance_url, written_page_url
from builder.content.models.exercise import Exercise, Review
from builder.content.models.imbalance import Imbalance, Strength
from builder.content.models.site import Listing
from builder.content.page_markdown import page_html
from builder.illustrations.drawings import Illustrations, choice_map, friezes, last_still, marked_maps
from builder.illustrations.inline_figures import figure_placeholder
from builder.system.digests import digest
from builder.views import json_ld
from builder.views.glossary_links import GlossaryLinks
from builder.views.json_ld import JsonLd
from builder.views.page import Head, Heading, Page, Recipe
from builder.views.references.field_reference import field_references
from builder.views.references.pose_reference import pose_reference
from builder.views.search_entries import search_entries
from builder.views.templating import Headings, lower_first, relative_link


def recipes(
    catalogue: Catalogue,
    edition: date | None,
    illustrations: Illustrations,
    environment: Environment,
    downloads: Sequence[Download] = (),
    *,
    offline_zip: bool = False,
) -> Iterator[Recipe]:
    """Give every page of the site; ``edition`` is the day of the content, shown under each exercise."""
    render = _Renderer(catalogue, edition, illustrations, environment, downloads)
    yield _home(render)
    yield from (_imbalance(render, imbalance) for imbalance in catalogue.imbalances)
    shared = _shared_inputs(render)
    for exercise in catalogue.exercises:
        yield _exercise(render, exercise, shared)
        yield from _moved(render, exercise)
    yield from _safety_pages(render)
    yield from _guides(render)
    yield from _listings(render, offline_zip)
    yield from _references(render, shared)
    yield from (_written(render, page) for page in catalogue.pages)
    yield Recipe(urls.NOT_FOUND, lambda: Page(urls.NOT_FOUND, "text", "", ""))


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
        self.catalogue, self.illustrations, self.edition = catalogue, illustrations, edition
        self.downloads = by_subject(downloads)
        self.exercise_urls = {exercise.slug: exercise_url(exercise) for exercise in catalogue.exercises}
        self.search_entry, self.glossary = search_entries(catalogue), GlossaryLinks(catalogue.glossary.terms)
        self.environment = environment.overlay()
        self.environment.globals = {
            **environment.globals,
            "catalogue": catalogue,
            "edition": edition,
            "exercise_urls": self.exercise_urls,
            "sheet_sizes": illustrations.sizes,
            "maps": frozenset(marked_maps(catalogue)),
            "downloads": self.downloads,
            "minutes": partial(session_minutes, exercises=catalogue.exercise, training=catalogue.training),
            "plan": partial(plan_minutes, exercises=catalogue.exercise, training=catalogue.training),
            "figure_placeholder": figure_placeholder,
        }

    def __call__(self, page: Page, template: str, data: JsonLd | None = None, /, **context: object) -> Page:
        """Render the body of a page and put in all that follows from it."""
        link, headings = partial(relative_link, page.url), Headings()
        whole = self.environment.get_template(f"pages/{template}.html.j2")
        body = whole.render(link=link, headings=headings, **context).strip()
        if template not in WITHOUT_TERM_LINKS:
            body = self.glossary.link(body, lambda term: link(urls.term_url(term)))
        search = self.search_entry(page, body) if template != "moved" else None
        data = data or json_ld.web_page(self.catalogue, page.canonical, page.title, page.description)
        return replace(page, body=body, toc=tuple(headings), search=search, json_ld=json_ld.script(data))

    def reviewed(self, review: Review) -> str:
        """Say who reviewed a page: the footer repeats it on every printed sheet."""
        phrases: Any = self.environment.get_template("phrases.html.j2").module
        return str(phrases.reviewed(review).unescape()).strip()


def _shared_inputs(render: _Renderer) -> bytes:
    """Digest what the pages of all exercises are rendered from: everything but the texts of exercises."""
    others = replace(render.catalogue, exercises=())
    return digest([repr((others, render.exercise_urls, render.edition)).encode()])


WITHOUT_TERM_LINKS = {"glossary", "written", "exercises", "sheet", "train", "training-log", "downloads"}
"""Templates whose texts are labels of something else, or are linked by their author."""


def _home(render: _Renderer) -> Recipe:
    catalogue, site = render.catalogue, render.catalogue.site
    page = Page(urls.HOME, "home", site.name, site.description, shows_toc=False)
    people = friezes(catalogue, render.illustrations)
    return Recipe(page.url, partial(render, page, "home", home=catalogue.home, friezes=people))


def _exercise(render: _Renderer, exercise: Exercise, shared: bytes) -> Recipe:
    """The page of an exercise, which sees this exercise only, of the others their addresses, and two titles."""
    catalogue = replace(render.catalogue, exercises=(exercise,))
    card = exercise_card(catalogue, exercise)
    plans = render.catalogue.plans_with(exercise)
    head = Head(scripts.EXERCISE_SCRIPTS if plans else ())
    page = Page(exercise_url(exercise), "exercise", exercise.title, exercise.summary, head, card=card)
    downloads = render.downloads.get(("exercise", exercise.slug), [])
    neighbours = render.catalogue.neighbours(exercise)

    def rendered() -> Page:
        return render(
            replace(page, reviewed=render.reviewed(exercise.review)),
            "exercise",
            json_ld.exercise_page(catalogue, exercise, page.url),
            catalogue=catalogue,
            exercise=exercise,
            imbalance=catalogue.imbalance[exercise.imbalance],
            care=catalogue.care_for(exercise),
            neighbours=neighbours,
            plans=plans,
            illustration=render.illustrations.exercises.get(exercise.slug),
            main_muscles=", ".join(lower_first(catalogue.muscles[muscle].plain) for muscle in exercise.primary_muscles),
        )

    beside = [one and (one.slug, one.title) for one in (*neighbours, *(place.following for place in plans))]
    other = repr((downloads, beside, render.illustrations.keys.get(exercise.slug)))
    return Recipe(page.url, rendered, digest([shared, exercise.model_dump_json().encode(), other.encode()]))


def _moved(render: _Renderer, exercise: Exercise) -> Iterator[Recipe]:
    """Yield a page at each former address that forwards to the present one."""
    target, card = exercise_url(exercise), exercise_card(render.catalogue, exercise)
    for url in former_urls(exercise):
        page = Page(url, "text", exercise.title, exercise.summary, Head(moved_to=target), shows_toc=False, card=card)
        yield Recipe(url, partial(render, page, "moved", title=exercise.title, target=target))


def _imbalance(render: _Renderer, imbalance: Imbalance) -> Recipe:
    catalogue, url = render.catalogue, imbalance_url(imbalance.slug)
    page = Page(url, "imbalance", imbalance.title, imbalance.summary, Head(scripts.IMBALANCE_SCRIPTS))
    page = replace(page, reviewed=render.reviewed(imbalance.review), card=imbalance_card(imbalance))
    data = json_ld.imbalance_page(catalogue, imbalance, url)
    level = get_args(Strength).index(imbalance.evidence.strength)
    dots = [number <= level for number in range(len(get_args(Strength)))]
    return Recipe(url, partial(render, page, "imbalance", data, imbalance=imbalance, dots=dots))


def _safety_pages(render: _Renderer) -> Iterator[Recipe]:
    help_page, start = render.catalogue.safety.get_help, render.catalogue.safety.before_you_start
    page = Page(urls.GET_HELP, "care", help_page.title, help_page.description)
    yield Recipe(page.url, partial(render, page, "get-help", help=help_page))
    page = Page(urls.BEFORE_YOU_START, "care", start.title, start.description)
    yield Recipe(page.url, partial(render, page, "before-you-start", start=start))


def _guides(render: _Renderer) -> Iterator[Recipe]:
    checks, evidence = render.catalogue.self_checks, render.catalogue.evidence
    page = Page(urls.SELF_CHECKS, "care", checks.title, checks.description)
    yield Recipe(page.url, partial(render, page, "self-checks", guide=checks))
    page = Page(urls.EVIDENCE, "text", evidence.title, evidence.description)
    yield Recipe(page.url, partial(render, page, "evidence", guide=evidence))


def _listings(render: _Renderer, offline_zip: bool) -> Iterator[Recipe]:
    catalogue, texts = render.catalogue, render.catalogue.site.listings
    zip_file = urls.SITE_ZIP if offline_zip else ""
    yield _listing(render, urls.IMBALANCES, "imbalances", texts.imbalances, "wide")
    yield _finder(render)
    yield _listing(render, urls.SHEET, "sheet", texts.sheet, "wide")
    yield _listing(render, urls.TRAIN, "train", texts.train, "wide", scripts=scripts.SESSION_SCRIPTS)
    yield _listing(render, urls.TRAINING_LOG, "training-log", texts.training_log, "wide")
    data = json_ld.glossary_page(catalogue, urls.GLOSSARY)
    yield _listing(render, urls.GLOSSARY, "glossary", texts.glossary, "text", data, terms=catalogue.terms_by_name)
    yield _listing(render, urls.SOURCES, "sources", texts.sources, "text", sources=catalogue.sources_by_author)
    yield _listing(render, urls.DOWNLOADS, "downloads", texts.downloads, "wide", zip=zip_file)
    yield _listing(render, urls.FIGURES, "figures", texts.figures, "wide")


def _references(render: _Renderer, shared: bytes) -> Iterator[Recipe]:
    """The references for contributors: they show no exercise, and are rendered only when what they show has changed."""
    texts, examples = render.catalogue.site.listings, render.illustrations.examples
    listing = partial(_listing, render, catalogue=replace(render.catalogue, exercises=()), last_still=last_still)
    fields = listing(urls.FIELDS, "fields", texts.fields, "text", get_references=field_references)
    poses = listing(urls.POSES, "poses", texts.poses, "wide", get_reference=pose_reference, examples=examples)
    keys = (render.illustrations.keys.get(key, "").encode() for key in examples)
    yield replace(fields, inputs=shared)
    yield replace(poses, inputs=digest([shared, *keys]))


def _listing(
    render: _Renderer, url: str, template: str, texts: Listing, kind: str, data: JsonLd | None = None, **context: object
) -> Recipe:
    head = Head(scripts.LISTING_SCRIPTS.get(url, ()), scripts.LISTING_STYLES.get(url, ()))
    page = Page(url, kind, texts.title, texts.description, head, shows_toc=kind != "wide")
    return Recipe(url, partial(render, page, template, data, listing=texts, **context))


def _finder(render: _Renderer) -> Recipe:
    """Every exercise as a card, and what they can be filtered by."""
    texts, choices = render.catalogue.site.listings.exercises, filter_choices(render.catalogue)
    views = choice_map(render.catalogue)
    return _listing(render, urls.EXERCISES, "exercises", texts, "wide", choices=choices, views=views)


def _written(render: _Renderer, written: HandWrittenPage) -> Recipe:
    """Wrap a hand-written page; ``check`` has refused HTML and unsafe links in its Markdown."""
    front_matter = written.front_matter
    page = Page(written_page_url(written.path), "text", front_matter.title, front_matter.description)

    def rendered() -> Page:
        body, headings = page_html(written.body)
        whole = render(page, "written", title=front_matter.title, body=Markup(body))
        shown = (Heading(one.level, one.id, one.text) for one in headings if one.level == 2)
        return replace(whole, toc=(*whole.toc, *shown))

    return Recipe(page.url, rendered)
