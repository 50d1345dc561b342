"""The real content: right, readable, and whole."""

import os
import re
from pathlib import Path
from statistics import median

import pytest
from selectolax.lexbor import LexborHTMLParser

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import exercise_url
from builder.check.reading_level import HARDEST_GRADE, grade, muscle_names, running_text
from tests.helpers import REAL, World, pages_of, problems_of, tree_of

ARTICLE = ("face-pull", "suspension-row", "reverse-crunch", "single-leg-sit-up", "one-arm-pulldown", "dumbbell-row")
"""The exercises of the article that the site started from."""

EXERCISES = sorted(path.stem for path in (REAL / "exercises").glob("*.yml"))
IMBALANCES = sorted(path.stem for path in (REAL / "imbalances").glob("*.yml"))
FOR_EVERYBODY = (
    ".bb-lead, .bb-why, .bb-care p, .bb-care li, .bb-setup, .bb-steps li, .bb-feel p, #dose ~ p, .bb-fixes dd"
)


def test_real_content_has_no_problem() -> None:
    """A change of content that does not pass ``check`` fails here, too."""
    assert problems_of(REAL) == []


@pytest.mark.parametrize("slug", ARTICLE)
def test_exercise_of_the_article_is_there(slug: str) -> None:
    """None of the exercises that the site started from is lost."""
    assert slug in EXERCISES


def test_grade_tells_plain_from_heavy_words() -> None:
    """The measure itself does what it says."""
    plain = grade("Stand tall. Pull the band. Let it go back.")
    heavy = grade("Scapular retraction facilitates proprioceptive reorganisation of musculoskeletal coordination.")
    assert plain < 2
    assert heavy > 20


def page_grade(page: LexborHTMLParser, selector: str, catalogue: Catalogue) -> float:
    """The grade of some elements of a page."""
    texts = [node.text() for node in page.css(selector)]
    assert texts
    return grade(running_text(texts), muscle_names(catalogue.vocabulary))


@pytest.mark.parametrize("slug", EXERCISES)
def test_exercise_page_is_easy_to_read(real_site: Path, real_catalogue: Catalogue, slug: str) -> None:
    """What everybody reads on the page of an exercise is at most at the grade of a fourteen-year-old."""
    page = tree_of(real_site / exercise_url(real_catalogue.exercise[slug]))
    assert page_grade(page, FOR_EVERYBODY, real_catalogue) <= HARDEST_GRADE


def test_every_page_is_easy_to_read(real_site: Path, real_catalogue: Catalogue) -> None:
    """No page for readers is above grade 8, and half of them are at most at 6.5."""
    hard = {}
    for address, page in pages_of(real_site):
        if not address.startswith("contribute/") and address not in ("404.html", "sources.html"):
            hard[address] = page_grade(page, "article :is(p, li, dd):not(.bb-clin *, .bb-sources *)", real_catalogue)
    assert len(hard) > 30
    assert {address: level for address, level in hard.items() if level > HARDEST_GRADE} == {}
    assert median(hard.values()) <= 6.5


@pytest.mark.parametrize(
    "place", [f"exercises/{slug}.yml" for slug in EXERCISES] + [f"imbalances/{slug}.yml" for slug in IMBALANCES]
)
def test_file_claims_no_review_when_nobody_is_named(place: str) -> None:
    """Today no clinician has reviewed anything; when one has, the file says who."""
    review = World(REAL).data(place)["review"]
    assert review["status"] == "not-reviewed" or {"by", "profession", "on", "due"} <= set(review)


CLAIMS = re.compile(
    r"clinically (reviewed|proven|tested)|guarantee|cures?\b|\bheals?\b|scientifically proven", re.IGNORECASE
)


@pytest.mark.parametrize("path", sorted(REAL.rglob("*.*")), ids=lambda path: path.name)
def test_text_promises_nothing(path: Path) -> None:
    """No cure, no proof, no guarantee: careful words only."""
    found = [line for line in path.read_text(encoding="utf-8").splitlines() if CLAIMS.search(line)]
    assert found == [], os.path.relpath(path)
