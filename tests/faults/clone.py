"""A clone of the repository with a tiny site in two editions, whose builds are started, stopped and compared."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import World, copy_repository, files_of

EDITIONS = ("first", "second")
PART_FORGOTTEN = 0.2
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}


@dataclass(frozen=True)
class Ended:
    """How a build ended: its exit code, and the last line of what it said."""

    code: int
    line: str
    said: str


class Clone:
    """The repository in a folder of its own; ``site`` and ``build`` lie on whatever disk the trial puts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = copy_repository(folder)
        self.world = World(folder / "content")
        self.site, self.build_dir = folder / "site", folder / "build"
        self.edition = ""
        self._texts = {name: self.world.read(name) for name in ("site.yml", "exercises/plank.yml")}

    def edit(self, edition: str) -> None:
        """Change a name that stands on every page and in every PDF, and one exercise."""
        self.edition = edition
        site = self._texts["site.yml"].replace("name: Tiny Back", f"name: Tiny Back, {edition} edition")
        self.world.write("site.yml", site)
        plank = self._texts["exercises/plank.yml"].replace("title: Plank", f"title: {edition.title()} plank")
        self.world.write("exercises/plank.yml", plank)

    def start(self) -> "subprocess.Popen[str]":
        """Start a build, in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "build_site.py", "--site-dir", str(self.site)],
            cwd=self.folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip

    def build(self) -> Ended:
        """Build to the end."""
        return ended(self.start())

    def forget(self, dice: random.Random | None = None) -> None:
        """Begin the next build with nothing kept, or without some of what is kept."""
        kept = [path for path in self.build_dir.glob("**/") if path != self.build_dir and any(path.iterdir())]
        for path in sorted(kept if dice is None else (path for path in kept if dice.random() < PART_FORGOTTEN)):
            shutil.rmtree(path, ignore_errors=True)

    def files(self) -> dict[str, bytes]:
        """The files of the site."""
        return files_of(self.site)


def ended(process: "subprocess.Popen[str]") -> Ended:
    """Wait for a build."""
    said, _ = process.communicate(timeout=600)
    return Ended(process.returncode, (said.splitlines() or [""])[-1], said)


def kill(process: "subprocess.Popen[str]", moment: float, *, whole_group: bool) -> bool:
    """Kill a build some seconds after now, alone or with all that it started; tell whether it still ran."""
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=moment)
        return False
    if whole_group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    return True


def end_group(process: "subprocess.Popen[str]") -> None:
    """Kill what a build that was killed alone left running."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout:
        process.stdout.close()


@contextmanager
def mounted(folder: Path, *kind: str) -> Iterator[None]:
    """Mount something at a folder; raise PermissionError where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *kind, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise PermissionError(f"nothing can be mounted here ({done.stderr.strip()}): only root can")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def clean_editions(folder: Path) -> tuple[dict[str, dict[str, bytes]], float]:
    """Build each edition in a clone without anything kept: its files, and the seconds that it took."""
    clone, clean = Clone(folder), {}
    start = time.monotonic()
    for edition in EDITIONS:
        clone.forget()
        clone.edit(edition)
        done = clone.build()
        if done.code:
            raise SystemExit(f"a clean build failed:\n{done.said}")
        clean[edition] = clone.files()
    return clean, (time.monotonic() - start) / len(EDITIONS)
