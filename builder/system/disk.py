"""Writing to disk so that nothing is half done: files that are right already stay, folders change in one step."""

import ctypes
import errno
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.system.errors import BuildError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LEFT_BY_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers leave in a folder that somebody looked at: nobody's files."""

NOT_IN_ONE_STEP = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM}
"""How systems refuse to rename a folder: a mount point, a folder of another layer, one that a program holds open."""


@dataclass(frozen=True)
class OutputFile:
    """A file to be published; ``path`` is relative to the site."""

    path: PurePosixPath
    content: str | bytes

    @classmethod
    def of(cls, path: str, content: str | bytes) -> "OutputFile":
        """Make a file from its path as a text."""
        return cls(PurePosixPath(path), content)

    @property
    def data(self) -> bytes:
        """What it holds, as bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.encode()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the name of a file into errors that have none: a full disk is noticed where nobody knows the name."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def write_files(folder: Path, files: Iterable[OutputFile]) -> None:
    """Make a folder hold exactly these files; what is right already is not touched."""
    wanted = {folder / file.path: file.data for file in files}
    for path, content in wanted.items():
        write_if_changed(path, content)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file unless it holds this content already."""
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever looks, and whatever stops it, sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with naming(path):
            new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Copy the content of a file."""
    with naming(target):
        shutil.copyfile(source, target)


def flush() -> None:
    """Wait until all that was written is on the disk, so that no file is empty after a power cut."""
    if hasattr(os, "sync"):  # not on Windows
        os.sync()


@contextmanager
def only_one(lock_file: Path, refusal: str) -> Iterator[None]:
    """Let in one run at a time, where the system has file locks; raise BuildError with ``refusal`` in the others."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BuildError(f"{refusal}; wait for it, then try again") from None
        yield


def write_zip(folder: Path, target: Path) -> None:
    """Pack a folder into a zip that is the same for the same files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with naming(target), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def swap(staging: Path, site_dir: Path) -> bool:
    """Put a finished folder in the place of the old one; the old one ends up in ``staging``.

    Change nothing and give False where the system allows no such step, as for a mount point.
    """
    try:
        if not site_dir.exists():
            staging.rename(site_dir)
        elif not _exchange(staging, site_dir):
            _exchange_in_two_steps(staging, site_dir)
    except OSError as error:
        if error.errno in NOT_IN_ONE_STEP:
            return False
        raise
    return True


def _exchange_in_two_steps(staging: Path, site_dir: Path) -> None:
    aside = staging.with_suffix(".old")
    shutil.rmtree(aside, ignore_errors=True)
    site_dir.rename(aside)
    try:
        staging.rename(site_dir)
    except OSError:
        aside.rename(site_dir)
        raise
    aside.rename(staging)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can (Linux: renameat2 with RENAME_EXCHANGE)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2
    done: int = renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange)
    return done == 0
