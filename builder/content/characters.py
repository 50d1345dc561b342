"""Which characters may stand in a text of ``content/``, and how long its words may be."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_WORD = 40

MOST_MARKS = 2
"""Marks on one letter: Vietnamese needs two."""

_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\uffa0\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e01ef"
)
"""Controls, bidi controls and other invisible characters: they can hide what a text really says."""

_JOINERS, _SELECTORS = "\u200c\u200d", "\ufe00-\ufe0f"
"""Invisible too, but some languages need the one, and emoji need both: they are judged by the sign before them."""

_INVISIBLE = re.compile(f"[{_HIDDEN}{_JOINERS}{_SELECTORS}]")
BEYOND_EUROPE, FIRST_EMOJI, KEYCAPS = "\u0590", "\u203c", "#*0123456789\xa9\xae"
"""Joiners follow letters from here on; selectors follow emoji and ideographs from here on, and a few other signs."""

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LATIN, _ALIKE = "A-Za-z\xc0-\u024f", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο\u0400-\u052f"
"""Letters of Latin; those of Greek that look like them, for others stand in formulas; all of Cyrillic."""

_STACKED = re.compile(f"[{_MARKS}]{{{MOST_MARKS + 1},}}")
_MIXED = re.compile(f"[{_LATIN}][{_MARKS}]*([{_ALIKE}])|([{_ALIKE}])[{_MARKS}]*[{_LATIN}]")


def invisible_characters(text: str) -> Iterator[re.Match[str]]:
    """Find the characters that nobody can see and that a text does not need."""
    return (found for found in _INVISIBLE.finditer(text) if not _is_needed(found))


def _is_needed(found: re.Match[str]) -> bool:
    sign, before = found[0], found.string[found.start() - 1 : found.start()] if found.start() else ""
    if sign in _JOINERS:
        return before >= BEYOND_EUROPE and not "\u2000" <= before <= "\u206f"
    if "\ufe00" <= sign <= "\ufe0f" or sign >= "\U000e0100":
        return before >= FIRST_EMOJI or (before != "" and before in KEYCAPS)
    return False


_TWINS = str.maketrans("авекмнорстухіјѕгьαβεικμνορτυχ", "abekmhopctyxijsrbabeikmvoptux")
"""Small letters of Cyrillic and Greek, and the Latin letters that they, or their capitals, look like."""


def look_of(name: str) -> str:
    """Give the same text for all names that a reader cannot tell apart, or only by spaces, capitals or widths."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).translate(_TWINS)


def describe_character(character: str) -> str:
    """Name a character that a reader of a message cannot see, like ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def forbidden_character(character: str) -> str:
    """Say that a character must go."""
    return f"must not contain the invisible character {describe_character(character)}; delete it"


def misleading_letters(text: str) -> tuple[int, str] | None:
    """Find the first letters that look like others, or that no page can show; give their index and what is wrong."""
    if found := _STACKED.search(text):
        message = f"must not put more than {MOST_MARKS} marks on one letter; found {len(found[0])}; delete some"
        return found.start(), message
    if found := _MIXED.search(text):
        index = found.start(found.lastindex or 0)
        named, word = describe_character(text[index]), _word_at(text, index)
        return index, f"must not mix two alphabets in a word; found {named} in {word!r}; type the word again in one"
    return None


def _word_at(text: str, index: int) -> str:
    return next(word[0] for word in re.finditer(r"\S+", text) if word.end() > index)


def _check_characters(text: str) -> None:
    if found := next(invisible_characters(text), None):
        raise ValueError(forbidden_character(found[0]))
    if misleading := misleading_letters(text):
        raise ValueError(misleading[1])


_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def check_text(text: str) -> str:
    """Return the text, or raise ValueError with the rule it breaks."""
    if not (text.isascii() and text.isprintable()):  # most texts are both
        _check_characters(text)
    for word in _LONG_WORD.findall(text) if len(text) > LONGEST_WORD else ():
        if "](" not in word and "://" not in word:
            raise ValueError(
                f"must not contain a word of more than {LONGEST_WORD} letters; "
                f"found one of {len(word)}: {word[:20]!r}...; split it or write it shorter"
            )
    if "TODO" in text:
        raise ValueError("still says TODO; write the text")
    return text
