"""Whole processes timed side by side: interleaved rounds, byte code compiled first, medians, ratios, peak memory.

The process that measures imports nothing but the standard library: on Linux a child's peak memory is counted from its parent's.
"""

import compileall
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RESULTS = HERE / "results"
ROUNDS = 15


@dataclass(frozen=True)
class Timing:
    """Seconds of wall clock of one command over all rounds, and its largest resident set in MB (nan: not known)."""

    name: str
    seconds: tuple[float, ...]
    peak_mb: float = float("nan")

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.seconds)


@dataclass(frozen=True)
class Ratio:
    """How long one command took for each second of another, round by round: the middle, the least and the most."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, timing: Timing, base: Timing) -> "Ratio":
        """The ratios of the rounds' own times, so that what slowed a whole round down falls out."""
        each = [a / b for a, b in zip(timing.seconds, base.seconds, strict=True)]
        return cls(statistics.median(each), min(each), max(each))


@dataclass(frozen=True)
class Row:
    """One line of a table: a command, its ratio to the base, and what the ratio should not exceed, if anything."""

    name: str
    median_ms: float
    peak_mb: float | None
    ratio: Ratio
    aim: float | None

    @property
    def verdict(self) -> str:
        """The aim, and whether it is met."""
        return "" if self.aim is None else f"aim {self.aim:.2f}: {'met' if self.ratio.median <= self.aim else 'MISSED'}"


@dataclass(frozen=True)
class Table:
    """Commands that ran side by side, against one of them."""

    title: str
    against: str
    rounds: int
    rows: tuple[Row, ...]


def environment(**more: str) -> dict[str, str]:
    """This process's environment, with byte code allowed and no terminal."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "COLUMNS": "80", **more}


def race(
    commands: Mapping[str, Sequence[str]], rounds: int = ROUNDS, env: Mapping[str, str] | None = None
) -> list[Timing]:
    """Run the commands in turn, A B C A B C …, after one round that does not count. A command that fails ends all."""
    compileall.compile_dir(ROOT / "src", quiet=2)
    own_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peak = dict.fromkeys(commands, 0.0)
    for turn in range(rounds + 1):
        for name, command in commands.items():
            took, peak_mb = _once(name, command, dict(env or environment()))
            if turn:
                seconds[name].append(took)
                peak[name] = max(peak[name], peak_mb)
    return [Timing(n, tuple(some), peak[n] if peak[n] > own_mb else float("nan")) for n, some in seconds.items()]


def _once(name: str, command: Sequence[str], env: dict[str, str]) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        sys.exit(f"{name} failed with {process.returncode}: {complaint.decode()}")
    return took, usage.ru_maxrss / 1024


def table(title: str, timings: Sequence[Timing], against: str, aims: Mapping[str, float] | None = None) -> Table:
    """The timings against one of them. `aims`: name → the ratio that it should not exceed."""
    base = next(t for t in timings if t.name == against)
    unknown = set(aims or {}) - {t.name for t in timings}
    if unknown:
        raise ValueError(f"aims for what did not run: {', '.join(sorted(unknown))}")
    rows = tuple(
        Row(t.name, t.median * 1000, None if isnan(t.peak_mb) else t.peak_mb, Ratio.of(t, base), (aims or {}).get(t.name))
        for t in timings
    )  # fmt: skip
    return Table(title, against, len(base.seconds), rows)


def report(title: str, timings: Sequence[Timing], against: str, aims: Mapping[str, float] | None = None) -> Table:
    """Print a table of medians and of each round's ratio to one of the commands, and return it."""
    found = table(title, timings, against, aims)
    print(
        f"\n{title}\n  ({found.rounds} rounds, interleaved; ratio to “{against}”: median, least and most of the rounds)"
    )
    for row in found.rows:
        peak = f"{row.peak_mb:5.0f} MB" if row.peak_mb else " " * 8
        spread = f"{row.ratio.low:.2f}–{row.ratio.high:.2f}"
        line = f"  {row.name:40} {row.median_ms:7.0f} ms {row.ratio.median:6.2f}x  {spread:>11} {peak}  {row.verdict}"
        print(line.rstrip())
    return found


def save(name: str, tables: Sequence[Table]) -> Path:
    """Keep the tables as JSON in benchmarks/results, with what they were measured on; the file."""
    machine = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    content = {"machine": machine, "tables": [asdict(table) for table in tables]}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path
