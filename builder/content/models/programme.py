"""What a programme is: phases of weeks, other programmes for the same pattern, the rules for going on."""

from typing import Annotated

from pydantic import Field, Strict

from builder.content.models.values import (
    EquipmentId,
    ExerciseId,
    Flag,
    HoldSeconds,
    Id,
    Metres,
    Model,
    Phrase,
    PlainText,
    Prose,
    Reps,
    Sets,
    Weeks,
)


class Assignment(Model):
    """One exercise in one phase of a programme."""

    exercise: ExerciseId = Field(description="File name in content/exercises/.")
    sets: Sets = Field(description="Sets in this phase.")
    reps: Reps | None = Field(None, description="Repetitions a set.")
    hold_seconds: HoldSeconds | None = Field(None, description="Seconds of one hold.")
    distance_metres: Metres | None = Field(None, description="Metres of one walk.")
    note: Phrase | None = Field(None, description="A word beside the dose, such as “optional”.")


class Phase(Model):
    """Some weeks of a programme."""

    title: Phrase | None = Field(None, description="A word for these weeks, like “Getting to know it”.")
    weeks: Weeks = Field(description="First and last week.")
    exercises: tuple[Assignment, ...] = Field(min_length=1, description="The exercises in order.")


class Variant(Model):
    """Another programme for the same pattern: for a desk, without equipment, with one band."""

    id: Id = Field(description="Anchor on the page.")
    title: Phrase = Field(description="Heading, like “One band”.")
    summary: PlainText = Field(description="For whom and where.")
    at_hand: tuple[EquipmentId, ...] = Field((), description="All equipment that it may need.")
    minutes: Annotated[int, Strict(), Field(ge=1, le=120)] = Field(description="How long a session may take at most.")
    exercises: tuple[Assignment, ...] = Field(min_length=1, description="The exercises in order.")


class Programme(Model):
    """Phases of weeks, with the rules for going on."""

    intro: Prose = Field(description="Days a week, rest, effort.")
    phases: tuple[Phase, ...] = Field(min_length=1, description="In order, weeks without gaps.")
    move_on: PlainText = Field(description="When to take the next step.")
    flare_up: PlainText = Field(description="What to do when it hurts more.")
    look_back: PlainText = Field(description="When to compare, and what then.")
    weaker_side_first: Flag = Field(
        False, description="true: sets of each side begin with the side that tires first, and the session says so."
    )
    variants: tuple[Variant, ...] = Field((), description="Other programmes for the same pattern.")

    @property
    def plans(self) -> list[tuple[str, Phase | Variant]]:
        """Every phase and variant with its name in addresses: a phase goes by its number, a variant by its id."""
        phases: list[tuple[str, Phase | Variant]] = [
            (str(number), phase) for number, phase in enumerate(self.phases, 1)
        ]
        return [*phases, *((variant.id, variant) for variant in self.variants)]

    @property
    def rows(self) -> list[tuple[str, list[tuple[Phase, Assignment | None]]]]:
        """Each exercise with what it is in every phase, in the order of first appearance."""
        order = dict.fromkeys(assignment.exercise for phase in self.phases for assignment in phase.exercises)
        return [
            (
                slug,
                [
                    (phase, next((one for one in phase.exercises if one.exercise == slug), None))
                    for phase in self.phases
                ],
            )
            for slug in order
        ]
