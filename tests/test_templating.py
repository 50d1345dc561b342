"""What templates may call: headings are written as HTML and remembered for the table of contents."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from builder.views.page import Heading
from builder.views.templating import Headings, environment, lower_first, upper_first
from tests.helpers import ROOT

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "*a* _b_ [c](d) {#x .y} # - 1. `e`",
    "&lt;b&gt; <!-- body --> </head> \\1 \\g<0>",
    "' onclick='x' \u2028 é",
)


def written(call: str, **values: str) -> tuple[str, list[Heading]]:
    """What a template writes that calls ``heading``, and what it remembers."""
    headings = Headings()
    template = environment(ROOT / "templates", {}, []).from_string(f"{{{{ {call} }}}}")
    return template.render(headings=headings, **values), list(headings)


@pytest.mark.parametrize("text", HOSTILE)
def test_heading_is_text_whatever_stands_in_it(text: str) -> None:
    """One element with an anchor, holding the text as typed; the same text is remembered, not yet escaped."""
    html, headings = written("heading(2, text)", text=text)
    tree = LexborHTMLParser(html)
    assert [node.tag for node in tree.css("body *")] == ["h2"]
    (node,) = tree.css("h2")
    assert set(node.attributes) == {"id"}
    assert " ".join(node.text().split()) == " ".join(text.split())
    assert headings == [Heading(2, node.attributes["id"] or "", " ".join(text.split()))]


@pytest.mark.parametrize("value", HOSTILE)
def test_heading_breaks_out_of_no_attribute(value: str) -> None:
    """Anchor and style are attributes, whatever stands in them; the label is only remembered."""
    html, (heading,) = written("heading(3, 'Steps', value, value, value)", value=value)
    (node,) = LexborHTMLParser(html).css("body *")
    assert node.attributes == {"id": value, "class": value}
    assert node.text() == "Steps"
    assert heading == Heading(3, value, "Steps", " ".join(value.split()))


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Steps", "steps"),
        ("How much, how often?", "how-much-how-often"),
        ("  Wall slide  & reach ", "wall-slide-reach"),
        ("Épaule", "epaule"),
        ("???", "_1"),
    ],
)
def test_heading_makes_its_anchor_from_its_words(text: str, anchor: str) -> None:
    """The way Markdown does, so that links from elsewhere stay right; an anchor of its own goes first."""
    assert written("heading(1, text)", text=text)[1][0].id == anchor
    assert written("heading(1, text, 'own')", text=text)[1][0].id == "own"


def test_headings_are_remembered_in_the_order_of_the_page() -> None:
    """The table of contents follows the page."""
    headings = Headings()
    template = "{{ heading(1, 'A') }}{% for one in 'bc' %}{{ heading(2, one) }}{% endfor %}{{ heading(2, 'D') }}"
    html = environment(ROOT / "templates", {}, []).from_string(template).render(headings=headings)
    assert [(heading.level, heading.id) for heading in headings] == [(1, "a"), (2, "b"), (2, "c"), (2, "d")]
    assert html == '<h1 id="a">A</h1><h2 id="b">b</h2><h2 id="c">c</h2><h2 id="d">D</h2>'


def test_first_letter_alone_is_made_large_or_small() -> None:
    """Names and abbreviations inside a text stay as they are."""
    assert upper_first("use a TRX strap") == "Use a TRX strap"
    assert lower_first("Band from Ann") == "band from Ann"
    assert lower_first("TRX strap") == "TRX strap"
