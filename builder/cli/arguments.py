"""The command line as a person types it: commands, options, their help."""

import argparse
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from builder.catalogue.catalogue import Catalogue
from builder.check.file_rules import address_ends_in_slash, address_is_only_a_place
from builder.cli.report import FORMATS
from builder.content.models.site import Site
from builder.site.engines.engine import ENGINES
from builder.system.errors import BuildError
from builder.system.workspace import Workspace

LAST_PORT = 65535


def parser(description: str, workspace: Workspace) -> argparse.ArgumentParser:
    """Make the parser; the name of the command ends up in ``command``."""
    whole = argparse.ArgumentParser(prog="build_site.py", description=description)
    whole.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = whole.add_subparsers(metavar="COMMAND", required=True, dest="command")

    content = argparse.ArgumentParser(add_help=False)
    content.add_argument("--content", type=Path, default=workspace.content, metavar="DIR", help="the content folder")
    address = argparse.ArgumentParser(add_help=False, parents=[content])
    address.add_argument("--site-url", metavar="URL", help="where it will be published, instead of site.yml's address")
    site = argparse.ArgumentParser(add_help=False, parents=[address])
    site.add_argument("--site-dir", type=Path, default=workspace.site, metavar="DIR", help="where the site goes")
    site.add_argument("--engine", choices=sorted(ENGINES), default="mkdocs")

    build = commands.add_parser("build", parents=[site], help="build the site (the default)")
    build.add_argument(
        "--no-pdf",
        action="store_true",
        help="leave out the PDFs, and show one picture for all shared links",
    )
    build.add_argument("--offline-zip", action="store_true", help="add downloads/site.zip with the whole site")
    build.add_argument(
        "--for-publication", action="store_true", help="refuse a reserved address, warn of what readers lack"
    )
    checks = commands.add_parser("check", parents=[content], help="list the problems of the content")
    checks.add_argument("files", nargs="*", type=Path, metavar="FILE", help="show only the problems of these files")
    checks.add_argument("--format", choices=sorted(FORMATS), default="text")
    serves = commands.add_parser("serve", parents=[site], help="build without PDFs, watch and show in the browser")
    serves.add_argument("--port", type=_port, default=8000, metavar="N")
    # PDFs and a zip take longer than a person waits after each save
    serves.set_defaults(no_pdf=True, offline_zip=False, for_publication=False)
    pdf = commands.add_parser("pdf", parents=[address], help="set the PDFs only")
    pdf.add_argument("directory", nargs="?", type=Path, metavar="DIR", help="where they go, instead of build/")
    new = commands.add_parser("new", help="make an exercise to fill in, or the content of a new site")
    kinds = new.add_subparsers(metavar="KIND", required=True, dest="kind")
    exercise = kinds.add_parser("exercise", parents=[content], help="a file to fill in, each field explained")
    exercise.add_argument("slug", help="lower-case words and hyphens: the file's name and its address")
    exercise.add_argument("--imbalance", required=True, metavar="SLUG")
    own = kinds.add_parser("site", parents=[content], help="the content of a site of your own, which builds as it is")
    own.add_argument(
        "directory", type=Path, metavar="DIR", help="a new folder; fixed words come from the content folder"
    )
    schema = commands.add_parser("schema", help="write the JSON Schemas")
    schema.add_argument("directory", nargs="?", type=Path, default=workspace.build / "schema", metavar="DIR")
    return whole


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"must be a number from 0 to {LAST_PORT}; found {text!r}")
    return int(text)


def with_site_url(catalogue: Catalogue, address: str | None) -> Catalogue:
    """Give the catalogue with the address that was asked for instead of the one in site.yml, if any was."""
    if address is None:
        return catalogue
    try:
        site = Site.model_validate({**catalogue.site.model_dump(), "address": address})
    except ValidationError:
        raise BuildError(f"--site-url must be an address that begins with https://; found {address!r}") from None
    if problems := [*address_ends_in_slash(site), *address_is_only_a_place(site)]:
        raise BuildError(f"--site-url: {problems[0].message}")
    return replace(catalogue, site=site)
