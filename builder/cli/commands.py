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
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import yaml

from builder.cli.arguments import parser, with_site_url
from builder.cli.building import build_site, pdf_compiler
from builder.cli.checking import figure_cache, read_and_check, require_content
from builder.cli.new import new_exercise, new_site
from builder.cli.progress import log
from builder.cli.report import FORMATS, as_text, shown_path
from builder.content.problem import Problem, errors
from builder.system.content_date import content_epoch
from builder.system.disk import only_one, write_if_changed
from builder.system.errors import BuildError, expected_errors, format_error
from builder.system.workspace import Workspace, repository_workspace
from builder.views.api import schemas

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
    except expected_errors() as error:
        print(f"build_site.py: {format_error(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return FAILED


def build_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Build the site unless it is up to date."""
    return _report(build_site(options, workspace), "text")


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
        compiler = pdf_compiler(workspace, folder, options.content, epoch)
        pdfs = compiler.compile(catalogue, cache.illustrations(catalogue))
        for document, path in pdfs.items():
            write_if_changed(directory / PurePosixPath(document.path).name, path.read_bytes())
    log(f"{len(pdfs)} PDFs in {shown_path(directory)}")
    return DONE


def check_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """List all problems, or those of some files."""
    result = read_and_check(options.content, workspace, figure_cache(workspace))
    problems = result.problems
    if options.files:
        chosen = {os.path.relpath(_content_file(path, options.content)) for path in options.files}
        problems = tuple(problem for problem in problems if problem.path in chosen)
        if elsewhere := len(errors(result.problems)) - len(errors(problems)):
            log(f"problems in other files: {elsewhere}; to see them, run check without a file")
    return _report(problems, options.format)


def _content_file(path: Path, content: Path) -> Path:
    if path.is_file() and path.resolve().is_relative_to(content.resolve()):
        return path
    raise BuildError(f"there is no file {path} in the content folder {shown_path(content)}")


def _report(problems: Sequence[Problem], style: str) -> int:
    print(FORMATS[style](problems), end="")
    if count := len(errors(problems)):
        log("1 problem" if count == 1 else f"{count} problems")
    return CONTENT_PROBLEMS if count else DONE


def serve_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Build, watch and serve until Ctrl-C."""
    from builder.cli.live import serve

    places = [options.content, *workspace.page_sources]
    serve(lambda: _rebuild(options, workspace), options.site_dir.resolve(), options.port, places)
    return DONE


def _rebuild(options: argparse.Namespace, workspace: Workspace) -> str:
    """Build for the live view; give what is wrong, or nothing."""
    try:
        problems = build_site(options, workspace)
    except expected_errors() as error:
        log(format_error(error))
        return format_error(error)
    _report(problems, "text")
    return as_text(problems)


def new_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Write the skeleton of a new exercise, or the content of a new site."""
    require_content(options.content)
    if options.kind == "exercise":
        log(new_exercise(options.content, options.slug, options.imbalance))
        return DONE
    result = read_and_check(options.content, workspace, figure_cache(workspace))
    if result.catalogue is None:
        return _report(result.problems, "text")
    log(new_site(options.directory, options.content, result.catalogue.site))
    return DONE


def schema_command(options: argparse.Namespace, workspace: Workspace) -> int:
    """Write one JSON Schema for each kind of content file that is described by fields."""
    for name, text in schemas().items():
        path = options.directory / PurePosixPath(name).name
        write_if_changed(path, text.encode())
        log(shown_path(path))
    return DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Workspace], int]] = {
    "build": build_command,
    "check": check_command,
    "serve": serve_command,
    "pdf": pdf_command,
    "new": new_command,
    "schema": schema_command,
}
