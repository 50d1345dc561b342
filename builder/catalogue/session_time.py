"""How long a session takes: repetitions with their pauses, shapes, holds, both sides, rests, changes of exercise."""

from collections.abc import Iterable, Mapping, Sequence

from builder.content.models.exercise import Exercise
from builder.content.models.guides import Training, Week
from builder.content.models.programme import Assignment, Phase

SECONDS_A_MINUTE = 60


def session_minutes(
    assignments: Iterable[Assignment], exercises: Mapping[str, Exercise], training: Training, *, more_sets: bool
) -> tuple[int, int]:
    """Give the shortest and the longest time in minutes, for the lower or the upper number of sets.

    The script of a session, ``train-session.js``, counts by the same rule.
    """
    doses = [(assignment, exercises[assignment.exercise]) for assignment in assignments]
    return _minutes(doses, training, int(more_sets), 0), _minutes(doses, training, int(more_sets), 1)


def plan_minutes(
    phases: Iterable[Phase], week: Week, exercises: Mapping[str, Exercise], training: Training
) -> list[tuple[int, int]]:
    """Give the time of a session in each phase; everybody begins with the lower number of sets."""
    return [
        session_minutes(phase.exercises, exercises, training, more_sets=week.sets == "more" and number > 0)
        for number, phase in enumerate(phases)
    ]


def _minutes(doses: Sequence[tuple[Assignment, Exercise]], training: Training, sets_end: int, end: int) -> int:
    """The minutes of a session; ``end`` picks the lower or upper number of what a set holds and of the rests.

    A rest follows every set but the last one of all.
    """
    seconds = sum(_seconds(assignment, exercise, training, sets_end, end) for assignment, exercise in doses)
    seconds -= doses[-1][1].dose.rest_seconds[end] if doses else 0
    return max(1, round(seconds / SECONDS_A_MINUTE))


def _seconds(assignment: Assignment, exercise: Exercise, training: Training, sets_end: int, end: int) -> int:
    """The seconds of one exercise. A set is done on both sides before the rest."""
    work = _work(assignment, exercise, training, end)
    if exercise.sides != "both":
        work += work + (training.seconds_to_change_sides if exercise.sides == "each" else 0)
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
