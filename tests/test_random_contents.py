"""What ``check`` passes, ``build`` builds: a few random contents; ``python -m tests.random_contents`` makes many."""

from pathlib import Path

import pytest

from tests.random_contents import fault_of


@pytest.mark.parametrize("number", range(6))
def test_content_builds_when_check_finds_nothing_wrong(number: int, tmp_path: Path) -> None:
    """Whatever is odd about a content is found with its file and line, or it is shown."""
    assert fault_of(number, tmp_path) == ""
