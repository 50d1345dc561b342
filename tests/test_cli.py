"""The command line: arguments in, exit code out, one clear line when something is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli.commands import main
from tests.helpers import ROOT, World, build, files_of, run

USAGE = "usage: build_site.py"
NAME = "a name is lower-case letters, digits and hyphens, like face-pull, at most 60"


@pytest.fixture
def two_problems(world: World) -> World:
    """A world with a problem in each of two files."""
    world.replace("exercises/suitcase-carry.yml", "level: beginner", "level: begner")
    world.replace("exercises/plank.yml", "sides: both", "sides: bth")
    return world


def shown(path: Path) -> str:
    """A path as the person who runs the command knows it."""
    return os.path.relpath(path)


def test_check_prints_nothing_when_all_is_well(world: World) -> None:
    """No news is good news."""
    outcome = run("check", "--content", world.folder)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_warning_stops_neither_check_nor_build(world: World, tmp_path: Path) -> None:
    """It is shown, is no problem that is counted, and the site is built."""
    word = "proprioceptive reorganisation of musculoskeletal coordination facilitates individualised stabilisation"
    world.replace("exercises/plank.yml", "breathing: Breathe evenly.", f"breathing: {', '.join([word] * 4)}.")
    outcome = run("check", "--content", world.folder)
    assert outcome.code == 0
    assert "plank.yml:1:1: warning: the text reads at school grade" in outcome.out
    assert "problem" not in outcome.err
    assert "::warning file=" in run("check", "--content", world.folder, "--format", "github").out
    built = build(world.folder, tmp_path / "site")
    assert built.code == 0
    assert "plank.yml:1:1: warning: the text reads at school grade" in built.err


def test_check_prints_every_problem_sorted_when_there_are_several(two_problems: World) -> None:
    """All problems of all files come in one run, and their number beside them."""
    outcome = run("check", "--content", two_problems.folder)
    plank, carry = (two_problems.path(f"exercises/{name}.yml") for name in ("plank", "suitcase-carry"))
    assert outcome.code == 1
    assert outcome.out == (
        f"{shown(plank)}:6:8: sides must be one of both, each, alternating; found 'bth'; did you mean 'both'?\n"
        f"{shown(carry)}:4:8: level must be a level of vocabulary.yml; found 'begner'; did you mean 'beginner'?\n"
    )
    assert outcome.err == "2 problems\n"


def test_check_prints_workflow_commands_when_the_format_is_github(two_problems: World) -> None:
    """GitHub shows each problem at its line."""
    outcome = run("check", "--content", two_problems.folder, "--format", "github")
    plank = shown(two_problems.path("exercises/plank.yml"))
    assert outcome.code == 1
    assert outcome.out.splitlines()[0] == (
        f"::error file={plank},line=6,col=8::"
        "sides must be one of both, each, alternating; found 'bth'; did you mean 'both'?"
    )


def test_check_escapes_what_github_would_read_as_a_command(world: World) -> None:
    """A file name or text of a stranger cannot give orders to the workflow."""
    world.write("exercises/a,b%:c\n::error::d.yml", "x")
    world.replace("exercises/plank.yml", "sides: both", 'sides: "100%\\n::set-output::x"')
    outcome = run("check", "--content", world.folder, "--format", "github")
    assert outcome.code == 1
    assert len(outcome.out.splitlines()) == 2
    assert all(line.startswith("::error file=") for line in outcome.out.splitlines())
    assert "exercises/a%2Cb%25%3Ac" in outcome.out
    assert "100%25\\n" in outcome.out


def test_check_keeps_one_problem_a_line_when_a_file_name_has_a_line_break(world: World) -> None:
    """Whatever the name of a file, a problem is one line."""
    world.write("exercises/a\nb.yml", "x")
    assert len(run("check", "--content", world.folder).out.splitlines()) == 1


def test_check_prints_json_when_the_format_is_json(two_problems: World, tiny_content: Path) -> None:
    """Other programs get the same problems as data, an empty list when there are none."""
    found = json.loads(run("check", "--content", two_problems.folder, "--format", "json").out)
    assert found[0] == {
        "path": shown(two_problems.path("exercises/plank.yml")),
        "line": 6,
        "column": 8,
        "message": "sides must be one of both, each, alternating; found 'bth'; did you mean 'both'?",
        "is_warning": False,
    }
    assert len(found) == 2
    assert json.loads(run("check", "--content", tiny_content, "--format", "json").out) == []


def test_check_prints_only_the_problems_of_a_file_when_it_is_named(two_problems: World) -> None:
    """One file can be looked at alone; it is still checked against all the others."""
    plank = two_problems.path("exercises/plank.yml")
    outcome = run("check", plank, "--content", two_problems.folder)
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        f"{shown(plank)}:6:8: sides must be one of both, each, alternating; found 'bth'; did you mean 'both'?"
    ]
    assert outcome.err.splitlines()[0] == "problems in other files: 1; to see them, run check without a file"
    calm = run("check", two_problems.path("exercises/wall-slide.yml"), "--content", two_problems.folder)
    assert (calm.code, calm.out) == (0, "")


def test_check_names_files_as_the_person_knows_them_when_it_runs_elsewhere(
    two_problems: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are relative to where the command runs, so that an editor can open them."""
    monkeypatch.chdir(two_problems.path("exercises"))
    outcome = run("check", "plank.yml", "--content", "..")
    assert outcome.out.startswith("plank.yml:6:8: ")


