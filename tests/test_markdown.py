"""What may stand in a text: characters, words, links; and what light Markdown becomes."""

import time

import pytest

from builder.content.characters import check_text
from builder.content.markdown import Run, check_prose, is_allowed_address, prose_runs, render_prose
from builder.content.page_markdown import page_html, page_problems


def as_is(address: str) -> str:
    """Leave a link as it is."""
    return address


@pytest.mark.parametrize(
    ("text", "html"),
    [
        # what is understood
        ("plain", "plain"),
        ("*a* and **b**", "<em>a</em> and <strong>b</strong>"),
        ("[words](https://example.test/a?b=c)", '<a href="https://example.test/a?b=c">words</a>'),
        ("[words](page.html#part)", '<a href="page.html#part">words</a>'),
        ("two\nlines", "two lines"),
        (r"\*no emphasis\*", "*no emphasis*"),
        # what is shown as typed
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("&lt; &amp; &", "&amp;lt; &amp;amp; &amp;"),
        ("{{ 7*7 }} {% raw %}", "{{ 7*7 }} {% raw %}"),
        ("# heading", "# heading"),
        ("- item", "- item"),
        ("`code`", "`code`"),
        ("https://example.test", "https://example.test"),
        ("<https://example.test>", "&lt;https://example.test&gt;"),
        ("![image](a.png)", '!<a href="a.png">image</a>'),
        ('"><img src=x onerror=1>', "&quot;&gt;&lt;img src=x onerror=1&gt;"),
        ("snake_case_word", "snake_case_word"),
    ],
)
def test_render_prose_understands_emphasis_and_links_only(text: str, html: str) -> None:
    """Everything but emphasis and links is shown as typed."""
    assert render_prose(text, as_is) == html


def test_prose_runs_say_how_each_part_looks_and_where_it_leads() -> None:
    """For paper: what stands around a mark does not look like what stands in it."""
    assert list(prose_runs("a **b** *c* ***d*** [e *f*](g.html) h")) == [
        Run("a ", strong=False, emphasis=False, address=None),
        Run("b", strong=True, emphasis=False, address=None),
        Run(" ", strong=False, emphasis=False, address=None),
        Run("c", strong=False, emphasis=True, address=None),
        Run(" ", strong=False, emphasis=False, address=None),
        Run("d", strong=True, emphasis=True, address=None),
        Run(" ", strong=False, emphasis=False, address=None),
        Run("e ", strong=False, emphasis=False, address="g.html"),
        Run("f", strong=False, emphasis=True, address="g.html"),
        Run(" h", strong=False, emphasis=False, address=None),
    ]


@pytest.mark.parametrize(
    "address", ["https://a.test/", "HTTPS://a.test/", "http://a.test/", "mailto:a@b.test", "tel:112", "#part"]
)
def test_render_prose_leaves_an_address_alone_when_it_leads_outside(address: str) -> None:
    """Only addresses inside the site are made to fit the page."""
    assert render_prose(f"[x]({address})", lambda _: "changed") == f'<a href="{address}">x</a>'


def test_render_prose_asks_for_the_link_when_it_stays_inside() -> None:
    """An address of the site is made to fit the page it stands on."""
    assert render_prose("[x](get-help.html)", lambda address: f"../{address}") == '<a href="../get-help.html">x</a>'


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.test/", True),
        ("HTTP://example.test/", True),
        ("mailto:a@example.test", True),
        ("tel:112", True),
        ("#part", True),
        ("page.html", True),
        ("../page.html#part", True),
        ("time-10:30.html", False),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("https:evil.test", False),
        ("//evil.test/", False),
        ("/absolute.html", False),
        ("\\\\evil.test\\", False),
        ("page\\..\\x.html", False),
    ],
)
def test_is_allowed_address_takes_web_and_relative_addresses_only(address: str, allowed: bool) -> None:
    """http, https, mailto, tel, anchors and relative addresses, and nothing else."""
    assert is_allowed_address(address) is allowed


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](JAVASCRIPT:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](javascript&colon;alert(1))",
        '[x](javascript:alert(1) "title")',
        "*[x](javascript:alert(1))*",
        "[*x*](javascript:alert(1))",
        "[a [x](javascript:alert(1)) b](page.html)",
        "![x](javascript:alert(1))",
        "[x](//evil.test)",
    ],
)
def test_check_prose_refuses_a_link_when_it_is_dangerous_in_any_disguise(link: str) -> None:
    """Whatever the renderer would make a link of is judged as the renderer sees it."""
    with pytest.raises(ValueError, match="must link only to http or https addresses or pages of this site; found"):
        check_prose(f"Some {link} words.")


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\x07", "\x9b", "\U000e0041"])
def test_check_text_names_the_character_when_it_is_invisible(character: str) -> None:
    """A character that can hide what a text says is named by its number."""
    with pytest.raises(ValueError, match=rf"must not contain the invisible character U\+{ord(character):04X} .+; "):
        check_text(f"a{character}b")


