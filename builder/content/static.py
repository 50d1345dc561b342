"""The folder ``static/`` of the content: files that go into the site as they are, to the same place.

Only such files may lie there as nothing runs in when a browser opens them: a page made elsewhere would have neither the
disclaimer nor the policy.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.content.problem import FILE_START, Problem
from builder.content.source import STATIC, is_static, refuse_folder, shown_name
from builder.system.digests import is_backup
from builder.system.disk import LEFT_BY_THE_SYSTEM

WELL_KNOWN = ".well-known"
"""The one hidden folder that a site may have."""

PART = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\Z")
ENDINGS = (
    ".csv", ".doc", ".docx", ".gif", ".ico", ".jpg", ".json", ".mp3", ".mp4", ".odt", ".pdf", ".png", ".txt",
    ".webmanifest", ".webp", ".zip",
)  # fmt: skip
"""What may lie there, besides files without an ending: browsers show it or save it."""


@dataclass(frozen=True)
class StaticFile:
    """A file of static/: where it lies, as people know it, and where it goes."""

    source: Path
    shown: str
    place: PurePosixPath

    def problem(self, message: str) -> Problem:
        """Make a problem of the file as a whole."""
        return Problem(self.shown, *FILE_START, message)


def read_static(content: Path) -> list[StaticFile]:
    """Find the files of static/ in a content folder, in the order of their paths."""
    folder, files = content / STATIC, list[Path]()
    for inner, folders, names in os.walk(folder, onerror=refuse_folder) if is_static(folder, content) else ():
        linked = [name for name in folders if Path(inner, name).is_symlink()]
        kept = (name for name in (*names, *linked) if name not in LEFT_BY_THE_SYSTEM and not is_backup(name))
        files += [Path(inner, name) for name in kept]
    return [StaticFile(path, shown_name(path), PurePosixPath(path.relative_to(folder))) for path in sorted(files)]


def static_problems(file: StaticFile) -> Iterator[Problem]:
    """What is wrong with a file of static/ by itself."""
    if file.source.is_symlink() or not file.source.is_file():
        yield file.problem("must be a file of its own, not a link; put the file itself here, or delete this")
    for part in file.place.parts[file.place.parts[0] == WELL_KNOWN :]:
        if not PART.match(part):
            allowed = "letters, digits, hyphens, underscores, and dots between them"
            yield file.problem(f"must be named with {allowed}; found {part!r}; rename it")
    ending = file.place.suffix
    if ending and ending.lower() not in ENDINGS:
        yield file.problem(
            f"must have no ending, or one of {', '.join(ENDINGS)}; found {ending!r}; "
            "a page belongs in pages/, a drawing in the file of its exercise"
        )
