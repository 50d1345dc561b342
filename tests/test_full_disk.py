"""Disks that are full or may not be written to: a check works all the same, a build names the file and stops."""

import errno
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder.site.engines.engine import run as run_engine
from tests import helpers
from tests.helpers import World, build, files_of, run

WARNING = "warning: what was found out cannot be kept, so it takes longer each time: "


def no_space(path: Path, *_: object, **__: object) -> None:
    """A write to a full disk: the system does not say which file it was."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture(params=["no folder", "full"])
def no_memory(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches in which nothing can be kept."""
    folder = tmp_path / "file" / "build"
    if request.param == "full":
        folder = tmp_path / "build"
        monkeypatch.setattr(Path, "write_bytes", no_space)
    else:
        folder.parent.write_text("a file, so there can be no folder in it", encoding="utf-8")
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, build=folder))
    return folder


def test_check_finds_the_same_when_nothing_can_be_kept(world: World, no_memory: Path) -> None:
    """To remember saves time, and that is all it does; one line says that time is lost."""
    outcome = run("check", "--content", world.folder)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith(WARNING)
    assert str(no_memory) in outcome.err
    assert len(outcome.err.splitlines()) == 1


@pytest.fixture
def wrong_world(world: World) -> World:
    """A world with a problem."""
    world.replace("exercises/plank.yml", "sides: both", "sides: bth")
    return world


def test_check_finds_a_problem_when_nothing_can_be_kept(wrong_world: World, no_memory: Path) -> None:
    """The warning is no problem of the content and goes elsewhere."""
    outcome = run("check", "--content", wrong_world.folder)
    assert outcome.code == 1
    assert len(outcome.out.splitlines()) == 1
    assert outcome.err.splitlines()[1:] == ["1 problem"]


def test_build_names_the_file_when_the_disk_is_full(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that one knows which disk it is; the old site stays."""
    site = tmp_path / "site"
    assert build(world.folder, site).code == 0
    before = files_of(site)
    world.replace("exercises/plank.yml", "title: Plank", "title: Long plank")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", no_space)
        outcome = build(world.folder, site)
    assert outcome.code == 2
    line = outcome.err.splitlines()[-1]
    assert line.startswith("build_site.py: No space left on device: ")
    assert Path(line.rpartition(": ")[2]).is_absolute()
    assert files_of(site) == before


def test_build_names_the_folder_when_the_engine_finds_the_disk_full(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine's own message would name a file of its theme."""
    program = tmp_path / "bin" / "mkdocs"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\necho \"OSError: [Errno 28] No space left on device: 'theme/main.css'\" >&2\nexit 1\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setattr("builder.site.engines.engine.sys.executable", str(program.with_name("python")))
    monkeypatch.setattr("builder.site.engines.shells.run", run_engine)
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, build=tmp_path / "build"))
    outcome = build(world.folder, tmp_path / "site")
    assert outcome.code == 2
    line = outcome.err.splitlines()[-1]
    assert line.startswith(f"build_site.py: No space left on device: {tmp_path}/build/mkdocs-")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with hardly any room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here ({done.stderr.strip()}): only root can")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("place", ["build", "site"])
def test_build_names_the_file_when_a_real_disk_is_full(
    tiny_content: Path, small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Whether it is that of the caches or that of the site."""
    if place == "build":
        monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, build=small_disk / "build"))
    outcome = build(tiny_content, small_disk / "site" if place == "site" else tmp_path / "site")
    assert outcome.code == 2
    line = outcome.err.splitlines()[-1]
    assert line.startswith(f"build_site.py: No space left on device: {small_disk}/")
    assert not (small_disk / "site").exists()
