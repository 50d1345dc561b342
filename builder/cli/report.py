"""How problems are shown: to a person, to GitHub, to another program."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from builder.content.problem import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """One line a problem, ``path:line:column: message``."""
    return "".join(f"{problem}\n" for problem in problems)


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands: GitHub shows each problem at its line of the pull request."""
    lines = []
    for problem in problems:
        message = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        path = problem.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A").replace("\n", "%0A")
        level = "warning" if problem.is_warning else "error"
        lines.append(f"::{level} file={path},line={problem.line},col={problem.column}::{message}\n")
    return "".join(lines)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects with path, line, column and message."""
    return json.dumps([vars(problem) for problem in problems], ensure_ascii=False, indent=1) + "\n"


FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def shown_path(path: Path) -> str:
    """Name a path from the working directory, when it lies below it."""
    shown = os.path.relpath(path)
    return str(path) if shown.startswith("..") else shown