@pytest.mark.parametrize("selector", ["\ufe0e", "\ufe0f"])
def test_check_text_refuses_a_selector_with_nothing_to_select(selector: str) -> None:
    """At the beginning of a text there is no sign before it; emoji and keycaps need one."""
    for text in (f"{selector}a", selector, f"a{selector}"):
        with pytest.raises(ValueError, match="must not contain the invisible character"):
            check_text(text)
    for text in (f"❤{selector}", f"1{selector}"):
        assert check_text(text) == text


@pytest.mark.parametrize("text", ["Grüße", "日本語", "می\u200cخواهم", "naïve – “quoted”…", "10 × 5 m²", "👩‍⚕️"])
def test_check_text_returns_the_text_when_it_is_of_any_language(text: str) -> None:
    """Letters, signs and joiners of all languages are fine."""
    assert check_text(text) == text


def test_check_text_allows_a_long_word_when_it_is_an_address() -> None:
    """Addresses may be long, words may not."""
    text = "see https://example.test/" + "a" * 60
    assert check_text(text) == text
    with pytest.raises(ValueError, match=r"must not contain a word of more than 40 letters; found one of 41: "):
        check_text("a" * 41)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "<!-- comment -->",
        "<!DOCTYPE html>",
        "<?php ?>",
        "- item\n\n      text <script>alert(1)</script>",
        "1. item\n\n       <img src=x onerror=1>",
        "    <script>alert(1)</script>",
        "`<b>`",
        "```\n<script>alert(1)</script>\n```",
        "[x](javascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
        "- item\n\n      [x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "![x](https://evil.test/x.png)",
        "![x](x.png)",
        "text {: onclick=alert(1) }",
        "text\n{: hidden }",
        "[x](a.html){ hidden }",
        '[x](a.html){ "}" href=javascript:alert(1) }',
        "# Title {#id style=x}",
        "# Title { .class }",
    ],
)
def test_page_problems_finds_what_an_engine_could_turn_into_html(text: str) -> None:
    """HTML, unsafe links, images and attributes are found, also where parsers disagree about code."""
    assert list(page_problems(text))


@pytest.mark.parametrize(
    "text",
    [
        "Plain *words* with [a link](page.html#part) and <https://example.test>.".replace(
            " and <https://example.test>", ""
        ),
        "## Title {#anchor}\n\n- one\n- two\n\n1. one\n2. two",
        "2 < 3, and A & B, and 5 > 4",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "> a quotation",
        "A dash – and “quotes”, Grüße.",
    ],
)
def test_page_problems_finds_nothing_when_a_page_is_plain_markdown(text: str) -> None:
    """What contributors need is allowed: headings with anchors, lists, links, tables."""
    assert list(page_problems(text)) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        # what GitHub's preview shows, the site shows
        ("Bring:\n- a mat\n- a band", "<p>Bring:</p>\n<ul>\n<li>a mat</li>\n<li>a band</li>\n</ul>"),
        ("1. one\n   - under it\n2. two", "<ol>\n<li>one\n<ul>\n<li>under it</li>\n</ul>\n</li>\n<li>two</li>\n</ol>"),
        ("1) one\n2) two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("```\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("[a *b*](page.html#part)", '<p><a href="page.html#part">a <em>b</em></a></p>'),
        # headings have anchors, written or made from their words
        ("## Über *uns* {#us}", '<h2 id="us">Über <em>uns</em></h2>'),
        ("## Same\n\n## Same\n\n### !", '<h2 id="same">Same</h2>\n<h2 id="same_1">Same</h2>\n<h3 id="_1">!</h3>'),
        # the policy of the pages forbids styles
        (
            "| a |\n|--:|\n| 1 |",
            '<table>\n<thead>\n<tr>\n<th align="right">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align="right">1</td>'
            "\n</tr>\n</tbody>\n</table>",
        ),
        # HTML is refused before; should it ever get here, it is text
        ("a <b>b</b>", "<p>a &lt;b&gt;b&lt;/b&gt;</p>"),
    ],
)
def test_page_html_shows_a_page_as_previews_do(text: str, html: str) -> None:
    """One reader for checks and pages: what is a list in GitHub's preview is one on the site."""
    assert page_html(text)[0] == f"{html}\n"


def test_page_html_gives_the_headings_when_there_are_some() -> None:
    """Level, anchor and words of each heading, for the table of contents."""
    _, headings = page_html("## A & *b* {#ab}\n\ntext\n\n### Low\n")
    assert [heading[:3] for heading in headings] == [(2, "ab", "A & b"), (3, "low", "Low")]


@pytest.mark.parametrize("text", ["[" * 64_000, "# a\n" * 16_000, "[a](" * 16_000, "! [" * 21_000, "- " * 300 + "a"])
def test_page_problems_are_found_soon_when_a_page_is_made_to_hang(text: str) -> None:
    """The largest page that may be takes seconds at most, whatever stands in it."""
    start = time.process_time()
    list(page_problems(text))
    assert time.process_time() - start < 5
