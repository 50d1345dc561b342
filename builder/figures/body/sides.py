"""The two sides of a person, and the words of authors for them.

Frames, things and arrows name a side in words; here they become the person's own: nothing after knows any others.
"""

from collections.abc import Mapping

SIDES = ("left", "right")

SIGN = {"right": 1.0, "left": -1.0}
"""Which way the outer side of a limb lies along the right-pointing axis."""

WORDS: Mapping[str, tuple[str, str]] = {"right": ("near", "right"), "left": ("far", "left")}
"""What an author can call a side: a side view shows the person's right, so that is the near one."""


def side_called(word: str) -> str:
    """The side that a word means; raise KeyError for another word."""
    return _SIDE_OF[word]


def other_side(side: str) -> str:
    """The side opposite to one."""
    return "left" if side == "right" else "right"


_SIDE_OF = {word: side for side, words in WORDS.items() for word in words}
