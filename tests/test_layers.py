"""The shape of the code: who imports whom, how long functions and modules are."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.helpers import ROOT

LAYERS = (
    {"build_site"},
    {"commands"},
    {"arguments"},
    {"serve", "report"},
    {"publish"},
    {"typesetting", "finish"},
    {"engine", "offline", "stylesheets", "search", "verify", "policy", "freshness", "figure_store"},
    {"api", "book"},
    {"pages"},
    {"inline_figures", "documents", "printed_text", "finder", "navigation", "codes"},
    {"drawings"},
    {"template_words"},
    {"structured_data", "terms", "reference", "pose_reference"},
    {"check"},
    {"content_rules", "link_rules", "letter_rules", "programme_rules", "reading_level", "rules", "words_used"},
    {"session_time"},
    {"wording", "inventory"},
    {"figures"},
    {"catalogue", "source", "templating"},
    {"addresses"},
    {"guide_model"},
    {"model", "site_model", "vocabulary", "yaml_reader"},
    {"programme_model"},
    {"figure_model"},
    {"equipment_model"},
    {"values"},
    {"text", "problem", "errors", "disk"},
)
"""From the command line down to what imports nothing of ours. A module may import from the layers below its own,
and from its own where EQUALS says so."""

EQUALS = {("engine", "policy"), ("engine", "search")}


def layer_of(module: str) -> int:
    """The number of a module's layer, counted from the top."""
    found = [number for number, layer in enumerate(LAYERS) if module in layer]
    assert found, f"{module} has no layer: put it into LAYERS"
    return found[0]


VIEWS = set().union(*LAYERS[layer_of("api") : layer_of("check")])
NOT_FOR_VIEWS = {"check", "source", "yaml_reader"} | LAYERS[layer_of("rules")] | LAYERS[layer_of("wording")]

OF_FIGURES = {"body", "examples", "muscle_map", "muscles", "palette", "resolve"}
AT_THE_ENDS = {
    "source", "freshness", "commands", "publish", "engine", "serve", "verify", "templating", "template_words",
    "figure_store", "disk", "typesetting", "finish",
} | OF_FIGURES  # fmt: skip
"""Modules that may touch disk, processes, clock or network; all others turn values into values.
The last few read the tables of figures from beside the code."""

FILES = [ROOT / "build_site.py", *sorted((ROOT / "builder").rglob("*.py"))]
PACKAGES = {path.parent.name for path in (ROOT / "builder").glob("*/__init__.py")}
"""Small houses of their own inside the generator: seen from outside, each is one module."""


def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    """The modules of ours that a module imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("builder"):
            inner = (node.module or "").removeprefix("builder").lstrip(".")
            yield from [inner.split(".")[0]] if inner else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("builder."))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_module_imports_only_from_the_layers_below(path: Path) -> None:
    """Data flows one way, so a reader can start at any layer and look down only."""
    if path.stem == "__init__":
        assert list(imports_of(path)) == []
        return
    own = path.parent.name if path.parent.name in PACKAGES else path.stem
    others = set(imports_of(path)) - (PACKAGES & {own})
    beside = {(own, other) for other in others if layer_of(other) <= layer_of(own)}
    assert beside == {pair for pair in EQUALS if pair[0] == own}


@pytest.mark.parametrize("module", sorted(VIEWS))
def test_view_takes_the_catalogue_when_it_shows_something(module: str) -> None:
    """Views never see files or problems: what they get has been checked."""
    assert set(imports_of(ROOT / "builder" / f"{module}.py")) & NOT_FOR_VIEWS == set()


def test_layers_name_every_module() -> None:
    """The table here and the list of stages in ``builder/__init__.py`` follow the code."""
    known = {path.stem for path in FILES if path.parent.name not in PACKAGES} - {"__init__"} | PACKAGES
    assert {module for layer in LAYERS for module in layer} == known
    told = ast.get_docstring(tree_of(ROOT / "builder" / "__init__.py")) or ""
    assert [module for module in sorted(known - {"build_site"}) if module not in told] == []


TOUCHES = {"open", "print", "input", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}
CLOCKS = {"now", "today", "utcnow", "time", "urlopen", "getenv"}


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem not in AT_THE_ENDS | {"build_site"}], ids=lambda path: path.stem
)
def test_module_turns_values_into_values_when_it_is_in_the_middle(path: Path) -> None:
    """Disk, terminal, clock and network are touched at the two ends only."""
    calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    names |= {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert names & (TOUCHES | CLOCKS) == set()


def functions() -> list[tuple[str, int]]:
    """Every function with its number of lines."""
    return [
        (f"{path.stem}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
    ]


def test_functions_are_short() -> None:
    """Half of them have at most ten lines, none more than sixty."""
    assert median(length for _, length in functions()) <= 10
    assert [name for name, length in functions() if length > 60] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_module_fits_on_a_few_screens(path: Path) -> None:
    """A module has at most 250 lines, and begins by saying what it is for."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
    assert path.stem == "__init__" or ast.get_docstring(tree_of(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_public_function_says_what_it_does(path: Path) -> None:
    """Each public function and class has a sentence, and each function says what it takes and gives."""
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name
        if isinstance(node, ast.FunctionDef):
            assert node.returns is not None, node.name
