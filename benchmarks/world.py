"""Worlds of many exercises, made from the real ones: the same files under numbered names, with words of their own."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from builder.system.workspace import Workspace, repository_workspace

ROOT = Path(__file__).parent.parent
PARTS = ("builder", "content", "templates", "site_overrides")


def make_world(folder: Path, count: int) -> Path:
    """Copy the repository's parts, with so many exercises; caches and sites stay inside the folder."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("build_site.py", "mkdocs.yml"):
        shutil.copy(ROOT / part, folder)
    exercises = folder / "content" / "exercises"
    originals = sorted(exercises.glob("*.yml"))
    for number in range(count - len(originals)):
        original = originals[number % len(originals)]
        text = _numbered(original.read_text(encoding="utf-8"), number)
        (exercises / f"{original.stem}-{number}.yml").write_text(text, encoding="utf-8")
    return folder


def _numbered(text: str, number: int) -> str:
    """Give an exercise a title, steps and pictures of its own; aliases must be unique, and progressions end in both."""
    text = re.sub(r"^(title: .*)$", rf"\1 {number}", text, count=1, flags=re.MULTILINE)
    text = text.replace("steps:\n", f"steps:\n  - This is number {number}. Read every step before you begin.\n", 1)
    text = text.replace("  desc: >-\n    ", f"  desc: >-\n    Number {number}. ")
    text = re.sub(r"^ +exercise: .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^aliases:\n(?:  - .*\n)+", "", text, flags=re.MULTILINE)


def workspace_of(world: Path) -> Workspace:
    """The paths of a world, for functions that are called in this process."""
    here = repository_workspace()
    parts = {name: world / name for name in ("content", "site", "build", "templates")}
    code = tuple(world / path.name for path in here.code)
    return Workspace(**parts, overrides=world / "site_overrides", settings=world / "mkdocs.yml", code=code)


def command(*arguments: str) -> tuple[str, ...]:
    """The command line of a world."""
    return (sys.executable, "build_site.py", *arguments)


def run(world: Path, arguments: tuple[str, ...]) -> None:
    """Run a command in a world; stop with what it said when it fails."""
    done = subprocess.run(arguments, cwd=world, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def edit(world: Path, word: str) -> None:
    """Change a word in a step of one exercise."""
    path = world / "content" / "exercises" / "face-pull.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(Reach forward and let )\w+( shoulder)", rf"\1{word}\2", text), encoding="utf-8")


def forget_pages(world: Path) -> None:
    """Delete the site and all that was kept of it, but for the figures and their drawings."""
    shutil.rmtree(world / "site", ignore_errors=True)
    for path in (world / "build").iterdir():
        if path.is_dir() and path.name not in ("figures", "drawings"):
            shutil.rmtree(path)
