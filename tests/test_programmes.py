"""Programmes, self-checks and evidence on the pages: times that are worked out, limits first, nothing left out."""

from pathlib import Path

import pytest

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.session_time import plan_minutes, session_minutes
from builder.content.models.programme import Assignment
from tests.helpers import World, build, text_of, tree_of


def minutes(catalogue: Catalogue, *, more_sets: bool, **fields: object) -> tuple[int, int]:
    """The time of a session with one exercise."""
    assignment = Assignment.model_validate(fields)
    return session_minutes([assignment], catalogue.exercise, catalogue.training, more_sets=more_sets)


def test_time_counts_sets_both_sides_and_rests(real_catalogue: Catalogue) -> None:
    """A dumbbell row: 2 sides × 10 repetitions of 4 s, 5 s between them, rests of 60 to 120 s, 30 s before."""
    row = {"exercise": "dumbbell-row", "sets": (1, 3), "reps": (10, 10)}
    assert minutes(real_catalogue, more_sets=False, **row) == (round((85 + 30) / 60), round((85 + 30) / 60))
    shortest, longest = 3 * 85 + 2 * 60 + 30, 3 * 85 + 2 * 120 + 30
    assert minutes(real_catalogue, more_sets=True, **row) == (round(shortest / 60), round(longest / 60))


def test_shortest_session_takes_a_minute(real_catalogue: Catalogue) -> None:
    """Nobody is promised no time at all."""
    hold = {"exercise": "front-plank", "sets": (1, 1), "hold_seconds": (1, 1)}
    training = real_catalogue.training.model_copy(update={"seconds_to_change": 0})
    plank = real_catalogue.exercise["front-plank"]
    quick = plank.model_copy(update={"dose": plank.dose.model_copy(update={"rest_seconds": (0, 0)})})
    assignment = Assignment.model_validate(hold)
    assert session_minutes([assignment], {plank.slug: quick}, training, more_sets=False) == (1, 1)


def test_time_of_a_hold_and_of_a_walk(real_catalogue: Catalogue) -> None:
    """Holds count as they are, metres at the pace of training.yml."""
    hold = {"exercise": "front-plank", "sets": (3, 3), "hold_seconds": (10, 10)}
    rest = real_catalogue.exercise["front-plank"].dose.rest_seconds
    assert minutes(real_catalogue, more_sets=True, **hold)[1] == round((3 * 10 + 2 * rest[1] + 30) / 60)
    walk = {"exercise": "suitcase-carry", "sets": (2, 2), "distance_metres": (20, 20)}
    rest = real_catalogue.exercise["suitcase-carry"].dose.rest_seconds
    assert minutes(real_catalogue, more_sets=True, **walk)[1] == round((2 * (40 + 5) + rest[1] + 30) / 60)


def test_longest_session_as_worked_out_by_hand(real_catalogue: Catalogue) -> None:
    """Lower-crossed, weeks 5 to 8, most of everything: work and rest of each set, then half a minute to change."""
    seconds = (
        3 * (15 * (4 + 3) + 120) + 30  # glute bridge: 3 s at the top of each lift
        + 2 * (2 * 10 * 4 + 5 + 120) + 30  # dead bug: both sides
        + 2 * (2 * 8 * (4 + 8) + 5 + 120) + 30  # bird dog: both sides, 8 s in each reach
        + 3 * (15 + 60) + 30  # front plank
        + 2 * (8 * (4 + 8) + 120) + 30  # curl-up: 8 s in each lift
        + 2 * (12 * 4 + 120) + 30  # reverse crunch
        + 1 * (2 * 5 * 4 + 5 + 120) + 30  # single-leg sit-up: both sides
        + 3 * (2 * 30 + 5) + 2 * 30 + 30  # hip stretch: both sides, and no rest at the end
    )  # fmt: skip
    assert seconds == 3372
    programme = real_catalogue.imbalance["lower-crossed-syndrome"].programme
    longest = session_minutes(
        programme.phases[2].exercises, real_catalogue.exercise, real_catalogue.training, more_sets=True
    )
    assert longest[1] == round(3372 / 60) == 56


def test_session_with_three_shapes_as_worked_out_by_hand(real_catalogue: Catalogue) -> None:
    """Upper-crossed, no equipment, most of everything."""
    seconds = (
        5 * (10 + 30) + 30  # chin tuck
        + 2 * (2 * 30 + 5 + 30) + 30  # chest stretch: both sides
        + 2 * (12 * 4 + 120) + 30  # wall slide
        + 2 * (3 * 8 * 4) + 120 + 30  # Y, T and W: eight of each letter, and no rest at the end
    )  # fmt: skip
    assert seconds == 1158
    variant = real_catalogue.imbalance["upper-crossed-syndrome"].programme.variants[1]
    longest = session_minutes(variant.exercises, real_catalogue.exercise, real_catalogue.training, more_sets=True)
    assert (variant.id, longest[1]) == ("no-equipment", round(1158 / 60))


