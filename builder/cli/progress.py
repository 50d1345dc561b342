"""Progress on standard error; standard output is for problems."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def log(text: str) -> None:
    """Report what was done."""
    print(text, file=sys.stderr)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Report how long something took, in elapsed seconds."""
    start = time.perf_counter()
    yield
    log(f"{what} in {time.perf_counter() - start:.1f} s")
