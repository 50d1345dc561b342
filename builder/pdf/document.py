"""What the templates in ``templates/book`` find in their data, beside the fields of the content."""

from typing import TypedDict

Fields = dict[str, object]
"""The fields of a content model, each under its own name, as ``printable`` makes them."""


class Place(TypedDict):
    """Where the reader finds more: the address of a page, its QR code, its muscle map, if there is one."""

    address: str
    code: str
    map: str | None


class Picture(TypedDict):
    """A picture of an exercise: its file, its size in units of the drawing, its caption."""

    file: str
    width: int
    height: int
    name: str


class NamedSource(TypedDict):
    """A source with the short name that texts call it by."""

    id: str
    name: str


class SiteParts(TypedDict):
    """What all documents share: words, texts of safety, the day of the content, the site's QR code."""

    words: dict[str, str]
    home: Fields
    safety: Fields
    edition: str
    code: str


class ExerciseParts(Place):
    """What the sheet of an exercise says in words, and what it shows."""

    imbalance_title: str
    level: str
    position: str
    equipment: str
    amount: str
    rest: str
    days: str
    plans: list[str]
    care: list[str]
    main_muscles: list[str]
    helping_muscles: list[str]
    sources: list[NamedSource]
    pictures: list[Picture]
    alternative: str | None
    reviewed: str
    side_shown: str | None


class Row(TypedDict):
    """An exercise in the table of a programme: its dose in each phase, and the weeks in which it is done."""

    exercise: str
    title: str
    cells: list[str | None]
    weeks: list[list[int]]


class Plan(TypedDict):
    """A way to spread training over a week, with the time of a session in each phase."""

    name: str
    days: tuple[str, ...]
    minutes: list[str]


class VariantParts(TypedDict):
    """How long a session of a variant takes, and its exercises with their doses."""

    time: str
    parts: list[str]


class ImbalanceParts(Place):
    """The programme of an imbalance as a table, and what else its hand-out says in words."""

    map_views: int
    reviewed: str
    claims: list[Fields]
    weeks: list[list[int]]
    rows: list[Row]
    titles: list[str]
    plans: list[Plan]
    variants: list[Fields]
    log_days: int
    exercises: list[str]


class Chapter(TypedDict):
    """A chapter of the book, by slugs."""

    imbalance: str
    exercises: list[str]


class Name(TypedDict):
    """An entry of the index of names."""

    name: str
    slugs: list[str]


class Muscle(Name):
    """An entry of the index of muscles: the exercises that it works most in, and the others."""

    others: list[str]


class Lists(TypedDict):
    """What only the book has: its order, glossary, sources, indexes; ``pages`` are labels in it, by addresses."""

    chapters: list[Chapter]
    terms: list[Fields]
    sources: list[Fields]
    reviewed: str
    names: list[Name]
    muscles: list[Muscle]
    frieze: str | None
    pages: dict[str, str]
