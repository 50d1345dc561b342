"""One run of an engine: a folder with settings, pages and theme in, a folder with HTML out."""

import errno
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from builder.system.errors import BuildError

# Zensical's scripts build this style element when they run; MkDocs has none.
ZENSICAL_STYLE = "'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='"


@dataclass(frozen=True)
class Engine:
    """How an engine is called.

    ``style`` is what its pages need in the policy for styles; ``own_search_box``: its search asks no worker of ours.
    """

    name: str
    command: tuple[str, ...]
    requirements: str
    style: str = "'self'"
    own_search_box: bool = False


ENGINES = {
    "mkdocs": Engine("mkdocs", ("build", "--strict", "--config-file"), "requirements.txt"),
    "zensical": Engine(
        "zensical", ("build", "--config-file"), "requirements-zensical.txt", f"'self' {ZENSICAL_STYLE}", True
    ),
}


def theme_languages() -> frozenset[str]:
    """The languages that the theme of both engines has texts in, by their codes; without variants such as pt-BR."""
    theme = find_spec("material")
    folders = theme.submodule_search_locations if theme else None
    places = (Path(folder, "templates/partials/languages") for folder in folders or ())
    return frozenset(path.stem for place in places for path in place.glob("*.html") if "-" not in path.stem)


def run(engine: Engine, folder: Path, epoch: int) -> None:
    """Let the engine build what lies in ``folder``; ``epoch`` (seconds since 1970) is its only clock."""
    program = Path(sys.executable).with_name(engine.name)
    found = shutil.which(program) or shutil.which(engine.name)
    if not found:
        raise BuildError(f"{engine.name} is not installed; run: pip install -r {engine.requirements}")
    environ = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [found, *engine.command, str(folder / "mkdocs.yml")],
        env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode and os.strerror(errno.ENOSPC) in done.stdout + done.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    if done.returncode:
        raise BuildError(f"{engine.name} could not build the site: {_error_line(done.stdout + done.stderr)}")


def _error_line(output: str) -> str:
    """Pick the line of an engine's output that says what went wrong."""
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in output.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("File ", "Traceback", "^", "~"))]
    reasons = [line for line in lines if re.search(r"error|warning", line, re.IGNORECASE)]
    return (reasons or lines or ["it gave no reason"])[-1]
