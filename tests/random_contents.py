"""Random contents that pass ``check``, from the tiny world: every one of them must build.

``python -m tests.random_contents --count 200`` builds two hundred; ``--first 17 --count 1`` builds number 17 again. A
number always gives the same content.
"""

import argparse
import copy
import random
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from tests import helpers
from tests.helpers import World, build, make_world

CHANGES = 15
"""How many changes are tried on each content; those that ``check`` refuses are undone."""

TEXTS = (
    "a", "Steps", "stop", "Dose", "Content", "!", "0", "null", "true", "-", "*", "**", "_", "#", "# heading",
    "- item", "1. one", "| a | b |", "`code`", "```", "~~~", "> said", "<b>bold</b>",
    "</script><script>x()</script>", "<!-- x -->", "]]>", "&amp; &lt; &nbsp; &", "{{ 7 * 7 }}", "{% raw %}",
    "{# no #}", "{count}", "{", "}", "%s %d", "$x$ @y", "\\", "\\n", "a\\", 'it\'s "quoted"', "“quoted” – ‘so’ …",
    "5 > 4 & 3 < 4", "[words]", "(page.html)", "![x]", "[x][y]", "Straße Größe naïve Łódź", "x² ½ µ °", "a/b/c",
    "https://example.org/a?b=c&d=e#f", "www.example.org", "javascript:alert(1)", "me@example.org", "#let x = 1",
    '#eval("1")', "= Heading", "\xa0x", "two  spaces", "two\nlines", "x" * 40,
    "word " * 30,
    "A" * 39 + " " + "b" * 39, "Wall slide", "about",
    "index", "TRX row",
)  # fmt: skip
"""Odd texts that may stand anywhere; ``check`` says where they may not."""

PROSE = (
    "*a* **b** *c **d** e*", "[x](index.html)", "[x](about.html#grades)", "*[x](get-help.html#emergency)*",
    "[**x**](#x)", "[x](chest-and-neck/plank.html#steps)", "[x](chest-and-neck/wall-angel.html)",
    "[x](https://example.org/ 'title')", "[x](api/v1/exercises/plank.json)", "[x](mailto:me@example.org)",
    "[x](tel:112)", "[](index.html)", "[x]()", "[x](<index.html>)", "[x](./about.html)", "[x](exercises/)",
    "[x](index.html#nowhere)", "[x](sources.html#muller-2019)", "[x](contribute/poses.html#reach)",
    "[x](evidence.html#gaps)", "[x](https://example.test/back/about.html)", "[a [b](index.html) c](about.html)",
    "\\[x](index.html)", "[x](index%2Ehtml)", "[x](Index.html)", "[x](downloads.html)",
)  # fmt: skip

PAGE_PARTS = (
    "## Part", "## Part {#part}", "### A & *b*", "## About & more", "Title\n---", "Title\n===", "- a\n- b\n  - c",
    "1) a\n2) b", "Bring:\n- a\n- b", "> a\n> b", "| a | b |\n|:--|--:|\n| 1 | 2 |", "```\ncode {#x}\n```",
    "```\ncode", "    indented", "a  \nb", "---", "***", "[x]: about.html\n\n[x]", "a\n[x]: about.html",
    "[x][nowhere]", "a \\* b", "<https://example.org>", "&copy; &#35; &lt;",
    "[x](background.html#where-the-idea-comes-from)", "[x](#part)", "#tag", "- [ ] task", "~~x~~", "Line\\\nbreak",
    "* * *\n+ a\n+ b", "####### seven", "[x](contribute/index.html)", "![x](y.png)", ": definition",
)  # fmt: skip


NAMES = (
    "a", "1", "steps", "content", "about", "api", "assets", "downloads", "search", "exercises", "contribute", "sheet",
    "get-help", "404", "plank-a1", "x" * 60, "chest-and-neck", "grades", "all", "book", "logo",
)  # fmt: skip
"""Names of further files, some of which the site has for itself."""


