"""Glossary links: which words become links, and which do not."""

import re

import pytest

from builder.content.models.vocabulary import Term
from builder.views.glossary_links import GlossaryLinks


def term(name: str, *aliases: str, link: bool = True) -> Term:
    """A glossary entry."""
    return Term(id=name.lower().replace(" ", "-").replace("'", ""), term=name, aliases=aliases, meaning="x", link=link)


def linked(page: str, *terms: Term) -> str:
    """The page with short links, for reading: [[id|word]]."""
    result = GlossaryLinks(terms).link(page, lambda entry: f"glossary.html#{entry}")
    return re.sub(r'<a class="bb-term" href="glossary.html#([^"]*)">(.*?)</a>', r"[[\1|\2]]", result)


def test_glossary_links_the_first_use_only_when_a_term_comes_twice() -> None:
    """A reader needs the meaning once."""
    assert linked("<p>The trunk and the trunk.</p>", term("Trunk")) == "<p>The [[trunk|trunk]] and the trunk.</p>"


def test_glossary_links_the_longest_name_when_names_overlap() -> None:
    """“Shoulder blade” is not a blade of a shoulder."""
    page = "<p>The shoulder blade.</p>"
    assert linked(page, term("Shoulder"), term("Shoulder blade")) == "<p>The [[shoulder-blade|shoulder blade]].</p>"


def test_glossary_links_one_name_when_aliases_share_an_entry() -> None:
    """Term and aliases lead to one entry, which is linked once."""
    page = "<p>Your scapula, that is your Shoulder blade.</p>"
    assert linked(page, term("Shoulder blade", "scapula")) == (
        "<p>Your [[shoulder-blade|scapula]], that is your Shoulder blade.</p>"
    )


@pytest.mark.parametrize(
    "page",
    [
        "<h2>The trunk</h2>",
        '<a href="x.html">The trunk</a>',
        "<a href='x.html'><em>The trunk</em></a>",
        "<details><summary>The trunk</summary></details>",
        "<button>trunk</button>",
        "<dl><dt>trunk</dt></dl>",
        '<p title="the trunk">x</p>',
        "<!-- trunk -->",
        '<script type="application/ld+json">{"a": "trunk"}</script>',
        "<p>trunks</p>",
        "<p>trunk-like</p>",
        "<p>supertrunk</p>",
        "no element about the trunk",
    ],
)
def test_glossary_leaves_a_word_alone_when_it_is_no_running_text(page: str) -> None:
    """Headings, links, controls, attributes, data and parts of words are never linked."""
    assert linked(page, term("Trunk")) == page


def test_glossary_leaves_a_word_alone_when_its_entry_says_so() -> None:
    """A word that is too common has link: false."""
    assert linked("<p>Rest.</p>", term("Rest", link=False)) == "<p>Rest.</p>"


@pytest.mark.parametrize("word", ["spıne", "SPİNE", "spİne"])
def test_glossary_does_not_stop_when_a_text_has_letters_of_another_alphabet(word: str) -> None:
    """Python finds a dotless i like an i, but it is another word."""
    assert linked(f"<p>The {word}.</p>", term("Spine")) == f"<p>The {word}.</p>"


@pytest.mark.parametrize("name", ["Müller's sign", "Rock & roll", "A (b) c+", "x|y"])
@pytest.mark.parametrize("sign", ["&#39;", "'"])
def test_glossary_links_a_name_when_it_has_signs_of_its_own(name: str, sign: str) -> None:
    """Signs of HTML and of patterns in a name are only signs."""
    shown = name.replace("&", "&amp;").replace("'", sign)
    entry = Term(id="it", term=name, meaning="x")
    assert linked(f"<p>See {shown} here.</p>", entry) == f"<p>See [[it|{shown}]] here.</p>"


def test_glossary_gives_the_same_page_when_there_are_no_terms() -> None:
    """A site without linked terms is as it was."""
    assert GlossaryLinks(()).link("<p>x</p>", str) == "<p>x</p>"
