"""Which characters may stand in a text of ``content/``, and how long its words may be."""

import re
import unicodedata

LONGEST_WORD = 40

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\uffa0"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Controls, bidi controls and other invisible characters: they can hide what a text really says.

The zero-width joiners U+200C and U+200D are left out, because some languages need them.
"""


def describe_character(character: str) -> str:
    """Name a character that a reader of a message cannot see, like ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def forbidden_character(character: str) -> str:
    """Say that a character must go."""
    return f"must not contain the invisible character {describe_character(character)}; delete it"


def check_text(text: str) -> str:
    """Return the text, or raise ValueError with the rule it breaks."""
    if found := FORBIDDEN.search(text):
        raise ValueError(forbidden_character(found[0]))
    for word in re.findall(rf"\S{{{LONGEST_WORD + 1},}}", text):
        if "](" not in word and "://" not in word:
            raise ValueError(
                f"must not contain a word of more than {LONGEST_WORD} letters; "
                f"found one of {len(word)}: {word[:20]!r}...; split it or write it shorter"
            )
    if "TODO" in text:
        raise ValueError("still says TODO; write the text")
    return text
