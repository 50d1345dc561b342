"""A site is published when it is right, and the old one stays until then.

Everything happens in a staging folder; the site itself changes at the very end, in one step where the system can.
A failure before leaves the old site byte for byte.
"""

import ipaddress
import shutil
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from builder.content.models.site import Site
from builder.content.problem import errors
from builder.site.assembly import BuildRequest, assemble
from builder.site.site_folder import Staging, put_in_place, require_own_files, staging_folder
from builder.system.disk import flush
from builder.system.errors import BuildError

RESERVED = {"alt", "example", "internal", "invalid", "local", "localhost", "test"}
"""Ends of names that no site on the internet can have (RFC 6761 and its kin)."""

FOR_EXAMPLES = {"example.com", "example.net", "example.org"}


def publication_warnings(site: Site, edition: date | None) -> Iterator[str]:
    """Give what readers of a published site would lack; raise BuildError when its address is reserved."""
    address = urlsplit(site.address)
    if address.scheme != "https" or _is_reserved(address.hostname or ""):
        raise BuildError(
            f"a site cannot be published at {site.address}; give its own address, which begins with https://, with "
            "--site-url or in site.yml"
        )
    if not site.safety_reports:
        yield "readers have no way to report harm or a missing caution; set safety_reports in site.yml"
    if site.security and edition and site.security.expires < edition:
        yield f"security.txt has expired on {site.security.expires}; set a later day under security in site.yml"


def _is_reserved(host: str) -> bool:
    labels = host.rstrip(".").split(".")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return len(labels) == 1 or labels[-1] in RESERVED or ".".join(labels[-2:]) in FOR_EXAMPLES
    return True


def publish(request: BuildRequest) -> None:
    """Build the site and put it in the place of the old one, or raise an expected error and change nothing."""
    pdfs = request.pdf_compiler.compile(request.catalogue, request.illustrations) if request.pdf_compiler else {}
    staging = Staging(staging_folder(request.site_dir))
    try:
        if problems := errors(assemble(request, staging, pdfs)):
            lines = "\n  ".join(map(str, problems))
            raise BuildError(f"the finished site is not right, so the old one stays:\n  {lines}")
        require_own_files(request.site_dir)  # again: somebody may have put a file there meanwhile
        flush()
        put_in_place(staging.folder, request.site_dir)
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)