def test_shortest_session_as_worked_out_by_hand(real_catalogue: Catalogue) -> None:
    """Left–right, weeks 1 and 2, least of everything."""
    seconds = (
        1 * (2 * 8 * 4 + 5 + 60) + 30  # row with a band: both sides
        + 1 * (2 * 10 * 1 + 5 + 60) + 30  # carry: both hands
        + 1 * (2 * 8 + 5) + 30  # side plank: both sides, and no rest at the end
    )  # fmt: skip
    assert seconds == 325
    phase = real_catalogue.imbalance["left-right-imbalance"].programme.phases[0]
    shortest = session_minutes(phase.exercises, real_catalogue.exercise, real_catalogue.training, more_sets=False)
    assert shortest[0] == round(325 / 60)


def test_everybody_begins_with_the_lower_number_of_sets(real_catalogue: Catalogue) -> None:
    """Two days a week ask for more sets, but not in the first phase: one set is the start."""
    phases = real_catalogue.imbalance["lower-crossed-syndrome"].programme.phases
    exercises, training = real_catalogue.exercise, real_catalogue.training
    few, many = (
        plan_minutes(phases, next(week for week in training.weeks if week.sets == sets), exercises, training)
        for sets in ("fewer", "more")
    )
    assert few[0] == many[0]
    assert all(less[1] < more[1] for less, more in zip(few[1:], many[1:], strict=True))


def test_real_content_has_the_programmes_that_people_look_for(real_catalogue: Catalogue) -> None:
    """Three phases each, and shorter ways: for a desk, without equipment, with one band."""
    variants = [variant.id for imbalance in real_catalogue.imbalances for variant in imbalance.programme.variants]
    assert all(len(imbalance.programme.phases) == 3 for imbalance in real_catalogue.imbalances)
    assert len(real_catalogue.imbalances) + len(variants) >= 9
    assert variants.count("at-a-desk") == variants.count("no-equipment") == 3
    assert "one-band" in variants
    assert {len(week.days) for week in real_catalogue.training.weeks} == {2, 3}


def test_page_of_an_imbalance_tells_the_time_of_each_phase(real_site: Path, real_catalogue: Catalogue) -> None:
    """The days of the week and the other programmes stand with their minutes."""
    page = tree_of(real_site / "lower-crossed-syndrome" / "index.html")
    programme = real_catalogue.imbalance["lower-crossed-syndrome"].programme
    shown = text_of(page, "#week ~ div table")
    for week in real_catalogue.training.weeks:
        for low, high in plan_minutes(programme.phases, week, real_catalogue.exercise, real_catalogue.training):
            assert f"about {low}–{high} minutes" in shown
    for variant in programme.variants:
        assert page.css_first(f"#{variant.id}") is not None


@pytest.mark.parametrize("name", ["self-checks", "evidence"])
def test_guide_says_everything(real_site: Path, real_catalogue: Catalogue, name: str) -> None:
    """Each heading has its anchor; every claim stands with its grade."""
    page = tree_of(real_site / f"{name}.html")
    checks, evidence = real_catalogue.self_checks, real_catalogue.evidence
    parts = {
        "self-checks": [
            *((one.id, one.limits) for one in checks.checks),
            *((one.id, one.why_not) for one in checks.not_offered),
        ],
        "evidence": [(one.id, one.claims) for one in evidence.questions],
    }[name]
    for anchor, _ in parts:
        assert page.css_first(f"#{anchor}") is not None
    grades = [node.text().split(",")[0] for node in page.css(".bb-grade")]
    assert grades == [f"Grade {claim.grade}" for _, claims in parts for claim in claims]


def test_limits_of_a_check_come_before_how_to_do_it(real_site: Path, real_catalogue: Catalogue) -> None:
    """Nobody does a check before having read what it cannot tell."""
    text = text_of(tree_of(real_site / "self-checks.html"), "article")
    at = 0
    for check in real_catalogue.self_checks.checks:
        for said in (check.title, real_catalogue.words["limits"], check.how[0], check.reading):
            found = text.find(" ".join(said.split()), at)
            assert found >= at, said
            at = found


def test_enough_is_offered_and_enough_refused(real_catalogue: Catalogue) -> None:
    """Four checks, and the tests that cannot tell people apart are named."""
    assert len(real_catalogue.self_checks.checks) >= 4
    assert {"shoulder-gap", "thomas-test"} <= {one.id for one in real_catalogue.self_checks.not_offered}
    assert len(real_catalogue.evidence.questions) >= 14
    assert len(real_catalogue.exercises) >= 21
    assert len(real_catalogue.glossary.terms) >= 38


def test_progression_shows_links_both_ways(world: World, tmp_path: Path) -> None:
    """The easier exercise names the harder one and the other way round."""
    site = tmp_path / "site"
    assert build(world.folder, site).code == 0
    up = tree_of(site / "chest-and-neck" / "wall-slide.html").css('.bb-ladder a[href="plank.html"]')
    down = tree_of(site / "chest-and-neck" / "plank.html").css('.bb-ladder a[href="wall-slide.html"]')
    assert len(up) == len(down) == 1
