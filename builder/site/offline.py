"""The site without a network: what browsers keep of it, and the whole of it in one zip.

A page carries the fingerprint of itself, and ``service-worker.js`` those of all files it keeps. So a page that was open
while a newer edition came can see that it is old.
"""

import json
import re
from collections.abc import Mapping

from builder.catalogue import urls
from builder.system.store import content_digest

FINGERPRINT = 12
"""How many hexadecimal digits of the digest of its content are the fingerprint of a file."""

_NOT_KEPT = (".", "api/", "assets/cards/", "assets/poses/", "contribute/", "downloads/")
"""Beginnings of paths that readers of exercises do not need, or that are large."""

_NEVER_ASKED_FOR = {*urls.MADE_FILES, "sitemap.xml.gz"} - {urls.MANIFEST}

_ZIP_PLACEHOLDER = re.compile(r"<!-- zip -->(.*?)<!-- /zip -->", re.DOTALL)
_FINGERPRINT = re.compile(r'<meta name="fingerprint"[^>]*>')
_SIZE_PLACEHOLDER = "{megabytes}"


def is_kept(path: str) -> bool:
    """Tell whether browsers keep a file for use without a network."""
    return not path.startswith(_NOT_KEPT) and path not in _NEVER_ASKED_FOR


def fingerprint(content: bytes) -> str:
    """A name for exactly this content."""
    return content_digest(content)[:FINGERPRINT]


def fingerprint_element(value: str) -> str:
    """Give a page's fingerprint as an element of its head."""
    return f'<meta name="fingerprint" content="{value}">'


def without_fingerprint(page: str) -> str:
    """A page that browsers do not keep: without the fingerprint the site's script calls no service worker."""
    return _FINGERPRINT.sub("", page)


def service_worker(script: str, files: Mapping[str, str]) -> str:
    """Tell the service worker which files there are, by path, with their fingerprints."""
    return f"self.FILES = {json.dumps(files, separators=(',', ':'))};\n{script}"


def without_zip(page: str) -> str:
    """The page as it stands in the zip, which does not hold itself."""
    return _ZIP_PLACEHOLDER.sub("", page)


def with_zip(page: str, size: int) -> str:
    """The page as it is published, with the size of the zip, which is given in bytes."""
    return _ZIP_PLACEHOLDER.sub(lambda found: found[1].replace(_SIZE_PLACEHOLDER, f"{size / 1e6:.1f}"), page)
