"""Style sheets lose what no page uses, and nothing else."""

import re
from pathlib import Path

import pytest

from builder.site.css_pruning import UsedNames, purge_unused, tags_of, words_of
from tests.helpers import ROOT

PAGE = '<nav class="menu open"><a id="top" href="x" type="button">Home</a></nav><p class="note">A.hidden</p>'
USED_NAMES = UsedNames(tags_of(PAGE, words_of(PAGE)), words_of("element.classList.add('lively')"))


@pytest.mark.parametrize(
    "selector",
    [
        ".menu",
        "nav.open > a",
        "#top",
        "a[type=button]",
        "a[href^='https']",
        ".menu:not(.gone)",
        "p.lively::before",
        "*",
        ":root",
        "a:hover + p",
    ],
)
def test_rule_stays_when_some_tag_can_match(selector: str) -> None:
    """Classes that a script adds count for every tag; what stands in a function does not count."""
    assert purge_unused({"a": f"{selector} {{ color: red }}"}, USED_NAMES)["a"].endswith("{color:red}")


@pytest.mark.parametrize("selector", [".hidden", "nav.note", "ul", "a[type=submit]", "p .menu .gone", "#menu.note"])
def test_rule_goes_when_no_tag_matches(selector: str) -> None:
    """Words in the text of a page count for nothing, nor do words of two tags together."""
    assert purge_unused({"a": f"{selector} {{ color: red }}"}, USED_NAMES) == {"a": ""}


def test_only_the_unused_selector_of_a_rule_goes() -> None:
    """The other one keeps its declarations."""
    assert purge_unused({"a": ".menu, .gone , p { margin: 0  auto !important }"}, USED_NAMES) == {
        "a": ".menu,p{margin:0 auto!important}"
    }


def test_rules_inside_conditions_are_looked_at() -> None:
    """A condition that holds nothing any more goes too; fonts, movements and pages of paper stay."""
    css = "@media print { .gone { top: 0 } } @media (width > 9em) { .gone, .menu { top: 0 } } @page { margin: 1cm }"
    assert purge_unused({"a": css}, USED_NAMES) == {"a": "@media (width > 9em){.menu{top:0}}@page { margin: 1cm }"}


def test_custom_property_stays_when_a_sheet_or_script_reads_it() -> None:
    """Also when another sheet does, and not for a rule that is gone."""
    sheets = {
        "a": ":root { --one: 1; --two: 2; --three: 3; --four: 4 }",
        "b": "p { top: var(--two) } ul { top: var(--one) }",
    }
    found = purge_unused(sheets, USED_NAMES, ["style.getPropertyValue('--four')"])
    assert found == {"a": ":root{--two:2;--four:4}", "b": "p{top:var(--two)}"}


@pytest.mark.parametrize("sheet", sorted((ROOT / "site_overrides").rglob("*.css")), ids=lambda path: path.stem)
def test_underline_is_not_made_of_variables(sheet: Path) -> None:
    """WebKit takes text-decoration with a variable for no underline at all, so each part of it stands by itself."""
    assert re.findall(r"text-decoration:[^;]*var\(", sheet.read_text(encoding="utf-8")) == []
