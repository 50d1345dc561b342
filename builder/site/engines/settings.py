"""The settings that an engine reads: mkdocs.yml with its words filled in, and the names and texts of this site.

Themes escape some of these texts and not others, so an engine is given a slot in the place of each (``shells.py``).
What templates of ours escape is given as it is.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml
from jinja2 import Environment
from markupsafe import Markup

from builder.catalogue import scripts, urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.picture_files import CARD_SIZE
from builder.views.templating import format_date

DOCS, THEME, OUTPUT = "docs", "theme", "out"
"""The folders beside the generated mkdocs.yml; Zensical takes no output folder outside its own."""


class ReaderText(str):
    """A text that the theme shows to readers, not escaped."""


def settings(catalogue: Catalogue, edition: date | None, template: str, environment: Environment) -> dict[str, object]:
    """Give the settings without navigation; ``template`` is the text of the repository's mkdocs.yml."""
    site = catalogue.site
    common: dict[str, Any] = {key: _filled(value, environment) for key, value in yaml.safe_load(template).items()}
    theme = {"logo": urls.LOGO, "favicon": urls.LOGO, "custom_dir": THEME, "language": site.language}
    return {
        **common,
        "site_name": ReaderText(site.name),
        "site_url": site.address,
        "site_description": ReaderText(site.description),
        "docs_dir": DOCS,
        "site_dir": OUTPUT,
        "theme": {**common["theme"], **theme},
        "extra": {
            **common["extra"],
            "words": dict(catalogue.words),
            "site": {
                **site.model_dump(mode="json", exclude={"listings", "synonyms", "months", "security"}),
                "edition": format_date(edition, site.months) if edition else "",
            },
            "footer_links": [[{"url": url, "title": title} for url, title in column] for column in _footer(catalogue)],
            "urls": dict(urls.IN_THE_THEME),
            "card_size": CARD_SIZE,
            "polyfills": [scripts.OFFLINE_SCRIPT],
        },
    }


def _filled(value: object, environment: Environment) -> object:
    """Fill the words into each text of mkdocs.yml: after it was read, so that no word can change what it says."""
    if isinstance(value, Mapping):
        return {key: _filled(item, environment) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, environment) for item in value]
    if isinstance(value, str) and "{{" in value:
        return ReaderText(Markup(environment.from_string(value).render()).unescape())  # never rendered as HTML itself
    return value


def _footer(catalogue: Catalogue) -> list[list[tuple[str, str]]]:
    """The columns of links at the foot of every page."""
    site, listings = catalogue.site, catalogue.site.listings
    titles = {str(page.path.with_suffix(".html")): page.front_matter.title for page in catalogue.pages}
    return [
        [
            (urls.GET_HELP, site.navigation.get_help),
            (urls.BEFORE_YOU_START, catalogue.safety.before_you_start.title),
            (urls.DISCLAIMER, titles[urls.DISCLAIMER]),
            (urls.SELF_CHECKS, catalogue.self_checks.title),
            (urls.SHEET, listings.sheet.navigation),
            (urls.DOWNLOADS, listings.downloads.navigation),
        ],
        [
            (urls.ABOUT, titles[urls.ABOUT]),
            (urls.EVIDENCE, catalogue.evidence.title),
            (urls.SOURCES, listings.sources.navigation),
            (urls.GLOSSARY, listings.glossary.navigation),
            (urls.TRAINING_LOG, listings.training_log.navigation),
            (urls.CONTRIBUTE, titles[urls.CONTRIBUTE]),
        ],
    ]
