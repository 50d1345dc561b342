"""Cards and icons as PNG: the typesetter makes them of what the site has drawn, many at once; each is kept.

A picture is made again only when something that it shows has changed, or what makes it. Nothing is fetched, and fonts
of the machine are ignored.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import cast

import typst

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.picture_files import ALL_ICONS, APP_ICONS, CARD_SIZE, cards
from builder.catalogue.urls import CARDS, FAVICON, LOGO, SITE_CARD
from builder.figures.svg.palette import PAPER
from builder.pdf.typesetting import own_fonts
from builder.system.digests import contents, digest
from builder.system.errors import BuildError
from builder.system.store import Store, key_of

LIBRARIES = ("typst", "pillow")
BATCH = 8
"""How many pictures one run of the typesetter makes: it starts once for all of them, but holds them in memory."""

COLOURS = 256
"""How many colours a card keeps of some two thousand; nobody sees the difference, and the file is a third."""

FAVICON_SIDES = (16, 32, 48)
POINTS_PER_INCH = 72


@dataclass(frozen=True)
class Picture:
    """What the template makes a picture of; ``width`` and ``height`` in pixels, ``drawing`` a file of the site."""

    path: str
    width: int
    height: int
    kind: str
    title: str = ""
    subtitle: str = ""
    drawing: str | None = None


def pictures(catalogue: Catalogue, drawn: Collection[str]) -> Iterator[Picture]:
    """Give every icon and card; ``drawn`` are the places of the drawings that there are."""
    for icon in ALL_ICONS:
        yield Picture(icon.path, icon.side, icon.side, icon.purpose, drawing=LOGO)
    for card in cards(catalogue):
        kind = "site" if card.path == SITE_CARD else "card"
        drawing = next((path for stem in card.stems if (path := f"{stem}{PAPER}.svg") in drawn), None)
        yield Picture(card.path, *CARD_SIZE, kind, card.title, card.subtitle, drawing)


@dataclass(frozen=True)
class PictureMaker:
    """Makes pictures and keeps them in a store; ``colours`` are those of light pages by their names."""

    template: Path
    fonts: Path
    store: Store
    colours: Mapping[str, str]

    def make(
        self, catalogue: Catalogue, site: Path, drawn: Mapping[str, str], *, every_card: bool = True
    ) -> dict[str, str]:
        """Make what is not kept; give the keys of all pictures in the store, by their places.

        ``site`` is the folder that the drawings are in, ``drawn`` has a fingerprint of each by its place. Without
        ``every_card`` the card of the whole site stands in for all others. Raise BuildError when a drawing cannot be
        set.
        """
        shared = {
            "colours": dict(self.colours),
            "language": catalogue.site.language,
            "name": catalogue.site.name,
            "note": catalogue.site.disclaimer.short,
            "logo": LOGO,
        }
        base = key_of(self._made_with, shared, drawn[LOGO])
        keys = {one: key_of(base, one, drawn.get(one.drawing or "")) for one in pictures(catalogue, drawn)}
        missing = [picture for picture, key in keys.items() if self.store.read(key) is None]
        if not every_card:
            of_site = next(key for picture, key in keys.items() if picture.path == SITE_CARD)
            keys = {picture: of_site if picture.kind == "card" else key for picture, key in keys.items()}
            missing = [picture for picture in missing if picture.kind != "card"]
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            for picture, png in zip(batch, self._compiled(batch, shared, site), strict=True):
                self.store.keep(keys[picture], reduced(png) if picture.path.startswith(CARDS) else png)
        made = {picture.path: key for picture, key in keys.items()}
        made[FAVICON] = self._favicon(made[APP_ICONS[0].path])
        return made

    @property
    def _made_with(self) -> bytes:
        """A digest of what makes pictures."""
        places = (self.template, self.fonts, Path(__file__))
        parts = (part for place in places for part in contents(place))
        return digest([*parts, *(version(name).encode() for name in LIBRARIES)])

    def _compiled(self, batch: Sequence[Picture], shared: Mapping[str, object], site: Path) -> list[bytes]:
        """Set each picture on a page of its own, one unit of the page a pixel."""
        data = json.dumps({**shared, "pictures": [asdict(picture) for picture in batch]})
        source = self.template.read_bytes()
        compiler = typst.Compiler(source, root=site, font_paths=own_fonts(self.fonts), ignore_system_fonts=True)
        try:
            pages = compiler.compile(format="png", ppi=POINTS_PER_INCH, sys_inputs={"data": data})
        except typst.TypstError as error:
            for picture in batch if len(batch) > 1 else ():
                self._compiled([picture], shared, site)  # raises for the one that is at fault
            reason = error.diagnostic.strip().splitlines()[0]
            made_of = batch[0].drawing or "words"
            raise BuildError(f"{batch[0].path} cannot be made of {made_of}: {reason}") from None
        return pages if isinstance(pages, list) else [cast(bytes, pages)]

    def _favicon(self, icon: str) -> str:
        """Keep the icon that browsers ask for by its name; give its key."""
        key = key_of(icon, FAVICON)
        self.store.obtain(key, lambda: favicon(self.store.file(icon).read_bytes()))
        return key


def reduced(png: bytes) -> bytes:
    """A picture with fewer colours."""
    from PIL import Image

    made = BytesIO()
    whole = Image.open(BytesIO(png)).convert("RGB")
    whole.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(made, "PNG")
    return made.getvalue()


def favicon(png: bytes) -> bytes:
    """An icon in the small sizes of tabs and bookmarks, as one ICO file."""
    from PIL import Image

    made = BytesIO()
    Image.open(BytesIO(png)).save(made, "ICO", sizes=[(side, side) for side in FAVICON_SIDES])
    return made.getvalue()
