"""Every rule and every message: the samples in ``broken/`` put into the tiny world, one at a time."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from pydantic import ValidationError

from builder.content.models.vocabulary import Vocabulary
from builder.content.rules import RULES
from tests.helpers import World
from tests.samples import Sample, samples
from tests.test_layers import MODULES

SAMPLES = list(samples())


def test_check_finds_nothing_when_the_tiny_world_is_as_it_is(world: World) -> None:
    """The world that the samples break is right by itself."""
    assert world.check() == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_check_finds_exactly_the_problems_that_a_sample_expects(world: World, sample: Sample) -> None:
    """The whole list of problems, sorted by place, is the one that the sample names."""
    sample.apply(world)
    assert world.check() == sample.expected
    assert sample.expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_problem_is_one_line_when_it_is_shown(sample: Sample) -> None:
    """A message is one printable line that names what must hold and ends without a full stop."""
    for line in sample.expected:
        message = line.split(": ", 1)[1]
        assert message.isprintable()
        assert not message.endswith((".", " "))


def rule_functions() -> list[Callable[..., Any]]:
    """Every rule there is, but for those of finished pages, which ``test_verify.py`` breaks."""
    for module in MODULES:
        import_module(f"builder.{module}")
    rules = {rule for rule in RULES if rule.__module__ != "builder.site.verify"}
    return sorted(rules, key=lambda rule: rule.__name__)


@pytest.mark.parametrize("rule", rule_functions(), ids=lambda rule: rule.__name__)
def test_rule_has_a_sample_and_a_sentence(rule: Callable[..., Any]) -> None:
    """A rule without a file in ``broken/`` is not tested; one without a sentence is not documented."""
    assert rule.__name__ in {name for sample in SAMPLES for name in sample.rules}
    assert (rule.__doc__ or "").splitlines()[0].endswith(".")


def test_sample_names_a_rule_only_when_there_is_one() -> None:
    """A rule that is gone leaves no sample behind."""
    known = {rule.__name__ for rule in rule_functions()}
    assert {name for sample in SAMPLES for name in sample.rules} <= known


def test_check_reports_other_files_when_one_cannot_be_read(world: World) -> None:
    """A file that is broken in itself hides no problem of another file, and causes none."""
    world.write("exercises/plank.yml", "title: [a\n")
    world.replace("exercises/suitcase-carry.yml", "level: beginner", "level: begner")
    world.replace("imbalances/left-and-right.yml", "order: 2", "order: two")
    assert world.check() == [
        "exercises/plank.yml:2:1: not valid YAML: a list in [brackets] or {braces} lacks a comma or its closing "
        "bracket",
        "exercises/suitcase-carry.yml:4:8: level must be a level of vocabulary.yml; found 'begner'; "
        "did you mean 'beginner'?",
        "imbalances/left-and-right.yml:4:8: order must be a whole number; found 'two'",
    ]


def test_check_says_no_reference_is_wrong_when_the_vocabulary_cannot_be_read(world: World) -> None:
    """Without the list of ids nobody can say which ids are wrong."""
    world.write("vocabulary.yml", "muscles: [\n")
    assert [line.split(":")[0] for line in world.check()] == ["vocabulary.yml"]


def test_check_says_no_anchor_is_wrong_when_a_file_cannot_be_read(world: World) -> None:
    """The anchor may be one that the unread file gives."""
    world.write("pages/about.md", world.read("pages/about.md") + "\n[Slides](evidence.html#slides)\n")
    assert world.check() == []
    world.write("evidence.yml", "title: [a\n")
    assert [line.split(":")[0] for line in world.check()] == ["evidence.yml"]


def test_vocabulary_may_have_one_of_each(world: World) -> None:
    """A new site begins with one muscle, one piece of equipment, one level and one position, and no fewer."""
    required = {name for name, field in Vocabulary.model_fields.items() if field.is_required()}
    one = {kind: entries[:1] for kind, entries in world.data("vocabulary.yml").items() if kind in required}
    assert len(Vocabulary.model_validate(one).equipment) == 1
    for kind in one:
        with pytest.raises(ValidationError, match=f"{kind}\n"):
            Vocabulary.model_validate(one | {kind: []})


def test_check_finds_every_cycle_of_a_progression_when_it_is_long(world: World) -> None:
    """A cycle is found through any number of steps."""
    text = world.read("exercises/suitcase-carry.yml")
    slugs = ["rung-a", "rung-b", "rung-c"]
    for number, slug in enumerate(slugs):
        below, above = slugs[number - 1], slugs[(number + 1) % 3]
        ladder = f"easier:\n  - {{text: x, exercise: {below}}}\nharder:\n  - {{text: x, exercise: {above}}}\n"
        world.write(f"exercises/{slug}.yml", text.replace("Suitcase carry", slug) + ladder)
    found = [line.split(": ", 1)[1] for line in world.check()]
    assert [message for message in found if message.startswith("harder")] == [
        "harder leads back to this exercise; take one rung out so that the ladder ends"
    ] * 3


def test_check_lets_a_step_come_twice(world: World) -> None:
    """A movement goes there and back, and there again."""
    step = "  - Hold, and keep breathing.\n"
    world.replace("exercises/plank.yml", step, step + "  - Lower your knees.\n" + step)
    assert world.check() == []
