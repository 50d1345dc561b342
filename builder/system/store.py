"""A folder of results that are kept from build to build.

A result is found by a key, which is a digest of everything that it was worked out from, so nothing in a store is ever
out of date. Its file is named after the key and a digest of its content, so a file that was damaged or cut short is not
taken for a result: it is worked out again.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from builder.system.digests import digest
from builder.system.disk import write_whole

KEY, CONTENT = 40, 24
"""How many hexadecimal digits of the two digests stand in a file's name."""

FINGERPRINT = 12
"""How many of the digest of its content are the fingerprint of a file of the site."""

LIMIT = 500_000_000
"""Bytes that a store may keep of what the last build did not use."""


def key_of(*parts: object) -> str:
    """Make a key from whatever a result depends on: digests as bytes, anything else as its ``repr``."""
    return digest([part if isinstance(part, bytes) else repr(part).encode() for part in parts]).hex()[:KEY]


def content_digest(content: bytes) -> str:
    """A name for exactly this content."""
    return hashlib.sha256(content).hexdigest()[:CONTENT]


def fingerprint(content: bytes) -> str:
    """A short name for exactly this content."""
    return content_digest(content)[:FINGERPRINT]


class Store:
    """Results in a folder; whoever deletes it loses only time.

    ``failure`` is why a result could not be kept, if one could not.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.failure: OSError | None = None
        self._used: set[str] = set()

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names of the files by their keys."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            names = [entry.name for entry in os.scandir(self.folder)]
        except OSError as error:
            self.failure, names = error, []
        return {name[:KEY]: name for name in names if len(name) == KEY + 1 + CONTENT}

    def read(self, key: str) -> bytes | None:
        """Give the result that was kept under a key, if it is there and whole."""
        name = self._names.get(key)
        if name is None:
            return None
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        if content_digest(content) != name[KEY + 1 :]:
            return None
        self._used.add(key)
        return content

    def keep(self, key: str, content: bytes) -> Path:
        """Keep a result, in the place of an earlier one under the same key; give its file."""
        name, earlier = f"{key}-{content_digest(content)}", self._names.get(key)
        write_whole(self.folder / name, content)
        if earlier and earlier != name:
            (self.folder / earlier).unlink(missing_ok=True)
        self._names[key] = name
        self._used.add(key)
        return self.folder / name

    def obtain(self, key: str, work_out: Callable[[], bytes]) -> bytes:
        """Give the result that was kept under a key, or work it out and keep it, where that is possible."""
        content = self.read(key)
        if content is None:
            content = work_out()
            try:
                self.keep(key, content)
            except OSError as error:
                self.failure = error
        return content

    def file(self, key: str) -> Path:
        """The file of a result that was read or kept before; raise OSError when it could not be kept."""
        if self.failure and key not in self._names:
            raise self.failure
        return self.folder / self._names[key]

    def digest(self, key: str) -> str:
        """The digest of the content of a result that was read or kept before."""
        return self._names[key][KEY + 1 :]

    def prune(self, limit: int = LIMIT) -> None:
        """Delete what was not used now, the oldest first, until at most ``limit`` bytes are left."""
        files = list(self._files())
        excess = sum(status.st_size for status, _ in files) - limit
        for status, name in sorted(self._unused(files)):
            if excess <= 0:
                return
            (self.folder / name).unlink(missing_ok=True)
            excess -= int(status[1])

    def _files(self) -> Iterator[tuple[os.stat_result, str]]:
        """Give the files with their names; another build may rename or delete one meanwhile."""
        for entry in os.scandir(self.folder):
            with suppress(FileNotFoundError):
                yield entry.stat(), entry.name

    def _unused(self, files: Sequence[tuple[os.stat_result, str]]) -> list[tuple[tuple[int, int], str]]:
        current = {self._names.get(key) for key in self._used}
        return [((status.st_mtime_ns, status.st_size), name) for status, name in files if name not in current]
