"""One build of a site: nothing to do, problems of the content, or a new site in the place of the old one."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from builder.cli.arguments import with_site_url
from builder.cli.checking import figure_cache, read_and_check
from builder.cli.progress import log, timed
from builder.cli.report import as_text, shown_path
from builder.content.problem import Problem
from builder.content.static import read_static
from builder.site.engines.engine import ENGINES
from builder.site.site_folder import require_own_files, require_place
from builder.system.content_date import content_epoch, day_of
from builder.system.digests import input_digest, tree_state
from builder.system.disk import only_one, write_if_changed
from builder.system.workspace import Workspace

if TYPE_CHECKING:
    from builder.pdf.typesetting import PdfCompiler


@dataclass(frozen=True)
class BuildState:
    """What the last build was made from, and the site as it left it: digests of both."""

    inputs: str
    site: str


STATE: TypeAdapter[BuildState] = TypeAdapter(BuildState)


def build_site(options: argparse.Namespace, workspace: Workspace) -> Sequence[Problem]:
    """Build the site unless it is up to date; give the problems of the content when they stand in the way."""
    site_dir = options.site_dir.resolve()
    name = sha256(bytes(site_dir)).hexdigest()[:8]
    build_dir = workspace.build / f"{options.engine}-{name}"
    epoch = content_epoch(options.content)
    wanted = (options.no_pdf, options.offline_zip, options.for_publication)
    settings = (site_dir, options.site_url, options.engine, *wanted, epoch)
    places = [options.content, *workspace.page_sources, *workspace.code]
    require_place(site_dir, places)
    state = build_dir / "state.json"
    inputs = input_digest((place.absolute() for place in places), settings).hex()
    if _is_up_to_date(state, inputs, site_dir):
        log(f"{shown_path(site_dir)} is up to date")
        return ()
    require_own_files(site_dir)
    with only_one(workspace.build / f"site-{name}.lock", "another build of this site is running"):
        problems = _build(options, workspace, build_dir, epoch)
        if not problems:
            write_if_changed(state, STATE.dump_json(BuildState(inputs, tree_state(site_dir))))
        return problems


def _is_up_to_date(state: Path, inputs: str, site_dir: Path) -> bool:
    """Tell whether there is nothing to build; a state that cannot be read is none."""
    try:
        known = STATE.validate_json(state.read_bytes())
    except (OSError, ValidationError):
        return False
    return known.inputs == inputs and site_dir.is_dir() and known.site == tree_state(site_dir)


def _build(options: argparse.Namespace, workspace: Workspace, build_dir: Path, epoch: int | None) -> Sequence[Problem]:
    """Check the content and publish it; give the problems that stand in the way."""
    from builder.site.assembly import BuildRequest
    from builder.site.publish import publication_warnings, publish

    cache = figure_cache(workspace)
    with timed("checked"):
        result = read_and_check(options.content, workspace, cache)
    if result.catalogue is None:
        return result.problems
    print(as_text(result.problems), end="", file=sys.stderr)
    catalogue = with_site_url(result.catalogue, options.site_url)
    if options.for_publication:
        for warning in publication_warnings(catalogue.site, day_of(epoch)):
            log(f"warning: {warning}")
    compiler = None if options.no_pdf else pdf_compiler(workspace, build_dir, options.content, epoch)
    request = BuildRequest(
        workspace=workspace,
        catalogue=catalogue,
        illustrations=cache.illustrations(catalogue),
        engine=ENGINES[options.engine],
        site_dir=options.site_dir.resolve(),
        build_dir=build_dir,
        epoch=epoch,
        pdf_compiler=compiler,
        offline_zip=options.offline_zip,
        static=read_static(options.content),
    )
    with timed("built"):
        publish(request)
    cache.store.prune()
    exercises, imbalances = len(catalogue.exercises), len(catalogue.imbalances)
    log(f"{exercises} exercises, {imbalances} imbalances in {shown_path(request.site_dir)}")
    return ()


def pdf_compiler(workspace: Workspace, folder: Path, content: Path, epoch: int | None) -> "PdfCompiler":
    """Make the compiler of PDFs that keeps what it needs in ``folder``."""
    from builder.pdf.typesetting import PdfCompiler

    return PdfCompiler(workspace, folder / "book", folder / "pdf", os.path.relpath(content), epoch)
