"""Animations for scripts that drive their clock: scripts too, for a page that was opened from disk may fetch nothing.

The shapes have the classes of figures inside pages, so the style sheet of the site colours them in both schemes.
"""

import json
from collections.abc import Iterator
from functools import partial

from builder.catalogue.urls import loop_script
from builder.figures.illustrate import HOLD, MOVE
from builder.figures.sheet import single
from builder.illustrations.drawings import Drawing, Illustrations


def loop_scripts(illustrations: Illustrations) -> Iterator[Drawing]:
    """Give the script of each animation, under the slug of its exercise."""
    for slug in illustrations.exercises:
        if "loop" in illustrations.sizes(slug):
            source = ("loop script", illustrations.keys.get(slug), HOLD, MOVE)
            yield Drawing(loop_script(slug), source, partial(_script, illustrations, slug))


def rests(keyframes: int) -> list[float]:
    """The middle of the rest in each keyframe on the way there, in seconds from the start of an animation.

    >>> rests(2)
    [0.4, 2.7]
    """
    return [round(HOLD / 2 + number * (HOLD + MOVE), 2) for number in range(keyframes)]


def length(keyframes: int) -> float:
    """How long an animation is, in seconds: there through all keyframes and back, resting in each; once in the last.

    >>> length(2), length(3)
    (4.6, 9.2)
    """
    return round((2 * keyframes - 2) * (HOLD + MOVE), 2)


def _script(illustrations: Illustrations, slug: str) -> str:
    illustration = illustrations.exercises[slug]
    if illustration.animation is None:
        raise ValueError(f"{slug} has no animation")
    piece = single(illustration.animation, illustration.look).pieces[0]
    loop = {
        "look": piece.look,
        "window": str(piece.part),
        "seconds": length(illustration.keyframe_count),
        "rests": rests(illustration.keyframe_count),
        "markup": piece.picture.markup,
    }
    return f"(self.loops ??= {{}})[{json.dumps(slug)}] = {json.dumps(loop, separators=(',', ':'))};\n"
