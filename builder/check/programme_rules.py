"""Rules of the programmes across files: nothing left out, doses of the exercises respected, promised times kept."""

from collections.abc import Iterator

from builder.catalogue.session_time import session_minutes
from builder.check.checked_files import CheckedContent, CheckedFile
from builder.content.models.exercise import Exercise
from builder.content.models.guides import Training
from builder.content.models.imbalance import Imbalance
from builder.content.models.programme import Assignment, Variant
from builder.content.models.values import EquipmentId
from builder.content.problem import KeyPath, Problem, field_name
from builder.content.rules import Rules

rule = Rules[[CheckedContent], Problem]()


@rule
def every_exercise_is_in_a_programme(content: CheckedContent) -> Iterator[Problem]:
    """Every exercise is in a phase or a variant of some programme; a warning, for a new exercise comes first."""
    used = {assignment.exercise for _, _, assignment in _assignments(content)}
    for checked in content.exercises if used else ():
        if checked.source.slug not in used:
            message = "no programme has this exercise; add it to a phase or a variant of an imbalance"
            yield checked.source.problem((), message, is_warning=True)


@rule
def muscles_of_a_pattern_are_met(content: CheckedContent) -> Iterator[Problem]:
    """Every muscle of a pattern is trained or stretched by an exercise of that imbalance, or said to be left out."""
    for checked in _imbalances(content):
        pattern = checked.model.pattern
        met = {
            muscle
            for exercise in _exercises_of(content, checked.source.slug)
            for muscle in (*exercise.primary_muscles, *exercise.secondary_muscles)
        }
        named = [muscle for group in (*pattern.tight, *pattern.weak) for muscle in group.muscles]
        for muscle in dict.fromkeys((*named, *pattern.one_sided)):
            if muscle not in met and muscle not in pattern.not_trained:
                remedy = "add one, or name the muscle under not_trained and say why in the note"
                yield checked.source.problem(
                    ("pattern",),
                    f"pattern: no exercise of this imbalance trains or stretches {str(muscle)!r}; {remedy}",
                )
        for index, muscle in enumerate(pattern.not_trained):
            if muscle in met:
                yield checked.source.problem(
                    ("pattern", "not_trained", index), f"not_trained names {str(muscle)!r}, which is trained; delete it"
                )


@rule
def variants_need_only_what_is_at_hand(content: CheckedContent) -> Iterator[Problem]:
    """A variant asks for no equipment but what it says is at hand."""
    known = content.known.get(EquipmentId.kind, frozenset())
    exercises = {checked.source.slug: checked.model for checked in content.exercises}
    for checked, index, variant in _variants(content):
        for number, assignment in enumerate(variant.exercises):
            exercise = exercises.get(assignment.exercise)
            for choices in exercise.equipment if exercise else ():
                if set(choices) <= known and not set(choices) & set(variant.at_hand):
                    key_path = ("programme", "variants", index, "exercises", number, "exercise")
                    needed = " or ".join(choices)
                    yield checked.source.problem(
                        key_path,
                        f"{field_name(key_path)} needs {needed}; add it to at_hand, or choose another exercise",
                    )


@rule
def variants_keep_to_their_time(content: CheckedContent) -> Iterator[Problem]:
    """A session of a variant takes at most the minutes that it promises."""
    exercises = {checked.source.slug: checked.model for checked in content.exercises}
    training = content.find(Training)
    for checked, index, variant in _variants(content):
        if training is None or any(one.exercise not in exercises for one in variant.exercises):
            continue
        _, longest = session_minutes(variant.exercises, exercises, training.model, more_sets=True)
        if longest > variant.minutes:
            key_path = ("programme", "variants", index, "minutes")
            yield checked.source.problem(
                key_path, f"{field_name(key_path)} promises {variant.minutes}, but a session takes up to {longest}"
            )


AMOUNTS = ("sets", "reps", "hold_seconds", "distance_metres")


@rule
def doses_keep_to_the_exercise(content: CheckedContent) -> Iterator[Problem]:
    """A programme asks for no less and no more than the range that the exercise itself gives."""
    exercises = {checked.source.slug: checked.model for checked in content.exercises}
    for checked, place, assignment in _assignments(content):
        dose = exercises[assignment.exercise].dose if assignment.exercise in exercises else None
        for field in AMOUNTS if dose else ():
            asked, given = getattr(assignment, field), getattr(dose, field)
            if asked and not (given and given[0] <= asked[0] and asked[1] <= given[1]):
                key_path = (*place, field)
                range_ = f"{given[0]} to {given[1]}" if given else f"no {field}"
                yield checked.source.problem(
                    key_path,
                    f"{field_name(key_path)} asks for {asked[0]} to {asked[1]}, but {assignment.exercise} has {range_};"
                    " change one of them",
                )


def _imbalances(content: CheckedContent) -> list[CheckedFile[Imbalance]]:
    """The imbalances, when every file is right: what is missing would make their programmes wrong."""
    return content.of(Imbalance) if content.is_whole else []


def _exercises_of(content: CheckedContent, slug: str) -> Iterator[Exercise]:
    return (checked.model for checked in content.exercises if checked.model.imbalance == slug)


def _assignments(content: CheckedContent) -> Iterator[tuple[CheckedFile[Imbalance], KeyPath, Assignment]]:
    for checked in _imbalances(content):
        for kind in ("phases", "variants"):
            for index, part in enumerate(getattr(checked.model.programme, kind)):
                for number, assignment in enumerate(part.exercises):
                    yield checked, ("programme", kind, index, "exercises", number), assignment


def _variants(content: CheckedContent) -> Iterator[tuple[CheckedFile[Imbalance], int, Variant]]:
    for checked in _imbalances(content):
        for index, variant in enumerate(checked.model.programme.variants):
            yield checked, index, variant
