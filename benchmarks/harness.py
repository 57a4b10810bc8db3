"""Whole processes timed side by side: interleaved rounds, .pyc compiled first, medians and ratios."""

import compileall
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 15


@dataclass(frozen=True)
class Timing:
    """Seconds of wall clock of one command over all rounds, and its largest resident set in MB."""

    name: str
    seconds: tuple[float, ...]
    peak_mb: float

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.seconds)


def environment(**more: str) -> dict[str, str]:
    """This process's environment, with byte code allowed and no terminal."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "COLUMNS": "80", **more}


def race(
    commands: Mapping[str, Sequence[str]], rounds: int = ROUNDS, env: Mapping[str, str] | None = None
) -> list[Timing]:
    """Run the commands in turn, A B C A B C …, after one round that does not count."""
    compileall.compile_dir(ROOT / "src", quiet=2)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peak = dict.fromkeys(commands, 0.0)
    for turn in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            process = subprocess.Popen(
                command, env=dict(env or environment()), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            assert process.stderr is not None
            complaint = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            took = time.perf_counter() - start
            process.stderr.close()
            if process.returncode != 0:
                sys.exit(f"{name} failed with {process.returncode}: {complaint.decode()}")
            if turn:
                seconds[name].append(took)
                peak[name] = max(peak[name], usage.ru_maxrss / 1024)
    return [Timing(name, tuple(some), peak[name]) for name, some in seconds.items()]


def report(title: str, timings: Sequence[Timing], against: str) -> None:
    """A table of medians, and of each round's ratio to one of the commands."""
    base = next(t for t in timings if t.name == against)
    print(f"\n{title} ({len(base.seconds)} rounds, interleaved; ratio: median of the rounds' own)")
    print(f"  {'':44} {'median':>9} {'ratio':>7} {'spread':>13} {'peak':>8}")
    for t in timings:
        ratios = sorted(a / b for a, b in zip(t.seconds, base.seconds, strict=True))
        spread = f"{ratios[0]:.2f}–{ratios[-1]:.2f}"
        print(
            f"  {t.name:44} {t.median * 1000:6.0f} ms {statistics.median(ratios):6.2f}x {spread:>13} {t.peak_mb:5.0f} MB"
        )
