"""How hard a text is to read: a warning where people with little schooling, or with pain, would give up.

The measure is the school grade by Flesch and Kincaid (Kincaid and others, 1975): long sentences and long words make
it higher. Syllables are counted where a dictionary of hyphenation would part a word. Names of muscles are set aside:
they stand beside their plain names.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set

from pydantic import BaseModel

from builder.check.checked_files import AnyFile, CheckedContent
from builder.content.models.exercise import Exercise
from builder.content.models.guides import EvidencePage, SelfChecks
from builder.content.models.imbalance import Imbalance
from builder.content.models.site import Safety, Site
from builder.content.models.vocabulary import Vocabulary
from builder.content.problem import Problem
from builder.content.rules import Rules

rule = Rules[[CheckedContent], Problem]()

HARDEST_GRADE = 8.0

_WORD, _SENTENCE_END = re.compile(r"[a-z'’-]+"), re.compile(r"[.!?:]+(?=\s|$)")
_MARK = re.compile(r"\]\([^)]*\)|[*\[]")

FOR_OTHERS = frozenset({"clinician", "for_clinicians", "editors_note", "figure", "review", "slug", "former_slugs"})
NOT_RUNNING_TEXT = FOR_OTHERS | {"title", "aliases", "search_terms", "description", "id", "imbalance", "sources"}
"""Fields that are not read as running text by everybody."""


def grade(text: str, muscles: Set[str] = frozenset()) -> float:
    """Give the school grade of a text; 0 when it has no words. A word of a muscle's name counts as the word muscle."""
    words = _words(text, muscles)
    return _grade(text, words, count_syllables(words))


def _words(text: str, muscles: Set[str]) -> Counter[str]:
    return Counter("muscle" if word in muscles else word for word in _WORD.findall(text.lower()))


def _grade(text: str, words: Counter[str], syllables: Mapping[str, int]) -> float:
    if not words:
        return 0.0
    sentences = len(_SENTENCE_END.findall(text)) or 1
    count = sum(syllables[word] * times for word, times in words.items())
    return 0.39 * words.total() / sentences + 11.8 * count / words.total() - 15.59


def count_syllables(words: Collection[str]) -> dict[str, int]:
    """Count the syllables of each word; loading the dictionary takes longer than looking words up."""
    from pyphen import Pyphen  # type: ignore[import-untyped]

    hyphens = Pyphen(lang="en_US")
    return {word: len(hyphens.positions(word)) + 1 for word in words}


def running_text(parts: Iterable[str]) -> str:
    """Join texts into sentences, without the marks of prose."""
    sentences = (" ".join(part.split()) for part in parts)
    whole = " ".join(one if one.endswith((".", "!", "?", ":")) else f"{one}." for one in sentences)
    return _MARK.sub("", whole)


def muscle_names(vocabulary: Vocabulary | None) -> frozenset[str]:
    """The words of which the names of muscles are made, but for the short ones."""
    labels = [muscle.label for muscle in vocabulary.muscles] if vocabulary else []
    return frozenset(word for label in labels for word in re.findall(r"[a-z'’-]{4,}", label.lower()))


@rule
def texts_are_easy_to_read(content: CheckedContent) -> Iterator[Problem]:
    """What everybody reads is at most at the level of a fourteen-year-old; a warning."""
    site, vocabulary = content.find(Site), content.find(Vocabulary)
    if site is not None and site.model.language != "en":
        return
    muscles = muscle_names(vocabulary.model if vocabulary else None)
    texts = {place: running_text(_texts_of(checked)) for place, checked in content.files.items()}
    words = {place: _words(text, muscles) for place, text in texts.items()}
    syllables = content.count_syllables(frozenset().union(*words.values()))
    for place, checked in content.files.items():
        found = _grade(texts[place], words[place], syllables)
        if found > HARDEST_GRADE:
            message = f"the text reads at school grade {found:.1f}, and {HARDEST_GRADE:g} is the most"
            yield checked.source.problem((), f"{message}; write shorter sentences and plainer words", is_warning=True)


def _texts_of(checked: AnyFile) -> list[str]:
    if checked.source.body:
        return re.split(r"\n\s*\n|\n[#-] ", checked.source.body)
    if isinstance(checked.model, Exercise | Imbalance | Safety | SelfChecks | EvidencePage):
        return list(_texts(checked.model))
    return []


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, BaseModel):
        for name, item in vars(value).items():
            if name not in NOT_RUNNING_TEXT:
                yield from _texts(item)
