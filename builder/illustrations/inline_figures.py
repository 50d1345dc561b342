"""Figures inside pages.

Engines read pages with a mark where a figure goes, for a hundred shapes a page would only slow them down; the shapes
are put in when a page is finished.
"""

import re

from markupsafe import Markup

from builder.illustrations.drawings import Illustrations

_MARK = re.compile(r"<!-- figure ([a-z0-9-]+) ([0-9]+) -->")


def mark(slug: str, number: int) -> Markup:
    """The mark of one still picture of an exercise, counted from 0; no text of the content can look like it."""
    return Markup(f"<!-- figure {slug} {number} -->")


def with_figures(page: str, illustrations: Illustrations) -> str:
    """Put the pictures where their marks are."""
    return _MARK.sub(lambda found: illustrations.exercises[found[1]].stills[int(found[2])].markup, page)
