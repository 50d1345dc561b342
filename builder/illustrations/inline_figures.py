"""Figures inside pages.

Engines read pages with a placeholder where a figure goes, for a hundred shapes a page would only slow them down; the
shapes are put in when a page is postprocessed.
"""

import re

from markupsafe import Markup

from builder.illustrations.drawings import Illustrations

_PLACEHOLDER = re.compile(r"<!-- figure ([a-z0-9-]+) ([0-9]+) -->")


def figure_placeholder(slug: str, number: int) -> Markup:
    """The placeholder of one still picture of an exercise, counted from 0; no text of the content can look like it."""
    return Markup(f"<!-- figure {slug} {number} -->")


def with_figures(page: str, illustrations: Illustrations) -> str:
    """Put the pictures where their placeholders are."""
    return _PLACEHOLDER.sub(lambda found: illustrations.exercises[found[1]].stills[int(found[2])].markup, page)
