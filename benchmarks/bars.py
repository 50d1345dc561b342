"""Measurements held against their bars."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Measurement:
    """A value with its unit; ``bar`` is the most it may be, if anything is promised."""

    what: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the promise is kept."""
        return self.bar is None or self.value <= self.bar


def row(measurement: Measurement) -> str:
    """Write a measurement as a line of a Markdown table, at most 100 columns wide."""
    bar = "" if measurement.bar is None else f"{measurement.bar:g}"
    verdict = "" if measurement.bar is None else "met" if measurement.is_met else "MISSED"
    return f"| {measurement.what:58} | {measurement.value:8.2f} {measurement.unit:2} | {bar:>5} | {verdict:6} |"


HEAD = f"| {'what':58} | {'value':11} | {'bar':>5} | {'':6} |\n|{'-' * 60}|{'-' * 13}|{'-' * 7}|{'-' * 8}|"


def as_json(measurements: Iterable[Measurement]) -> str:
    """Write measurements for programs."""
    rows = [{**asdict(measurement), "is_met": measurement.is_met} for measurement in measurements]
    return json.dumps(rows, indent=1) + "\n"
