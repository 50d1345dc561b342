"""The command ``new``: the skeleton of an exercise, and the smallest content folder that builds."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.catalogue.catalogue import FILES, FOLDERS
from builder.cli.report import shown_path
from builder.cli.skeleton import TODO, Schema, choices, skeleton
from builder.content.models.exercise import Exercise
from builder.content.models.pages import FrontMatter
from builder.content.models.site import Listings, Site
from builder.content.models.values import LONGEST_ID, SLUG
from builder.content.source import NAME
from builder.system.disk import OutputFile, write_files, write_if_changed
from builder.system.errors import BuildError
from builder.system.tables import reading

TABLE = Path(__file__).with_name("new_site.yml")
WORDS = "words.yml"


def new_exercise(content: Path, slug: str, imbalance: str) -> str:
    """Write the skeleton of a new exercise and say what comes next; raise BuildError when there can be none."""
    if not NAME.match(f"{slug}.yml") or len(slug) > LONGEST_ID:
        limits = f"lower-case letters, digits and hyphens, like face-pull, at most {LONGEST_ID}"
        raise BuildError(f"a name is {limits}; found {slug!r}")
    imbalances = sorted(path.stem for path in (content / "imbalances").glob("*.yml"))
    if imbalance not in imbalances:
        raise BuildError(f"there is no imbalance {imbalance!r}; there are {', '.join(imbalances)}")
    path = content / "exercises" / f"{slug}.yml"
    if path.exists():
        raise BuildError(f"{shown_path(path)} is there already")
    write_if_changed(path, skeleton(Exercise, {"imbalance": imbalance}).encode())
    shown = shown_path(path)
    return f"{shown} is ready: replace every TODO, then run build_site.py check {shown}"


def new_site(directory: Path, content: Path, site: Site) -> str:
    """Write the smallest content folder that builds, and say what comes next; raise BuildError when something is there.

    It has the fixed words of ``content``, the content folder of ``site``, and of this site the language, the names of
    months and pages, the disclaimer and the licences. Every other text is the description of its field, and marked.
    """
    if directory.exists() and not (directory.is_dir() and not any(directory.iterdir())):
        raise BuildError(f"{shown_path(directory)} is there already, and not empty; choose another folder")
    words = OutputFile.of(WORDS, (content / WORDS).read_bytes())
    write_files(directory, [words, *_site_files(site)])
    shown = shown_path(directory)
    return (
        f"{shown} is ready: run build_site.py serve --content {shown} --site-dir {shown}-site, and replace every TODO"
    )


def _site_files(site: Site) -> Iterator[OutputFile]:
    with reading(TABLE) as table:
        for name, model in FILES.items():
            if name != WORDS:
                given = _kept(site) if model is Site else table[name]
                yield OutputFile.of(name, skeleton(model, given, placeholder))
        for folder, model in FOLDERS.items():
            for name, given in table[folder].items():
                yield OutputFile.of(f"{folder}/{name}", skeleton(model, given, placeholder))
        for name, page in table["pages"].items():
            front_matter = skeleton(FrontMatter, page["front_matter"], placeholder)
            marked = f"{front_matter}\n# {TODO}: write the text under the next line\n"
            yield OutputFile.of(f"pages/{name}", f"---\n{marked}---\n{page['text']}")


def _kept(site: Site) -> dict[str, Any]:
    """What a new site has in common with another in its language, whatever the two are about."""
    names = {name: {"navigation", "title"} for name in Listings.model_fields}
    whole = ("language", "months", "not_monitored", "emergency_numbers", "navigation", "text_licence", "code_licence")
    disclaimer = {"short", "check", "after_check", "full"}
    return site.model_dump(
        mode="json", include={**dict.fromkeys(whole, True), "disclaimer": disclaimer, "listings": names}
    )


def placeholder(value: Schema, description: str) -> str:
    """A value that ``check`` accepts, marked when it is a text that somebody has to write."""
    if "enum" in value:
        return f"{value['enum'][0]}{choices(value)}"
    match value.get("pattern"):
        case None:
            return f"{json.dumps(description, ensure_ascii=False)}  # {TODO}"
        case pattern if pattern == SLUG:
            return "first"
    return f"https://example.org/  # {TODO}"
