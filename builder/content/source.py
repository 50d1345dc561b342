"""Read the files of ``content/`` strictly and remember where every key and value stands.

``read_content(directory)`` gives one ``SourceFile`` for each file; a file that cannot be read carries
``Problem`` values in place of data. Links, odd names, large files and other encodings than UTF-8 are refused.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn

from builder.content.characters import forbidden_character, invisible_characters
from builder.content.problem import FILE_START, KeyPath, Position, Problem
from builder.content.svg import LOGO
from builder.content.yaml_reader import YamlDocument, YamlValue, read_yaml
from builder.system.digests import is_backup
from builder.system.errors import BuildError

LARGEST_FILE, LARGEST_PAGE = 256 * 1024, 64 * 1024
"""Bytes. A larger page could keep the reader of Markdown busy for minutes."""

STATIC = "static"
"""The folder of files that are not read: see ``content.static``."""

FOLDER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")
NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*\.(yml|md)\Z")

_CONFLICT = ("<<<<<<< ", ">>>>>>> ")


@dataclass(frozen=True)
class SourceFile:
    """One file of ``content/``: what it says and where each key and value stands in it.

    ``path`` is the file as the person who runs the command knows it, ``place`` is where it lies in ``content/``.
    ``body`` is the Markdown under the front matter of a page, ``body_line`` the line on which it begins.
    """

    path: str
    place: PurePosixPath
    document: YamlDocument
    body: str = ""
    body_line: int = 1

    @property
    def slug(self) -> str:
        """The file's name without its ending: the last part of its address."""
        return self.place.stem

    @property
    def data(self) -> YamlValue:
        """The plain data of the file."""
        return self.document.data

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file as a file."""
        return self.document.problems

    def holds(self, key_path: KeyPath) -> bool:
        """Tell whether there is a value at the end of this path."""
        return key_path in self.document.values

    def problem(self, key_path: KeyPath, message: str, *, at_key: bool = False, is_warning: bool = False) -> Problem:
        """Make a problem at a value (or its key); for what is not there, at the nearest thing around it."""
        if at_key and key_path in self.document.keys:
            return Problem(self.path, *self.document.keys[key_path], message, is_warning)
        while key_path and not self.holds(key_path):
            key_path = key_path[:-1]
        position = self.document.values[key_path] if key_path else self.document.start
        return Problem(self.path, *position, message, is_warning)

    def body_problem(self, position: Position, message: str) -> Problem:
        """Make a problem at a place of the body, whose lines count from 1."""
        return Problem(self.path, self.body_line + position.line - 1, position.column, message)


def read_content(directory: Path) -> list[SourceFile]:
    """Read every file under a content folder, in the order of their paths.

    What is hidden or static and what editors leave is left out; raise BuildError for a folder that cannot be read.
    """
    files = []
    for folder, folders, names in os.walk(directory, onerror=refuse_folder):
        folders[:] = [
            name for name in folders if not name.startswith(".") and not is_static(Path(folder, name), directory)
        ]
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        files += [Path(folder, name) for name in [*names, *linked] if not (name.startswith(".") or is_backup(name))]
    return [read_file(path, directory) for path in sorted(files)]


def is_static(folder: Path, directory: Path) -> bool:
    """Tell whether this is the folder of the files that ``content.static`` finds."""
    return folder == directory / STATIC and folder.is_dir() and not folder.is_symlink()


def refuse_folder(error: OSError) -> NoReturn:
    """Raise BuildError for a folder that cannot be read, so that nothing in it is passed over in silence."""
    folder = shown_name(Path(error.filename))
    raise BuildError(f"the folder {folder} cannot be read ({error.strerror}); give yourself the right to read it")


def read_file(path: Path, directory: Path) -> SourceFile:
    """Read one YAML file or one Markdown page with front matter."""
    shown, place = shown_name(path), PurePosixPath(path.relative_to(directory).as_posix())
    if refusal := _refuse_file(path, place):
        return _broken(shown, place, refusal)
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        position = Position(before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        message = f"must be UTF-8 text; found the byte 0x{content[error.start]:02x}; save the file as UTF-8"
        return _broken(shown, place, message, position)
    return read_text(text, shown, place)


def read_text(text: str, shown: str, place: PurePosixPath) -> SourceFile:
    """Read the text of a file: YAML, or for ``.md`` Markdown with YAML front matter; the logo is one text."""
    if problems := (*_invisible_characters(text, shown), *_conflicts(text, shown)):
        return SourceFile(shown, place, YamlDocument(problems=problems))
    if place == LOGO:
        return SourceFile(shown, place, YamlDocument(text))
    if place.suffix != ".md":
        return SourceFile(shown, place, read_yaml(text, shown))
    parts = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if not parts:
        return _broken(shown, place, "must begin with front matter: --- on line 1, title and description, then ---")
    body_line = text.count("\n", 0, parts.end()) + 1
    # The empty line stands for the first ---, so that lines count as in the file.
    return SourceFile(shown, place, read_yaml("\n" + parts[1], shown), text[parts.end() :], body_line)


def shown_name(path: Path) -> str:
    """Name a file as the person who runs the command knows it, in one line whatever its name holds."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in os.path.relpath(path))


def _refuse_file(path: Path, place: PurePosixPath) -> str | None:
    if path.is_symlink():
        return "must be a file of its own, not a symbolic link; put the text itself here"
    if not path.is_file():
        return "must be a file with text; delete it here"
    for folder in place.parts[:-1]:
        if not FOLDER.match(folder):
            return f"the folder must be named in lower-case letters, digits and hyphens; found {folder!r}; rename it"
    if place != LOGO and not NAME.match(path.name):
        return (
            f"the file name must be lower-case letters, digits and hyphens, ending in .yml (or .md for a page); "
            f"found {path.name!r}; rename the file, or move it: a file for the site itself goes into static/"
        )
    size, limit = path.stat().st_size, LARGEST_PAGE if path.suffix == ".md" else LARGEST_FILE
    if size > limit:
        return f"must not be larger than {limit // 1024} kB; found {size // 1024} kB; shorten it"
    return None


def _broken(shown: str, place: PurePosixPath, message: str, position: Position = FILE_START) -> SourceFile:
    return SourceFile(shown, place, YamlDocument(problems=(Problem(shown, *position, message),)))


def _conflicts(text: str, shown: str) -> Iterator[Problem]:
    """What git leaves where two changes meet."""
    if not any(sign in text for sign in _CONFLICT):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(_CONFLICT):
            message = "two changes meet here: keep one of them, and delete the lines that git put in"
            yield Problem(shown, number, 1, message)


def _invisible_characters(text: str, shown: str) -> Iterator[Problem]:
    for found in invisible_characters(text):
        start = text.rfind("\n", 0, found.start()) + 1
        line = text.count("\n", 0, found.start()) + 1
        yield Problem(shown, line, found.start() - start + 1, forbidden_character(found[0]))
