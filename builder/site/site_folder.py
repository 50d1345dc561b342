"""The folder that a site goes to: what in it is ours, and how a new site takes the place of the old one.

Each site holds a list of all its files, so that a build knows what it may replace: whatever else lies in the folder
belongs to somebody. A folder is exchanged for the new one in one step. Where the system does not allow it, as for a
mount point, the files are put in one by one, the pages last.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from builder.catalogue.urls import SERVICE_WORKER
from builder.system.disk import LEFT_BY_THE_SYSTEM, OutputFile, copy_file, naming, swap
from builder.system.errors import BuildError
from builder.system.store import fingerprint

LIST = ".nojekyll"
"""In every site of ours: GitHub Pages then serves the files as they are, and a build knows which files are its own."""

FIRST_LINE = "Made by build_site.py, which replaces these files:"

INSIDE = ".build_site.new"
"""Where the new site lies inside the folder of the old one, until its files are put in one by one."""

SHOWN = 5
"""How many files a message names."""


def file_list(names: Iterable[str]) -> OutputFile:
    """Make the list of all files of a site, itself among them."""
    return OutputFile.of(LIST, "\n".join([FIRST_LINE, *sorted({LIST, *names})]) + "\n")


def listed_files(site_dir: Path) -> frozenset[str]:
    """The files that the last build put into a folder: none, if it was not ours."""
    try:
        first, *names = (site_dir / LIST).read_text(encoding="utf-8").splitlines() or [""]
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(filter(_is_inside, names)) if first == FIRST_LINE else frozenset()


def _is_inside(name: str) -> bool:
    """Whoever edits the list must not make a build delete what lies elsewhere."""
    return not name.startswith("/") and ".." not in PurePosixPath(name).parts


def require_place(site_dir: Path, sources: Iterable[Path]) -> None:
    """Raise BuildError when a site would lie among the files that it is made from."""
    for source in sources:
        if site_dir.is_relative_to(source.resolve()):
            raise BuildError(f"{site_dir} lies in {source}, which the site is made from; choose another --site-dir")


def require_own_files(site_dir: Path) -> None:
    """Raise BuildError when a folder holds anything that the last build did not put there."""
    if site_dir.exists() and not site_dir.is_dir():
        raise BuildError(f"{site_dir} is a file; choose another --site-dir")
    if foreign := sorted(_foreign(site_dir, listed_files(site_dir))):
        more = f" and {len(foreign) - SHOWN} more" if len(foreign) > SHOWN else ""
        raise BuildError(
            f"{site_dir} holds files that this program did not make, and they would be lost: "
            f"{', '.join(foreign[:SHOWN])}{more}; move what belongs to the site into the folder static/ of the content "
            "and the rest elsewhere, or choose another --site-dir"
        )


def _foreign(site_dir: Path, ours: frozenset[str]) -> Iterator[str]:
    """Give the files that are not ours; a folder without any of ours is given as one."""
    our_folders = {parent for name in ours for parent in PurePosixPath(name).parents}
    for folder, folders, names in os.walk(site_dir):
        place = PurePosixPath(Path(folder).relative_to(site_dir).as_posix())
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        for name in (*names, *linked):
            if str(place / name) not in ours and name not in LEFT_BY_THE_SYSTEM:
                yield str(place / name)
        others = [name for name in folders if place / name not in our_folders and name not in linked]
        for name in others:
            if name != INSIDE and any(names for _, _, names in os.walk(Path(folder, name))):
                yield f"{place / name}/"
        folders[:] = [name for name in folders if name not in {*others, *linked}]


class Staging:
    """The new site, in a folder that nobody sees until it is whole; it remembers the fingerprint of each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, str] = {}
        self._folders: set[Path] = set()
        shutil.rmtree(folder, ignore_errors=True)

    def write(self, file: OutputFile) -> None:
        """Write a file."""
        path = self._place(file.path.as_posix())
        with naming(path):
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
            copy_file(source, path)
        self.files[name] = mark

    def copy(self, name: str, source: Path) -> None:
        """Put in a copy of a file that browsers do not keep; raise BuildError where the site has one already."""
        if name in self.files:
            raise BuildError(f"{source} would replace {name} of the site itself; rename it")
        copy_file(source, self._place(name))
        self.files[name] = ""

    def _place(self, name: str) -> Path:
        path = self.folder / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        return path


def staging_folder(site_dir: Path) -> Path:
    """Where a new site is put together: beside the old one, or inside where nothing may be written beside it."""
    beside = os.access(site_dir.parent, os.W_OK) or not site_dir.exists()
    return site_dir.with_name(f".{site_dir.name}.new") if beside else site_dir / INSIDE


def put_in_place(staging: Path, site_dir: Path) -> None:
    """Put a finished site in the place of the old one: in one step, or file by file where that is not possible."""
    if staging.parent == site_dir or not swap(staging, site_dir):
        _put_in_one_by_one(staging, site_dir)


def _put_in_one_by_one(staging: Path, site_dir: Path) -> None:
    """Put the files of a site into a folder that has to stay; a reader never meets a page before what it needs.

    All files are written into the folder first, so that a full disk stops it before anything changes; while they are
    moved to their places both editions are in the list, so that whatever stops it, the next build knows its own.
    """
    inside, old, new = site_dir / INSIDE, listed_files(site_dir), listed_files(staging)
    try:
        if staging != inside:
            copies = Staging(inside)
            for name in sorted(new):
                copies.copy(name, staging / name)
        (inside / INSIDE).write_bytes(file_list(old | new).data)
        (inside / INSIDE).replace(site_dir / LIST)
        for name in sorted(new - {LIST}, key=_turn):
            _make_room(site_dir, PurePosixPath(name))
            (inside / name).replace(site_dir / name)
        for path in (site_dir / name for name in old - new):
            if path.is_file():  # where a folder has become a file it is gone already
                path.unlink()
        _remove_empty_folders(site_dir, old - new)
        (inside / LIST).replace(site_dir / LIST)
    finally:
        shutil.rmtree(inside, ignore_errors=True)


def _turn(name: str) -> tuple[int, str]:
    """When a file is put in: what pages load, the pages, the pages that lead to them, what tells browsers of all."""
    path = PurePosixPath(name)
    page = path.suffix == ".html"
    return (3 if name == SERVICE_WORKER else page + (path.name == "index.html"), name)


def _make_room(site_dir: Path, name: PurePosixPath) -> None:
    """Take away a file of the old site where the new one has a folder, or a folder where it has a file."""
    for parent in name.parents:
        if (site_dir / parent).is_file():
            (site_dir / parent).unlink()
    if (site_dir / name).is_dir():
        shutil.rmtree(site_dir / name)
    (site_dir / name).parent.mkdir(parents=True, exist_ok=True)


def _remove_empty_folders(site_dir: Path, gone: Iterable[str]) -> None:
    folders = {parent for name in gone for parent in PurePosixPath(name).parents} - {PurePosixPath()}
    for folder in sorted(folders, reverse=True):
        path = site_dir / folder
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
