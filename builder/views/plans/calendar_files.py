"""Plans as calendar files (RFC 5545): sessions on some days of each week, with a link to each, without an end.

A file cannot know when its reader begins, so it cannot know the end; the page of the session makes one with an end.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from jinja2 import Environment

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.session_time import session_minutes
from builder.catalogue.urls import TRAIN, calendar_file
from builder.content.models.imbalance import Imbalance
from builder.content.models.programme import Phase, Variant
from builder.system.disk import OutputFile
from builder.views.templating import Phrases

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HOUR = 18
LONGEST_LINE = 75
"""Bytes of a line; what is longer goes on in the next, after a space."""

NO_EDITION = date(2024, 1, 1)
"""A Monday to begin with when the day of the content is unknown."""


def calendar_files(catalogue: Catalogue, edition: date | None, environment: Environment) -> Iterator[OutputFile]:
    """Give a file for each phase and variant; it begins on the Monday of the content's week, so builds are equal."""
    phrase = Phrases(environment, catalogue=catalogue)
    day = edition or NO_EDITION
    monday = day - timedelta(days=day.weekday())
    for imbalance in catalogue.imbalances:
        for key, part in imbalance.programme.plans:
            lines = _calendar(
                catalogue, imbalance, key, part, f"{imbalance.title}: {phrase('plan_name', part)}", monday
            )
            yield OutputFile.of(calendar_file(imbalance.slug, key), "".join(map(folded, lines)))


def training_days(count: int) -> list[str]:
    """So many days, spread evenly over a week that begins on a Monday.

    >>> training_days(3), training_days(2)
    (['MO', 'WE', 'FR'], ['MO', 'TH'])
    """
    return [WEEKDAYS[number * len(WEEKDAYS) // count] for number in range(count)]


def folded(line: str) -> str:
    """Write a line with its end, in parts of at most 75 bytes; no character is cut in two."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > LONGEST_LINE:
            parts.append(part)
            part = " "
        part += character
    return "\r\n".join([*parts, part]) + "\r\n"


def _calendar(
    catalogue: Catalogue, imbalance: Imbalance, key: str, part: Phase | Variant, title: str, monday: date
) -> list[str]:
    link = f"{catalogue.site.address}{TRAIN}#plan={imbalance.slug}/{key}"
    minutes = session_minutes(
        part.exercises, catalogue.exercise, catalogue.training, more_sets=isinstance(part, Variant)
    )
    days = training_days(len(catalogue.training.weeks[0].days))
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(catalogue.site.name)}//{catalogue.site.language.upper()}",
        "BEGIN:VEVENT",
        f"UID:{imbalance.slug}-{key}@{catalogue.site.address.split('/')[2]}",
        f"DTSTAMP:{monday:%Y%m%d}T000000Z",
        f"DTSTART:{monday:%Y%m%d}T{HOUR}0000",
        f"DURATION:PT{minutes[1]}M",
        f"RRULE:FREQ=WEEKLY;BYDAY={','.join(days)}",
        f"SUMMARY:{_text(title)}",
        f"DESCRIPTION:{_text(link)}",
        f"URL:{link}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(title)}",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def _text(text: str) -> str:
    """Escape what means something in a text."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
