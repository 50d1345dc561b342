"""Pictures put together into a drawing that is a file of its own: one, a row of all of a figure, a frieze of several.

The people of a frieze stand on one floor line. The shapes of the SVG are in ``templates/svg/figure.svg.j2``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from builder.figures.illustrate import Illustration, Picture
from builder.figures.line import units
from builder.figures.style import file_style

GAP = 6.0
"""Between the pictures of a row, in cm."""


@dataclass(frozen=True)
class Placed:
    """A picture in its place: the left and upper edge in units of the markup, and which drawn person it shows."""

    picture: Picture
    look: str
    left: int = 0
    top: int = 0


@dataclass(frozen=True)
class Sheet:
    """Pictures in their places."""

    pieces: tuple[Placed, ...]

    @property
    def width(self) -> int:
        """The width of the drawing, in units of the markup."""
        return max(piece.left + piece.picture.width for piece in self.pieces)

    @property
    def height(self) -> int:
        """The height of the drawing, in units of the markup."""
        return max(piece.top + piece.picture.height for piece in self.pieces)


def single(picture: Picture, look: str) -> Sheet:
    """One picture by itself."""
    return Sheet((Placed(picture, look),))


def row(illustration: Illustration) -> Sheet:
    """All still pictures of a figure side by side, their lower edges in line."""
    return Sheet(tuple(_side_by_side([(still, illustration.look) for still in illustration.stills], floor=False)))


def frieze(pictures: Sequence[tuple[Picture, str]]) -> Sheet:
    """Pictures of several figures, each with its look, on one floor line."""
    return Sheet(tuple(_side_by_side(pictures, floor=True)))


def _side_by_side(pictures: Iterable[tuple[Picture, str]], *, floor: bool) -> Iterator[Placed]:
    pictures = list(pictures)
    above = [picture.box.top if floor else picture.box.height for picture, _ in pictures]
    left = 0
    for (picture, look), high in zip(pictures, above, strict=True):
        yield Placed(picture, look, left, units(max(above) - high))
        left += picture.width + units(GAP)


def draw_sheet(environment: Environment, sheet: Sheet, scheme: str) -> str:
    """Draw a sheet as an SVG with literal colours and a transparent ground; raise KeyError for an unknown scheme."""
    used: dict[str, set[str]] = {}
    for piece in sheet.pieces:
        used.setdefault(piece.look, set()).update(piece.picture.used)
    scoped = len(used) > 1
    style = "".join(file_style(names, scheme, look, f".{look} " if scoped else "") for look, names in used.items())
    return environment.get_template("svg/figure.svg.j2").render(sheet=sheet, style=style)
