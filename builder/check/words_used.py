"""The words that pages and PDFs share: ``words.yml`` against what the templates use."""

from collections.abc import Iterator
from string import Formatter

from builder.catalogue.catalogue import Words
from builder.check.checked_files import CheckedContent
from builder.content.problem import Problem
from builder.content.rules import Rules

rule = Rules[[CheckedContent], Problem]()

SINGULAR = "one_"
"""Begins the keys of words for a single thing: their number may be a word."""


@rule
def words_are_those_in_use(content: CheckedContent) -> Iterator[Problem]:
    """words.yml has exactly the words that the templates use, with places that they fill."""
    words, used = content.find(Words), content.surroundings.words
    if words is None:
        return
    given = words.model.root
    for key in sorted(used.keys() - given.keys()):
        yield words.source.problem((), f"the word {key!r} is missing; a template uses it; add it")
    for key in sorted(given.keys() - used.keys()):
        yield words.source.problem((key,), f"no template uses the word {key!r}; delete the line", at_key=True)
    for key in sorted(given.keys() & used.keys()):
        try:
            places = _places_in(given[key])
        except ValueError:
            places = used[key] | {"{"}
        strange, lost = places - used[key], used[key] - places
        for place in sorted(strange):
            known = ", ".join(f"{{{name}}}" for name in sorted(used[key])) or "none"
            yield words.source.problem((key,), f"{key} has the place {place!r}, which nothing fills; known are {known}")
        for place in sorted(lost) if not (strange or key.startswith(SINGULAR)) else ():
            yield words.source.problem((key,), f"{key} lacks the place {{{place}}}, which a template fills; put it in")


def _places_in(text: str) -> frozenset[str]:
    """Give the {places} of a word, with whatever else stands in the braces; raise ValueError for any other brace."""
    if "{{" in text or "}}" in text:
        raise ValueError("Python takes two braces for one, Typst and scripts do not")
    return frozenset(
        "".join([name, f"!{conversion}" if conversion else "", f":{form}" if form else ""])
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    )
