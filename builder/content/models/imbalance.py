"""What an imbalance is: a pattern of muscles, what research says of it, a programme. Fields, limits, descriptions."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from builder.content.models.exercise import Review
from builder.content.models.programme import Programme
from builder.content.models.values import FileName, Grade, Model, MuscleId, Name, Phrase, PlainText, Prose, SourceId


class MuscleGroup(Model):
    """Muscles named together in a pattern, in plain words first."""

    label: Phrase = Field(description="Plain name first, anatomical names in brackets.")
    muscles: tuple[MuscleId, ...] = Field(min_length=1, description="Ids of vocabulary.yml.")


class Pattern(Model):
    """Which muscles a pattern is taught to hold tight and which weak."""

    tight: tuple[MuscleGroup, ...] = Field((), description="Taught as tight.")
    weak: tuple[MuscleGroup, ...] = Field((), description="Taught as weak.")
    one_sided: tuple[MuscleId, ...] = Field(
        (), description="For a left–right difference: muscles drawn solid on one side and hatched on the other."
    )
    note: Prose | None = Field(None, description="What must be said beside the list.")
    not_trained: tuple[MuscleId, ...] = Field(
        (), description="Muscles of the pattern that no exercise here is for; the note says why."
    )


class Claim(Model):
    """One statement about evidence, with its grade and sources."""

    text: Prose = Field(description="The statement in plain, careful words.")
    grade: Grade = Field(description="A, B, C or G. C and G carry no sources.")
    sources: tuple[SourceId, ...] = Field((), description="Ids of sources.yml.")


Strength = Literal["weak", "moderate", "strong"]


class Evidence(Model):
    """What research says, with an overall word."""

    strength: Strength = Field(description="The overall word for the reader.")
    claims: tuple[Claim, ...] = Field(min_length=1, description="The statements, in reading order.")


class Imbalance(Model):
    """One pattern: one file in content/imbalances/."""

    slug: FileName
    title: Name = Field(description="Name of the pattern.")
    plain_name: Phrase = Field(description="The pattern in everyday words.")
    order: Annotated[int, Strict(), Field(ge=1, le=99)] = Field(description="Place among the imbalances.")
    aliases: tuple[Phrase, ...] = Field((), description="Other names, shown and found.")
    search_terms: tuple[Phrase, ...] = Field((), description="Lay words that lead here. Found, not shown.")
    summary: Phrase = Field(description="One or two plain sentences. Also what search engines show.")
    card: Phrase = Field(description="What someone with this pattern may notice, for its card.")
    about: tuple[Prose, ...] = Field((), description="A few paragraphs on the idea behind the pattern.")
    pattern: Pattern = Field(description="Tight and weak muscles as taught.")
    notice: tuple[PlainText, ...] = Field(min_length=1, description="What people notice.")
    notice_note: PlainText = Field(description="What that does not mean.")
    evidence: Evidence = Field(description="What research says.")
    ask_first: tuple[PlainText, ...] = Field((), description="Who asks first, beyond the shared list.")
    programme: Programme = Field(description="The weeks.")
    editors_note: Prose | None = Field(None, description="Where this departs from what the site started from, and why.")
    review: Review = Field(description="Whether a clinician reviewed this text.")
