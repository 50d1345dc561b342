"""Stop builds in every way and see that nothing is lost and the next build gives what a clean one gives.

Takes some minutes; `make faults` runs it. Exit code 1: something was lost or is not clean.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.clone import clean_editions
from tests.faults.trials import Bench, scores


def main() -> int:
    """Make every trial and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, help="the seed of an earlier run, to have the same moments and sizes again")
    given = parser.parse_args().seed
    seed = random.SystemRandom().randrange(10**6) if given is None else given
    print(f"seed {seed}", flush=True)
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        clean, seconds = clean_editions(Path(folder, "clean"))
        print(f"a clean build takes {seconds:.1f} s and makes {len(clean['first'])} files", flush=True)
        for score in scores(Bench(Path(folder), clean, seconds, random.Random(seed))):  # noqa: S311 -- no secret
            if isinstance(score, str):
                print(score, flush=True)
                continue
            outcomes = ", ".join(f"{outcome}: {count}" for outcome, count in sorted(score.outcomes.items()))
            print(f"{score.name}: {outcomes}; faults: {len(score.faults)}", *score.faults, sep="\n  ", flush=True)
            faults += len(score.faults)
        print(f"{time.monotonic() - start:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
