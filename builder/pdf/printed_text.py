"""Content as the typesetter reads it: prose as runs with whole addresses, long words that can be broken."""

import re
from dataclasses import asdict
from datetime import date

from pydantic import BaseModel

from builder.catalogue.urls import canonical
from builder.content.markdown import is_internal, prose_runs
from builder.content.models.site import Site
from builder.content.models.values import Prose, Reference
from builder.views.templating import format_date

IDENTIFIERS = {"id", "slug"}
"""Fields that other things are found by; they are not set in type."""

LONG_WORD = re.compile(r"[^\s/:.-]{25,}")


def printable(value: object, site: Site) -> object:
    """Turn content into what JSON can hold: prose into runs, days into words, models into objects."""
    match value:
        case Prose():
            runs = prose_runs(value)
            return [{**asdict(run), "text": breakable(run.text), **_target(run.address, site)} for run in runs]
        case Reference():
            return value
        case str():
            return breakable(value)
        case BaseModel():
            return printable_fields(value, site)
        case tuple():
            return [printable(item, site) for item in value]
        case date():
            return format_date(value, site.months)
    return value


def printable_fields(model: BaseModel, site: Site) -> dict[str, object]:
    """The fields of a model, as the typesetter reads them."""
    return {name: item if name in IDENTIFIERS else printable(item, site) for name, item in model}


def breakable(text: str) -> str:
    """Let a line end inside a word that is too long for a narrow column; an address stays what it is."""
    if "://" in text:
        return text
    return LONG_WORD.sub(lambda word: "\u200b".join(re.findall(".{1,12}", word[0])), text)


def _target(address: str | None, site: Site) -> dict[str, str | None]:
    """Where a run leads: on the web, and the page of the site, which the book may hold itself."""
    if address is None or not is_internal(address):
        return {"address": address, "page": None}
    return {"address": site.address + canonical(address), "page": address}
