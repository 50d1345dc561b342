"""Files as files: what they are read as, where things stand, and what is refused."""

import os
from pathlib import Path, PurePosixPath

import pytest

from builder.content.source import LARGEST_FILE, LARGEST_PAGE, read_content, read_text
from builder.content.yaml_reader import DEEPEST_NESTING, read_yaml
from tests.helpers import World, build, run


def read(text: str) -> object:
    """The data of a YAML text without problems."""
    document = read_yaml(text, "x.yml")
    assert document.problems == ()
    return document.data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # YAML 1.1 would turn these into false, true, octal, a day and a number of seconds
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("2027-03-31", "2027-03-31"),
        ("1:30", "1:30"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("True", "True"),
        # what is more than text
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("2.50", 2.5),
        # quotes make text of everything
        ("'12'", "12"),
        ('"true"', "true"),
    ],
)
def test_read_yaml_keeps_what_is_written_when_a_value_is_plain(text: str, value: object) -> None:
    """Only null, true, false and plain decimal numbers are more than text."""
    assert read(f"key: {text}\n") == {"key": value}


def test_read_yaml_joins_lines_when_a_text_is_folded() -> None:
    """Folded and literal blocks are texts."""
    assert read("a: >-\n  one\n  two\nb: |\n  one\n  two\n") == {"a": "one two", "b": "one\ntwo\n"}


def test_read_yaml_knows_the_place_of_keys_and_values_when_they_are_nested() -> None:
    """Lines and columns are counted from 1, for keys, values and list entries."""
    document = read_yaml("dose:\n  sets: [1, 3]\nsteps:\n  - one\n  - two\n", "x.yml")
    assert document.keys["dose", "sets"] == (2, 3)
    assert document.values["dose", "sets"] == (2, 9)
    assert document.values["dose", "sets", 1] == (2, 13)
    assert document.values["steps", 1] == (5, 5)


def test_read_yaml_refuses_nesting_when_it_is_one_too_deep() -> None:
    """Twenty levels are read, the next is refused at its place."""
    allowed = "a: " + "[" * (DEEPEST_NESTING - 1) + "]" * (DEEPEST_NESTING - 1)
    assert read_yaml(allowed, "x.yml").problems == ()
    refused = "a: " + "[" * DEEPEST_NESTING + "]" * DEEPEST_NESTING
    problems = read_yaml(refused, "x.yml").problems
    assert [str(problem) for problem in problems] == ["x.yml:1:23: must not be nested more than 20 levels deep"]


def test_read_yaml_stays_small_when_a_file_is_an_alias_bomb() -> None:
    """The first anchor ends the reading, so nothing can grow."""
    bomb = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a]\n" for n in range(50))
    document = read_yaml(bomb, "x.yml")
    assert document.data is None
    assert [str(problem) for problem in document.problems] == [
        "x.yml:1:4: must not use & or * to repeat a text; write it out, or put it in quotes"
    ]


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "with a byte-order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_read_content_reads_the_same_when_an_editor_saves_otherwise(world: World, start: str, end: str) -> None:
    """A byte-order mark and the line ends of Windows and old Macs change nothing."""
    plain = {file.place: file.data for file in read_content(world.folder)}
    place = "exercises/plank.yml"
    world.write(place, (start + world.read(place)).replace("\n", end).encode())
    assert {file.place: file.data for file in read_content(world.folder)} == plain
    assert world.check() == []


def test_read_content_points_at_the_same_line_when_line_ends_are_those_of_windows(world: World) -> None:
    """Lines count alike whatever ends them."""
    world.replace("exercises/plank.yml", "level: intermediate", "level: 7")
    expected = world.check()
    world.write("exercises/plank.yml", world.read("exercises/plank.yml").replace("\n", "\r\n").encode())
    assert world.check() == expected == ["exercises/plank.yml:4:8: level must be text; found 7; put it in quotes"]


def test_check_names_the_byte_when_a_file_is_not_utf8(world: World) -> None:
    """A file in another encoding is refused at the first wrong byte."""
    world.write("exercises/plank.yml", "title: Plank\nwhy: Grüße\n".encode("latin-1"))
    assert world.check() == [
        "exercises/plank.yml:2:8: must be UTF-8 text; found the byte 0xfc; save the file as UTF-8",
    ]


def test_check_refuses_a_file_when_it_is_larger_than_256_kb(world: World) -> None:
    """A huge file is refused before it is read."""
    world.write("exercises/huge.yml", b"#" * (LARGEST_FILE + 1024))
    assert world.check() == [
        "exercises/huge.yml:1:1: must not be larger than 256 kB; found 257 kB; shorten it",
    ]