def make_content(folder: Path, number: int) -> World:
    """Make the content of this number in a new folder; ``check`` has no error in it."""
    world, chance = make_world(folder), random.Random(number)  # noqa: S311 -- not for secrets
    for _ in range(CHANGES):
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
        place = chance.choice([file for file in files if file != "words.yml"])
        before = world.read(place)
        if "/" in place and not chance.randrange(4):
            place, before = _add_file(world, place, chance), ""
        else:
            (_change_page if place.endswith(".md") else _change_data)(world, place, chance)
        if any(": warning: " not in problem for problem in world.check()):
            world.write(place, before) if before else world.path(place).unlink()
    return world


def _add_file(world: World, place: str, chance: random.Random) -> str:
    """Add a file like this one, under another name and without what only one file may have."""
    new = str(PurePosixPath(place).with_stem(chance.choice(NAMES)))
    if world.path(new).exists():
        new = str(PurePosixPath(place).with_stem(f"new-{chance.randrange(1000)}"))
    if place.endswith(".md"):
        world.write(new, world.read(place))
        return new
    data = {key: value for key, value in world.data(place).items() if key not in ONLY_ONCE}
    world.write_data(new, data | {"title": chance.choice(TEXTS)} | ({"order": 9} if "order" in data else {}))
    return new


ONLY_ONCE = {"aliases", "former_slugs", "easier", "harder"}


def _change_page(world: World, place: str, chance: random.Random) -> None:
    parts = world.read(place).split("\n\n")
    parts.insert(chance.randint(1, len(parts)), chance.choice(PAGE_PARTS + PROSE))
    world.write(place, "\n\n".join(parts) + "\n")


def _change_data(world: World, place: str, chance: random.Random) -> None:
    data = copy.deepcopy(world.data(place))
    holder, key = chance.choice(list(_places(data)))
    chance.choice(VALUE_CHANGES)(holder, key, chance)
    world.write_data(place, data)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every value inside a value: what holds it, and under which key."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def _other_value(holder: Any, key: Any, chance: random.Random) -> None:
    match holder[key]:
        case bool(flag):
            holder[key] = not flag
        case int(number):
            holder[key] = max(0, number + chance.choice((-1, 1, 2, 10)))
        case float(number):
            holder[key] = number + chance.uniform(-5, 5)
        case str(text):
            other = chance.choice(TEXTS + PROSE)
            holder[key] = chance.choice((other, f"{text} {other}", f"{other} {text}"))


def _leave_out(holder: Any, key: Any, chance: random.Random) -> None:
    del holder[key]


def _add_another(holder: Any, key: Any, chance: random.Random) -> None:
    """Put a second entry into a list, alike but for one value."""
    if isinstance(holder, list):
        holder.insert(chance.randint(0, len(holder)), copy.deepcopy(holder[key]))
        inner = list(_places(holder[key])) if isinstance(holder[key], dict | list) else [(holder, key)]
        _other_value(*chance.choice(inner), chance)


def _mix(holder: Any, key: Any, chance: random.Random) -> None:
    if isinstance(holder[key], list):
        chance.shuffle(holder[key])


VALUE_CHANGES: tuple[Callable[[Any, Any, random.Random], None], ...] = (
    _other_value, _other_value, _other_value, _leave_out, _add_another, _mix,
)  # fmt: skip


def fault_of(number: int, folder: Path) -> str:
    """Build the content of this number; give what went wrong, or nothing."""
    world = make_content(folder / "content", number)
    try:
        outcome = build(world.folder, folder / "site")
    except Exception:
        return traceback.format_exc()
    return outcome.out + outcome.err if outcome.code else ""


def main() -> int:
    """Build many; say which numbers did not build, and why."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--first", type=int, default=0)
    given = options.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        helpers.workspace = replace(helpers.workspace, build=root / "build", site=root / "site")
        for number in range(given.first, given.first + given.count):
            fault = fault_of(number, root / str(number))
            faults += bool(fault)
            print(f"{number}: {fault or 'built'}".rstrip(), flush=True)
    print(f"{given.count - faults} of {given.count} contents built (from number {given.first})")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
