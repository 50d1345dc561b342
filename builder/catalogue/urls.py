"""Where every page of the site stands, relative to the site. Written once: pages, checks and links all ask here."""

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from builder.content.models.exercise import Exercise

HOME = "index.html"
IMBALANCES = "imbalances/index.html"
EXERCISES = "exercises/index.html"
GET_HELP = "get-help.html"
BEFORE_YOU_START = "before-you-start.html"
GLOSSARY = "glossary.html"
SOURCES = "sources.html"
DOWNLOADS = "downloads.html"
SHEET = "sheet.html"
TRAIN = "train.html"
TRAINING_LOG = "training-log.html"
SELF_CHECKS = "self-checks.html"
EVIDENCE = "evidence.html"
FIELDS = "contribute/fields.html"
POSES = "contribute/poses.html"
FIGURES = "contribute/figures.html"
NOT_FOUND = "404.html"
ABOUT = "about.html"
BACKGROUND = "background.html"
CONTRIBUTE = "contribute/index.html"
DISCLAIMER = "disclaimer.html"
API_VERSION = 1
"""Counts changes that break readers of the JSON; each has a line here.

1  first version: exercises, imbalances, vocabulary, schemas.
"""

API = f"api/v{API_VERSION}/"
SITE_ZIP = "downloads/site.zip"
SITE_CODE = "index"
"""What the QR code of the site is called: no exercise can have this name, for its page would be an imbalance's."""

SERVICE_WORKER = "service-worker.js"
"""At the top of the site: a service worker serves what lies beside and below it."""

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
SECURITY = ".well-known/security.txt"
MANIFEST = "manifest.webmanifest"
FAVICON = "favicon.ico"
MADE_FILES = (SERVICE_WORKER, SITEMAP, ROBOTS, SECURITY, MANIFEST, FAVICON)
"""Files outside those folders that are no pages, and whose names others give them."""

LOGO = "assets/logo.svg"
ICONS = "assets/icons/"
TOUCH_ICON = f"{ICONS}apple-touch-icon.png"
CARDS = "assets/cards/"
SITE_CARD = f"{CARDS}index.png"
"""The picture that is shown beside a link to any page without one of its own."""

ASK_FIRST = f"{BEFORE_YOU_START}#ask-first"
"""Who asks a doctor or physiotherapist first; the anchor is that of the page's template."""

GRADES = f"{ABOUT}#grades"
"""What the grades of evidence mean: content/pages/about.md has a heading with this anchor."""

LISTINGS: Mapping[str, str] = {
    "imbalances": IMBALANCES,
    "exercises": EXERCISES,
    "glossary": GLOSSARY,
    "sources": SOURCES,
    "downloads": DOWNLOADS,
    "sheet": SHEET,
    "train": TRAIN,
    "training_log": TRAINING_LOG,
    "fields": FIELDS,
    "poses": POSES,
    "figures": FIGURES,
}
"""The pages that site.yml describes under ``listings``, by their names there."""

GENERATED_PAGES = (HOME, *LISTINGS.values(), GET_HELP, BEFORE_YOU_START, SELF_CHECKS, EVIDENCE, NOT_FOUND)
"""Pages made from several files: no file may claim their addresses."""

HAND_WRITTEN_PAGES = tuple(url.removesuffix(".html") for url in (ABOUT, BACKGROUND, CONTRIBUTE, DISCLAIMER))
"""Hand-written pages that templates and the foot of the page lead to, as in content/pages/ but without .md."""

IN_THE_THEME: Mapping[str, str] = {
    "home": HOME,
    "imbalances": IMBALANCES,
    "exercises": EXERCISES,
    "get_help": GET_HELP,
    "disclaimer": DISCLAIMER,
    "not_found": NOT_FOUND,
    "manifest": MANIFEST,
    "favicon": FAVICON,
    "touch_icon": TOUCH_ICON,
    "site_card": SITE_CARD,
}
"""The pages and files that templates of the theme lead to, by their names there."""

TAKEN_FOLDERS = ("api", "assets", "downloads", "search")
"""Folders of the site that hold other things than pages."""


def exercise_url(exercise: Exercise) -> str:
    """The address of an exercise."""
    return f"{exercise.imbalance}/{exercise.slug}.html"


