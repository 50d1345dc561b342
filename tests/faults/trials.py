"""The trials: builds that are killed, that run out of disk, that fill a mount point, that meet another build."""

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.clone import EDITIONS, Clone, end_group, ended, kill, mounted

CNAME = b"exercises.example.test\n"
ROOM = "400m"


@dataclass
class Score:
    """What came of one trial: how often each outcome was seen, and what must never be."""

    name: str
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def expect(self, right: bool, fault: str) -> None:
        """Note a fault unless all is right."""
        if not right:
            self.faults.append(fault)


@dataclass(frozen=True)
class Bench:
    """What every trial works with; ``seconds`` are those of a clean build."""

    folder: Path
    clean: Mapping[str, dict[str, bytes]]
    seconds: float
    dice: random.Random

    def clone(self, name: str) -> Clone:
        """A clone whose site stands in the first edition."""
        clone = Clone(self.folder / name)
        return self.standing(clone)

    def standing(self, clone: Clone) -> Clone:
        """Build the first edition, with room and time enough."""
        clone.edit(EDITIONS[0])
        done = clone.build()
        assert done.code == 0, done.said
        return clone

    def edition_of(self, files: Mapping[str, bytes]) -> str:
        """Which edition a site is, whole and without anything else."""
        return next((name for name, clean in self.clean.items() if clean == files), "neither")

    def next_build_is_clean(self, clone: Clone, score: Score, what: str) -> None:
        """The next build ends well and gives what a clean one gives."""
        done = clone.build()
        score.expect(done.code == 0, f"{what}: the next build failed: {done.said[-500:]}")
        found = self.edition_of(clone.files())
        score.expect(found == clone.edition, f"{what}: the next build gave {found}, not the {clone.edition} edition")
        left = [path.name for path in clone.site.parent.iterdir() if path.name.startswith(f".{clone.site.name}")]
        score.expect(not left, f"{what}: {left} are left over")


def kills(bench: Bench, count: int) -> Score:
    """Kill builds at random moments, every other one alone, without what it started."""
    score, clone = Score("killed at a random moment"), bench.clone("kills")
    longest = bench.seconds / 2
    for number in range(count):
        clone.forget(bench.dice)
        old = clone.edition
        clone.edit(next(edition for edition in EDITIONS if edition != old))
        moment, whole_group = bench.dice.uniform(0.1, longest), number % 2 == 0
        process = clone.start()
        ran = kill(process, moment, whole_group=whole_group)
        longest *= 1.1 if ran else 0.8  # so that most kills fall into the build, wherever they fall
        found = bench.edition_of(clone.files())
        score.outcomes[f"{found_as(found, old)} site{'' if ran else ', the build had ended'}"] += 1
        what = f"kill {number} after {moment:.2f} s ({'with all it started' if whole_group else 'alone'})"
        score.expect(found in EDITIONS, f"{what}: the site is neither the old one nor the new one")
        bench.next_build_is_clean(clone, score, what)
        end_group(process)
    return score


def found_as(found: str, old: str) -> str:
    """Name an edition from the side of the build."""
    return {old: "old", "neither": "mixed"}.get(found, "new")


def full_disks(bench: Bench, count: int) -> Score:
    """Build on disks with more and more room, without some of what was kept."""
    score, clone = Score("full disk"), Clone(bench.folder / "full")
    disk = bench.folder / "full-disk"
    with mounted(disk, "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs"):
        clone.site = disk / "site"
        clone.build_dir.symlink_to(disk / "build")
        (disk / "build").mkdir()
        bench.standing(clone)
        used = shutil.disk_usage(disk).used
        for number in range(count):
            resize(disk, ROOM)
            bench.standing(clone)
            clone.forget(bench.dice)
            clone.edit(EDITIONS[1])
            taken = shutil.disk_usage(disk).used
            room = round(used * 1.2 * number / count) + bench.dice.randrange(4096, 65536)
            resize(disk, str(taken + room))
            done = clone.build()
            what = f"{room // 1024} kB of room"
            _judge_full_disk(bench, clone, score, done.code, done.line, disk, what)
            resize(disk, ROOM)
            bench.next_build_is_clean(clone, score, what)
    return score


