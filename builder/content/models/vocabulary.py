"""The lists that exercises and texts draw on: muscles, equipment, levels, positions, sources, terms."""

import re
from typing import Annotated, Literal

from pydantic import Field, Strict

from builder.content.models.values import EquipmentId, Flag, Id, Model, Phrase, PlainText, Url


class Muscle(Model):
    """A muscle or a group of muscles that the site names."""

    id: Id = Field(description="Used in the files.")
    label: Phrase = Field(description="Anatomical name.")
    plain: Phrase = Field(description="Name in plain words.")
    does: PlainText = Field(description="What it does.")


class Equipment(Model):
    """A thing an exercise needs."""

    id: Id = Field(description="Used in the files.")
    label: Phrase = Field(description="Name.")
    care: tuple[PlainText, ...] = Field((), description="Safety rules shown on each exercise that uses it.")
    in_every_home: Flag = Field(
        False, description="true: every home has one, like a wall. The finder never hides an exercise for want of it."
    )


class Preset(Model):
    """Things that readers have together: one tick in the finder stands for all of them."""

    id: Id = Field(description="Used in the address of the finder.")
    label: Phrase = Field(description="What they say they have, like “A band”.")
    equipment: tuple[EquipmentId, ...] = Field(
        description="The things, but for those that every home has. [] for nothing special."
    )


class Choice(Model):
    """A level or a position."""

    id: Id = Field(description="Used in the files.")
    label: Phrase = Field(description="Name.")
    plain: PlainText = Field(description="What it means.")


class Vocabulary(Model):
    """vocabulary.yml: every id that exercises may use, with its label."""

    muscles: tuple[Muscle, ...] = Field(min_length=1, description="Muscles and muscle groups.")
    equipment: tuple[Equipment, ...] = Field(min_length=1, description="Equipment.")
    presets: tuple[Preset, ...] = Field((), description="What the finder offers to tick before single things.")
    levels: tuple[Choice, ...] = Field(min_length=1, description="Levels, the easiest first.")
    positions: tuple[Choice, ...] = Field(min_length=1, description="Body positions.")


class Source(Model):
    """A publication that was read, at least as an abstract."""

    id: Id = Field(description="First author or body, year, a word.")
    kind: Literal["guideline", "review", "study", "paper", "book", "web"] = Field(description="What it is.")
    title: PlainText = Field(description="Title as published.")
    authors: Phrase | None = Field(None, description="Authors as published.")
    year: Annotated[int, Strict(), Field(ge=1800, le=2100)] | None = Field(None, description="Year of publication.")
    publisher: Phrase | None = Field(None, description="Journal with volume and pages, or publisher.")
    url: Url | None = Field(None, description="DOI as an address, or the publisher's page.")
    used_for: PlainText = Field(description="What this site takes from it.")
    found: PlainText | None = Field(None, description="What it found: every number that a claim quotes from it.")
    seen: Flag = Field(description="Whether an editor has read it, at least as an abstract.")

    @property
    def short_name(self) -> str:
        """Its name inside a sentence: the first author, or the first words of its title, and the year."""
        if self.authors:
            first = self.authors.split(",")[0].removesuffix(" et al.").removesuffix(" and others")
            name = re.sub(r" [A-Z]{1,3}$", "", first)
        else:
            name = " ".join(self.title.split()[:4])
        return f"{name} {self.year}" if self.year else name


class Sources(Model):
    """sources.yml: everything that may be cited."""

    sources: tuple[Source, ...] = Field(min_length=1, description="The sources.")


class Term(Model):
    """A glossary entry."""

    id: Id = Field(description="Anchor on the glossary page.")
    term: Phrase = Field(description="The word as it is looked up.")
    aliases: tuple[Phrase, ...] = Field((), description="Other forms that are linked to this entry.")
    meaning: PlainText = Field(description="Plain meaning.")
    link: Flag = Field(True, description="false: never linked from texts, the word is too common.")


class Glossary(Model):
    """glossary.yml: terms in plain words."""

    terms: tuple[Term, ...] = Field(min_length=1, description="The terms.")