def test_check_refuses_a_page_when_it_is_larger_than_64_kb(world: World) -> None:
    """A page is refused before it can keep the reader of Markdown busy."""
    world.write("pages/huge.md", b"[" * (LARGEST_PAGE + 1024))
    assert world.check() == ["pages/huge.md:1:1: must not be larger than 64 kB; found 65 kB; shorten it"]


@pytest.mark.parametrize("name", ["plank.yml~", "#plank.yml#", ".#plank.yml", ".plank.yml.swp", "plank.yml.swo"])
def test_check_and_build_pass_over_what_an_editor_left(world: World, tmp_path: Path, name: str) -> None:
    """A backup is nobody's text: it is not read, and nothing is built for it."""
    assert build(world.folder, tmp_path / "site").code == 0
    world.write(f"exercises/{name}", "not: [closed")
    world.write(f"static/{name}", "not to be published")
    assert world.check() == []
    assert build(world.folder, tmp_path / "site").err.endswith("is up to date\n")


def test_check_names_a_folder_when_it_cannot_be_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in it would be missing without a word. Root may read every folder, so the system's answer is ours."""
    folder, scandir = world.path("pages/contribute"), os.scandir

    def refuse(path: str) -> object:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    outcome = run("check", "--content", world.folder)
    assert outcome.code == 2
    assert outcome.err.endswith(
        "pages/contribute cannot be read (Permission denied); give yourself the right to read it\n"
    )


def test_check_refuses_a_file_when_it_is_a_symbolic_link(world: World, tmp_path: Path) -> None:
    """A link could show a reader any file of the machine that builds."""
    secret = tmp_path / "secret.txt"
    secret.write_text("title: secret\n", encoding="utf-8")
    world.path("exercises/linked.yml").symlink_to(secret)
    assert world.check() == [
        "exercises/linked.yml:1:1: must be a file of its own, not a symbolic link; put the text itself here",
    ]


def test_check_refuses_a_file_when_it_links_to_nothing(world: World) -> None:
    """A dangling link is named like any other link."""
    world.path("exercises/linked.yml").symlink_to("nowhere")
    assert world.check() == [
        "exercises/linked.yml:1:1: must be a file of its own, not a symbolic link; put the text itself here",
    ]


def test_check_refuses_a_folder_when_it_is_a_symbolic_link(world: World, tmp_path: Path) -> None:
    """What lies behind it would not be looked at, and its author would not know."""
    world.path("exercises/more").symlink_to(tmp_path)
    assert world.check() == [
        "exercises/more:1:1: must be a file of its own, not a symbolic link; put the text itself here",
    ]


def test_check_does_not_wait_when_a_file_is_a_pipe(world: World) -> None:
    """Whoever reads a pipe waits for somebody to write into it."""
    os.mkfifo(world.path("exercises/pipe.yml"))
    assert world.check() == ["exercises/pipe.yml:1:1: must be a file with text; delete it here"]


def test_check_refuses_a_folder_when_its_name_is_no_address(world: World) -> None:
    """The folder of a page is a part of its address."""
    world.write("pages/More#/extra.md", world.read("pages/about.md"))
    assert world.check() == [
        "pages/More#/extra.md:1:1: the folder must be named in lower-case letters, digits and hyphens; "
        "found 'More#'; rename it",
    ]


def test_check_says_nothing_when_a_file_is_hidden(world: World) -> None:
    """Hidden files of editors and systems are left out."""
    world.write("exercises/.DS_Store", b"\x00\xff")
    world.write(".obsidian/workspace.json", "{}")
    assert world.check() == []


def test_check_refuses_a_name_when_it_ends_in_a_line_break(world: World) -> None:
    """A file name is judged to its very end."""
    world.write("exercises/trick.yml\n", "title: x\n")
    assert [line.split(": ", 1)[1] for line in world.check()] == [
        "the file name must be lower-case letters, digits and hyphens, ending in .yml (or .md for a page); "
        "found 'trick.yml\\n'; rename the file, or move it: a file for the site itself goes into static/"
    ]


def test_read_text_counts_lines_from_the_top_when_a_page_has_front_matter() -> None:
    """Front matter and body are placed as in the file."""
    file = read_text("---\ntitle: A\n---\n\nText.\n", "a.md", PurePosixPath("pages/a.md"))
    assert file.data == {"title": "A"}
    assert file.document.values["title",] == (2, 8)
    assert (file.body, file.body_line) == ("\nText.\n", 4)
