"""Which pictures stand for the site elsewhere: cards beside links that are shared, icons where it is installed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import ICONS, SITE_CARD, TOUCH_ICON, card_file, figure_file, frieze_file, map_file
from builder.content.models.exercise import Exercise
from builder.content.models.imbalance import Imbalance

CARD_SIZE = (1200, 630)
"""The width and height of a card in pixels: what the programs that show links ask for."""


@dataclass(frozen=True)
class Card:
    """The picture beside a link to a page: its place, its two lines, and what it shows in words.

    ``stems`` are the drawings that may stand on it, up to their scheme: the first that there is.
    """

    path: str
    title: str
    subtitle: str
    alt: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Icon:
    """The logo as a square: its place, its side in pixels, and who cuts it to shape (``any``: nobody)."""

    path: str
    side: int
    purpose: Literal["any", "maskable", "touch"]


APP_ICONS = (
    Icon(f"{ICONS}icon-192.png", 192, "any"),
    Icon(f"{ICONS}icon-512.png", 512, "any"),
    Icon(f"{ICONS}maskable-512.png", 512, "maskable"),
)
"""Those that the manifest names; the last fills the whole square, and what it shows stays inside any cut."""

ALL_ICONS = (*APP_ICONS, Icon(TOUCH_ICON, 180, "touch"))


def cards(catalogue: Catalogue) -> Iterator[Card]:
    """Give every card of the site."""
    name = catalogue.site.name
    yield Card(SITE_CARD, name, catalogue.home.title, name, (frieze_file("long"),))
    yield from (exercise_card(catalogue, exercise) for exercise in catalogue.exercises)
    yield from map(imbalance_card, catalogue.imbalances)


def exercise_card(catalogue: Catalogue, exercise: Exercise) -> Card:
    """The card of an exercise: its last picture, or its muscles while it has none."""
    slug, pattern = exercise.slug, catalogue.imbalance[exercise.imbalance].title
    alt = exercise.figure.desc if exercise.figure else f"{exercise.title}: {pattern}"
    return Card(card_file(slug), exercise.title, pattern, alt, (figure_file(slug, "card"), map_file(slug)))


def imbalance_card(imbalance: Imbalance) -> Card:
    """The card of an imbalance: its muscles."""
    title, plain = imbalance.title, imbalance.plain_name
    return Card(card_file(imbalance.slug), title, plain, f"{title}: {plain}", (map_file(imbalance.slug),))
