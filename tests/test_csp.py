"""The policy of a page: what may run and load."""

import base64
import hashlib
from pathlib import Path

import pytest

from builder.site.csp import inline_scripts, policy
from tests.helpers import build, make_world, pages_of, tree_of


def hash_of(code: str) -> str:
    """The source expression of an inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def directives(shell: str) -> dict[str, list[str]]:
    """The policy of a page with this shell, as a mapping."""
    text = (
        policy(inline_scripts(shell))
        .removeprefix('<meta http-equiv="Content-Security-Policy" content="')
        .removesuffix('">')
    )
    return {name: values for name, *values in (part.split() for part in text.split("; "))}


def test_policy_allows_only_the_site_itself_when_a_page_has_no_inline_script() -> None:
    """Nothing runs, loads or is sent but what the site serves."""
    assert directives("<p>Hello.</p>") == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "form-action": ["'self'"],
    }


def test_policy_names_the_hash_of_a_script_when_the_theme_wrote_it() -> None:
    """The engine's own scripts run; the policy is the same whatever their order."""
    one, other = "<script>a()</script>", "<script>b()</script>"
    allowed = directives(one + other)["script-src"]
    assert allowed == ["'self'", *sorted([hash_of("a()"), hash_of("b()")])]
    assert directives(one + other) == directives(other + one + one)


@pytest.mark.parametrize(
    "page",
    [
        '<script src="a.js"></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
    ],
)
def test_policy_names_no_hash_when_a_script_is_no_code_of_the_theme(page: str) -> None:
    """Files and data get no hash; that the content gets none is seen on a built site."""
    assert directives(page)["script-src"] == ["'self'"]


def test_policy_never_allows_unsafe_code_when_a_site_is_built(built: Path) -> None:
    """Each page has the policy once, in the head, before any script or style sheet."""
    for name, tree in pages_of(built):
        found = tree.css('head > meta[http-equiv="Content-Security-Policy"]')
        assert len(found) == 1, name
        assert "unsafe" not in (found[0].attributes["content"] or ""), name
        head = (tree.head.html or "") if tree.head else ""
        assert head.index("Content-Security-Policy") < min(head.index("<script"), head.index('rel="stylesheet"')), name


def test_script_of_content_stays_dead_when_it_slips_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the check of pages missed a script, the browser would refuse to run it."""
    monkeypatch.setattr("builder.check.check.page_problems", lambda body: ())
    world = make_world(tmp_path / "content")
    world.write("pages/evil.md", "---\ntitle: E\ndescription: E.\n---\nText <script>alert(1)</script>\n")
    outcome = build(world.folder, tmp_path / "site")
    if outcome.code == 0:
        meta = tree_of(tmp_path / "site" / "evil.html").css_first('meta[http-equiv="Content-Security-Policy"]')
        assert meta is not None
        assert hash_of("alert(1)") not in (meta.attributes["content"] or "")
    else:
        assert "evil.html" in outcome.err