def _judge_full_disk(bench: Bench, clone: Clone, score: Score, code: int, line: str, disk: Path, what: str) -> None:
    found = bench.edition_of(clone.files())
    score.outcomes["enough room" if code == 0 else "stopped, old site"] += 1
    if code == 0:
        score.expect(found == EDITIONS[1], f"{what}: exit 0, but the site is {found}")
    else:
        score.expect(code == 2, f"{what}: exit {code}: {line}")
        score.expect(found == EDITIONS[0], f"{what}: the site is {found}, not the old one")
        said, _, path = line.rpartition(": ")
        named = said == "build_site.py: No space left on device" and Path(path).resolve().is_relative_to(disk)
        score.expect(named, f"{what}: said {line}")


def resize(disk: Path, size: str) -> None:
    """Give a mounted tmpfs another size."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def mount_points(bench: Bench, count: int) -> Score:
    """Build into a volume and a folder mounted on itself, and kill builds there."""
    score = Score("mount point")
    volume = bench.folder / "volume"
    volume.mkdir()
    for kind, options in (("tmpfs", ("-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs")), ("bind", ("--bind", str(volume)))):
        clone = Clone(bench.folder / f"mount-{kind}")
        with mounted(clone.site, *options):
            bench.standing(clone)
            score.expect(bench.edition_of(clone.files()) == EDITIONS[0], f"{kind}: the first build is not clean")
            for number in range(count // 2):
                clone.edit(EDITIONS[(number + 1) % 2])
                moment = bench.dice.uniform(0.1, bench.seconds / 2)
                process = clone.start()
                ran = kill(process, moment, whole_group=True)
                score.outcomes["killed" if ran else "built"] += 1
                end_group(process)
                bench.next_build_is_clean(clone, score, f"{kind}, kill {number} after {moment:.2f} s")
            _keeps_foreign_files(bench, clone, score, kind)
    return score


def _keeps_foreign_files(bench: Bench, clone: Clone, score: Score, what: str) -> None:
    (clone.site / "CNAME").write_bytes(CNAME)
    clone.edit(next(edition for edition in EDITIONS if edition != clone.edition))
    done = clone.build()
    score.outcomes["refused for a foreign file"] += done.code == 2
    kept = (clone.site / "CNAME").read_bytes() == CNAME
    score.expect(done.code == 2 and kept, f"{what}: a foreign file was not in the way: {done.line}")
    (clone.site / "CNAME").unlink()
    bench.next_build_is_clean(clone, score, f"{what}, foreign file gone")


def two_at_once(bench: Bench, count: int) -> Score:
    """Start two builds at the same time: of one site, and of two sites from one clone."""
    score, clone = Score("two builds at once"), bench.clone("two")
    for number in range(count):
        clone.forget(bench.dice)
        clone.edit(EDITIONS[(number + 1) % 2])
        one_site = number % 4 < 2
        sites = [clone.site, clone.site if one_site else clone.site.with_name("other")]
        processes = []
        for site in sites:
            clone.site = site
            processes.append(clone.start())
        results = [ended(process) for process in processes]
        clone.site = sites[0]
        codes = sorted(result.code for result in results)
        score.outcomes[f"{'one site' if one_site else 'two sites'}: exit codes {codes}"] += 1
        said = "".join(result.said for result in results)
        score.expect(codes == [0, 0] or (one_site and codes == [0, 2]), f"pair {number}: {codes}: {said[-800:]}")
        for site in dict.fromkeys(sites):
            clone.site = site
            found = bench.edition_of(clone.files())
            score.expect(found == clone.edition, f"pair {number}: {site.name} is {found}")
        clone.site = sites[0]
        bench.next_build_is_clean(clone, score, f"pair {number}")
    return score


TRIALS: Mapping[Callable[[Bench, int], Score], int] = {kills: 60, full_disks: 20, mount_points: 10, two_at_once: 12}
"""Each trial, and how often it is made."""


def scores(bench: Bench) -> Iterator[Score | str]:
    """Make every trial; a text says why one was left out."""
    for trial, count in TRIALS.items():
        try:
            yield trial(bench, count)
        except PermissionError as error:
            yield f"{trial.__name__} left out: {error}"
