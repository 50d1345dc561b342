"""Whether a build is needed at all, and which day the content is of.

The fingerprint covers all that a site is made from: content, templates, theme, generator, installed packages,
options. With the same fingerprint and an untouched site there is nothing to do.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable
from datetime import UTC, date, datetime
from importlib.metadata import distributions
from pathlib import Path

from builder.errors import BuildError

LATEST = 253402300799
"""31 December 9999, the last day that dates can be written for."""

NOT_INPUT = {"__pycache__"}


def fingerprint(places: Iterable[Path], options: Iterable[object]) -> str:
    """Digest files, folders, options and the versions of all installed packages."""
    digest = hashlib.sha256()
    for place in places:
        for path in [place] if place.is_file() else _files(place):
            _add(digest, path.relative_to(place).as_posix().encode())
            _add(digest, path.read_bytes())
    for option in options:
        _add(digest, str(option).encode())
    for package in sorted(f"{one.metadata['Name']} {one.version}" for one in distributions()):
        _add(digest, package.encode())
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big") + part)


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and not NOT_INPUT.intersection(path.parts))
    return sorted(found)


def tree_digest(folder: Path) -> str:
    """Digest a folder: the names and contents of all its files."""
    digest = hashlib.sha256()
    for path in _files(folder):
        _add(digest, path.relative_to(folder).as_posix().encode())
        _add(digest, path.read_bytes())
    return digest.hexdigest()


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
