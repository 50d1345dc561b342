"""One clone, two content folders: neither site is built again, nor any PDF compiled again, because of the other."""

import fcntl
from pathlib import Path

import pytest

from tests import helpers
from tests.helpers import World, files_of, make_world, run


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of the same name, with the same exercises in other words."""
    folder = tmp_path_factory.mktemp("two")
    one, other = make_world(folder / "one" / "content"), make_world(folder / "other" / "content")
    other.replace("site.yml", "name: Tiny Back", "name: Other Back")
    return one.folder, other.folder


def test_both_sites_stay_up_to_date_when_they_are_built_in_turn(contents: tuple[Path, Path], tmp_path: Path) -> None:
    """Each build finds its own site as it left it, and writes the same bytes as it would alone."""
    sites = {content: tmp_path / content.parent.name for content in contents}
    for content, site in sites.items():
        assert run("build", "--content", content, "--site-dir", site).code == 0
    before = {site: files_of(site) for site in sites.values()}
    for _ in range(2):
        for content, site in sites.items():
            outcome = run("build", "--content", content, "--site-dir", site)
            assert (outcome.code, outcome.err) == (0, f"{site} is up to date\n")
    assert {site: files_of(site) for site in sites.values()} == before
    names = [(site / "index.html").read_text(encoding="utf-8").count("Other Back") > 0 for site in sites.values()]
    assert names == [False, True]


def test_pdfs_of_both_are_kept_when_they_are_compiled_in_turn(
    contents: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each content folder has PDFs of its own, in the cache and where they are put, under names of the same folder."""
    for content in contents:
        assert run("pdf", "--content", content).code == 0
    caches = [helpers.workspace.pdf_build(content) for content in contents]
    published = [helpers.workspace.downloads(content) for content in contents]
    assert len({*caches, *published}) == 4
    kept = [files_of(cache / "pdf") for cache in caches]
    assert [len(files) for files in kept] == [len(files_of(folder)) for folder in published]
    assert kept[0].keys().isdisjoint(kept[1].keys())
    before = [files_of(folder) for folder in published]

    def fail(*_: object) -> bytes:
        raise AssertionError("a PDF was compiled again")

    monkeypatch.setattr("builder.pdf.typesetting.packed_pdf", fail)
    for content in contents:
        assert run("pdf", "--content", content).code == 0
    assert [files_of(folder) for folder in published] == before


def test_pdfs_of_the_repository_go_where_its_documents_say() -> None:
    """Without --content they are in build/downloads/."""
    assert helpers.workspace.downloads(helpers.workspace.content) == helpers.workspace.build / "downloads"


def test_pdf_stops_when_another_run_compiles_the_same_content(world: World, tmp_path: Path) -> None:
    """What one run reads is not changed under it by another."""
    folder = helpers.workspace.pdf_build(world.folder)
    folder.mkdir(parents=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        outcome = run("pdf", tmp_path / "out", "--content", world.folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        f"build_site.py: another run compiles the PDFs of {world.folder}; wait for it, then try again\n"
    )
    assert not (tmp_path / "out").exists()
