#!/usr/bin/env python3
"""Build a site from the files in a content folder: check them, render pages, verify the site, publish it.

Without a command it builds. Exit codes: 0 done; 1 the content has problems; 2 anything else, reported in a line or two.
"""

import sys
from io import TextIOWrapper

try:
    from builder.cli.commands import main
except ModuleNotFoundError as error:
    if (error.name or "").startswith("builder"):
        raise
    print(
        f"build_site.py: the package {error.name} is not installed; run `make site` once, "
        "then .venv/bin/python build_site.py",
        file=sys.stderr,
    )
    raise SystemExit(2) from None

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter still gets the message
    raise SystemExit(main(sys.argv[1:]))
