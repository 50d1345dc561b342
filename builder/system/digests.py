"""Whether a build is needed at all, and which day the content is of.

The fingerprint covers all that a site is made from: content, templates, theme, generator, installed packages,
options. With the same fingerprint and an untouched site there is nothing to do.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from importlib.metadata import distributions
from pathlib import Path

from builder.system.errors import BuildError

LATEST = 253402300799
"""31 December 9999, the last day that dates can be written for."""

NOT_INPUT = {"__pycache__"}


def fingerprint(places: Iterable[Path], options: Iterable[object]) -> str:
    """Digest files, folders, options and the versions of all installed packages."""
    contents = (part for place in places for part in _contents(place))
    packages = sorted(f"{one.metadata['Name']} {one.version}" for one in distributions())
    return digest([*contents, *(str(option).encode() for option in (*options, *packages))]).hex()


def digest(parts: Iterable[bytes]) -> bytes:
    """Digest parts, each with its length, so that none can pass for the end of another."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def _contents(place: Path) -> Iterator[bytes]:
    """The names and contents of a file or of all files of a folder."""
    for path in [place] if place.is_file() else _files(place):
        yield path.relative_to(place).as_posix().encode()
        yield path.read_bytes()


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and not NOT_INPUT.intersection(path.parts))
    return sorted(found)


def tree_digest(folder: Path) -> str:
    """Digest a folder: the names and contents of all its files."""
    return digest(_contents(folder)).hex()


def content_epoch(folder: Path) -> int | None:
    """The day of the content in seconds since 1970: SOURCE_DATE_EPOCH, else the last commit, else unknown."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        if not (given.isascii() and given.isdecimal() and int(given) <= LATEST):
            raise BuildError(f"SOURCE_DATE_EPOCH must be a number of seconds since 1970; found {given!r}")
        return int(given)
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=folder, capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return int(done.stdout) if done.stdout.strip().isdigit() else None


def day_of(epoch: int | None) -> date | None:
    """The day that a number of seconds since 1970 falls on, in Greenwich."""
    return None if epoch is None else datetime.fromtimestamp(epoch, UTC).date()
