"""Long work is told in one line, on a terminal alone."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from ringfence import progress
from ringfence.cli import run
from ringfence.paths import shipped_systems


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """A clock that is set by hand; telling is off again afterwards."""
    now = [0.0]
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    yield now
    progress.tell(None)


def test_a_line_after_a_second(clock: list[float]) -> None:
    """From the second second on a line says how many are done, written over itself, and gone at the end."""
    screen = Terminal()
    progress.tell(screen)
    for _ in progress.steps(range(4), "rings", 4):
        clock[0] += 0.6
    assert screen.getvalue() == "\rrings: 2 of 4\x1b[K\rrings: 3 of 4\x1b[K\r\x1b[K"


def test_short_work_is_not_told(clock: list[float]) -> None:
    """What is done within a second writes nothing."""
    screen = Terminal()
    progress.tell(screen)
    for _ in progress.steps(range(1000), "rings"):
        clock[0] += 0.0009
    assert screen.getvalue() == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None, Terminal()])
def test_nothing_in_pipes(stream: io.StringIO | None, clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, a stream that is closed and a dumb terminal are told nothing, and every item comes."""
    monkeypatch.setenv("TERM", "dumb")
    progress.tell(stream)
    done = []
    for item in progress.steps(range(5), "rings"):
        clock[0] += 1
        done.append(item)
    assert done == [0, 1, 2, 3, 4]
    assert stream is None or stream.getvalue() == ""


def test_a_terminal_that_is_gone(clock: list[float]) -> None:
    """Work goes on where the terminal is closed in the middle of it."""

    class Gone(Terminal):
        def write(self, text: str) -> int:
            raise OSError(5, f"Input/output error at {text!r}")

    progress.tell(Gone())
    for _ in progress.steps(range(5), "rings"):
        clock[0] += 1


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("rings s-400 --at Ankara --at Izmir --at Rize --spread -o a.svg", r"\rbands: [12] of 3"),
        (
            "rings s-400 --at country:Slovenia --at country:Croatia --at country:Austria -a aircraft -o a.svg",
            r"\rcountries and sectors: [12] of 3",
        ),
        ("export rings s-400 --at Ankara --at Izmir --at Rize -a aircraft -o a.csv", r"\rrings: [12] of 3"),
        ("list --catalog many", r"\rfiles read: [12] of 3"),
        ("audit --catalog many", r"\rsystems: \d+ of \d+"),
    ],
)
def test_what_is_told(
    command: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    """Maps of many sites and countries, exports of many rings and folders of many files are counted."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "many").mkdir()
    for name in ("thaad", "s-400", "nasams"):
        shutil.copy(shipped_systems() / f"{name}.yaml", tmp_path / "many")
    screen = Terminal()
    ticks = count()
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(ticks)))
    progress.tell(screen)
    assert run(command.split()) in (0, 1)  # audit finds something
    assert re.search(told, screen.getvalue())
    assert screen.getvalue().endswith("\r\x1b[K")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_command_on_a_terminal() -> None:
    """`check` counts its files on the terminal, and what it finds goes to standard output alone."""
    master, slave = os.openpty()
    code = (
        "import itertools, ringfence.progress as p, ringfence.cli as c\n"
        "ticks = itertools.count()\n"
        "p.monotonic = lambda: next(ticks)\n"
        "from ringfence.paths import shipped_systems as s\n"
        "c.main(['check', *map(str, sorted(s().glob('s-*.yaml'))[:4])])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=slave, env={**os.environ, "TERM": "xterm"},
        check=True, text=True,
    )  # fmt: skip
    os.close(slave)
    told = ""
    with suppress(OSError):  # the other side is closed
        while piece := os.read(master, 100_000):
            told += piece.decode()
    os.close(master)
    assert "\rfiles checked: 2 of 4" in told
    assert told.endswith("\r\x1b[K")
    assert done.stdout.endswith("no problems\n")
    assert "\r" not in done.stdout
