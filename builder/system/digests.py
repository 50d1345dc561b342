"""Digests of files and folders: with the same inputs and an untouched site there is nothing to build."""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

NOT_INPUT = {"__pycache__"}

BACKUP = re.compile(r".+~|#.+#|\.#.+|.+\.sw[a-p]")
"""What editors leave beside a file while it is open or after it was saved: Emacs, Vim and others."""


def is_backup(name: str) -> bool:
    """Tell whether an editor left a file of this name, which is nobody's text."""
    return BACKUP.fullmatch(name) is not None


def input_digest(places: Iterable[Path], options: Iterable[object]) -> str:
    """Digest files, folders, options and the versions of all installed packages."""
    found = (part for place in places for part in contents(place))
    return digest([*found, *(str(option).encode() for option in (*options, *packages()))]).hex()


@cache
def packages() -> tuple[str, ...]:
    """All installed packages with their versions, as the names of the folders that installers write for them."""
    return tuple(sorted(folder.name for place in sys.path for folder in Path(place).glob("*.*-info")))


def digest(parts: Iterable[bytes]) -> bytes:
    """Digest parts, each with its length, so that none can pass for the end of another."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def contents(place: Path) -> Iterator[bytes]:
    """Give the names and contents of a file or of all files of a folder."""
    for path in [place] if place.is_file() else _files(place):
        yield path.relative_to(place).as_posix().encode()
        yield path.read_bytes()


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and not NOT_INPUT.intersection(path.parts))
    return sorted(path for path in found if not is_backup(path.name))


def tree_state(folder: Path) -> str:
    """Digest what tells whether anybody touched a folder: the names, sizes and times of all its files."""
    statuses = ((path.relative_to(folder).as_posix(), path.stat()) for path in _files(folder))
    return digest(f"{name} {one.st_size} {one.st_mtime_ns}".encode() for name, one in statuses).hex()
