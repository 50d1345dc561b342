"""QR codes: from paper to the page on the web."""

from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from io import BytesIO

import segno

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import SITE_CODE, canonical, code_file, exercise_url, imbalance_url
from builder.illustrations.drawings import Drawing


def codes(catalogue: Catalogue) -> Iterator[Drawing]:
    """Give the code of every exercise, every imbalance and the site, as SVG without a border."""
    addresses = {SITE_CODE: ""}
    addresses |= {exercise.slug: exercise_url(exercise) for exercise in catalogue.exercises}
    addresses |= {imbalance.slug: imbalance_url(imbalance.slug) for imbalance in catalogue.imbalances}
    made_by = version("segno")
    for slug, address in addresses.items():
        whole = catalogue.site.address + canonical(address)
        yield Drawing(code_file(slug), ("code", whole, made_by), partial(qr_code, whole))


def qr_code(address: str) -> str:
    """Draw the QR code of an address; error correction M, as usual for print."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
