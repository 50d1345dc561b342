"""Building and publishing: what is written, what is not touched, and that the same content gives the same bytes."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from builder.site import publish
from builder.site.offline.kept import is_kept
from builder.system.disk import write_whole, write_zip
from tests import helpers
from tests.helpers import ROOT, World, build, copy_repository, files_of, text_of, tree_of


def times_of(*folders: Path) -> dict[Path, int]:
    """When each file under some folders was last written."""
    return {path: path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site_dir(tmp_path: Path) -> Path:
    """Where a site may go."""
    return tmp_path / "site"


def test_build_tells_progress_on_stderr_only(built: Path, tiny_content: Path) -> None:
    """Standard output is for problems; the rest is logged to standard error."""
    outcome = build(tiny_content, built.with_name("other"))
    assert (outcome.code, outcome.out) == (0, "")
    lines = outcome.err.splitlines()
    assert lines[0].startswith("checked in ")
    assert lines[1].startswith("built in ")
    assert lines[2].startswith("3 exercises, 2 imbalances in ")


def test_build_writes_nothing_when_the_content_has_a_problem(world: World, site_dir: Path) -> None:
    """The problems go to standard output, and there is no site."""
    world.replace("exercises/plank.yml", "sides: both", "sides: bth")
    outcome = build(world.folder, site_dir)
    place = os.path.relpath(world.path("exercises/plank.yml"))
    assert outcome.code == 1
    assert (
        outcome.out == f"{place}:6:8: sides must be one of both, each, alternating; found 'bth'; did you mean 'both'?\n"
    )
    assert outcome.err.splitlines()[-1] == "1 problem"
    assert not site_dir.exists()


@pytest.fixture
def published(world: World, site_dir: Path) -> dict[str, bytes]:
    """The files of a site that stands already."""
    assert build(world.folder, site_dir).code == 0
    return files_of(site_dir)


def test_build_leaves_the_old_site_when_the_content_has_a_problem(
    world: World, site_dir: Path, published: dict[str, bytes]
) -> None:
    """A broken file changes nothing that readers see."""
    world.write("exercises/plank.yml", "title: [\n")
    assert build(world.folder, site_dir).code == 1
    assert files_of(site_dir) == published


def broken_page_template(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give the build page templates of which one uses a name that is not there."""
    shutil.copytree(ROOT / "templates", folder)
    page = folder / "pages" / "sources.html.j2"
    page.write_text(page.read_text(encoding="utf-8") + "{{ nothing_of_this_name }}\n", encoding="utf-8")
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, templates=folder))


def broken_page_syntax(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give the build page templates of which one cannot be read."""
    broken_page_template(monkeypatch, folder)
    (folder / "pages" / "sources.html.j2").write_text("{% if %}", encoding="utf-8")


def broken_phrases(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give pages and PDFs phrases that use a name that is not there."""
    shutil.copytree(ROOT / "templates", folder)
    phrases = folder / "phrases.html.j2"
    phrases.write_text(
        re.sub(
            r"(\{%-? macro \w+\([^)]*\) -?%\})", r"\1{{ nothing_of_this_name }}", phrases.read_text(encoding="utf-8")
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, templates=folder))


def broken_settings(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give the engine settings with a bracket that is never closed."""
    folder.mkdir()
    settings = folder / "mkdocs.yml"
    settings.write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8") + "hooks: [\n", encoding="utf-8")
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, settings=settings))


def theme_in_another_encoding(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give the engine a style sheet as an old editor saves it."""
    shutil.copytree(ROOT / "site_overrides", folder)
    (folder / "assets" / "css" / "99-new.css").write_bytes("/* caf\xe9 */".encode("latin-1"))
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, overrides=folder))


def broken_theme(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give the engine a theme that cannot be rendered."""
    shutil.copytree(ROOT / "site_overrides", folder)
    with (folder / "partials" / "nav.html").open("a", encoding="utf-8") as file:
        file.write("{{ nothing.of.this.name }}")
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, overrides=folder))


def theme_without_disclaimer(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give the engine a theme that works, but hides the disclaimer."""
    shutil.copytree(ROOT / "site_overrides", folder)
    main = folder / "main.html"
    main.write_text(main.read_text(encoding="utf-8").replace("data-disclaimer", "data-other"), encoding="utf-8")
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, overrides=folder))


def theme_without_referrer_policy(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give the engine a theme whose pages tell other sites where a reader came from."""
    shutil.copytree(ROOT / "site_overrides", folder)
    main = folder / "main.html"
    main.write_text(main.read_text(encoding="utf-8").replace("no-referrer", "unsafe-url"), encoding="utf-8")
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, overrides=folder))


def engine_that_is_missing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Take the engine away when it is needed: after a change of the theme."""
    shutil.copytree(ROOT / "site_overrides", folder)
    with (folder / "main.html").open("a", encoding="utf-8") as file:
        file.write("{# changed #}")
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, overrides=folder))
    monkeypatch.setattr("builder.site.engines.engine.sys.executable", str(folder / "python"))
    monkeypatch.setenv("PATH", str(folder))


