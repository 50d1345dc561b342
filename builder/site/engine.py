"""The engine is a guest: its configuration, derived from the catalogue, and one run of it.

MkDocs and Zensical read the same generated ``mkdocs.yml``: the one at the top of the repository with its words filled
in, and name, address, navigation and texts from the catalogue.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.navigation import navigation
from builder.site.csp import ZENSICAL_STYLE
from builder.site.search_index import OFFLINE, WORKER
from builder.system.errors import BuildError
from builder.views.templating import format_date

OUTPUT = "out"
"""The folder that the engine writes; Zensical takes none outside its own."""


@dataclass(frozen=True)
class Engine:
    """How an engine is called; ``style`` is what its pages need in the policy for styles."""

    name: str
    command: tuple[str, ...]
    requirements: str
    style: str = "'self'"


ENGINES = {
    "mkdocs": Engine("mkdocs", ("build", "--strict", "--config-file"), "requirements.txt"),
    "zensical": Engine("zensical", ("build", "--config-file"), "requirements-zensical.txt", f"'self' {ZENSICAL_STYLE}"),
}


def configuration(
    engine: Engine, catalogue: Catalogue, edition: date | None, template: str, environment: Environment
) -> str:
    """Fill in ``template``, the mkdocs.yml of the repository.

    Beside the result lie docs/ and theme/, and the engine adds ``OUTPUT``.
    """
    site = catalogue.site
    common = yaml.safe_load(environment.from_string(template).render())
    settings = {
        **common,
        "site_name": escape(site.name),
        "site_url": site.address,
        "site_description": escape(site.description),
        "docs_dir": "docs",
        "site_dir": OUTPUT,
        "theme": {**common["theme"], "custom_dir": "theme", "language": site.language},
        "nav": navigation(catalogue),
        "extra": {**common["extra"], **_extra(catalogue, edition), **_search(engine)},
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def _extra(catalogue: Catalogue, edition: date | None) -> dict[str, Any]:
    """What the theme's templates print: words, the disclaimer, the foot of the page."""
    site = catalogue.site
    titles = {str(page.path.with_suffix(".html")): page.front_matter.title for page in catalogue.pages}
    start, listings = catalogue.safety.before_you_start.title, site.listings
    columns = [
        [
            (urls.GET_HELP, site.navigation.get_help),
            (urls.BEFORE_YOU_START, start),
            ("disclaimer.html", titles["disclaimer.html"]),
            (urls.SELF_CHECKS, catalogue.self_checks.title),
            (urls.SHEET, listings.sheet.navigation),
            (urls.DOWNLOADS, listings.downloads.navigation),
        ],
        [
            ("about.html", titles["about.html"]),
            (urls.EVIDENCE, catalogue.evidence.title),
            (urls.SOURCES, listings.sources.navigation),
            (urls.GLOSSARY, listings.glossary.navigation),
            ("contribute/index.html", titles["contribute/index.html"]),
        ],
    ]
    return {
        "words": dict(catalogue.words),
        "site": {**site.model_dump(mode="json"), "edition": format_date(edition, site.months) if edition else ""},
        "footer_links": [[{"url": url, "title": title} for url, title in column] for column in columns],
    }


def _search(engine: Engine) -> dict[str, Any]:
    """Our own search worker, and its stand-in for pages opened from disk."""
    return {"search": WORKER, "polyfills": [OFFLINE]} if engine.name == "mkdocs" else {}


def run(engine: Engine, build_dir: Path, epoch: int) -> None:
    """Let the engine build what lies in ``build_dir``; ``epoch`` (seconds since 1970) is its only clock."""
    program = Path(sys.executable).with_name(engine.name)
    found = shutil.which(program) or shutil.which(engine.name)
    if not found:
        raise BuildError(f"{engine.name} is not installed; run: pip install -r {engine.requirements}")
    environ = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [found, *engine.command, str(build_dir / "mkdocs.yml")],
        env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise BuildError(f"{engine.name} could not build the site: {_error_line(done.stdout + done.stderr)}")


def _error_line(output: str) -> str:
    """Pick the line of an engine's output that says what went wrong."""
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in output.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("File ", "Traceback", "^", "~"))]
    reasons = [line for line in lines if re.search(r"error|warning", line, re.IGNORECASE)]
    return (reasons or lines or ["it gave no reason"])[-1]
