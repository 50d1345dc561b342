"""The repository itself: what is installed, that what documents name is there, that no script escapes the checks."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.helpers import REAL, ROOT, World

LOCKS = sorted(ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_file_names_no_address(path: Path) -> None:
    """Packages come from whatever index the machine is set to, never from an address written here."""
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_file_pins_every_package_with_its_hash(path: Path) -> None:
    """What is installed is what was looked at."""
    entries = re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())
    packages = [entry for entry in entries if not entry.startswith("#")]
    assert packages
    assert [entry.split()[0] for entry in packages if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_lock_files_agree_when_they_name_the_same_package() -> None:
    """A package has the same version for each Python, whichever file it is installed from."""
    seen: dict[str, set[frozenset[str]]] = {}
    for path in LOCKS:
        entries = re.findall(r"^([a-z0-9._-]+)(==.*?)\s*\\?$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for name in {name for name, _ in entries}:
            seen.setdefault(name, set()).add(frozenset(version for other, version in entries if other == name))
    assert sorted(name for name, found in seen.items() if len(found) > 1) == []


def test_lock_file_of_npm_pins_every_package_with_its_hash_and_names_no_registry() -> None:
    """As for Python: each machine asks the registry that it is set to."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if not package["integrity"].startswith("sha512-")] == []


VENDOR = ROOT / "site_overrides/assets/vendor"
"""Scripts of others."""

SCRIPTS = sorted({*(ROOT / "site_overrides").rglob("*.js"), *(ROOT / "builder").rglob("*.js")} - {*VENDOR.iterdir()})
UNCHECKED = re.compile(r"@ts-(ignore|nocheck|expect-error)|(biome|eslint)-(ignore|disable)|@type \{any\}")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_script_is_checked_without_exception(path: Path) -> None:
    """Types are checked in every script, in the editor too, and no finding is silenced."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("// @ts-check\n")
    assert UNCHECKED.findall(text) == []


PAGE_TEMPLATES = sorted(
    path
    for folder in ("site_overrides", "templates")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".html", ".j2", ".typ")
)
PAGE_ADDRESS = re.compile(r"(?<!extends )(?<!import )(?<!include )([\"'])([\w/-]*\.html(?:#.*?)?)\1")


@pytest.mark.parametrize("path", PAGE_TEMPLATES, ids=lambda path: path.name)
def test_template_takes_the_addresses_of_pages_from_the_list_of_all(path: Path) -> None:
    """They are written once, in builder/catalogue/urls.py."""
    assert [found[2] for found in PAGE_ADDRESS.finditer(path.read_text(encoding="utf-8"))] == []


GENERATOR = sorted(
    path
    for folder in ("builder", "templates", "site_overrides")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".css", ".html", ".j2", ".js", ".md", ".py", ".svg", ".typ", ".yml")
)
BRAND = (r"balanced[ -](?!serif)", r"\bbacks\b", r"back pain", r"sore back", r"janda", r"(?<![\d+-])2019(?!\d)")
"""What this site is called, what it is about, the article that it started from. The serif has a name of its own."""

BODIES = ROOT / "builder" / "figures"
"""Draws people, so it knows a spine and the muscles; what it draws of them is up to the content."""

EXAMPLES = {"face-pull", "biceps"}
"""Names that this site uses too: the example of a file name in messages, and the muscle that a new site begins with."""


@cache
def names_of_the_content() -> tuple[str, ...]:
    """The names of exercises, imbalances and muscles, as patterns of whole words."""
    names = {path.stem for folder in ("exercises", "imbalances") for path in (REAL / folder).iterdir()}
    names |= {muscle["id"] for muscle in World(REAL).data("vocabulary.yml")["muscles"]}
    return tuple(rf"(?<![\w-]){name}(?![\w-])" for name in sorted(names - EXAMPLES))


@pytest.mark.parametrize("path", GENERATOR, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_generator_knows_nothing_of_the_subject(path: Path) -> None:
    """Another content folder makes a site about something else, without a word of this one."""
    subject = () if path.is_relative_to(BODIES) else (r"\bspin(?:e|al)\b", *names_of_the_content())
    words = re.compile("|".join((*BRAND, *subject)), re.IGNORECASE)
    assert words.findall(path.read_text(encoding="utf-8")) == []


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_uses_actions_by_their_commits(path: Path) -> None:
    """A tag can be moved to other code; the version stands beside the commit, for people and for Dependabot."""
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_uses_images_by_their_digests(path: Path) -> None:
    """As with actions: a tag can be moved to another image."""
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    images = [job["container"]["image"] for job in jobs.values() if "container" in job]
    assert [image for image in images if not re.search(r"@sha256:[0-9a-f]{64}$", image)] == []


def test_published_site_is_built_under_its_own_address_and_uploaded_whole() -> None:
    """Not under that of site.yml, and with .well-known."""
    jobs = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"))["jobs"]
    steps = jobs["site"]["steps"]
    build = next(step for step in steps if "build_site.py" in step.get("run", ""))
    assert {"--for-publication", "--site-url"} <= set(build["run"].split())
    assert "steps.pages.outputs.base_url" in build["env"]["BASE_URL"]
    assert steps[-1]["with"] == {"path": "site/", "include-hidden-files": True}
    assert (jobs["deploy"]["needs"], jobs["site"]["needs"]) == ("site", ["check", "test"])


def test_code_owners_own_what_is_there() -> None:
    """Every line is about a file or a folder that exists, and names somebody."""
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert [place for place, *_ in rules if place != "*" and not (ROOT / place.lstrip("/")).exists()] == []
    assert all(owners and all(owner.startswith("@") for owner in owners) for _, *owners in rules)


def test_every_kind_of_requirement_is_renewed_after_a_while() -> None:
    """Actions, Python and npm; no version on the day it comes out."""
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "npm", "pip"}
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)


DOCUMENTS = [*sorted(ROOT.glob("*.md")), ROOT / "serving" / "README.md", ROOT / "tests" / "README.md"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_document_links_to_files_that_are_there(path: Path) -> None:
    """A link from one document to a file of the repository leads somewhere."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_scripts_of_others_are_as_their_record_says() -> None:
    """Each lies beside its licence, and the README there has its digest: nobody has changed it since."""
    record = (VENDOR / "README.md").read_text(encoding="utf-8")
    scripts = sorted(VENDOR.glob("*.js"))
    assert scripts
    for script in scripts:
        assert hashlib.sha256(script.read_bytes()).hexdigest() in record, script.name
        assert script.with_suffix(".LICENSE.txt").is_file()