def former_urls(exercise: Exercise) -> list[str]:
    """The addresses that forward to an exercise."""
    return [f"{exercise.imbalance}/{former}.html" for former in exercise.former_slugs]


def imbalance_url(slug: str) -> str:
    """The address of an imbalance."""
    return f"{slug}/index.html"


def plan_anchor(key: str) -> str:
    """Where a phase, by its number, or a variant, by its id, stands on the page of its imbalance."""
    return f"phase-{key}" if key.isdecimal() else key


def source_url(id: str) -> str:
    """The address of an entry in the list of sources."""
    return f"{SOURCES}#{id}"


def term_url(id: str) -> str:
    """The address of an entry in the glossary."""
    return f"{GLOSSARY}#{id}"


def written_page_url(path: PurePosixPath) -> str:
    """The address of a hand-written page, from its place in content/pages/."""
    return str(path.with_suffix(".html"))


def canonical(url: str) -> str:
    """The one address of a page by which the world outside knows it: a folder's page goes by its folder.

    >>> canonical("imbalances/index.html#cards"), canonical("index.html"), canonical("a/face-pull.html")
    ('imbalances/#cards', '', 'a/face-pull.html')
    """
    path, number_sign, anchor = url.partition("#")
    folder, name = posixpath.split(path)
    return (posixpath.join(folder, "") if name == HOME else path) + number_sign + anchor


def figure_file(slug: str, kind: str) -> str:
    """Where a drawing of an exercise is, up to its scheme: one picture (card), all (all) or the animation (loop)."""
    return f"assets/figures/{slug}-{kind}-"


def calendar_file(imbalance: str, key: str) -> str:
    """Where the calendar file of a phase, by its number, or a variant, by its id, is."""
    return f"assets/calendar/{imbalance}-{key}.ics"


def loop_script(slug: str) -> str:
    """Where the animation of an exercise is for scripts that drive its clock."""
    return f"assets/loops/{slug}.js"


def still_file(slug: str, number: int) -> str:
    """Where a still picture of an exercise is for the typesetter, up to its scheme; counted from 0."""
    return f"assets/figures/{slug}-{number}-"


def card_file(slug: str) -> str:
    """Where the picture is that is shown beside a link to the page of an exercise or an imbalance."""
    return f"{CARDS}{slug}.png"


def code_file(slug: str) -> str:
    """Where the QR code of a page is: that of an exercise, an imbalance, or of the site."""
    return f"assets/codes/{slug}.svg"


def example_file(key: str) -> str:
    """Where an example of the pose reference is, up to its scheme."""
    return f"assets/poses/{key}-"


def frieze_file(kind: str) -> str:
    """Where the frieze of the first page is, up to its scheme: the long one or the short one."""
    return f"assets/frieze-{kind}-"


def map_file(slug: str) -> str:
    """Where the muscle map of an exercise or an imbalance is, up to its scheme."""
    return f"assets/maps/{slug}-"


def data_list(name: str) -> str:
    """The address of the JSON with all exercises or all imbalances, of the vocabulary, or of a schema."""
    return f"{API}{name}.json"


def exercise_data(slug: str) -> str:
    """The address of an exercise's JSON."""
    return f"{API}exercises/{slug}.json"


def imbalance_data(slug: str) -> str:
    """The address of an imbalance's JSON."""
    return f"{API}imbalances/{slug}.json"


def target_of(page: str, address: str, site: str) -> tuple[str | None, str]:
    """Give the file and the anchor that an address on a page leads to; no file for what lies outside the site.

    ``page`` is the page's own URL, ``site`` the address of the site.
    """
    if address.startswith(("#", "?")) or not address:
        parts = urlsplit(address)
        return (None, "") if parts.query else (page, unquote(parts.fragment))
    return _target_from(posixpath.dirname(page), address, site)


@lru_cache(maxsize=4096)
def _target_from(folder: str, address: str, site: str) -> tuple[str | None, str]:
    """The same for an address with a path, on any page of a folder: most links stand on many pages."""
    if address.startswith(site):
        address = "/" + address.removeprefix(site)
    elif address.startswith(base := urlsplit(site).path):
        address = "/" + address.removeprefix(base)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or (not parts.path and parts.query):
        return None, ""
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    if path.endswith("/") or target in ("", "."):
        target = posixpath.normpath(f"{target}/index.html").lstrip("/")
    return target, unquote(parts.fragment)
