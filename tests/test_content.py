"""The real content: right, readable, and whole."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import exercise_url
from builder.check.reading_level import HARDEST_GRADE, grade, muscle_names, running_text
from builder.content.models.imbalance import Claim
from tests.helpers import REAL, World, pages_of, problems_of, tree_of

ARTICLE = ("face-pull", "suspension-row", "reverse-crunch", "single-leg-sit-up", "one-arm-pulldown", "dumbbell-row")
"""The exercises of the article that the site started from."""

EXERCISES = sorted(path.stem for path in (REAL / "exercises").glob("*.yml"))
IMBALANCES = sorted(path.stem for path in (REAL / "imbalances").glob("*.yml"))
FOR_EVERYBODY = (
    ".bb-lead, .bb-why, .bb-care p, .bb-care li, .bb-setup, .bb-steps li, .bb-feel p, #dose ~ p, .bb-fixes dd"
)


def test_real_content_has_no_problem() -> None:
    """A change of content that does not pass ``check`` fails here, too; a warning stops nobody."""
    assert [problem for problem in problems_of(REAL) if ": warning: " not in problem] == []


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
    """No page for readers is above grade 8, and half of them are at most at 2.5."""
    hard = {}
    for address, page in pages_of(real_site):
        if not address.startswith("contribute/") and address not in ("404.html", "sources.html"):
            hard[address] = page_grade(page, "article :is(p, li, dd):not(.bb-clin *, .bb-sources *)", real_catalogue)
    assert len(hard) > 30
    assert {address: level for address, level in hard.items() if level > HARDEST_GRADE} == {}
    assert median(hard.values()) <= 2.5


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


CORRECTED = re.compile(
    r"while (you|it|the side) could still do|pattern is (often )?taught with|in a like way|as good as none"
    r"|breathlessness before you start|right-handed runners|know only its title|rarely changed along",
    re.IGNORECASE,
)
"""Phrases that readers did not understand, or that said more than their source: corrected once, kept out since."""


@pytest.mark.parametrize("path", sorted(REAL.rglob("*.*")), ids=lambda path: path.name)
def test_corrected_phrase_does_not_return(path: Path) -> None:
    """A sentence that was corrected everywhere is not written again, whatever its line breaks."""
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert [found[0] for found in CORRECTED.finditer(text)] == [], os.path.relpath(path)


NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=2
    )
}
"""“One” is left out: it is also a pronoun."""


def numbers_in(text: str) -> set[str]:
    """Every number of a text, in figures and in words, without thousands separators; link targets are left out."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"\]\([^)]*\)", "", text)).lower()
    words = set(re.findall(r"[a-z]+", plain)) & NUMBER_WORDS.keys()
    return set(re.findall(r"\d+(?:\.\d+)?", plain)) | {NUMBER_WORDS[word] for word in words}


def claims_in(value: object) -> Iterator[Claim]:
    """Every graded statement inside a model."""
    if isinstance(value, Claim):
        yield value
    for item in value if isinstance(value, tuple) else dict(value).values() if isinstance(value, BaseModel) else ():
        yield from claims_in(item)


def test_numbers_are_read_in_figures_and_in_words() -> None:
    """The measure itself does what it says."""
    assert numbers_in("In two of three, 1,209 people; 4.9% [see](x.html#y-2020)") == {"2", "3", "1209", "4.9"}


def test_number_of_a_claim_stands_in_its_source(real_catalogue: Catalogue) -> None:
    """What a claim quotes from a source is recorded with the source, where it can be compared with the paper."""
    checked, missing = 0, {}
    guides = (*real_catalogue.imbalances, real_catalogue.evidence, real_catalogue.self_checks)
    for claim in (claim for guide in guides for claim in claims_in(guide)):
        sources = [real_catalogue.source[name] for name in claim.sources]
        known = numbers_in(" ".join(f"{source.used_for} {source.found or ''} {source.year}" for source in sources))
        checked += bool(sources)
        if sources and (unknown := numbers_in(claim.text) - known):
            missing[claim.text] = (claim.sources, unknown)
    assert missing == {}
    assert checked > 60


@pytest.mark.parametrize("path", sorted(REAL.rglob("*.*")), ids=lambda path: path.name)
def test_text_promises_nothing(path: Path) -> None:
    """No cure, no proof, no guarantee: careful words only."""
    found = [line for line in path.read_text(encoding="utf-8").splitlines() if CLAIMS.search(line)]
    assert found == [], os.path.relpath(path)
