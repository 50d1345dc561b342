"""The real content: right, readable, and whole."""

import os
import re
from pathlib import Path

import pytest
from pyphen import Pyphen  # type: ignore[import-untyped]
from selectolax.lexbor import LexborNode

from tests.helpers import REAL, World, problems_of, tree_of

ARTICLE = ("face-pull", "suspension-row", "reverse-crunch", "single-leg-sit-up", "one-arm-pulldown", "dumbbell-row")
"""The exercises of the article that the site started from."""

HARDEST_GRADE = 8.0
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


def muscle_names() -> list[str]:
    """The names of muscles, the longest first: technical words that a reader meets with a plain name beside them."""
    names = [muscle["label"] for muscle in World(REAL).data("vocabulary.yml")["muscles"]]
    words = {word for name in names for word in re.findall(r"\w{4,}", name)}
    return sorted(words, key=len, reverse=True)


def plain_text(nodes: list[LexborNode]) -> str:
    """The text of some elements as sentences, without names of muscles."""
    muscles = re.compile(rf"\b({'|'.join(map(re.escape, muscle_names()))})\b", re.IGNORECASE)
    sentences = [" ".join(node.text().split()) for node in nodes]
    return " ".join(
        muscles.sub("muscle", one if one.endswith((".", "!", "?", ":")) else f"{one}.") for one in sentences
    )


def grade(text: str) -> float:
    """The school grade of a text by Flesch and Kincaid: long sentences and long words make it higher."""
    hyphens = Pyphen(lang="en_US")
    words = re.findall(r"[A-Za-z'’-]+", text)
    syllables = sum(len(hyphens.positions(word.lower())) + 1 for word in words)
    sentences = len(re.findall(r"[.!?:]+(?=\s|$)", text))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_grade_tells_plain_from_heavy_words() -> None:
    """The measure itself does what it says."""
    plain = grade("Stand tall. Pull the band. Let it go back.")
    heavy = grade("Scapular retraction facilitates proprioceptive reorganisation of musculoskeletal coordination.")
    assert plain < 2
    assert heavy > 20


@pytest.mark.parametrize("slug", EXERCISES)
def test_exercise_page_is_easy_to_read(real_site: Path, slug: str) -> None:
    """What everybody reads on the page of an exercise is at most at the grade of a fourteen-year-old."""
    imbalance = World(REAL).data(f"exercises/{slug}.yml")["imbalance"]
    nodes = tree_of(real_site / imbalance / f"{slug}.html").css(FOR_EVERYBODY)
    assert len(nodes) > 10
    assert grade(plain_text(nodes)) <= HARDEST_GRADE


@pytest.mark.parametrize("slug", IMBALANCES)
def test_imbalance_page_is_easy_to_read(real_site: Path, slug: str) -> None:
    """The pages of the imbalances are held to the same grade."""
    nodes = tree_of(real_site / slug / "index.html").css(
        ".bb-lead, #notice ~ div p, #notice ~ div li, .bb-evidence p, .bb-care li"
    )
    assert len(nodes) > 5
    assert grade(plain_text(nodes)) <= HARDEST_GRADE


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


def test_every_exercise_is_in_a_programme() -> None:
    """An exercise that no programme uses is an orphan."""
    used = {
        entry["exercise"]
        for slug in IMBALANCES
        for phase in World(REAL).data(f"imbalances/{slug}.yml")["programme"]["phases"]
        for entry in phase["exercises"]
    }
    assert used == set(EXERCISES)
