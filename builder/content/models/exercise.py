"""What an exercise is: fields, limits, descriptions.

The descriptions are the manual: the field reference, the JSON Schemas and the skeleton that
``build_site.py new`` prints are all derived from them. Values arrive as plain data read from YAML and leave as
frozen models; rules across fields and files live in ``builder/check``.
"""

from typing import Annotated, Literal

from pydantic import Field, Strict

from builder.content.models.figure import Figure
from builder.content.models.values import (
    Day,
    Days,
    EquipmentId,
    ExerciseId,
    FileName,
    Grade,
    HoldSeconds,
    Id,
    ImbalanceId,
    LevelId,
    Metres,
    Model,
    MuscleId,
    Name,
    PauseSeconds,
    Phrase,
    PlainText,
    PositionId,
    Prose,
    Reps,
    RestSeconds,
    Sets,
    SourceId,
)


class Dose(Model):
    """How much: sets, one kind of amount, rest and days. A range is two numbers, start and goal."""

    sets: Sets = Field(description="Sets, from start to goal.")
    reps: Reps | None = Field(None, description="Repetitions a set. Give reps, hold_seconds or distance_metres.")
    pause_seconds: PauseSeconds | None = Field(
        None, description="Seconds of holding each repetition, as in a bird dog."
    )
    shapes: Annotated[int, Strict(), Field(ge=1, le=9)] = Field(
        1, description="Shapes in one set, such as the three letters of Y-T-W: each gets all the repetitions."
    )
    hold_seconds: HoldSeconds | None = Field(None, description="Seconds of one hold.")
    distance_metres: Metres | None = Field(None, description="Metres of one walk.")
    rest_seconds: RestSeconds = Field(description="Rest between sets, in seconds.")
    days_per_week: Days = Field(description="Training days a week, 1 to 7.")
    effort: PlainText = Field(description="How hard it may feel and when to end a set.")


class Feel(Model):
    """Where the reader may feel the exercise, and where not."""

    here: PlainText = Field(description="Where it is meant to be felt.")
    not_here: PlainText = Field(description="Where feeling it means: ease off or look at the form again.")


class Mistake(Model):
    """One common slip and how to mend it."""

    fault: Phrase = Field(description="What goes wrong, in a few words.")
    fix: PlainText = Field(description="What to do instead, one sentence.")


class ProgressionStep(Model):
    """One easier or harder version."""

    text: Phrase = Field(description="The version in a few words.")
    exercise: ExerciseId | None = Field(None, description="The exercise it links to, when it has a page of its own.")


class Clinician(Model):
    """The closed box for physiotherapists and doctors."""

    rationale: Prose = Field(description="Why this exercise, in technical words.")
    starting_level: Prose = Field(description="How to find the version and the load to begin with.")
    progression: Prose = Field(description="When and how to progress or regress.")
    evidence: Prose = Field(description="What studies found, with their size and limits.")
    grade: Grade = Field(
        description="A: guideline or systematic review. B: single study. C: expert practice. G: general knowledge."
        " C and G carry no sources."
    )


class Review(Model):
    """Whether a clinician has reviewed the text. Never claim a review that did not happen."""

    status: Literal["not-reviewed", "reviewed"] = Field(description="not-reviewed, or reviewed with the next four.")
    by: Phrase | None = Field(None, description="Full name of the reviewer.")
    profession: Phrase | None = Field(None, description="Profession of the reviewer.")
    on: Day | None = Field(None, description="Day of the review, like 2027-03-31.")
    due: Day | None = Field(None, description="Day the next review is due.")


class Exercise(Model):
    """One exercise: one file in content/exercises/, named after its address."""

    slug: FileName
    title: Name = Field(description="Name of the exercise, as on its page.")
    aliases: tuple[Phrase, ...] = Field((), description="Other names. Shown as “Also called” and found by the search.")
    search_terms: tuple[Phrase, ...] = Field(
        (), description="Lay words that lead here. Found, not shown. Never misspellings."
    )
    former_slugs: tuple[Id, ...] = Field((), description="Earlier file names. Their addresses forward here.")
    imbalance: ImbalanceId = Field(description="The imbalance it belongs to: a file name in content/imbalances/.")
    level: LevelId = Field(description="How demanding it is: a level of vocabulary.yml.")
    position: PositionId = Field(description="Body position: a position of vocabulary.yml.")
    sides: Literal["both", "each", "alternating"] = Field(
        description="both: both sides work at once. each: the dose is per side, one side after the other."
        " alternating: the dose is per side, and the sides change with each repetition, as in a dead bug."
    )
    equipment: tuple[Annotated[tuple[EquipmentId, ...], Field(min_length=1)], ...] = Field(
        description="What is needed. Inner lists: any one of these. Outer list: all of these. [] for nothing."
    )
    optional_equipment: tuple[EquipmentId, ...] = Field(
        (), description="What makes it more comfortable and may be missing. Shown as “optional”; nothing asks for it."
    )
    effect: Literal["strengthen", "stretch", "move"] = Field(
        "strengthen", description="strengthen: muscles work. stretch: they are lengthened. move: joints are moved."
    )
    primary_muscles: tuple[MuscleId, ...] = Field(
        min_length=1, description="Muscles that work most; in a stretch, those that are lengthened."
    )
    secondary_muscles: tuple[MuscleId, ...] = Field((), description="Muscles that help.")
    summary: Phrase = Field(
        description="One or two plain sentences: the first stands under the title. Also what search engines show."
    )
    why: Prose = Field(description="What it may do for this imbalance, in careful words.")
    setup: tuple[PlainText, ...] = Field(min_length=1, description="Getting ready, in order.")
    steps: tuple[PlainText, ...] = Field(min_length=2, description="The movement in order, one action each.")
    breathing: PlainText = Field(description="When to breathe out and in.")
    feel_it: Feel = Field(description="Where to feel it and where not.")
    dose: Dose = Field(description="How much, from start to goal.")
    mistakes: tuple[Mistake, ...] = Field(min_length=1, description="Common slips, each with its fix.")
    easier: tuple[ProgressionStep, ...] = Field((), description="Easier versions, the easiest first.")
    harder: tuple[ProgressionStep, ...] = Field((), description="Harder versions, the hardest last.")
    ask_first: tuple[PlainText, ...] = Field(
        min_length=1,
        description="Who asks a doctor or physiotherapist first. The first sentence, who it is, stands in the page; "
        "what follows is one tap away. Write “none known” rather than leave it out.",
    )
    stop_if: tuple[PlainText, ...] = Field((), description="Stop signs beyond the shared list in safety.yml.")
    clinician: Clinician = Field(description="The box for physiotherapists and doctors.")
    editors_note: Prose | None = Field(None, description="Where this departs from what the site started from, and why.")
    sources: tuple[SourceId, ...] = Field((), description="Sources of clinician.evidence: ids of sources.yml.")
    review: Review = Field(description="Whether a clinician reviewed this text.")
    figure: Figure | None = Field(None, description="The illustration as data.")
