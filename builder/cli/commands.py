"""The commands: arguments in, exit code out.

build   check, render, engine, prove, swap into site/       (the default)
check   problems only, all of them, sorted
serve   build, watch, rebuild, reload the browser
pdf     only the PDFs
new     a skeleton to fill in
schema  the JSON Schemas, for editors
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath

import yaml

from builder.check.check import CheckResult, check
from builder.cli.arguments import parser, with_site_url
from builder.cli.new import new_exercise
from builder.cli.report import FORMATS, as_text, error_count, shown_path
from builder.content.problem import Problem
from builder.content.source import read_content
from builder.illustrations.cache import FigureStore
from builder.pdf.typesetting import Press, missing_letters
from builder.site.engine import ENGINES, OVERRIDES, SETTINGS
from builder.site.publish import ROOT, Job, publish
from builder.system.content_date import content_epoch
from builder.system.digests import fingerprint, tree_digest
from builder.system.disk import write_if_changed
from builder.system.errors import EXPECTED, BuildError, complaint
from builder.views.api import schemas
from builder.views.template_words import words_used
from builder.views.templating import TEMPLATES

DONE, CONTENT_PROBLEMS, FAILED = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    arguments = list(arguments)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments.insert(0, "build")
    options = parser(__doc__ or "").parse_args(arguments)
    try:
        if not yaml.__with_libyaml__:
            raise BuildError("PyYAML lacks its C parser (libyaml); reinstall it: pip install --force-reinstall pyyaml")
        return COMMANDS[options.command](options)
    except EXPECTED as error:
        print(f"build_site.py: {complaint(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return FAILED


def build_command(options: argparse.Namespace) -> int:
    """Build the site unless it is up to date."""
    problems = _build(options)
    return _report(problems, "text") if problems else DONE


def _build(options: argparse.Namespace) -> Sequence[Problem]:
    """Build the site unless it is up to date; give the problems of the content when they stand in the way."""
    site_dir = options.site_dir.resolve()
    workshop = ROOT / "build" / f"{options.engine}-{sha256(bytes(site_dir)).hexdigest()[:8]}"
    epoch = content_epoch(options.content)
    settings = (site_dir, options.site_url, options.engine, options.no_pdf, options.offline_zip, epoch)
    places = [options.content, TEMPLATES, OVERRIDES, SETTINGS, ROOT / "build_site.py", ROOT / "builder"]
    state = workshop / "state.json"
    wanted = fingerprint((place.absolute() for place in places), settings)
    if _is_fresh(state, wanted, site_dir):
        _say(f"{shown_path(site_dir)} is up to date")
        return ()
    store = figure_store()
    with _timed("checked"):
        result = read_and_check(options.content, store)
    if result.catalogue is None:
        return result.problems
    print(as_text(result.problems), end="", file=sys.stderr)
    catalogue = with_site_url(result.catalogue, options.site_url)
    illustrations = store.illustrations(catalogue)
    press = None if options.no_pdf else _press(workshop, options.content, epoch)
    job = Job(catalogue, illustrations, ENGINES[options.engine], site_dir, workshop, epoch, press, options.offline_zip)
    with _timed("built"):
        publish(job)
    store.forget_unused()
    write_if_changed(state, json.dumps({"fingerprint": wanted, "site": tree_digest(site_dir)}).encode())
    _say(f"{len(catalogue.exercises)} exercises, {len(catalogue.imbalances)} imbalances in {shown_path(site_dir)}")
    return ()


def _is_fresh(state: Path, wanted: str, site_dir: Path) -> bool:
    try:
        known = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return known.get("fingerprint") == wanted and site_dir.is_dir() and known.get("site") == tree_digest(site_dir)


def figure_store() -> FigureStore:
    """The memory of figures, shared by all builds and checks."""
    return FigureStore(ROOT / "build" / "figures")


def read_and_check(content: Path, store: FigureStore) -> CheckResult:
    """Read and check a content folder; raise BuildError when there is none."""
    _require_content(content)
    directory = content.absolute()
    words = words_used(TEMPLATES, OVERRIDES, SETTINGS)
    return check(read_content(directory), os.path.relpath(directory), words, store.problems, missing_letters)


def _require_content(content: Path) -> None:
    if not content.is_dir():
        raise BuildError(f"there is no content folder {shown_path(content)}; name one with --content DIR")


def _press(place: Path, content: Path, epoch: int | None) -> Press:
    return Press(place / "book", place / "pdf", os.path.relpath(content), epoch)


def pdf_command(options: argparse.Namespace) -> int:
    """Set the PDFs without the site."""
    store = figure_store()
    result = read_and_check(options.content, store)
    if result.catalogue is None:
        return _report(result.problems, "text")
    catalogue = with_site_url(result.catalogue, options.site_url)
    press = _press(ROOT / "build" / "pdf", options.content, content_epoch(options.content))
    pdfs = press.typeset(catalogue, store.illustrations(catalogue))
    for document, path in pdfs.items():
        write_if_changed(options.directory / PurePosixPath(document.path).name, path.read_bytes())
    _say(f"{len(pdfs)} PDFs in {shown_path(options.directory)}")
    return DONE


def check_command(options: argparse.Namespace) -> int:
    """List all problems, or those of some files."""
    result = read_and_check(options.content, figure_store())
    problems = result.problems
    if options.files:
        chosen = {os.path.relpath(_content_file(path, options.content)) for path in options.files}
        problems = tuple(problem for problem in problems if problem.path in chosen)
        if elsewhere := error_count(result.problems) - error_count(problems):
            _say(f"problems in other files: {elsewhere}; to see them, run check without a file")
    return _report(problems, options.format)


def _content_file(path: Path, content: Path) -> Path:
    if path.is_file() and path.resolve().is_relative_to(content.resolve()):
        return path
    raise BuildError(f"there is no file {path} in the content folder {shown_path(content)}")


def _report(problems: Sequence[Problem], style: str) -> int:
    print(FORMATS[style](problems), end="")
    if errors := error_count(problems):
        _say("1 problem" if errors == 1 else f"{errors} problems")
    return CONTENT_PROBLEMS if errors else DONE


def serve_command(options: argparse.Namespace) -> int:
    """Build, watch and serve until Ctrl-C."""
    from builder.cli.live import serve

    places = [options.content, TEMPLATES, OVERRIDES, SETTINGS]
    serve(lambda: _rebuild(options), options.site_dir.resolve(), options.port, places)
    return DONE


def _rebuild(options: argparse.Namespace) -> str:
    """Build for the live view; give what is wrong, or nothing."""
    try:
        problems = _build(options)
    except EXPECTED as error:
        _say(complaint(error))
        return complaint(error)
    _report(problems, "text")
    return as_text(problems)


def new_command(options: argparse.Namespace) -> int:
    """Write the skeleton of a new exercise."""
    _require_content(options.content)
    path = shown_path(new_exercise(options.content, options.slug, options.imbalance))
    _say(f"{path} is ready: replace every TODO, then run build_site.py check {path}")
    return DONE


def schema_command(options: argparse.Namespace) -> int:
    """Write one JSON Schema for each kind of content file that is described by fields."""
    for file in schemas():
        path = options.directory / PurePosixPath(file.path).name
        write_if_changed(path, str(file.content).encode())
        _say(shown_path(path))
    return DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": build_command,
    "check": check_command,
    "serve": serve_command,
    "pdf": pdf_command,
    "new": new_command,
    "schema": schema_command,
}


def _say(text: str) -> None:
    print(text, file=sys.stderr)


@contextmanager
def _timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    _say(f"{what} in {time.perf_counter() - start:.1f} s")
