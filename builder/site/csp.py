"""The Content-Security-Policy of each finished page.

Nothing runs, loads or is sent but what the site itself serves. The engine's few inline scripts are allowed by
their hash, so that any other inline script, whoever slipped it in, stays dead.
"""

import base64
import hashlib
import re
from collections.abc import Iterable

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)


def policy(scripts: Iterable[str], *, style: str = "'self'") -> str:
    """Work out the policy of a page, as an element of its head, from the code of the inline scripts that may run."""
    hashes = sorted({_hash(code) for code in scripts})
    directives = [
        "default-src 'none'",
        " ".join(["script-src 'self'", *hashes]),
        f"style-src {style}",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
    ]
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(directives)}">'


def inline_scripts(shell: str) -> list[str]:
    """The code of the inline scripts in the frame that an engine made around the text of a page.

    Data blocks such as JSON-LD do not run. The text is not looked at: a script in it would be the content's, and
    content has none. It gets no hash, so that it stays dead even if it slipped through ``check``.
    """
    return [
        match["code"]
        for match in _SCRIPT.finditer(shell)
        if "src=" not in match["attributes"] and "json" not in match["attributes"]
    ]


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
