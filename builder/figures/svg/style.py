"""How the classes of a figure look: in a file of its own with the colours themselves, on a page with variables.

A page holds figures of several looks and switches between light and dark, so there the colours are CSS variables:
``.fig`` sets those that all figures share, ``.fig--a`` and so on those of one drawn person.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from builder.figures.svg.line import units
from builder.figures.svg.palette import LOOKS, VARIANTS, figure_colours

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
"""Tones that fill areas under their own name; each has the variants of ``palette.py``."""

STYLE_RULES: Mapping[str, str] = {
    "contour": f"fill:{{line}};stroke:{{line}};stroke-width:{units(CONTOUR)};stroke-linejoin:round",
    "ink": "stroke:none",
    "detail": _line("line", DETAIL, ";stroke-opacity:.6"),
    "brow": _line("line", DETAIL * 1.4),
    "eye": "fill:{line}",
    "ear": f"fill:{{skin}};stroke:{{line}};stroke-width:{units(DETAIL)};stroke-opacity:.8",
    "muscle": f"fill:{{muscle}};stroke:{{edge}};stroke-width:{units(0.3)};stroke-linejoin:round",
    "fibre": _line("fibre", 0.4, ";stroke-opacity:.7"),
    "cable": _line("cable", 0.9),
    "strap": _line("accent", 1.7),
    "plate": _line("metal", 0.7),
    "tube": _line("metal", 2.4),
    "tube-edge": _line("line", 3.6),
    "rope": _line("metal", 1.5, ";stroke-dasharray:6 13"),
    "rope-edge": _line("line", 2.5),
    "thick": _line("accent", 3.0),
    "thick-edge": _line("line", 4.2),
    "band": _line("accent", 1.8),
    "band-edge": _line("line", 2.9),
    "arrow": "fill:{arrow}",
    "rim": f"fill:{{plate}};stroke:{{plate}};stroke-width:{units(2.2)};stroke-linejoin:round",
    "chevron": _line("metal", 2.2),
}
"""Every other class: declarations with the names of tones in braces."""


def file_style(used: Collection[str], scheme: str, look: str, scope: str = "") -> str:
    """The rules of a drawing that is a file of its own; ``scope`` is a selector to put before each."""
    colours = figure_colours(scheme, look)
    return "".join(_rules(used, lambda tone: colours[tone], scope))


def page_style() -> str:
    """The part of the site's style sheet that figures need: dark on dark screens, light on light ones and on paper."""
    classes = [*STYLE_RULES, *FILLS, *(f"{name} {variant}" for name in FILLS for variant in VARIANTS)]
    lines = [*_variables("light", ""), "@media screen {", *_variables("dark", '[data-md-color-scheme="slate"] '), "}"]
    return "\n".join([*lines, *_rules(classes, lambda tone: f"var(--fig-{tone})", ".fig ")]) + "\n"


def _variables(scheme: str, scope: str) -> Iterator[str]:
    """Set the colours: those in which the drawn people differ under each look, the others once."""
    looks = {look: figure_colours(scheme, look) for look in LOOKS}
    tones = [tone for tone in looks[LOOKS[0]] if _is_used(tone)]
    own = [tone for tone in tones if len({colours[tone] for colours in looks.values()}) > 1]
    for selector, look, chosen in [
        (".fig", LOOKS[0], [tone for tone in tones if tone not in own]),
        *((f".fig--{look}", look, own) for look in LOOKS),
    ]:
        colours = "; ".join(f"--fig-{tone}: {looks[look][tone]}" for tone in chosen)
        yield f"{scope}{selector} {{ {colours} }}"


def _is_used(tone: str) -> bool:
    """Whether any rule names this tone."""
    name, _, variant = tone.partition("-")
    return name in FILLS if variant else name in FILLS or any(f"{{{tone}}}" in rule for rule in STYLE_RULES.values())


def _rules(used: Collection[str], colour: Callable[[str], str], scope: str) -> Iterator[str]:
    """Write the rules of the classes that are used; ``colour`` says how a tone is written."""
    for name in sorted(used):
        selector = f"{scope}." + name.replace(" ", ".")
        first, _, variant = name.partition(" ")
        if first in FILLS:
            yield f"{selector}{{fill:{colour(f'{first}-{variant}' if variant else first)}}}"
        else:
            yield f"{selector}{{{_filled(STYLE_RULES.get(name, STYLE_RULES[first]), colour)}}}"


def _filled(declarations: str, colour: Callable[[str], str]) -> str:
    parts = declarations.split("{")
    return parts[0] + "".join(colour(name) + rest for name, _, rest in (part.partition("}") for part in parts[1:]))
