"""Plain slips of a user, and streams that are closed or full: a line each, never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from ringfence.cli import run

Capture = pytest.CaptureFixture[str]
AT = ["rings", "s-400", "--at", "Ankara"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([*AT, "--as-of", "x"], "a date is YYYY"), (["export", *AT, "-f", "csv", "--as-of", "2020-13"], "does not exist"),
        ([*AT, "--against", "unspecified"], "a ring is of a class"), ([*AT, "--by", "nobody"], "by.0"), ([*AT, "--kind", "zzz"], "kind.0"),
        (["value", "Mach 5", "--to", "km/h", "--altitude", "5–30 km"], "an altitude is one height"),
        (["value", "Mach 5", "--to", "km/h", "--altitude", "up to 10 km"], "an altitude is one height"),
        (["list", "--catalog", "a\x1b]0;pwned\x07"], "\\x1b]0;pwned\\x07"), (["nosuch\x1b[2J"], "\\x1b[2J"), (["import", "no\u202esuch"], "\\u202e"),
    ],
)  # fmt: skip
def test_slips(
    arguments: list[str], says: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each slip is told in words, and nothing of what was typed steers the terminal."""
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert says in told
    assert "\x1b" not in told
    assert "\u202e" not in told


@pytest.mark.parametrize("closing", [">/dev/full", ">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("command", ["--help", "value '4 km'", "compare s-400 thaad"])
def test_streams(command: str, closing: str) -> None:
    """A stream that is closed or on a full disk is no traceback; a full disk is an error."""
    line = f'"$0" -m ringfence {command} {closing}'
    done = subprocess.run(["/bin/sh", "-c", line, sys.executable], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode == (2 if "full" in closing else 0)
    assert ("No space left" in done.stderr) == ("full" in closing)
