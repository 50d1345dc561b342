"""The colours of drawings: a colour means one thing; solid is more, hatched is less."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from builder.system.tables import reading


@dataclass(frozen=True)
class Palette:
    """Colours of one scheme; ``plate`` is what a drawing stands on, and is not drawn itself."""

    plate: str
    body: str
    muscle: str
    knee: str
    tight: str
    weak: str
    weak_stripe: str
    main: str
    help: str
    help_stripe: str


LIGHT = Palette(
    plate="#ffffff",
    body="#e7e3db",
    muscle="#cbc6bb",
    knee="#dad5cb",
    tight="#b02a4c",
    weak="#2f7fc1",
    weak_stripe="#86b4dc",
    main="#e4572e",
    help="#f5bfab",
    help_stripe="#ec8e6e",
)
DARK = Palette(
    plate="#1a222b",
    body="#2b3641",
    muscle="#475563",
    knee="#364350",
    tight="#f0708f",
    weak="#5aaeea",
    weak_stripe="#2f6f9f",
    main="#ff7a4d",
    help="#8a4733",
    help_stripe="#d17a5a",
)
PRINT = Palette(
    plate="#ffffff",
    body="#f0f0f0",
    muscle="#d2d2d2",
    knee="#e2e2e2",
    tight="#2b2b2b",
    weak="#6e6e6e",
    weak_stripe="#ffffff",
    main="#2b2b2b",
    help="#ffffff",
    help_stripe="#6e6e6e",
)
PALETTES = {"light": LIGHT, "dark": DARK, "print": PRINT}
SCREENS = ("light", "dark")
"""The schemes of a screen; print is black and white, for what a browser prints."""

PAPER = "light"
"""The scheme of PDFs: in colour, and what it says survives a printer without (hatching, contours, words)."""


BLACK, WHITE, BLUSH = "#000000", "#ffffff", "#7a3a1c"
VARIANTS: Mapping[str, tuple[str, float]] = {"shade": (BLACK, 0.13), "far": (BLACK, 0.17), "lit": (WHITE, 0.22)}
"""What is mixed into a tone that lies in the shade, far away or in the light, and how much of it."""

SKIN_VARIANTS: Mapping[str, tuple[str, float]] = {"shade": (BLUSH, 0.2), "far": (BLUSH, 0.26), "lit": (WHITE, 0.22)}
"""The same for skin, which turns warmer, not grey, where it is darker."""

TABLE = Path(__file__).with_name("colours.yml")
LOOKS = ("a", "b", "c")


@cache
def figure_colours(scheme: str, look: str) -> Mapping[str, str]:
    """The colour of every tone in a scheme, for one of the drawn people, and of its variants -shade, -far and -lit."""
    with reading(TABLE) as table:
        clothes = table["looks"]["print"] if scheme == "print" else table["looks"][look][scheme]
        tones: dict[str, str] = {**table[scheme], **clothes}
        for tone in list(tones):
            warm = tone == "skin" and scheme != "print"
            for variant, mixture in (SKIN_VARIANTS if warm else VARIANTS).items():
                tones[f"{tone}-{variant}"] = mixed(tones[tone], *mixture)
        return tones


def mixed(colour: str, other: str, share: float) -> str:
    """Mix two colours."""
    channels = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in channels)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance), 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
