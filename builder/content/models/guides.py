"""Texts that lead through the site as a whole: self-checks, evidence, how long training takes.

``self-checks.yml``, ``evidence.yml`` and ``training.yml`` each hold one of these models.
"""

from typing import Annotated, Literal

from pydantic import Field, Strict

from builder.content.models.imbalance import Claim
from builder.content.models.pages import PageTexts
from builder.content.models.values import Id, Model, Phrase, PlainText, Prose

Seconds = Annotated[int, Strict(), Field(ge=0, le=600)]


class SelfCheck(Model):
    """Something a reader can look at again after some weeks."""

    id: Id = Field(description="Anchor on the page.")
    title: Phrase = Field(description="Heading.")
    limits: tuple[Claim, ...] = Field(min_length=1, description="What it cannot tell; said first.")
    how: tuple[PlainText, ...] = Field(min_length=1, description="Steps, one action each.")
    reading: PlainText = Field(description="How to read it; no number that sorts people.")


class NotOffered(Model):
    """A test that is known, and why it is not offered."""

    id: Id = Field(description="Anchor on the page.")
    title: Phrase = Field(description="Heading.")
    test: PlainText = Field(description="What it is.")
    why_not: tuple[Claim, ...] = Field(min_length=1, description="Why it is left out.")


class SelfChecks(PageTexts):
    """self-checks.yml: what readers can compare with themselves, and tests that are better left alone."""

    lead: Prose = Field(description="First sentences: what checks can and cannot do.")
    rules: tuple[PlainText, ...] = Field(min_length=1, description="What holds for every check.")
    checks: tuple[SelfCheck, ...] = Field(min_length=1, description="The checks, the most useful first.")
    not_offered: tuple[NotOffered, ...] = Field(min_length=1, description="Tests that are named and not offered.")


class Question(Model):
    """A question about the idea behind the site, and what research says."""

    id: Id = Field(description="Anchor on the page.")
    title: Phrase = Field(description="What it is about, as a heading.")
    short: Prose = Field(description="The answer in one or two sentences.")
    claims: tuple[Claim, ...] = Field(min_length=1, description="What it rests on.")


class EvidencePage(PageTexts):
    """evidence.yml: the questions, with graded answers."""

    questions: tuple[Question, ...] = Field(min_length=1, description="In reading order.")
    gaps: tuple[PlainText, ...] = Field((), description="What was looked for and not found.")


class Week(Model):
    """A way to spread training over a week."""

    name: Phrase = Field(description="Like “Two days a week”.")
    days: tuple[Phrase, ...] = Field(min_length=1, max_length=7, description="For example Monday and Thursday.")
    sets: Literal["fewer", "more"] = Field(description="Which end of each range of sets is done on these days.")


class Training(Model):
    """training.yml: what the time of a session is worked out from."""

    seconds_per_repetition: Seconds = Field(description="One slow repetition, there and back.")
    seconds_per_metre: Seconds = Field(description="One metre of slow walking.")
    seconds_to_change: Seconds = Field(description="To get ready for the next exercise.")
    seconds_to_change_sides: Seconds = Field(description="To get ready for the other side.")
    weeks: tuple[Week, ...] = Field(min_length=1, description="Ways to spread training over a week.")
