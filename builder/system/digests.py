"""Digests of files and folders: with the same inputs and an untouched site there is nothing to build."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from pathlib import Path

NOT_INPUT = {"__pycache__"}


def input_digest(places: Iterable[Path], options: Iterable[object]) -> str:
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
