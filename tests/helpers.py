"""What several test modules use: a world to change, the command line in this process, pages as parsed trees."""

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser

from builder.cli.commands import main
from builder.content.problem import Problem
from builder.content.yaml_reader import read_yaml
from builder.system.workspace import repository_workspace

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "content"
REAL = ROOT / "content"
MadeOnce = Callable[[str, Callable[[Path], object]], Path]
"""What ``made_once`` of ``conftest.py`` is: it gives a folder by its name, and a function fills it at first."""

REPOSITORY = ("build_site.py", "builder", "mkdocs.yml", "site_overrides", "templates")
DISCLAIMER = "General information, not medical advice."


@dataclass(frozen=True)
class Outcome:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


workspace = repository_workspace()
"""Where commands run: ``conftest.py`` puts in one whose caches and sites lie in a folder of the test run."""


def run(*arguments: str | Path) -> Outcome:
    """Run the command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(argument) for argument in arguments], workspace)
    return Outcome(code, out.getvalue(), err.getvalue())


class World:
    """A content folder that a test may change; places are paths inside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, place: str) -> Path:
        """Where a file of the world lies."""
        return self.folder / place

    def read(self, place: str) -> str:
        """The text of a file."""
        return self.path(place).read_text(encoding="utf-8")

    def write(self, place: str, text: str | bytes) -> None:
        """Write a whole file."""
        self.path(place).parent.mkdir(parents=True, exist_ok=True)
        self.path(place).write_bytes(text if isinstance(text, bytes) else text.encode())

    def replace(self, place: str, old: str, new: str) -> None:
        """Replace a piece of text that stands exactly once in a file."""
        text = self.read(place)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {place}"
        self.write(place, text.replace(old, new))

    def data(self, place: str) -> Any:
        """The plain data of a YAML file, as the builder reads it."""
        return read_yaml(self.read(place), place).data

    def write_data(self, place: str, data: object) -> None:
        """Write a YAML file from plain data."""
        self.write(place, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000))

    def patch(self, place: str, key_path: tuple[str | int, ...], value: object) -> None:
        """Set one value of a YAML file."""
        data = inner = self.data(place)
        for part in key_path[:-1]:
            inner = inner[part]
        inner[key_path[-1]] = value
        self.write_data(place, data)

    def check(self) -> list[str]:
        """Every problem that ``check`` prints, with paths inside the world."""
        return problems_of(self.folder)


def problems_of(content: Path) -> list[str]:
    """Run ``check`` and give its problems as lines, with paths relative to the content folder."""
    found = json.loads(run("check", "--content", content, "--format", "json").out)
    folder = os.path.relpath(content) + "/"
    problems = [Problem(**fields) for fields in found]
    return [str(problem).replace(folder, "") for problem in problems]


def make_world(folder: Path) -> World:
    """Copy the tiny world, with the words of the real content: words are written once."""
    shutil.copytree(TINY, folder)
    shutil.copy(REAL / "words.yml", folder / "words.yml")
    return World(folder)


def copy_repository(folder: Path) -> Path:
    """A copy of the generator with the tiny world as its content."""
    folder.mkdir(parents=True)
    for name in REPOSITORY:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    make_world(folder / "content")
    return folder


def build(content: Path, site_dir: Path, *options: str) -> Outcome:
    """Build a site."""
    return run("build", "--no-pdf", "--content", content, "--site-dir", site_dir, *options)


def tree_of(path: Path) -> LexborHTMLParser:
    """Parse a page."""
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def text_of(tree: LexborHTMLParser, selector: str) -> str:
    """The text of the first element that a selector finds, with its white space made single."""
    node = tree.css_first(selector)
    assert node is not None, f"there is no {selector}"
    return " ".join(node.text().split())


def pages_of(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Every page of a site with its address."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), tree_of(path)


def files_of(folder: Path) -> dict[str, bytes]:
    """The name and content of every file under a folder."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
