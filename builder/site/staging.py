"""The new site, in a folder that nobody sees until it is whole."""

import os
import shutil
from pathlib import Path

from builder.site.offline import fingerprint
from builder.system.disk import OutputFile


class Staging:
    """A folder that is being filled; it remembers the fingerprint of each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, str] = {}
        self._folders: set[Path] = set()
        shutil.rmtree(folder, ignore_errors=True)

    def write(self, file: OutputFile) -> None:
        """Write a file."""
        path = self._place(file.path.as_posix())
        path.write_bytes(file.data)
        self.files[file.path.as_posix()] = fingerprint(file.data)

    def link(self, name: str, source: Path, mark: str) -> None:
        """Put in a file that stands elsewhere on this disk: as a second name of it, where the system can.

        ``mark`` is its fingerprint. Whoever changes the file must write a new one in its place.
        """
        path = self._place(name)
        try:
            os.link(source, path)
        except OSError:
            shutil.copyfile(source, path)
        self.files[name] = mark

    def copy(self, name: str, source: Path) -> None:
        """Put in a copy of a file that browsers do not keep."""
        shutil.copyfile(source, self._place(name))
        self.files[name] = ""

    def _place(self, name: str) -> Path:
        path = self.folder / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        return path
