"""Browser tabs that are kept from test to test: a new one costs a second of work, the next page in it a third."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Error, Page, ViewportSize

HEIGHT = 900

OpenTab = Callable[..., Page]
"""What the fixture ``tab`` gives: ``Tabs.open``."""


class Tabs:
    """Gives tabs on one site, each in a browser of its own, which stores nothing from one test to the next."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser, self._base = browser, base
        self._kept: dict[str, tuple[Page, ViewportSize]] = {}
        self._used: set[str] = set()

    def open(self, width: int, height: int = HEIGHT, **settings: Any) -> Page:
        """Give an empty tab in a window of some size; ``settings`` are those of a context of Playwright."""
        key = repr((width, height, sorted(settings.items())))
        assert key not in self._used, "a test has one tab of a kind"
        if key not in self._kept:
            size: ViewportSize = {"width": width, "height": height}
            context = self._browser.new_context(
                service_workers="block", base_url=self._base, viewport=size, color_scheme="light", **settings
            )
            self._kept[key] = context.new_page(), size
        self._used.add(key)
        return self._kept[key][0]

    def clear(self) -> None:
        """Make every tab that was used as empty as it was at first; one that cannot be is closed."""
        for key in self._used:
            page, size = self._kept[key]
            try:
                _empty(page, size, self._base)
            except Error:
                page.context.close()
                del self._kept[key]
        self._used.clear()


def _empty(page: Page, size: ViewportSize, base: str) -> None:
    if page.url.startswith(base):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    page.context.clear_cookies()
    page.goto("about:blank")
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size(size)


def address_of(page: Page) -> str:
    """The address as the page itself knows it: ``page.url`` may still be the one before its script changed it."""
    address: str = page.evaluate("location.href")
    return address


@contextmanager
def listening(page: Page, **listeners: Callable[[Any], None]) -> Iterator[None]:
    """Hear the events of a tab, by their names, and hear no more of them afterwards: the next test uses the tab too."""
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    try:
        yield
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
