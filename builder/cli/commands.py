"""The commands: arguments in, exit code out.

build   check, render, engine, verify, swap into site/      (the default)
check   problems only, all of them, sorted
serve   build, watch, rebuild, reload the browser
pdf     only the PDFs
new     an exercise to fill in, or the content of a new site
schema  the JSON Schemas, for editors
"""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import yaml

from builder.cli.arguments import parser, with_site_url
from builder.cli.checking import figure_cache, read_and_check, require_content
from builder.cli.new import new_exercise, new_site
from builder.cli.report import FORMATS, as_text, error_count, shown_path
from builder.content.problem import Problem
from builder.site.engines.engine import ENGINES
from builder.system.content_date import content_epoch
from builder.system.digests import input_digest, tree_state
from builder.system.disk import only_one, write_if_changed
from builder.system.errors import EXPECTED, BuildError, format_error
from builder.system.workspace import Workspace, repository_workspace
from builder.views.api import schemas

if TYPE_CHECKING:
    from builder.pdf.typesetting import PdfCompiler

DONE, CONTENT_PROBLEMS, FAILED = 0, 1, 2


def main(arguments: Sequence[str], workspace: Workspace | None = None) -> int:
    """Run one command, in the repository of this code or in another workspace, and return the exit code."""
    gc.set_threshold(100_000)  # nearly every object lives until the end; looking for others costs a tenth of a build
    workspace = workspace or repository_workspace()
    arguments = list(arguments)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments.insert(0, "build")
    options = parser(__doc__ or "", workspace).parse_args(arguments)
    try:
        if not yaml.__with_libyaml__:
            raise BuildError("PyYAML lacks its C parser (libyaml); reinstall it: pip install --force-reinstall pyyaml")
        return COMMANDS[options.command](options, workspace)
    except EXPECTED as error:
        print(f"build_site.py: {format_error(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return FAILED


def build_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Build the site unless it is up to date."""
    problems = _build(options, workspace)
    return _report(problems, "text") if problems else DONE


def _build(options: argparse.Namespace, workspace: Workspace) -> Sequence[Problem]:
    """Build the site unless it is up to date; give the problems of the content when they stand in the way."""
    from builder.site.assembly import BuildRequest
    from builder.site.publish import publish

    site_dir = options.site_dir.resolve()
    build_dir = workspace.build / f"{options.engine}-{sha256(bytes(site_dir)).hexdigest()[:8]}"
    epoch = content_epoch(options.content)
    settings = (site_dir, options.site_url, options.engine, options.no_pdf, options.offline_zip, epoch)
    places = [options.content, *workspace.page_sources, *workspace.code]
    state = build_dir / "state.json"
    inputs = input_digest((place.absolute() for place in places), settings)
    if _is_up_to_date(state, inputs, site_dir):
        _log(f"{shown_path(site_dir)} is up to date")
        return ()
    cache = figure_cache(workspace)
    with _timed("checked"):
        result = read_and_check(options.content, workspace, cache)
    if result.catalogue is None:
        return result.problems
    print(as_text(result.problems), end="", file=sys.stderr)
    catalogue = with_site_url(result.catalogue, options.site_url)
    illustrations = cache.illustrations(catalogue)
    compiler = None if options.no_pdf else _pdf_compiler(workspace, build_dir, options.content, epoch)
    request = BuildRequest(
        workspace=workspace,
        catalogue=catalogue,
        illustrations=illustrations,
        engine=ENGINES[options.engine],
        site_dir=site_dir,
        build_dir=build_dir,
        epoch=epoch,
        pdf_compiler=compiler,
        offline_zip=options.offline_zip,
    )
    with _timed("built"):
        publish(request)
    cache.store.prune()
    write_if_changed(state, json.dumps({"inputs": inputs, "site": tree_state(site_dir)}).encode())
    _log(f"{len(catalogue.exercises)} exercises, {len(catalogue.imbalances)} imbalances in {shown_path(site_dir)}")
    return ()


def _is_up_to_date(state: Path, inputs: str, site_dir: Path) -> bool:
    try:
        known = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return known.get("inputs") == inputs and site_dir.is_dir() and known.get("site") == tree_state(site_dir)


def _pdf_compiler(workspace: Workspace, folder: Path, content: Path, epoch: int | None) -> "PdfCompiler":
    from builder.pdf.typesetting import PdfCompiler

    return PdfCompiler(workspace, folder / "book", folder / "pdf", os.path.relpath(content), epoch)


def pdf_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Compile the PDFs without the site."""
    cache = figure_cache(workspace)
    result = read_and_check(options.content, workspace, cache)
    if result.catalogue is None:
        return _report(result.problems, "text")
    catalogue = with_site_url(result.catalogue, options.site_url)
    folder, epoch = workspace.pdf_build(options.content), content_epoch(options.content)
    directory = options.directory or workspace.downloads(options.content)
    with only_one(folder / "lock", f"another run compiles the PDFs of {shown_path(options.content)}"):
        compiler = _pdf_compiler(workspace, folder, options.content, epoch)
        pdfs = compiler.compile(catalogue, cache.illustrations(catalogue))
        for document, path in pdfs.items():
            write_if_changed(directory / PurePosixPath(document.path).name, path.read_bytes())
    _log(f"{len(pdfs)} PDFs in {shown_path(directory)}")
    return DONE


def check_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """List all problems, or those of some files."""
    result = read_and_check(options.content, workspace, figure_cache(workspace))
    problems = result.problems
    if options.files:
        chosen = {os.path.relpath(_content_file(path, options.content)) for path in options.files}
        problems = tuple(problem for problem in problems if problem.path in chosen)
        if elsewhere := error_count(result.problems) - error_count(problems):
            _log(f"problems in other files: {elsewhere}; to see them, run check without a file")
    return _report(problems, options.format)


def _content_file(path: Path, content: Path) -> Path:
    if path.is_file() and path.resolve().is_relative_to(content.resolve()):
        return path
    raise BuildError(f"there is no file {path} in the content folder {shown_path(content)}")


def _report(problems: Sequence[Problem], style: str) -> int:
    print(FORMATS[style](problems), end="")
    if errors := error_count(problems):
        _log("1 problem" if errors == 1 else f"{errors} problems")
    return CONTENT_PROBLEMS if errors else DONE


def serve_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Build, watch and serve until Ctrl-C."""
    from builder.cli.live import serve

    places = [options.content, *workspace.page_sources]
    serve(lambda: _rebuild(options, workspace), options.site_dir.resolve(), options.port, places)
    return DONE


def _rebuild(options: argparse.Namespace, workspace: Workspace) -> str:
    """Build for the live view; give what is wrong, or nothing."""
    try:
        problems = _build(options, workspace)
    except EXPECTED as error:
        _log(format_error(error))
        return format_error(error)
    _report(problems, "text")
    return as_text(problems)


def new_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Write the skeleton of a new exercise, or the content of a new site."""
    require_content(options.content)
    if options.kind == "exercise":
        _log(new_exercise(options.content, options.slug, options.imbalance))
        return DONE
    result = read_and_check(options.content, workspace, figure_cache(workspace))
    if result.catalogue is None:
        return _report(result.problems, "text")
    _log(new_site(options.directory, options.content, result.catalogue.site))
    return DONE


def schema_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Write one JSON Schema for each kind of content file that is described by fields."""
    for name, text in schemas().items():
        path = options.directory / PurePosixPath(name).name
        write_if_changed(path, text.encode())
        _log(shown_path(path))
    return DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Workspace], int]] = {
    "build": build_command,
    "check": check_command,
    "serve": serve_command,
    "pdf": pdf_command,
    "new": new_command,
    "schema": schema_command,
}


def _log(text: str) -> None:
    print(text, file=sys.stderr)


@contextmanager
def _timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    _log(f"{what} in {time.perf_counter() - start:.1f} s")