FAILURES = {
    broken_page_template: "nothing_of_this_name",
    broken_page_syntax: "sources.html.j2",
    broken_phrases: "nothing_of_this_name",
    broken_settings: "mkdocs.yml is not valid YAML",
    theme_in_another_encoding: "not UTF-8",
    broken_theme: "nothing",
    theme_without_disclaimer: "disclaimer",
    theme_without_referrer_policy: "referrer policy",
    engine_that_is_missing: "mkdocs is not installed",
}


@pytest.mark.parametrize(("break_it", "word"), FAILURES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_build_leaves_the_old_site_when_it_fails_half_way(
    world: World,
    site_dir: Path,
    published: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    break_it: Callable[[pytest.MonkeyPatch, Path], None],
    word: str,
) -> None:
    """Exit code 2, a line that says what is wrong, no traceback, and the site as it was; nothing is left behind."""
    world.replace("exercises/plank.yml", "title: Plank", "title: Long plank")
    with monkeypatch.context() as patch:
        break_it(patch, tmp_path / "broken")
        outcome = build(world.folder, site_dir)
    assert (outcome.code, outcome.out) == (2, "")
    message = next(line for line in outcome.err.splitlines() if line.startswith("build_site.py: "))
    assert word in outcome.err[outcome.err.index(message) :]
    assert "Traceback" not in outcome.err
    assert files_of(site_dir) == published
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", "content", "site"]
    assert build(world.folder, site_dir).code == 0
    assert b"Long plank" in (site_dir / "chest-and-neck/plank.html").read_bytes()


def test_build_writes_no_file_when_nothing_changed(
    world: World, site_dir: Path, published: dict[str, bytes], workplace: Path
) -> None:
    """The second build says so and touches nothing."""
    before = times_of(site_dir, workplace / "build")
    outcome = build(world.folder, site_dir)
    assert outcome.code == 0
    assert outcome.err.endswith(" is up to date\n")
    assert times_of(site_dir, workplace / "build") == before
    assert files_of(site_dir) == published


def test_build_mends_the_site_when_somebody_changed_it(
    world: World, site_dir: Path, published: dict[str, bytes]
) -> None:
    """A file of the site that was edited or deleted by hand is put right."""
    (site_dir / "index.html").write_text("edited", encoding="utf-8")
    (site_dir / "about.html").unlink()
    assert build(world.folder, site_dir).code == 0
    assert files_of(site_dir) == published


def test_build_makes_only_what_changed_when_one_exercise_is_edited(
    world: World, site_dir: Path, published: dict[str, bytes], workplace: Path
) -> None:
    """One page shows the text, and only that is put together anew; what is known of all pages is one file."""
    states = (workplace / "build").glob("*/state.json")
    kept = max(states, key=lambda path: path.stat().st_mtime_ns).parent / "pages"
    before = set(kept.iterdir())
    world.replace("exercises/suitcase-carry.yml", "breathing: Breathe evenly.", "breathing: Breathe calmly.")
    assert build(world.folder, site_dir).code == 0
    now = files_of(site_dir)
    assert {name for name in now if now[name] != published.get(name)} == {
        "api/v1/exercises.json",
        "api/v1/exercises/suitcase-carry.json",
        "assets/sheet-data.js",
        "left-and-right/suitcase-carry.html",
        "search/pages.js",
        "service-worker.js",
    }
    assert len(set(kept.iterdir()) - before) == 1 + 1


def test_build_removes_the_pages_of_an_exercise_when_its_file_is_gone(
    world: World, site_dir: Path, published: dict[str, bytes]
) -> None:
    """What is no longer in the content is no longer in the site."""
    world.path("exercises/suitcase-carry.yml").unlink()
    world.path("imbalances/left-and-right.yml").unlink()
    data = world.data("imbalances/chest-and-neck.yml")
    for part in (*data["programme"]["phases"], *data["programme"]["variants"]):
        part["exercises"] = [one for one in part["exercises"] if one["exercise"] != "suitcase-carry"]
    world.write_data("imbalances/chest-and-neck.yml", data)
    assert build(world.folder, site_dir).code == 0
    gone = set(published) - set(files_of(site_dir))
    assert gone == {
        "api/v1/exercises/suitcase-carry.json",
        "api/v1/imbalances/left-and-right.json",
        "assets/calendar/left-and-right-1.ics",
        "assets/cards/left-and-right.png",
        "assets/cards/suitcase-carry.png",
        "assets/codes/left-and-right.svg",
        "assets/codes/suitcase-carry.svg",
        "assets/maps/left-and-right-dark.svg",
        "assets/maps/left-and-right-light.svg",
        "assets/maps/suitcase-carry-dark.svg",
        "assets/maps/suitcase-carry-light.svg",
        "left-and-right/index.html",
        "left-and-right/suitcase-carry.html",
    }
    assert not (site_dir / "left-and-right").exists()


def test_build_publishes_under_another_address_when_it_is_told_one(world: World, site_dir: Path) -> None:
    """--site-url replaces the address of site.yml everywhere."""
    assert build(world.folder, site_dir, "--site-url", "https://other.test/deep/er/").code == 0
    page = (site_dir / "chest-and-neck/wall-slide.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://other.test/deep/er/chest-and-neck/wall-slide.html">' in page
    assert b'href="/deep/er/' in (site_dir / "404.html").read_bytes()
    assert not any(b"example.test/back" in content for content in files_of(site_dir).values())


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nowhere", "--site-url must be an address that begins with https://; found 'nowhere'"),
        ("", "--site-url must be an address that begins with https://; found ''"),
        ("javascript:alert(1)", "--site-url must be an address that begins with https://; found 'javascript:alert(1)'"),
        (
            "https://other.test",
            "--site-url: address must end in a slash; found 'https://other.test'; write 'https://other.test/'",
        ),
    ],
)
def test_build_refuses_an_address_when_it_is_none(tiny_content: Path, site_dir: Path, url: str, message: str) -> None:
    """A slip in the option is reported in one line."""
    outcome = build(tiny_content, site_dir, f"--site-url={url}")
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1] == f"build_site.py: {message}"
    assert not site_dir.exists()


