"""Digests of files and folders: with the same inputs and an untouched site there is nothing to build."""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter
from pathlib import Path

NOT_INPUT = {"__pycache__"}

BACKUP = re.compile(r".+~|#.+#|\.#.+|.+\.sw[a-p]")
"""What editors leave beside a file while it is open or after it was saved: Emacs, Vim and others."""


def is_backup(name: str) -> bool:
    """Tell whether an editor left a file of this name, which is nobody's text."""
    return BACKUP.fullmatch(name) is not None


@cache
def packages() -> tuple[str, ...]:
    """Python and all installed packages with their versions, as the names of the folders that installers write."""
    return (sys.version, *sorted(folder.name for place in sys.path for folder in Path(place).glob("*.*-info")))


def input_digest(places: Iterable[Path], options: Iterable[object] = ()) -> bytes:
    """Digest files, folders, options and the versions of Python and of all installed packages."""
    found = (part for place in places for part in contents(place))
    return digest([*found, *(str(option).encode() for option in (*options, *packages()))])


def digest(parts: Iterable[bytes]) -> bytes:
    """Digest parts, each with its length, so that none can pass for the end of another."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def contents(place: Path) -> Iterator[bytes]:
    """Give the names and contents of a file or of all files of a folder."""
    if place.is_file():
        yield from (b".", place.read_bytes())
    else:
        for entry in _files(place):
            yield from (_name_in(place, entry).encode(), Path(entry).read_bytes())


def tree_state(folder: Path) -> str:
    """Digest what tells whether anybody touched a folder: the names, sizes and times of all its files."""
    statuses = ((_name_in(folder, entry), entry.stat()) for entry in _files(folder))
    return digest(f"{name} {one.st_size} {one.st_mtime_ns}".encode() for name, one in statuses).hex()


def _files(folder: Path) -> list[os.DirEntry[str]]:
    return sorted(_files_below(str(folder)), key=attrgetter("path")) if folder.is_dir() else []


def _files_below(folder: str) -> Iterator[os.DirEntry[str]]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in NOT_INPUT:
                yield from _files_below(entry.path)
        elif entry.is_file() and not is_backup(entry.name):
            yield entry


def _name_in(folder: Path, entry: os.DirEntry[str]) -> str:
    return entry.path[len(str(folder)) + 1 :]
