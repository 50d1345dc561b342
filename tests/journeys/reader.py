"""A person at a browser: presses what has a name, types, and looks at what is in sight.

What is expected may take a moment; a test fails when it does not come (``until``).
"""

from collections.abc import Sequence
from typing import Any

from tests.journeys.browsers import Browser
from tests.journeys.webdriver import until

PRESSABLE = "a[href], button, summary, label"
SEARCH_FIELD = "input[name=query]"
SEARCH_OPENER = "label.md-header__button[for=__search]"
RESULTS = "[data-md-component=search-result] a[href]"
ESCAPE = "\ue00c"

SEEN = """
const seen = (node) => node.checkVisibility({ visibilityProperty: true });
const words = (text) => text.replace(/\\s+/g, " ").trim();
const name = (node) => words(node.getAttribute("aria-label") || node.title || node.innerText);
"""
NAMED = f"""{SEEN}
const named = [...document.querySelectorAll(arguments[0])].filter(seen).map((node) => [node, name(node)]);
const wanted = arguments[1];
return (named.find(([, name]) => name === wanted) ?? named.find(([, name]) => name.startsWith(wanted))
  ?? named.find(([, name]) => name.includes(wanted)))?.[0];
"""
"""The first element in sight, of a selector, that has some words for its name: as a whole, at its start, anywhere."""

ALL_NAMES = f"{SEEN} return [...document.querySelectorAll(arguments[0])].filter(seen).map(name)"

ALL_TEXT = f"""{SEEN}
const fields = [...document.querySelectorAll("input")].filter(seen).map((field) => field.value);
return words([document.body.innerText, ...fields].join(" "));
"""

LABELLED = f"""{SEEN}
const labels = [...document.querySelectorAll("label")].filter(seen);
return labels.find((label) => name(label).startsWith(arguments[0]))?.control;
"""

FOLDED = """(() => {
  const folded = [];
  for (let node = document.querySelector(arguments[0]); node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement && !node.open) {
      folded.unshift(node);
    }
  }
  return folded;
}).apply(null, arguments)"""
"""What is folded around an element, from the outside in."""

CENTRED = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"

ON_TOP = """((selector) => {
  const field = document.querySelector(selector);
  const { x, y, width, height } = field.getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2) === field;
})(arguments[0])"""
"""Whether something is where one could press it, with nothing in front."""


class Reader:
    """A person who reads a site; ``base`` is its address, ending in a slash."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser, self._base = browser, base
        self.script = browser.script

    def open(self, address: str) -> None:
        """Go to a page of the site, or to a whole address."""
        self._send("Navigate", url=address if "://" in address else self._base + address)

    def back(self) -> None:
        """Go back by the browser's own button."""
        self._send("Back")

    def reload(self) -> None:
        """Load the page again."""
        self._send("Refresh")

    def forget(self) -> None:
        """Become somebody who has never been here, on an empty page."""
        self.open("404.html")
        self.script("localStorage.clear(); sessionStorage.clear()")
        self._send("Navigate", url="about:blank")

    def resize(self, width: int, height: int) -> None:
        """Make the window so wide and high."""
        self._send("SetWindowRect", width=width, height=height)

    def press(self, name: str, among: str = PRESSABLE) -> None:
        """Press the first thing in sight of this name."""
        self._click(NAMED, among, name)

    def tick(self, box: str) -> None:
        """Tick a box, or untick it, where a person would press: on its label, once what it is folded into is open."""
        while self.script(f"return {FOLDED}.length", box):
            self._click(f"return {FOLDED}[0].querySelector('summary')", box)
        self._click("return document.querySelector(arguments[0]).closest('label')", box)

    def write(self, label: str, text: str) -> None:
        """Put a text in the place of what stands in the first field in sight with this label, key by key."""
        self._write(LABELLED, label, text=text)

    def escape(self) -> None:
        """Press Escape, wherever the focus is."""
        self._send("ElementSendKeys", **_id(self.script("return document.activeElement")), text=ESCAPE)

    def search(self, text: str) -> None:
        """Type into the search field, key by key."""
        self._open_search()
        self._write("return document.querySelector(arguments[0])", SEARCH_FIELD, text=text)

    def paste_into_search(self, text: str) -> None:
        """Put a text into the search field as a mouse, a voice or an input method does: without any key."""
        self._open_search()
        self.script("document.execCommand('insertText', false, arguments[0])", text)

    def _open_search(self) -> None:
        """Put the cursor into the search field, which may be behind a button."""
        if not self.script(f"return {ON_TOP}", SEARCH_FIELD):
            self._click("return document.querySelector(arguments[0])", SEARCH_OPENER)
            self.expect(ON_TOP, SEARCH_FIELD)
        self._click("return document.querySelector(arguments[0])", SEARCH_FIELD)

    def press_first_result(self, address: str) -> None:
        """Open the first thing found, which must be this page."""
        self.expect_first_result(address)
        self._click("return document.querySelector(arguments[0])", RESULTS)

    def expect_first_result(self, address: str) -> None:
        """The first thing found is this page, or becomes it."""
        self.expect("document.querySelector(arguments[0])?.pathname.endsWith(`/${arguments[1]}`)", RESULTS, address)

    def expect_title(self, title: str) -> None:
        """The page of this title is there, whole, or comes."""
        is_title = "document.querySelector('h1')?.innerText.trim() === arguments[0]"
        self.expect(f"document.readyState === 'complete' && {is_title}", title)

    def expect_text(self, text: str) -> None:
        """A text is in sight on the page, in a field or outside, or comes."""
        until(lambda: text in self.script(ALL_TEXT), f"{text!r} on the page")

    def expect_names(self, selector: str, names: Sequence[str]) -> None:
        """The elements of a selector that are in sight have these names, in this order, or come to."""
        until(lambda: self.script(ALL_NAMES, selector) == list(names), f"{names} for {selector}")

    def expect(self, expression: str, *arguments: object) -> None:
        """An expression of JavaScript is true of the page, or becomes so."""
        until(lambda: self.script(f"return ({expression})", *arguments), f"{expression} {arguments}")

    def _click(self, find: str, *arguments: object) -> None:
        def press() -> bool:
            if node := self.script(find, *arguments):
                self.script(CENTRED, node)
                self._send("ElementClick", **_id(node))
            return node is not None

        until(press, f"{arguments} to press")

    def _write(self, find: str, *arguments: object, text: str) -> None:
        def write() -> bool:
            if node := self.script(find, *arguments):
                self._send("ElementClear", **_id(node))
                self._send("ElementSendKeys", **_id(node), text=text)
            return node is not None

        until(write, f"{arguments} to write {text!r} into")

    def _send(self, command: str, **parameters: Any) -> Any:
        return self._browser.connection.send(command, **parameters)


def _id(node: dict[str, str]) -> dict[str, str]:
    return {"id": next(iter(node.values()))}
