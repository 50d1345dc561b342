"""What browsers keep of the site for use without a network, and what of that without being asked.

A page carries the fingerprint of itself, and ``service-worker.js`` those of all files it may keep. So a page that was
open while a newer edition came can see that it is old.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue

MOST_AT_FIRST = 5_000_000
"""The most bytes that a browser fetches without being asked, compressed as the quickest gzip does it."""

_NOT_KEPT = (".", "api/", urls.CARDS, "assets/poses/", "contribute/", "downloads/")
"""Beginnings of paths that readers of exercises do not need, or that are large."""

_FRAME = (".css", ".js", ".json", ".webmanifest", ".woff2")
"""How the names of files end that pages load before they show anything."""

_SAFETY = (urls.GET_HELP, urls.BEFORE_YOU_START, urls.NOT_FOUND)
"""The pages that are kept before all others."""

_NEVER_ASKED_FOR = {*urls.MADE_FILES, "sitemap.xml.gz"} - {urls.MANIFEST}

_FINGERPRINT = re.compile(r'<meta name="fingerprint"[^>]*>')
_SIZE_PLACEHOLDER = "{megabytes}"


def is_kept(path: str) -> bool:
    """Whether browsers may keep a file for use without a network."""
    return not path.startswith(_NOT_KEPT) and path not in _NEVER_ASKED_FOR


def fingerprint_element(value: str) -> str:
    """Give a page's fingerprint as an element of its head."""
    return f'<meta name="fingerprint" content="{value}">'


def without_fingerprint(page: str) -> str:
    """A page that browsers do not keep: without the fingerprint the site's script calls no service worker."""
    return _FINGERPRINT.sub("", page)


def most_needed(catalogue: Catalogue, pages: Iterable[str], kept: Set[str]) -> list[tuple[str, ...]]:
    """Put what is kept at first in the order in which it is needed; what differs by colour scheme stands together.

    First what pages load, then warning signs, pages of several exercises and those of one, in the order of ``pages``;
    then pictures, and last the movements of sessions.
    """
    of_one = {urls.exercise_url(exercise) for exercise in catalogue.exercises}
    movements = [urls.loop_script(exercise.slug) for exercise in catalogue.exercises]
    frame = sorted(name for name in kept - {*movements} if name.endswith(_FRAME))
    pages_in_order = sorted(dict.fromkeys([*_SAFETY, *pages]), key=of_one.__contains__)
    files = [(name,) for name in (*frame, urls.LOGO, *pages_in_order)]
    pictures = [(f"{stem}light.svg", f"{stem}dark.svg") for stem in _pictures(catalogue)]
    ordered = (*files, *pictures, *((name,) for name in movements))
    return [names for names in ordered if all(name in kept for name in names)]


def _pictures(catalogue: Catalogue) -> Iterator[str]:
    """Give the first picture of each page up to its scheme; pages of exercises hold their own and show a map."""
    imbalances = [one for imbalance in catalogue.imbalances for one in catalogue.exercises_for[imbalance.slug]]
    yield from map(urls.frieze_file, ("short", "long"))
    yield from (urls.map_file(imbalance.slug) for imbalance in catalogue.imbalances)
    yield from (urls.figure_file(exercise.slug, "card") for exercise in imbalances)
    yield from (urls.map_file(exercise.slug) for exercise in imbalances)


def kept_at_first(files: Iterable[tuple[str, ...]], sizes: Mapping[str, int], limit: int) -> list[str]:
    """Choose from files in the order of need while there is room; a browser takes one of those that stand together."""
    chosen: list[str] = []
    room = limit
    for names in files:
        size = max(sizes[name] for name in names)
        if size <= room:
            chosen += names
            room -= size
    return chosen


def transfer_size(content: bytes) -> int:
    """How many bytes a file is on its way to a browser."""
    return len(zlib.compress(content, 1))


def service_worker(script: str, files: Mapping[str, str], first: Sequence[str]) -> str:
    """Put the files by path, with their fingerprints, into the service worker, and which of them are kept at first."""
    ordered = {name: files[name] for name in (*first, *files)}
    return f"self.FILES = {json.dumps(ordered, separators=(',', ':'))};\nself.FIRST = {len(first)};\n{script}"


def without_part(page: str, name: str) -> str:
    """The page without a part that stands between comments with its name: the zip does not offer itself."""
    return _part(name).sub("", page)


def with_size(page: str, name: str, size: int) -> str:
    """The page with the size, which is given in bytes, in a part that stands between comments with its name."""
    return _part(name).sub(lambda found: found[1].replace(_SIZE_PLACEHOLDER, f"{size / 1e6:.1f}"), page)


def _part(name: str) -> re.Pattern[str]:
    return re.compile(f"<!-- {name} -->(.*?)<!-- /{name} -->", re.DOTALL)