def test_build_refuses_a_site_dir_when_it_is_a_file(tiny_content: Path, tmp_path: Path) -> None:
    """A file in the place of the folder is left alone."""
    (tmp_path / "site").write_text("a file", encoding="utf-8")
    outcome = build(tiny_content, tmp_path / "site")
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1] == f"build_site.py: {tmp_path / 'site'} is a file; choose another --site-dir"
    assert (tmp_path / "site").read_text(encoding="utf-8") == "a file"


def test_build_fills_a_folder_when_it_is_empty_or_behind_a_link(
    tiny_content: Path, built: Path, tmp_path: Path
) -> None:
    """An empty folder may be used, and a symbolic link stays one."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for _ in range(2):
        assert build(tiny_content, tmp_path / "link").code == 0
        assert files_of(tmp_path / "real") == files_of(built)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]
    assert (tmp_path / "link").is_symlink()


def test_build_stops_when_another_build_of_the_site_is_running(
    world: World, site_dir: Path, published: dict[str, bytes], workplace: Path
) -> None:
    """Two builds never mix their files."""
    locks = sorted((workplace / "build").glob("site-*.lock"), key=lambda path: path.stat().st_mtime_ns)
    world.replace("exercises/plank.yml", "title: Plank", "title: Long plank")
    with locks[-1].open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        outcome = build(world.folder, site_dir)
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1] == (
        "build_site.py: another build of this site is running; wait for it, then try again"
    )
    assert files_of(site_dir) == published


def test_build_stops_when_another_engine_builds_the_same_site(
    world: World, site_dir: Path, published: dict[str, bytes], workplace: Path
) -> None:
    """The lock is that of the site: both engines would fill the same folder."""
    locks = sorted((workplace / "build").glob("site-*.lock"), key=lambda path: path.stat().st_mtime_ns)
    with locks[-1].open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        outcome = build(world.folder, site_dir, "--engine", "zensical")
    assert outcome.code == 2
    assert "another build of this site is running" in outcome.err
    assert files_of(site_dir) == published


NO_STATES = {
    "a list": b"[]",
    "a text": b'"up to date"',
    "null": b"null",
    "a number": b"1",
    "cut short": b'{"inputs": "1234',
    "nothing": b"",
    "not text": bytes(range(256)),
    "other values": b'{"inputs": 1, "site": null}',
    "another object": b'{"name": "x"}',
}


@pytest.mark.parametrize("damage", NO_STATES.values(), ids=NO_STATES)
def test_build_makes_the_site_anew_when_what_it_knows_of_the_last_one_is_damaged(
    world: World, site_dir: Path, published: dict[str, bytes], workplace: Path, damage: bytes
) -> None:
    """A state that cannot be read is none: the site is built, and then known again."""
    state = max((workplace / "build").glob("*/state.json"), key=lambda path: path.stat().st_mtime_ns)
    state.write_bytes(damage)
    outcome = build(world.folder, site_dir)
    assert (outcome.code, outcome.out) == (0, "")
    assert "3 exercises, 2 imbalances in " in outcome.err
    assert files_of(site_dir) == published
    assert build(world.folder, site_dir).err.endswith(" is up to date\n")


def test_build_makes_anew_whatever_was_damaged_of_what_it_keeps(
    world: World, site_dir: Path, published: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file in build/ is believed: not one of them stops the next build or gets into the site."""
    kept = helpers.workspace.build.with_name("damaged")
    monkeypatch.setattr(helpers, "workspace", replace(helpers.workspace, build=kept))
    assert build(world.folder, site_dir).code == 0
    damaged = sorted(path for path in kept.rglob("*") if path.is_file() and path.suffix != ".lock")
    assert len(damaged) > 100
    for path, damage in zip(damaged, cycle(NO_STATES.values()), strict=False):
        path.write_bytes(damage)
    outcome = build(world.folder, site_dir)
    assert (outcome.code, outcome.out) == (0, ""), outcome.err
    assert files_of(site_dir) == published


