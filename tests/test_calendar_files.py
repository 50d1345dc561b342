"""Calendar files of the plans, read by a parser: days, length, link, reminder."""

from datetime import date, datetime, time
from pathlib import Path

import icalendar
import pytest

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.session_time import session_minutes
from builder.catalogue.urls import TRAIN, calendar_file
from builder.content.models.programme import Variant
from builder.views.plans.calendar_files import folded
from tests.helpers import World, build, tree_of


def event_of(path: Path) -> icalendar.Event:
    """The one event of a calendar file."""
    (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    return event


def test_every_plan_has_its_days_length_link_and_reminder(real_site: Path, real_catalogue: Catalogue) -> None:
    """On the days of the first week of training.yml, each week, at a time of the place where the reader is."""
    names = set()
    for imbalance in real_catalogue.imbalances:
        for key, part in imbalance.programme.plans:
            event = event_of(real_site / calendar_file(imbalance.slug, key))
            start = event.decoded("DTSTART")
            assert (start.weekday(), start.time(), start.tzinfo) == (0, time(18), None)
            assert event["RRULE"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "WE", "FR"]}
            exercises, training = real_catalogue.exercise, real_catalogue.training
            more = isinstance(part, Variant)
            longest = session_minutes(part.exercises, exercises, training, more_sets=more)[1]
            assert event.decoded("DURATION").total_seconds() == longest * 60
            assert event["URL"] == f"{real_catalogue.site.address}{TRAIN}#plan={imbalance.slug}/{key}"
            assert event["DESCRIPTION"] == event["URL"]
            assert [alarm["ACTION"] for alarm in event.walk("VALARM")] == ["DISPLAY"]
            names.add((event["SUMMARY"], event["UID"]))
    assert len(names) == sum(len(imbalance.programme.plans) for imbalance in real_catalogue.imbalances)


def test_page_of_an_imbalance_and_of_training_lead_to_the_file(real_site: Path) -> None:
    """Without a script too."""
    for page in ("upper-crossed-syndrome/index.html", "train.html"):
        links = [str(link.attributes["href"]) for link in tree_of(real_site / page).css("a[download][href$='.ics']")]
        assert any(link.endswith("assets/calendar/upper-crossed-syndrome-at-a-desk.ics") for link in links)


def test_title_with_signs_that_mean_something_comes_back(world: World, tmp_path: Path) -> None:
    """Commas, semicolons and backslashes are escaped; a long title is folded."""
    title = "A, b; c\\d " + "äö " * 15 + "ü"
    world.replace("imbalances/chest-and-neck.yml", "title: Chest & neck", f"title: {title}")
    assert build(world.folder, tmp_path / "site").code == 0
    event = event_of(tmp_path / "site" / calendar_file("chest-and-neck", "1"))
    assert str(event["SUMMARY"]).startswith(f"{title}: ")
    lines = (tmp_path / "site" / calendar_file("chest-and-neck", "1")).read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75


@pytest.mark.parametrize("line", ["", "a" * 75, "a" * 76, "ä" * 80, "🙂" * 40])
def test_folded_line_comes_back_whole(line: str) -> None:
    """No character is cut in two."""
    written = folded(line)
    assert written.endswith("\r\n")
    assert written[:-2].replace("\r\n ", "") == line
    assert all(len(part.encode()) <= 75 for part in written.split("\r\n"))


def test_series_begins_in_the_week_of_the_content(built: Path) -> None:
    """And not on the day of the build: the same content gives the same bytes."""
    start = event_of(built / calendar_file("chest-and-neck", "1")).decoded("DTSTART")
    assert start == datetime.combine(date(2025, 12, 29), time(18))
