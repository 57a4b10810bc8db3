"""Plain slips of a user, and streams that are closed or full: a line each, never a traceback."""

import json
import os
import signal
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from ringfence.cli import run
from ringfence.plain_text import odd_character

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
        (["import", ""], "names no file"),
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
    """A stream that is closed or on a full disk is no traceback; output that goes nowhere is an error, told in a line."""
    line = f'"$0" -m ringfence {command} {closing}'
    done = subprocess.run(["/bin/sh", "-c", line, sys.executable], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    lost = "full" in closing or ">&- " in f" {closing} ".replace(" 2>&-", "")
    assert done.returncode == (2 if lost else 0)
    assert ("No space left" in done.stderr) == ("full" in closing)
    assert ("Bad file descriptor" in done.stderr) == (closing == ">&-")


ODD = "n\x1b]0;x\x07\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        ["rings", "s-400", "--at", "Ankara", "-o", f"{ODD}.svg"], ["chart", "range", "-o", f"{ODD}.svg"],
        ["export", "rings", "thaad", "--at", "Ankara", "-o", f"{ODD}.csv"], ["check", f"{ODD}.yaml"],
        ["check", f"{ODD}.yaml", "-f", "json"], ["check", f"{ODD}.yaml", "-f", "github"], ["verify", f"{ODD}.geojson"],
        ["value", f"4 {ODD}"], ["value", "--json", f"4 {ODD}"], ["factcheck", f"{ODD}.txt"],
        ["factcheck", f"{ODD}.txt", "-f", "json"], ["factcheck", f"{ODD}.txt", "-f", "html"],
        ["factcheck", f"{ODD}.txt", "--claimreview"], ["new", "x-1", "--into", ODD, *["--name", "X", "--origin", "RUS", "--kind", "sam", "--publisher", "P", "--url", "https://example.org/a", "--source-kind", "blog"]],
    ],
    ids=lambda arguments: " ".join(word for word in arguments if ODD not in word),
)  # fmt: skip
def test_names_of_files(arguments: list[str], capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's name may hold anything, and nothing of it steers the terminal or a page that is read in one."""
    monkeypatch.chdir(tmp_path)
    Path(f"{ODD}.yaml").write_text("nmae: x\n")
    Path(f"{ODD}.txt").write_text(f"The S-400 {ODD} hits aircraft at 400 km.")
    assert run(["export", "rings", "thaad", "--at", "Ankara", "-o", f"{ODD}.geojson"]) == 0
    assert run(arguments) in (0, 1)
    told = capsys.readouterr()
    assert odd_character(told.out + told.err) is None
    if arguments[0] in ("check", "value") and {"json", "--json"} & set(arguments):
        assert ODD in str(next(iter(json.loads(told.out)[0].values())))


def test_a_name_with_a_newline_is_one_line(capsys: Capture, tmp_path: Path) -> None:
    """A file's name writes no line of its own into a report, nor an annotation of its own."""
    path = tmp_path / "a\n::error file=b,x:y.yaml"
    path.write_text("nmae: x\n")
    for form in ("text", "github"):
        assert run(["check", str(path), "-f", form]) == 1
        assert not [line for line in capsys.readouterr().out.splitlines() if line.startswith("::error file=b")]


def test_ctrl_c_while_modules_are_read(tmp_path: Path) -> None:
    """Ctrl-C before there is a command line ends the process as the system does, without a traceback."""
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    done = subprocess.run(
        [sys.executable, "-m", "ringfence", "list"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_ctrl_c_while_it_works(tmp_path: Path) -> None:
    """Ctrl-C in a command ends it quietly with 130."""
    (tmp_path / "tabulate.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    done = subprocess.run(
        [sys.executable, "-m", "ringfence", "list"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (130, b"")


@pytest.mark.parametrize("epoch", ["x", "99999999999999", ""])
def test_dates_of_the_build_system(epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures bear no date, so that SOURCE_DATE_EPOCH changes nothing, even where it is none."""
    request = ["rings", "thaad", "--at", "Ankara", "-a", "ballistic-missile", "-o"]
    assert run([*request, str(tmp_path / "a.pdf")]) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run([*request, str(tmp_path / "b.pdf")]) == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert os.environ["SOURCE_DATE_EPOCH"] == epoch


def test_two_outputs_in_one_file(tmp_path: Path, capsys: Capture) -> None:
    """A scene and its map are not written into one file, where the one would be lost."""
    both = str(tmp_path / "a.svg")
    assert run(["rings", "thaad", "--at", "Ankara", "-a", "ballistic-missile", "--save-scene", both, "-o", both]) == 2
    assert "name two files" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_picture_of_too_many_dots(tmp_path: Path, capsys: Capture) -> None:
    """A PNG that says it has billions of dots is refused, and none of them is made."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    end = zlib.crc32(header).to_bytes(4, "big")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + header + end)
    assert run(["verify", str(tmp_path / "a.png")]) == 2
    assert "carries no evidence" in capsys.readouterr().err


def test_warnings_of_libraries_stop_nobody() -> None:
    """Where Python is set to make errors of warnings, what libraries tell their authors stops no command."""
    code = (
        "import warnings, ringfence.cli as c, ringfence.cli.aids.value as v\n"
        "made = v.command.callback\n"
        "def warned(*a, **k): [warnings.warn('old', kind) for kind in (DeprecationWarning, FutureWarning)]; return made(*a, **k)\n"
        "v.command.callback = warned\n"
        "c.main(['value', '4 km'])"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "4000 m" in done.stdout
