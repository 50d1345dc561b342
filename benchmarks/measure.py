"""CPU seconds, seconds that pass, and memory, of a command with all that it starts."""

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Cost:
    """What a command took; memory in megabytes is that of its largest process."""

    cpu: float
    seconds: float
    memory: float


def cost(world: Path, command: tuple[str, ...]) -> Cost:
    """Run a command in a world; stop with what it said when it fails."""
    start = time.perf_counter()
    with (world / "output.txt").open("w+b") as output:
        process = subprocess.Popen(command, cwd=world, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace")
            raise SystemExit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def cpu_here(action: Callable[[], object]) -> float:
    """The CPU seconds of something that is done in this process, with all that it starts."""
    before = os.times()
    action()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def medians(rounds: int, *actions: Callable[[], float]) -> list[float]:
    """Measure several things in turn, in so many rounds; give the median of each. A slow moment slows all of them."""
    values = [[action() for action in actions] for _ in range(rounds)]
    return [median(column) for column in zip(*values, strict=True)]
