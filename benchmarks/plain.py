"""Plain MkDocs with Material on the same text: what builds are compared with.

Each page becomes a Markdown file: headings, and between them the HTML of its article; pictures and data lie beside the
pages, as they would in any site with them. The settings are those of a new site.
"""

import json
import re
import shutil
import sys
from pathlib import Path

from benchmarks.world import workspace_of
from builder.cli.checking import figure_cache, read_and_check
from builder.views.pages import recipes
from builder.views.templating import environment

PICTURES_AND_DATA = ("api", "assets/codes", "assets/figures", "assets/maps", "assets/poses")

_HEADING = re.compile(r"^<h([123])[^>]*>(.*?)</h[123]>$", re.MULTILINE)


def write_plain_sites(world: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the Markdown and settings of a plain site; give the commands that build it, without and with pruning."""
    docs = world / "plain" / "docs"
    workspace = workspace_of(world)
    cache = figure_cache(workspace)
    catalogue = read_and_check(workspace.content, workspace, cache).catalogue
    if catalogue is None:
        raise SystemExit("the world has problems; run build_site.py check")
    templates = environment(workspace.templates, catalogue.words, catalogue.site.months)
    for recipe in recipes(catalogue, None, cache.illustrations(catalogue), templates):
        if page := recipe.render() if recipe.url != "404.html" else None:
            path = docs / page.url.replace(".html", ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            body = _HEADING.sub(lambda found: f"\n{'#' * int(found[1])} {found[2]}\n", page.body)
            text = f"---\ntitle: {json.dumps(page.title)}\n---\n\n{body}\n\n{page.json_ld}\n"
            path.write_text(text, encoding="utf-8")
    for folder in PICTURES_AND_DATA:
        shutil.copytree(world / "site" / folder, docs / folder, dirs_exist_ok=True)
    return _command(world, "plain", ""), _command(world, "pruned", "\n  features: [navigation.prune]")


def _command(world: Path, name: str, features: str) -> tuple[str, ...]:
    settings = f"site_name: plain\ndocs_dir: docs\nsite_dir: {name}\ntheme:\n  name: material{features}\n"
    (world / "plain" / f"{name}.yml").write_text(settings, encoding="utf-8")
    program = Path(sys.executable).with_name("mkdocs")
    return (str(program), "build", "--quiet", "--config-file", f"plain/{name}.yml")
