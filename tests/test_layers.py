"""The shape of the code: who imports whom, how long functions and modules are."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

from builder.illustrations.cache import FIGURE_PACKAGES, ILLUSTRATION_PACKAGES
from tests.helpers import ROOT

PACKAGES = ("system", "content", "figures", "catalogue", "check", "illustrations", "views", "pdf", "site", "cli")
"""The folders of ``builder/`` from what imports nothing of ours up to the command line. A package imports from those
before it only; ``builder/__init__.py`` is their map."""

SHOWING = ("catalogue", "illustrations", "views", "pdf", "site")
NOT_FOR_SHOWING = {"content.source", "content.yaml_reader"}

AT_THE_ENDS = {
    "content.source",
    "content.static",
    "views.template_words",
    "views.templating",
    "pdf.pictures",
    "pdf.typesetting",
    "site.assembly",
    "site.engines.engine",
    "site.engines.shells",
    "site.engines.theme",
    "site.offline.files",
    "site.publish",
    "site.site_folder",
    "system.content_date",
    "system.digests",
    "system.disk",
    "system.store",
    "system.tables",
    "cli.building",
    "cli.checking",
    "cli.commands",
    "cli.live",
    "cli.new",
    "cli.progress",
}
"""Modules that may touch disk, processes, clock or network; all others turn values into values."""

BUILDER = ROOT / "builder"


def name_of(path: Path) -> str:
    """The name of a module inside the generator, like ``figures.body.pose``."""
    return ".".join(path.relative_to(BUILDER).with_suffix("").parts)


MODULES: Mapping[str, Path] = {
    name_of(path): path for path in sorted(BUILDER.rglob("*.py")) if path.name != "__init__.py"
}
FOLDERS = sorted(path.parent for path in BUILDER.rglob("__init__.py") if path.parent != BUILDER)
FILES = [ROOT / "build_site.py", *sorted(BUILDER.rglob("*.py"))]


def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> frozenset[str]:
    """The modules of ours that a module imports, anywhere in it."""
    return frozenset(_imports_of(tree_of(path)))


def _imports_of(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "builder":
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name.removeprefix("builder.") if name_is_module(name) else source_of(node) for name in names)
        elif isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("builder.") for alias in node.names if alias.name.startswith("builder"))


def name_is_module(name: str) -> bool:
    """Whether a dotted name is a module of ours."""
    return name.removeprefix("builder.") in MODULES


def source_of(node: ast.ImportFrom) -> str:
    """The module that a ``from`` statement takes names from."""
    return (node.module or "").removeprefix("builder.")


def package_of(module: str) -> str:
    """The package of a module: its first folder."""
    return module.split(".")[0]


def folder_of(module: str) -> str:
    """The folder of a module, a package or a package inside one."""
    return module.rpartition(".")[0]


def graph(names: Iterable[str]) -> dict[str, set[str]]:
    """Modules with those among them that they import."""
    known = set(names)
    return {module: set(imports_of(MODULES[module])) & known for module in known}


def circle_in(imports: Mapping[str, set[str]]) -> list[str]:
    """Modules or folders that import each other in a circle, none if there is no circle."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_circle_is_found_where_there_is_one() -> None:
    """A circle through a third module too; not two ways to one module."""
    assert set(circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}
    assert circle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_from_the_packages_below(module: str) -> None:
    """Data flows one way, so a reader can start in any package and look down only."""
    below = PACKAGES[: PACKAGES.index(package_of(module)) + 1]
    assert [name for name in sorted(imports_of(MODULES[module])) if package_of(name) not in below] == []
    assert imports_of(MODULES[module]) <= MODULES.keys()


@pytest.mark.parametrize("drawing", [FIGURE_PACKAGES, ILLUSTRATION_PACKAGES], ids=["figures", "illustrations"])
def test_drawings_are_kept_under_all_the_code_that_draws(drawing: tuple[str, ...]) -> None:
    """Packages whose code is in the key of what is drawn import from each other only."""
    modules = [module for module in MODULES if package_of(module) in drawing]
    assert modules
    assert {package_of(name) for module in modules for name in imports_of(MODULES[module])} <= set(drawing)


