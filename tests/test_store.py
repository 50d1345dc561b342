"""What is kept from build to build: found under its key, whole, and not for ever."""

import os
from pathlib import Path

import pytest

from builder.system.digests import digest, input_digest, tree_state
from builder.system.store import Store, key_of


def filled(folder: Path) -> Store:
    """A store of three results of ten bytes each, the first of them the oldest."""
    store = Store(folder)
    for age, name in ((300, "oldest"), (200, "older"), (100, "old")):
        path = store.keep(key_of(name), b"0123456789")
        os.utime(path, (10_000 - age, 10_000 - age))
    return store


def names_left(folder: Path) -> set[str]:
    """Which of the three are still there."""
    store = Store(folder)
    return {name for name in ("oldest", "older", "old") if store.read(key_of(name)) is not None}


@pytest.mark.parametrize(
    ("limit", "left"),
    [
        (30, {"oldest", "older", "old"}),
        (29, {"older", "old"}),
        (20, {"older", "old"}),
        (19, {"old"}),
        (0, set()),
    ],
)
def test_oldest_results_go_first_and_no_more_than_need_be(tmp_path: Path, limit: int, left: set[str]) -> None:
    """A store of nothing that is in use keeps the newest, up to its limit."""
    filled(tmp_path)
    Store(tmp_path).prune(limit)
    assert names_left(tmp_path) == left


def test_results_in_use_stay_whatever_their_age(tmp_path: Path) -> None:
    """What was read or kept in this run is never deleted."""
    filled(tmp_path).prune(0)
    assert names_left(tmp_path) == {"oldest", "older", "old"}
    store = Store(tmp_path)
    assert store.read(key_of("oldest"))
    store.prune(15)
    assert names_left(tmp_path) == {"oldest"}


def test_digest_knows_where_its_parts_end() -> None:
    """What one part loses and the next wins is another digest."""
    assert len({digest(parts) for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"abc", b""])}) == 4


def test_state_of_a_folder_is_that_of_its_files(tmp_path: Path) -> None:
    """What Python and editors leave beside them changes nothing; another name, place or content does."""
    (tmp_path / "inner").mkdir()
    file = tmp_path / "inner" / "page.html"
    file.write_bytes(b"a")
    states, digests = {tree_state(tmp_path)}, {input_digest([tmp_path])}
    for ignored in ("inner/__pycache__/page.pyc", "inner/page.html~", "inner/.page.html.swp"):
        (tmp_path / ignored).parent.mkdir(exist_ok=True)
        (tmp_path / ignored).write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    assert {tree_state(tmp_path)} == states
    assert {input_digest([tmp_path])} == digests
    for changed in ("inner/more.html", "page.html"):
        file.rename(tmp_path / changed)
        file = tmp_path / changed
        digests.add(input_digest([tmp_path]))
        states.add(tree_state(tmp_path))
    file.write_bytes(b"ab")
    assert len({*states, tree_state(tmp_path)}) == 4
    assert len({*digests, input_digest([tmp_path])}) == 4