def build_in(folder: Path, **environ: str) -> dict[str, bytes]:
    """Build a copy of the repository in a process of its own and give the files of its site."""
    done = subprocess.run(
        [sys.executable, "build_site.py", "--no-pdf", "--offline-zip"],
        cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600", **environ}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return files_of(folder / "site")


def test_build_gives_the_same_bytes_when_folder_zone_and_language_differ(tmp_path: Path) -> None:
    """Nothing of the machine is in the site: neither its clock's zone, nor its language, nor where the files lie."""
    one = build_in(copy_repository(tmp_path / "one"), TZ="Asia/Tokyo", PYTHONHASHSEED="1", LC_ALL="C")
    other = build_in(copy_repository(tmp_path / "the other" / "one"), TZ="America/Lima", PYTHONHASHSEED="2")
    assert list(one) == list(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert "downloads/site.zip" in one


def test_offline_zip_holds_the_whole_site(tiny_content: Path, tmp_path: Path) -> None:
    """The zip has every file of the site but itself, with the same bytes; only its own page does not offer it."""
    outcome = build(tiny_content, tmp_path / "site", "--offline-zip")
    assert outcome.code == 0, outcome.err
    with zipfile.ZipFile(tmp_path / "site" / "downloads" / "site.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    published = files_of(tmp_path / "site")
    del published["downloads/site.zip"]
    assert b"site.zip" in published.pop("downloads.html")
    assert b"site.zip" not in packed.pop("downloads.html")
    assert packed == published


def test_write_zip_gives_the_same_bytes_when_times_and_order_of_files_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither times nor the order in which a system lists a folder are in the zip."""
    for folder in "ab":
        (tmp_path / folder).mkdir()
        for name in "xyz":
            (tmp_path / folder / f"{name}.txt").write_text(name, encoding="utf-8")
            os.utime(tmp_path / folder / f"{name}.txt", (ord(folder) * 10**7, ord(folder) * 10**7))
    write_zip(tmp_path / "a", tmp_path / "a.zip")
    listed = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda self, pattern: reversed(list(listed(self, pattern))))
    write_zip(tmp_path / "b", tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}


def test_build_looks_at_no_clock_when_the_day_of_the_content_is_unknown(
    tiny_content: Path, site_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a commit and without SOURCE_DATE_EPOCH no page shows a day, and the site map none of today."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build(tiny_content, site_dir).code == 0
    assert "Text of " not in text_of(tree_of(site_dir / "left-and-right/suitcase-carry.html"), ".bb-review")
    days = set(re.findall("<lastmod>(.*?)</lastmod>", (site_dir / "sitemap.xml").read_text(encoding="utf-8")))
    assert days <= {"1970-01-01"}


def test_file_is_the_old_one_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops a write, no half file is left, neither there nor beside it."""
    path = tmp_path / "new.yml"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError("not here")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="not here"):
        write_whole(path, b"new")
    assert files_of(tmp_path) == {"new.yml": b"old"}


def test_new_site_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tiny_content: Path, site_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut must not leave the names of files without their content."""
    order: list[str] = []
    put_in_place = publish.put_in_place
    monkeypatch.setattr(os, "sync", lambda: order.append("flushed"))
    monkeypatch.setattr(
        publish, "put_in_place", lambda staging, site: (order.append("put in place"), put_in_place(staging, site))
    )
    assert build(tiny_content, site_dir).code == 0
    assert order == ["flushed", "put in place"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("index.html", True),
        ("assets/site.css", True),
        ("search/pages.js", True),
        ("api/v1/exercises.json", False),
        ("assets/poses/plank-light.svg", False),
        ("contribute/fields.html", False),
        ("downloads/book-a4.pdf", False),
        (".nojekyll", False),
        ("service-worker.js", False),
        ("sitemap.xml", False),
    ],
)
def test_browsers_keep_what_readers_need(path: str, kept: bool) -> None:
    """Neither what is large nor what contributors and programs read."""
    assert is_kept(path) == kept
