#!/usr/bin/env python3
"""Build Balanced Back from the files in content/: check them, render pages, prove the site, publish it.

Without a command it builds. Exit codes: 0 done; 1 the content has problems; 2 anything else, in one line.
"""

import sys

from builder.commands import main

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
