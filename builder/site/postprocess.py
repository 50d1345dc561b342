"""From a page and its shell to the finished page: put together once, parsed once, inspected, kept.

A page that was finished before, from the same text in the same shell, is taken as it was: the store knows it by all
that it is made from, so it need not be looked at again. Its HTML is a file of its own there, and the site links to it;
what is known of all pages is one file, because to open a thousand takes longer than to read one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

from builder.illustrations.drawings import Illustrations
from builder.illustrations.inline_figures import with_figures
from builder.site.csp import inline_scripts, policy
from builder.site.css_pruning import tags_of, words_asked_for
from builder.site.engines.shells import Shell, Shells, without_blank_lines
from builder.site.inspection.finished_page import FinishedPage
from builder.site.offline.kept import fingerprint_element, is_kept
from builder.site.verify import Inspection, Publication, inspect
from builder.system.store import Store, fingerprint, key_of
from builder.views.page import Page, Recipe, SearchEntry


@dataclass(frozen=True)
class Result:
    """All that the rest of the site must know of a finished page.

    ``html_key`` is that of its HTML in the store; ``fingerprint`` is that of the page before it was put in; ``tags``
    are the words that style sheets ask for, by tag; ``scripts`` are the engine's own inside the page.
    """

    url: str
    html_key: str
    fingerprint: str
    inspection: Inspection
    tags: frozenset[frozenset[str]]
    scripts: tuple[str, ...]
    search: SearchEntry | None


RESULTS: TypeAdapter[dict[str, Result]] = TypeAdapter(dict[str, Result])
WORDS: TypeAdapter[frozenset[str]] = TypeAdapter(frozenset[str])


@dataclass(frozen=True)
class Postprocessor:
    """Finishes pages; ``style`` is what the policy allows for styles, ``inputs`` a digest of what all depend on."""

    shells: Shells
    store: Store
    illustrations: Illustrations
    publication: Publication
    style: str
    inputs: str

    def results(self, recipes: Iterable[Recipe]) -> Iterator[Result]:
        """Give every page finished: first those that were kept, then those that had to be made."""
        results: dict[str, Result] = {}
        rendered: list[tuple[Page, str]] = []
        for recipe in recipes:
            key = key_of(self.inputs, recipe.url, recipe.inputs) if recipe.inputs else ""
            result = self._kept(key)
            if result is None:
                page = self._rendered(recipe)
                key = key or key_of(self.inputs, page)
                result = self._kept(key) if not recipe.inputs else None
            if result is None:
                rendered.append((page, key))
            else:
                results[key] = result
                yield result
        shells = self.shells.of([page for page, _ in rendered])
        for page, key in rendered:
            html, result = self._result(page, shells[page.url], key_of(key, "HTML"))
            self.store.keep(result.html_key, html.encode())
            results[key] = result
            yield result
        if results != self._known:
            self.store.keep(self._results_key, RESULTS.dump_json(results))

    def file(self, result: Result) -> Path:
        """The file in the store that holds the HTML of a page."""
        return self.store.file(result.html_key)

    def _rendered(self, recipe: Recipe) -> Page:
        """Render a page with its figures, while the drawings that were read for it are at hand."""
        page = recipe.render()
        return replace(page, body=with_figures(page.body, self.illustrations))

    def _kept(self, key: str) -> Result | None:
        result = self._known.get(key)
        return result if result and self.store.read(result.html_key) is not None else None

    @cached_property
    def _known(self) -> dict[str, Result]:
        """The results of the last build, by the keys of what they are made from."""
        content = self.store.read(self._results_key)
        return {} if content is None else RESULTS.validate_json(content)

    @property
    def _results_key(self) -> str:
        return key_of(self.inputs, "results")

    def _result(self, page: Page, shell: Shell, html_key: str) -> tuple[str, Result]:
        text = without_blank_lines(f"{page.body}\n{page.json_ld}".strip())
        scripts = tuple(inline_scripts(shell.text))
        head = shell.until_policy + policy(scripts, style=self.style) + shell.until_head_end
        body = shell.until_body + text + shell.rest
        print_of_page = fingerprint((head + body).encode())
        html = head + (fingerprint_element(print_of_page) if is_kept(page.url) else "") + body
        inspection = inspect(FinishedPage(page.url, html), self.publication)
        tags = tags_of(html, self._asked)
        return html, Result(page.url, html_key, print_of_page, inspection, tags, scripts, page.search)

    @cached_property
    def _asked(self) -> frozenset[str]:
        key = key_of(self.inputs, "words that style sheets ask for")
        sheets = (content.decode() for name, content in self.shells.assets().items() if name.endswith(".css"))
        return WORDS.validate_json(self.store.obtain(key, lambda: WORDS.dump_json(words_asked_for(sheets))))