@pytest.mark.parametrize("package", PACKAGES)
def test_package_has_no_circle(package: str) -> None:
    """Neither its modules import each other in a circle, nor its folders."""
    imports = graph(module for module in MODULES if package_of(module) == package)
    assert circle_in(imports) == []
    folders: dict[str, set[str]] = {}
    for module, others in imports.items():
        own = folder_of(module)
        folders.setdefault(own, set()).update(folder_of(other) for other in others if folder_of(other) != own)
    assert circle_in(folders) == []


def test_packages_are_few_and_near_each_other() -> None:
    """At most ten packages, and at most nine on the longest way of imports through them."""
    assert len(PACKAGES) <= 10
    below: dict[str, set[str]] = {package: set() for package in PACKAGES}
    for module in MODULES:
        below[package_of(module)] |= {package_of(other) for other in imports_of(MODULES[module])} - {package_of(module)}
    longest: dict[str, int] = {}
    for package in TopologicalSorter(below).static_order():
        longest[package] = 1 + max((longest[other] for other in below[package]), default=0)
    assert max(longest.values()) <= 9


def test_every_module_is_used() -> None:
    """By another module or by the command line: what nobody imports is dead."""
    used = {name for path in FILES for name in imports_of(path)}
    assert MODULES.keys() - used == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(BUILDER).as_posix())
def test_package_has_at_most_ten_modules_and_says_what_it_is_for(folder: Path) -> None:
    """A package inside a package counts by itself."""
    assert 0 < len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= 10
    assert ast.get_docstring(tree_of(folder / "__init__.py"))


@pytest.mark.parametrize("path", sorted(BUILDER.rglob("__init__.py")), ids=lambda path: path.parent.name)
def test_package_begins_with_words_only(path: Path) -> None:
    """Nothing is imported by entering a package."""
    assert [node for node in tree_of(path).body if not isinstance(node, ast.Expr)] == []


def test_map_names_every_package_in_order() -> None:
    """The folders, the table above and the map in ``builder/__init__.py`` agree."""
    assert {folder.name for folder in FOLDERS if folder.parent == BUILDER} == set(PACKAGES)
    lines = [line.split() for line in (ast.get_docstring(tree_of(BUILDER / "__init__.py")) or "").splitlines()]
    assert tuple(words[0] for words in lines if words and words[0] in PACKAGES) == PACKAGES


@pytest.mark.parametrize("module", [module for module in MODULES if package_of(module) in SHOWING])
def test_view_takes_the_catalogue_when_it_shows_something(module: str) -> None:
    """What shows content never sees files or problems: what it gets has been checked."""
    imports = imports_of(MODULES[module])
    assert imports & NOT_FOR_SHOWING == set()
    assert [name for name in imports if package_of(name) == "check"] == []


FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rename", "rmtree"}
FILE_CALLS |= {"copyfile", "copytree", "glob", "rglob", "iterdir", "scandir", "exists", "is_file", "is_dir", "stat"}
OTHER_CALLS = {"print", "input", "run", "Popen", "urlopen", "getenv", "FileSystemLoader"}
CLOCKS = {"now", "today", "utcnow", "time", "fromtimestamp"}
TOUCHES = FILE_CALLS | OTHER_CALLS | CLOCKS


def touches_of(module: str) -> set[str]:
    """The calls of a module that reach disk, processes, terminal, network or clock."""
    calls = [node.func for node in ast.walk(tree_of(MODULES[module])) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    return TOUCHES & (names | {call.attr for call in calls if isinstance(call, ast.Attribute)})


@pytest.mark.parametrize("module", [module for module in MODULES if module not in AT_THE_ENDS])
def test_module_turns_values_into_values_when_it_is_in_the_middle(module: str) -> None:
    """Disk, terminal, clock and network are touched at the two ends only."""
    assert touches_of(module) == set()


@pytest.mark.parametrize("module", sorted(AT_THE_ENDS))
def test_module_at_an_end_touches_something(module: str) -> None:
    """Else it belongs in the middle, where more is asked of it."""
    assert touches_of(module)


def test_ends_are_modules() -> None:
    """The list of modules at the ends names what there is."""
    assert MODULES.keys() >= AT_THE_ENDS


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
