"""The accessibility checker Axe on a page: in both colour schemes, with all open that can be opened."""

from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect

Scheme = Literal["light", "dark"]
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
"""Colour schemes with the theme's names for them."""

OF_A_SCHEME = ("color-contrast", "link-in-text-block", "image-alt", "svg-img-alt", "role-img-alt")
"""The rules that look at what a scheme changes: colours, and pictures that are drawn once for each."""

FAULTS = """async (rules) => {
  const folded = [...document.querySelectorAll("details:not([open])")];
  const setOpen = (isOpen) => folded.forEach((one) => { one.open = isOpen });
  setOpen(true);
  const {violations} = await axe.run({resultTypes: ["violations"], preload: false, ...(rules && {runOnly: rules})});
  setOpen(false);
  return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`));
}"""
"""Afterwards the page is as it was."""


def in_scheme(page: Page, scheme: Scheme) -> Page:
    """Give a page as it looks in a colour scheme."""
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    return page


def axe_faults(page: Page, *rules: str) -> list[str]:
    """The faults that Axe finds on a page as it looks now, by all of its rules or by those that are named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    faults: list[str] = page.evaluate(FAULTS, list(rules) or None)
    return faults


@cache
def _script() -> str:
    import axe_playwright_python  # type: ignore[import-untyped]

    found = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    return found.read_text(encoding="utf-8")
