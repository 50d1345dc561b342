"""How long a session takes: repetitions with their pauses, shapes, holds, both sides, rests, changes of exercise."""

from collections.abc import Iterable, Mapping

from builder.content.models.exercise import Exercise
from builder.content.models.guides import Training, Week
from builder.content.models.programme import Assignment, Phase

SECONDS_A_MINUTE = 60


def session_minutes(
    assignments: Iterable[Assignment], exercises: Mapping[str, Exercise], training: Training, *, more_sets: bool
) -> tuple[int, int]:
    """Give the shortest and the longest time in minutes, for the lower or the upper number of sets."""
    totals = [0, 0]
    for assignment in assignments:
        for end in (0, 1):
            totals[end] += _seconds(assignment, exercises[assignment.exercise], training, int(more_sets), end)
    return _minutes(totals[0]), _minutes(totals[1])


def plan_minutes(
    phases: Iterable[Phase], week: Week, exercises: Mapping[str, Exercise], training: Training
) -> list[tuple[int, int]]:
    """Give the time of a session in each phase; everybody begins with the lower number of sets."""
    return [
        session_minutes(phase.exercises, exercises, training, more_sets=week.sets == "more" and number > 0)
        for number, phase in enumerate(phases)
    ]


def _seconds(assignment: Assignment, exercise: Exercise, training: Training, sets_end: int, end: int) -> int:
    """The seconds of one exercise; ``end`` picks the lower or upper number of what a set holds and of the rests.

    A set is done on both sides before the rest, and a rest follows every set, the last one too.
    """
    work = _work(assignment, exercise, training, end) * (2 if exercise.sides == "each" else 1)
    rest = exercise.dose.rest_seconds[end]
    return assignment.sets[sets_end] * (work + rest) + training.seconds_to_change


def _work(assignment: Assignment, exercise: Exercise, training: Training, end: int) -> int:
    """The seconds of one set on one side."""
    if assignment.reps:
        pause = exercise.dose.pause_seconds[end] if exercise.dose.pause_seconds else 0
        return exercise.dose.shapes * assignment.reps[end] * (training.seconds_per_repetition + pause)
    if assignment.hold_seconds:
        return assignment.hold_seconds[end]
    return assignment.distance_metres[end] * training.seconds_per_metre if assignment.distance_metres else 0


def _minutes(seconds: int) -> int:
    return max(1, round(seconds / SECONDS_A_MINUTE))
