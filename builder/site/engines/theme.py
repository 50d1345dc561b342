"""Our part of the theme: what lies over the files of the engine's own."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.catalogue.scripts import SESSION, SESSION_PARTS
from builder.figures.svg.style import page_style
from builder.system.disk import OutputFile


def theme_files(overrides: Path) -> Iterator[OutputFile]:
    """Give the files by their paths in the theme.

    The parts of the style sheet are joined, with the colours of figures; so are the scripts of a session.
    """
    sheets = sorted((overrides / "assets" / "css").glob("*.css"))
    parts = [overrides / name for name in SESSION_PARTS]
    yield OutputFile.of("assets/site.css", f"{_joined(sheets)}\n{page_style()}")
    yield OutputFile.of(SESSION, _joined(parts))
    for path in sorted(overrides.rglob("*")):
        if path.is_file() and path not in (*sheets, *parts) and path.name != "README.md":
            yield OutputFile.of(path.relative_to(overrides).as_posix(), path.read_bytes())


def _joined(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
