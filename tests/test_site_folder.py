"""The folder that a site goes to: nobody's files are lost in it, and it changes in one step or file by file."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder.cli import live
from builder.site.site_folder import INSIDE, LIST, file_list, listed_files, put_in_place, require_own_files
from builder.system.disk import swap
from tests import helpers
from tests.helpers import World, build, files_of, run


@pytest.fixture
def site_dir(tmp_path: Path, built: Path) -> Path:
    """A site that stands already."""
    shutil.copytree(built, tmp_path / "site")
    return tmp_path / "site"


def test_list_of_a_site_names_all_its_files(built: Path) -> None:
    """It is what a build may replace."""
    assert listed_files(built) == files_of(built).keys()


def domain(folder: Path) -> str:
    """What a host keeps in the site itself."""
    (folder / "CNAME").write_text("example.test", encoding="utf-8")
    return "CNAME"


def thesis(folder: Path) -> str:
    """Somebody's own file, deep inside."""
    (folder / "chest-and-neck" / "thesis.doc").write_text("years of work", encoding="utf-8")
    return "chest-and-neck/thesis.doc"


def folder_of_theses(folder: Path) -> str:
    """A folder in which nothing is ours is named as one."""
    (folder / "theses" / "of" / "years").mkdir(parents=True)
    (folder / "theses" / "of" / "years" / "thesis.doc").write_text("years of work", encoding="utf-8")
    return "theses/"


def own_clone(folder: Path) -> str:
    """A site of ours that has become a git repository."""
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    return ".git/"


def link_to_a_folder(folder: Path) -> str:
    """A link is somebody's, whatever it leads to."""
    (folder / "linked").symlink_to(folder.parent)
    return "linked"


def link_to_nothing(folder: Path) -> str:
    """Even one that leads nowhere now."""
    (folder / "linked").symlink_to(folder / "gone")
    return "linked"


def site_without_its_list(folder: Path) -> str:
    """Without the list nothing is ours: the first five are named, and how many more there are."""
    (folder / LIST).unlink()
    shown = sorted({f"{name.split('/')[0]}/" if "/" in name else name for name in files_of(folder)})
    return f"{', '.join(shown[:5])} and {len(shown) - 5} more"


def other_pages(folder: Path) -> str:
    """Another site on GitHub Pages, with the same mark."""
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / LIST).touch()
    (folder / "index.html").touch()
    return f"{LIST}, index.html"


FOREIGN = [
    domain, thesis, folder_of_theses, own_clone, link_to_a_folder, link_to_nothing, site_without_its_list, other_pages
]  # fmt: skip


def refusal(site_dir: Path, names: str) -> str:
    """What a build says when it finds these."""
    return (
        f"{site_dir} holds files that this program did not make, and they would be lost: {names}; move what belongs to "
        "the site into the folder static/ of the content and the rest elsewhere, or choose another --site-dir"
    )


@pytest.mark.parametrize("put", FOREIGN, ids=lambda put: put.__name__)
def test_build_is_refused_before_any_work_when_the_folder_holds_the_files_of_others(
    world: World, site_dir: Path, put: Callable[[Path], str]
) -> None:
    """Nothing is deleted that this program did not make; it is named, with what to do."""
    names = put(site_dir)
    before = files_of(site_dir)
    world.write("exercises/plank.yml", "title: [\n")  # would be told if the content were looked at
    outcome = build(world.folder, site_dir)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"build_site.py: {refusal(site_dir, names)}\n"
    assert files_of(site_dir) == before


def test_build_takes_no_notice_of_what_file_managers_leave(tiny_content: Path, site_dir: Path, built: Path) -> None:
    """Who looked at the folder can still build."""
    (site_dir / ".DS_Store").write_bytes(b"\0")
    (site_dir / "assets" / "Thumbs.db").write_bytes(b"\0")
    assert build(tiny_content, site_dir).code == 0
    assert files_of(site_dir) == files_of(built)


def test_list_leads_nobody_out_of_the_folder(tmp_path: Path) -> None:
    """An edited list makes no build delete what lies elsewhere."""
    (tmp_path / LIST).write_bytes(file_list(["../thesis.doc", "/etc/passwd", "a/../../b", "index.html"]).data)
    assert listed_files(tmp_path) == {LIST, "index.html"}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Made by somebody else\nCNAME\n"])
def test_list_is_none_when_it_is_not_ours(tmp_path: Path, content: bytes) -> None:
    """Then every file of the folder belongs to somebody else."""
    (tmp_path / LIST).write_bytes(content)
    assert listed_files(tmp_path) == frozenset()


