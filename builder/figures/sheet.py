"""Pictures put together into a drawing that is a file of its own: one, a row of all of a figure, a frieze of several.

The people of a frieze stand on one floor line. The shapes of the SVG are in ``templates/svg/figure.svg.j2``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment

from builder.figures.illustrate import MARGIN, Illustration, Picture, Window, window
from builder.figures.svg.style import file_style

GAP, FRIEZE_GAP = 40, 60
"""Between the pictures of a row and of a frieze, in units of the markup."""

_ID = re.compile(r'\bid="|\bhref="#|\burl\(#')
"""What an id follows in the markup of a picture: those of a figure differ, those of two figures do not."""


@dataclass(frozen=True)
class PlacedPicture:
    """A part of a picture in its place: its left and upper edge in units of the markup; ``look`` is who is drawn."""

    picture: Picture
    part: Window
    look: str
    left: int = 0
    top: int = 0


@dataclass(frozen=True)
class Sheet:
    """Pictures in their places."""

    pieces: tuple[PlacedPicture, ...]

    @property
    def width(self) -> int:
        """The width of the drawing, in units of the markup."""
        return max(piece.left + piece.part.width for piece in self.pieces)

    @property
    def height(self) -> int:
        """The height of the drawing, in units of the markup."""
        return max(piece.top + piece.part.height for piece in self.pieces)


def single(picture: Picture, look: str) -> Sheet:
    """One picture by itself, cut close."""
    return Sheet((PlacedPicture(picture, window(picture.extent), look),))


def whole(picture: Picture, look: str) -> Sheet:
    """One picture by itself, with the room around it that all pictures of its figure have."""
    return Sheet((PlacedPicture(picture, picture.window, look),))


def row(illustration: Illustration) -> Sheet:
    """All still pictures of a figure side by side, their lower edges in line."""
    high = max(still.window.height for still in illustration.stills)
    pieces = []
    left = 0
    for still in illustration.stills:
        pieces.append(PlacedPicture(still, still.window, illustration.look, left, high - still.window.height))
        left += still.window.width + GAP
    return Sheet(tuple(pieces))


def frieze(pictures: Sequence[tuple[Picture, str]]) -> Sheet:
    """Pictures of several figures, each with its look, cut close, on one floor line and without room under it."""
    parts = [window(replace(picture.extent, bottom=picture.extent.bottom + MARGIN)) for picture, _ in pictures]
    pieces = []
    left = 0
    for number, ((picture, look), part) in enumerate(zip(pictures, parts, strict=True), 1):
        own = replace(picture, markup=_ID.sub(rf"\g<0>{number}-", picture.markup))
        pieces.append(PlacedPicture(own, part, look, left, part.top - min(other.top for other in parts)))
        left += part.width + FRIEZE_GAP
    return Sheet(tuple(pieces))


def draw_sheet(environment: Environment, sheet: Sheet, scheme: str) -> str:
    """Draw a sheet as an SVG with literal colours and a transparent ground; raise KeyError for an unknown scheme."""
    used: dict[str, set[str]] = {}
    for piece in sheet.pieces:
        used.setdefault(piece.look, set()).update(piece.picture.used)
    scoped = len(used) > 1
    style = "".join(file_style(names, scheme, look, f".{look} " if scoped else "") for look, names in used.items())
    return environment.get_template("svg/figure.svg.j2").render(sheet=sheet, style=style)