@pytest.mark.parametrize("name", ["nowhere.yml", str(ROOT / "README.md")], ids=["missing", "elsewhere"])
def test_check_fails_in_one_line_when_a_file_is_not_in_the_content(world: World, name: str) -> None:
    """A slip in a file name is no success."""
    outcome = run("check", name, "--content", world.folder)
    message = f"build_site.py: there is no file {name} in the content folder {world.folder}\n"
    assert (outcome.code, outcome.out, outcome.err) == (2, "", message)


@pytest.mark.parametrize("command", [["check"], ["build"], []])
def test_command_fails_in_one_line_when_there_is_no_content_folder(tmp_path: Path, command: list[str]) -> None:
    """A slip in --content is reported with the remedy."""
    missing = tmp_path / "nowhere"
    outcome = run(*command, "--content", missing)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"build_site.py: there is no content folder {missing}; name one with --content DIR\n"


def test_build_is_the_command_when_none_is_given(tiny_content: Path, tmp_path: Path) -> None:
    """``build_site.py --site-dir x`` builds."""
    outcome = run("--content", tiny_content, "--site-dir", tmp_path / "site")
    assert outcome.code == 0
    assert (tmp_path / "site" / "index.html").exists()


@pytest.mark.parametrize("epoch", ["tomorrow", "-1", "²", "1e9", "4294967296", "9" * 30])
def test_build_fails_in_one_line_when_the_day_is_no_number(
    tiny_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    """SOURCE_DATE_EPOCH is a number of seconds that a gzip file can be dated with."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    outcome = build(tiny_content, tmp_path / "site")
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1].startswith("build_site.py: SOURCE_DATE_EPOCH must be ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["check", "--format", "xml"],
        ["check", "--no-pdf"],
        ["build", "--engine", "hugo"],
        ["new", "exercise", "x"],
        ["serve", "--port", "x"],
        ["serve", "--port", "99999"],
    ],
    ids=" ".join,
)
def test_command_ends_with_2_and_usage_when_arguments_are_wrong(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip on the command line shows how it is used."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(USAGE)


@pytest.mark.parametrize("command", ["", "build", "check", "serve", "pdf", "new", "schema"])
def test_help_tells_the_usage_when_it_is_asked_for(command: str) -> None:
    """--help works for each command, from a shell, and ends well."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "build_site.py"), *command.split(), "--help"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.startswith(f"{USAGE} {command}".rstrip())
    assert command or "check, render, engine, verify" in done.stdout
    assert done.stderr == ""


def test_program_says_what_to_do_when_a_package_is_missing() -> None:
    """Who runs it with another Python than that of .venv gets a hint."""
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "build_site.py"), "check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("build_site.py: the package ")
    assert len(done.stderr.splitlines()) == 1


def test_check_tells_problems_to_a_terminal_that_lacks_a_letter(world: World) -> None:
    """What cannot be shown is shown as its number; nothing is lost."""
    world.replace("exercises/plank.yml", "sides: both", "sides: b→th")
    done = subprocess.run(
        [sys.executable, str(ROOT / "build_site.py"), "check", "--content", str(world.folder)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert r"found 'b\u2192th'" in done.stdout


def test_new_makes_a_file_when_the_name_is_free(world: World) -> None:
    """It says where the file is and what comes next."""
    outcome = run("new", "exercise", "bird-dog", "--imbalance", "chest-and-neck", "--content", world.folder)
    path = world.path("exercises/bird-dog.yml")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"{path} is ready: replace every TODO, then run build_site.py check {path}\n"
    assert "\nimbalance: chest-and-neck\n" in world.read("exercises/bird-dog.yml")


@pytest.mark.parametrize(
    ("slug", "imbalance", "message"),
    [
        ("plank", "chest-and-neck", "{folder}/exercises/plank.yml is there already"),
        ("bird-dog", "chest", "there is no imbalance 'chest'; there are chest-and-neck, left-and-right"),
        (
            "Bird Dog",
            "chest-and-neck",
            f"{NAME}; found 'Bird Dog'",
        ),
        ("../x", "chest-and-neck", f"{NAME}; found '../x'"),
        ("", "chest-and-neck", f"{NAME}; found ''"),
    ],
)
def test_new_makes_nothing_when_it_cannot(world: World, slug: str, imbalance: str, message: str) -> None:
    """A file that is there is never overwritten, and a bad name is reported."""
    before = files_of(world.folder)
    outcome = run("new", "exercise", slug, "--imbalance", imbalance, "--content", world.folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"build_site.py: {message.format(folder=world.folder)}\n"
    assert files_of(world.folder) == before


def test_new_fails_in_one_line_when_there_is_no_content_folder(tmp_path: Path) -> None:
    """A slip in --content makes no stray folder."""
    outcome = run("new", "exercise", "x", "--imbalance", "y", "--content", tmp_path / "nowhere")
    assert outcome.code == 2
    assert outcome.err == (
        f"build_site.py: there is no content folder {tmp_path / 'nowhere'}; name one with --content DIR\n"
    )
    assert not (tmp_path / "nowhere").exists()


def test_command_fails_in_one_line_when_a_file_cannot_be_written(tiny_content: Path, tmp_path: Path) -> None:
    """What the system refuses is reported without a traceback."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    outcome = run("schema", tmp_path / "file" / "schema")
    assert outcome.code == 2
    assert outcome.err.startswith("build_site.py: ")
    assert len(outcome.err.splitlines()) == 1
