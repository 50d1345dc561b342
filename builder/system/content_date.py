"""Which day the content is of: the only clock of the generator."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from builder.system.errors import BuildError

LATEST = 2**32 - 1
"""A moment in February 2106, the last that a gzip file can be dated with: the site map is one."""


def content_epoch(folder: Path) -> int | None:
    """The day of the content in seconds since 1970: SOURCE_DATE_EPOCH, else the last commit, else unknown."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        if not (given.isascii() and given.isdecimal() and int(given) <= LATEST):
            message = f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, at most {LATEST} (in 2106)"
            raise BuildError(f"{message}; found {given!r}")
        return int(given)
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=folder, capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return int(done.stdout) if done.stdout.strip().isdigit() else None


def day_of(epoch: int | None) -> date | None:
    """The day that a number of seconds since 1970 falls on, in Greenwich."""
    return None if epoch is None else datetime.fromtimestamp(epoch, UTC).date()
