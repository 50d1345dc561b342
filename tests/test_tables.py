"""The tables beside the code: whoever damages one is told which, in a line."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from builder.figures import examples, muscle_map
from builder.figures.body import body, resolve
from builder.figures.draw import muscles
from builder.figures.svg import palette
from builder.system.errors import BuildError

TABLES = {
    "body": (body, "TABLE", body.table),
    "postures": (resolve, "POSTURES", resolve.postures),
    "muscle_map": (muscle_map, "TABLE", muscle_map.muscle_ids),
    "muscles": (muscles, "TABLE", muscles.muscle_areas),
    "examples": (examples, "TABLE", examples.examples),
    "colours": (palette, "TABLE", lambda: palette.figure_colours("light", "a")),
}

DAMAGES: dict[str, Callable[[str], str]] = {
    "no YAML": lambda text: f"{text}\n- ]",
    "empty": lambda text: "",
    "a list": lambda text: "- a\n- b\n",
    "cut in the middle": lambda text: text[: text.index("\n", len(text) // 2)] + "\nx: [",
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", TABLES)
def test_table_is_named_when_it_is_damaged(
    name: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file, what is wrong with it, and what to do."""
    module, constant, read = TABLES[name]
    table: Path = getattr(module, constant)
    damaged = tmp_path / table.name
    damaged.write_text(DAMAGES[damage](table.read_text(encoding="utf-8")), encoding="utf-8")
    monkeypatch.setattr(module, constant, damaged)
    forget(module)
    try:
        with pytest.raises(BuildError, match=rf"/{table.name} is damaged: .+; undo the last change of it$"):
            read()
    finally:
        forget(module)


def forget(module: ModuleType) -> None:
    """Make the functions of a module read their tables again."""
    for function in vars(module).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()