def test_live_view_says_so_and_leaves_the_files_alone(
    tiny_content: Path, site_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a build: the page shows what is in the way, until it is gone."""
    states: list[str] = []

    def one_change(*_: object, **__: object) -> Iterator[set[str]]:
        thesis.unlink()
        yield {"changed"}

    def note(self: live.BuildStatus, text: str) -> None:
        states.append(text)

    thesis = site_dir / "thesis.doc"
    thesis.write_text("years of work", encoding="utf-8")
    monkeypatch.setattr(live, "watch", one_change)
    monkeypatch.setattr(live.BuildStatus, "publish", note)
    assert run("serve", "--port", "0", "--content", tiny_content, "--site-dir", site_dir).code == 0
    assert states == [refusal(site_dir, "thesis.doc"), ""]


def test_file_that_comes_during_a_build_is_kept(
    tiny_content: Path, site_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is looked at again before it changes."""
    (site_dir / "index.html").unlink()
    monkeypatch.setattr("builder.site.publish.assemble", lambda *_: domain(site_dir) and [])
    outcome = build(tiny_content, site_dir)
    assert outcome.code == 2
    assert outcome.err.endswith(f"build_site.py: {refusal(site_dir, 'CNAME')}\n")
    assert (site_dir / "CNAME").exists()


@pytest.mark.parametrize("place", ["", "site", "exercises", "no/where"])
@pytest.mark.parametrize("source", ["content", "templates", "overrides", "builder"])
def test_build_is_refused_when_the_site_would_lie_among_what_it_is_made_from(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, place: str
) -> None:
    """Content, templates, theme and generator stay what they are; they are not even looked at."""
    folder = tmp_path / source
    folder.mkdir(exist_ok=True)
    workspaces = {
        "content": helpers.workspace,
        "templates": replace(helpers.workspace, templates=folder),
        "overrides": replace(helpers.workspace, overrides=folder),
        "builder": replace(helpers.workspace, code=(folder,)),
    }
    monkeypatch.setattr(helpers, "workspace", workspaces[source])
    before = files_of(folder)
    outcome = build(world.folder, folder / place)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        f"build_site.py: {folder / place} lies in {folder}, which the site is made from; choose another --site-dir\n"
    )
    assert files_of(folder) == before


def test_build_is_refused_when_a_link_leads_into_the_content(world: World, tmp_path: Path) -> None:
    """It is the place that counts, not its name."""
    (tmp_path / "link").symlink_to(world.folder)
    assert "which the site is made from" in build(world.folder, tmp_path / "link" / "site").err


OLD = {
    "index.html": "old",
    "about.html": "old",
    "gone.html": "old",
    "gone/deep/page.html": "old",
    "was-a-file": "old",
    "was-a-folder/page.html": "old",
}
NEW = {
    "index.html": "new",
    "about.html": "new",
    "new/index.html": "new",
    "new/page.html": "new",
    "assets/site.css": "new",
    "service-worker.js": "new",
    "was-a-file/page.html": "new",
    "was-a-folder": "new",
}


def make_site(folder: Path, files: dict[str, str]) -> Path:
    """A folder with files and their list."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / LIST).write_bytes(file_list(files).data)
    return folder


@pytest.fixture
def two_sites(tmp_path: Path) -> tuple[Path, Path]:
    """A new site in its staging folder, and an old one that stands."""
    return make_site(tmp_path / ".site.new", NEW), make_site(tmp_path / "site", OLD)


def refuse(*_: object, **__: object) -> None:
    """A system that lets no folder be renamed."""
    raise OSError(errno.EBUSY, "Device or resource busy")


@pytest.fixture
def mount_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders cannot be renamed."""
    monkeypatch.setattr("builder.system.disk.ctypes.CDLL", refuse)
    monkeypatch.setattr(Path, "rename", refuse)


