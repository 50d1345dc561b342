"""What exercises can be filtered by: only choices that some exercise has, under the words a reader knows."""

from collections.abc import Iterable

from builder.catalogue.catalogue import Catalogue

Choices = list[tuple[str, str]]
"""Values with their labels, in the order of the vocabulary."""


def filter_choices(catalogue: Catalogue) -> dict[str, Choices]:
    """Give the choices of each filter, by its name, and what is ``at_home`` without being asked for."""
    exercises, vocabulary = catalogue.exercises, catalogue.vocabulary
    needed = (item for one in exercises for choices in one.equipment for item in choices)
    special = (item for one in exercises for choices in catalogue.special_equipment(one) for item in choices)
    muscles = (muscle for exercise in exercises for muscle in exercise.primary_muscles)
    return {
        "imbalance": [(one.slug, one.title) for one in catalogue.imbalances],
        "equipment": _used(((one.id, one.label) for one in vocabulary.equipment), special),
        "at_home": _used(((one.id, one.label) for one in vocabulary.equipment if one.in_every_home), needed),
        "position": _used(((one.id, one.label) for one in vocabulary.positions), (one.position for one in exercises)),
        "level": _used(((one.id, one.label) for one in vocabulary.levels), (one.level for one in exercises)),
        "muscles": _used(((one.id, one.plain) for one in vocabulary.muscles), muscles),
    }


def _used(labels: Iterable[tuple[str, str]], used: Iterable[str]) -> Choices:
    wanted = set(used)
    return [(value, label) for value, label in labels if value in wanted]
