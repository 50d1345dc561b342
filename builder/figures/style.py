"""How the classes of a figure look: once with the colours themselves, once with the page's variables."""

from collections.abc import Callable, Collection, Iterator, Mapping

from builder.figures.line import units

CONTOUR = 0.95
DETAIL = 0.45
"""Widths of lines in cm of the drawn person."""

ROUND = "stroke-linecap:round;stroke-linejoin:round"


def _line(tone: str, width: float, extra: str = "") -> str:
    return f"fill:none;stroke:{{{tone}}};stroke-width:{units(width)};{ROUND}{extra}"


FILLS = (
    "skin", "hair", "top", "bottom", "shoe", "sock", "sole",
    "floor", "mat", "accent", "metal", "frame", "panel", "pad", "wall",
)  # fmt: skip
"""Tones that fill areas under their own name; each has a lit, a shaded and a far variant."""

RULES: Mapping[str, str] = {
    "contour": f"fill:{{line}};stroke:{{line}};stroke-width:{units(CONTOUR)};stroke-linejoin:round",
    "ink": "stroke:none",
    "detail": _line("line", DETAIL, ";stroke-opacity:.6"),
    "brow": _line("line", DETAIL * 1.4),
    "eye": "fill:{line}",
    "ear": f"fill:{{skin}};stroke:{{line}};stroke-width:{units(DETAIL)};stroke-opacity:.8",
    "muscle": f"fill:{{muscle}};stroke:{{fibre}};stroke-width:{units(0.35)};stroke-linejoin:round",
    "fibre": _line("fibre", 0.4, ";stroke-opacity:.7"),
    "cable": _line("cable", 0.9),
    "strap": _line("accent", 1.7),
    "plate": _line("metal", 0.7),
    "tube": _line("metal", 2.4),
    "tube-edge": _line("line", 3.6),
    "thick": _line("accent", 3.0),
    "thick-edge": _line("line", 4.2),
    "band": _line("accent", 1.8),
    "band-edge": _line("line", 2.9),
    "arrow": "fill:{arrow}",
    "rim": f"fill:{{plate}};stroke:{{plate}};stroke-width:{units(2.2)};stroke-linejoin:round",
    "chevron": _line("metal", 2.2),
}
"""Every other class: declarations with the names of tones in braces."""


def rules(used: Collection[str], colour: Callable[[str], str]) -> Iterator[str]:
    """Write the rules of the classes that are used; ``colour`` says how a tone is written."""
    for name in sorted(used):
        selector = "." + name.replace(" ", ".")
        first, _, variant = name.partition(" ")
        if first in FILLS:
            yield f"{selector}{{fill:{colour(f'{first}-{variant}' if variant else first)}}}"
        else:
            yield f"{selector}{{{_filled(RULES.get(name, RULES[first]), colour)}}}"


def _filled(declarations: str, colour: Callable[[str], str]) -> str:
    parts = declarations.split("{")
    return parts[0] + "".join(colour(name) + rest for name, _, rest in (part.partition("}") for part in parts[1:]))