@pytest.mark.parametrize("system", ["with renameat2", "without renameat2"])
def test_swap_puts_the_new_folder_in_the_place_of_the_old(
    two_sites: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """Afterwards the old folder is where the new one was, whatever the system can do."""
    staging, site = two_sites
    old, new = files_of(site), files_of(staging)
    if system == "without renameat2":
        monkeypatch.setattr("builder.system.disk.ctypes.CDLL", refuse)
    assert swap(staging, site)
    assert (files_of(site), files_of(staging)) == (new, old)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.new", "site"]


def test_swap_puts_the_old_folder_back_when_the_new_one_cannot_be_moved(
    two_sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an exchange in one step, a failure between the two steps is undone."""
    staging, site = two_sites
    old = files_of(site)
    shutil.rmtree(staging)
    monkeypatch.setattr("builder.system.disk.ctypes.CDLL", refuse)
    with pytest.raises(OSError, match="No such file"):
        swap(staging, site)
    assert files_of(site) == old


@pytest.mark.usefixtures("mount_point")
@pytest.mark.parametrize("there", [OLD, {}], ids=["an old site", "an empty folder"])
def test_files_go_in_one_by_one_when_the_folder_has_to_stay(tmp_path: Path, there: dict[str, str]) -> None:
    """Afterwards it holds the new site and nothing else, and it is still the same folder."""
    staging, site = make_site(tmp_path / ".site.new", NEW), tmp_path / "site"
    site.mkdir()
    if there:
        make_site(site, there)
    new, same = files_of(staging), site.stat().st_ino
    put_in_place(staging, site)
    assert files_of(site) == new
    assert site.stat().st_ino == same
    assert not (site / "gone").exists()


@pytest.mark.usefixtures("mount_point")
def test_pages_go_in_after_what_they_need_and_the_list_last(
    two_sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who reads meanwhile meets no page whose style sheet is missing; old pages stay until the new ones are there."""
    staging, site = two_sites
    steps: list[str] = []
    replaced, unlinked = Path.replace, Path.unlink

    def replace(self: Path, target: Path) -> Path:
        steps.append(target.relative_to(site).as_posix())
        return replaced(self, target)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        steps.append(f"- {self.relative_to(site).as_posix()}")
        unlinked(self, missing_ok)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(Path, "unlink", unlink)
    put_in_place(staging, site)
    gone = sorted(step for step in steps if step.startswith("- gone"))
    assert gone == ["- gone.html", "- gone/deep/page.html"]
    assert [step for step in steps if step not in gone] == [
        LIST,
        "assets/site.css",
        "was-a-folder",
        "about.html",
        "new/page.html",
        "- was-a-file",
        "was-a-file/page.html",
        "index.html",
        "new/index.html",
        "service-worker.js",
        LIST,
    ]


@pytest.mark.usefixtures("mount_point")
@pytest.mark.parametrize("step", range(10))
def test_next_build_goes_on_when_putting_files_in_was_stopped(
    two_sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Whatever is in the folder by then is known as ours, and the next time all is put in."""
    staging, site = two_sites
    new = files_of(staging)
    shutil.copytree(staging, staging.with_name("again"))
    replaced, left = Path.replace, iter(range(step))

    def replace(self: Path, target: Path) -> Path:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return replaced(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            put_in_place(staging, site)
    require_own_files(site)
    put_in_place(staging.with_name("again"), site)
    assert files_of(site) == new


@pytest.mark.usefixtures("mount_point")
def test_site_stays_as_it_was_when_the_disk_is_full(
    two_sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files are in the folder before the first of them is seen."""
    staging, site = two_sites
    before = files_of(site)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("builder.system.disk.shutil.copyfile", full)
    with pytest.raises(OSError, match="No space left") as stopped:
        put_in_place(staging, site)
    assert stopped.value.filename == str(site / INSIDE / ".nojekyll")
    assert files_of(site) == before


@pytest.fixture(params=["bind", "tmpfs"])
def mounted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A site folder that is a mount point: of a folder on the same disk, or of another disk."""
    site, volume = tmp_path / "site", tmp_path / "volume"
    site.mkdir()
    volume.mkdir()
    kinds = {"bind": ["--bind", str(volume)], "tmpfs": ["-t", "tmpfs", "-o", "size=50m", "tmpfs"]}
    done = subprocess.run(["mount", *kinds[request.param], str(site)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here ({done.stderr.strip()}): only root can")
    yield site
    subprocess.run(["umount", str(site)], check=True)


def test_build_fills_a_mount_point(world: World, mounted: Path, built: Path) -> None:
    """A volume of a container, a share of the network: the new site is in it, the old one is gone."""
    world.write("pages/more.md", "---\ntitle: More\ndescription: More.\n---\nMore.\n")
    for _ in range(2):
        assert build(world.folder, mounted).code == 0
        assert (mounted / "more.html").exists()
    world.path("pages/more.md").unlink()
    outcome = build(world.folder, mounted)
    assert outcome.code == 0, outcome.err
    assert files_of(mounted) == files_of(built)
    assert build(world.folder, mounted).err.endswith(" is up to date\n")
    assert [path.name for path in mounted.parent.iterdir() if path.name.startswith(".")] == []


def test_site_is_put_together_inside_when_nothing_may_be_written_beside_it(
    tiny_content: Path, site_dir: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A volume in a container whose own disk is read-only."""
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != site_dir.parent and may(path, mode))
    (site_dir / "index.html").unlink()
    assert build(tiny_content, site_dir).code == 0
    assert files_of(site_dir) == files_of(built)
    assert not (site_dir / INSIDE).exists()
