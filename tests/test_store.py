"""What is kept from build to build: found under its key, whole, and not for ever."""

import os
from pathlib import Path

import pytest

from builder.system.digests import digest
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
