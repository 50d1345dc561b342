"""The Content-Security-Policy of each finished page.

Nothing runs, loads or is sent but what the site itself serves. The engine's few inline scripts are allowed by
their hash, so that any other inline script, whoever slipped it in, stays dead.
"""

import base64
import hashlib
import re

# Zensical's search builds this style element when it runs; MkDocs has none.
ZENSICAL_STYLE = "'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='"

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)

_ARTICLE = re.compile(r"<article.*</article>", re.DOTALL | re.IGNORECASE)


def policy(page: str, *, style: str = "'self'") -> str:
    """Work out the policy of a page from its inline scripts."""
    hashes = sorted({_hash(code) for code in inline_scripts(page)})
    return "; ".join(
        [
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
    )


def with_policy(page: str, *, style: str = "'self'") -> str:
    """Put the policy into the head, before anything that it governs."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page, style=style)}">'
    return re.sub(r"(<meta charset=[^>]*>)", lambda match: match[0] + meta, page, count=1, flags=re.IGNORECASE)


def inline_scripts(page: str) -> list[str]:
    """The code of the engine's inline scripts.

    Data blocks such as JSON-LD do not run and need no hash. A script inside the article would be the content's, and
    content has none: it gets no hash, so that it stays dead even if it slipped through ``check``.
    """
    return [
        match["code"]
        for match in _SCRIPT.finditer(_ARTICLE.sub("", page))
        if "src=" not in match["attributes"] and "json" not in match["attributes"]
    ]


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
