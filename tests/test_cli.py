"""The command line, as its users meet it."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ringfence.cli import COMMANDS, run

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[1]


def program(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "ringfence", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **more}, check=False)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help(name: str, capsys: Capture) -> None:
    """Every command has a help text."""
    assert run([name, "--help"]) == 0
    assert "Usage: ringfence" in capsys.readouterr().out


def test_the_sentence(capsys: Capture) -> None:
    """One command shows 400 km against aircraft and 60 km against ballistic missiles for the S-400."""
    assert (
        run(["compare", "s-400", "patriot-pac-3", "--against", "aircraft,ballistic-missile", "--format", "json"]) == 0
    )
    cells = {(r["system"], r["measure"], r["target"]): r for r in json.loads(capsys.readouterr().out)}
    assert cells["s-400", "range_max", "aircraft"]["value"] == 400
    ballistic = cells["s-400", "range_max", "ballistic-missile"]
    assert (ballistic["value"], ballistic["lowest"], ballistic["highest"]) == (60, 60, 60)
    assert ballistic["origins"] >= 6


def test_blankets_are_explained(capsys: Capture) -> None:
    """`explain` lists blanket statements of 400 km as not counted, with the reason, and two reports of one test."""
    assert run(["explain", "s-400", "--against", "ballistic-missile", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    blankets = [r for r in rows if r["naming"] == "blanket" and r["why_not"].startswith("blanket: one figure for")]
    tests = [r for r in rows if r["context"] == "test"]
    assert [r["si_high"] for r in blankets] == [400_000.0] * len(blankets) != []
    assert {r["origin"] for r in tests} == {"tass-2018-china-s400-test"}
    assert len(tests) == 2
    assert not any(r["counted"] for r in tests)


def test_csv_numbers(capsys: Capture) -> None:
    """CSV carries plain numbers in the unit that it names, as exact as they were stated: 400 km are 249 miles."""
    assert run(["compare", "s-400", "patriot-pac-2", "--units", "imperial", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    first = next(
        r for r in rows if r["system"] == "s-400" and r["target"] == "aircraft" and r["measure"] == "range_max"
    )
    assert first["unit"] == "mi"
    assert float(first["value"]) == round(400 / 1.609344)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["compare", "s-4000"], 2, "did you mean"),
        (["compare"], 2, "Missing argument"),
        (["compare", "s-400", "S400"], 2, "twice"),
        (["compare", *["s-400"] * 21], 2, "1 to 20"),
        (["compare", "s-400", "--against", "aircrafts,tank"], 2, "target class"),
        (["compare", "s-400", "--against", ","], 2, "no target class"),
        (["compare", "s-400", "--sort", "range_max"], 2, "needs a target class"),
        (["compare", "s-400", "--sort", "range_max[aircraft"], 2, "closing bracket"),
        (["compare", "s-400", "--as-of", "2018-13"], 2, "does not exist"),
        (["compare", "s-400", "--by", "maker"], 2, "manufacturer"),
        (["compare", "s-400", "--catalog", "/nowhere"], 2, "not a folder"),
        (["compare", "s-400", "--output", "/nowhere/at/all.txt"], 2, "cannot write"),
        (["list", "--where", "range_max[aircraft] = 5 km"], 2, "did you mean '=='"),
        (["list", "--where", "range_max[aircraft] >= 5 s"], 2, "length"),
        (["list", "--where", "origin == FJI"], 1, ""),
        (["list", "--where", "origin == XXX"], 2, "no country"),
        (["compair"], 2, "Did you mean 'compare'"),
        (["show", ""], 2, "no system"),
        (["show", "../../etc/passwd"], 2, "no system"),
        (["show", "iris-t"], 2, "several systems"),
        (["check", "/nowhere"], 2, "neither a file nor a folder"),
        (["value", "1,5 km"], 1, ""),
        (["value", "Mach 5", "--to", "m/s"], 2, "altitude"),
        (["sources", "nonsense"], 2, "no system"),
    ],
)
def test_bad_requests(arguments: list[str], code: int, says: str, capsys: Capture) -> None:
    """A request that cannot be met says why, with the right exit code."""
    assert run(arguments) == code
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "html", "csv", "json", "tsv"])
@pytest.mark.parametrize(
    "command", [["compare", "s-400", "thaad"], ["list"], ["explain", "akash"], ["sources", "akash"], ["show", "hq-9"]]
)
def test_every_format(command: list[str], form: str, capsys: Capture) -> None:
    """Every command that prints a table prints it in every format."""
    assert run([*command, "--format", form]) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("units", ["metric", "imperial", "nautical", "as-stated"])
def test_ascii(units: str, capsys: Capture) -> None:
    """--ascii prints nothing but ASCII."""
    assert run(["compare", "s-400", "patriot-pac-2", "samp-t", "--ascii", "--units", units]) == 0
    assert capsys.readouterr().out.isascii()


@pytest.mark.parametrize("count", [1, 2, 4, 5, 12])
def test_eighty_columns(count: int, capsys: Capture) -> None:
    """A table fits 80 columns, however many systems it holds."""
    names = sorted(path.stem for path in (ROOT / "catalog" / "systems").glob("*.yaml"))[:count]
    assert run(["compare", *names]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_output_file(tmp_path: Path, capsys: Capture) -> None:
    """--output writes the file whole and nothing to the screen."""
    target = tmp_path / "table.md"
    assert run(["compare", "s-400", "--format", "markdown", "--output", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert target.read_text("utf-8").startswith("|")
    assert [path.name for path in tmp_path.iterdir()] == ["table.md"]


def test_transpose(capsys: Capture) -> None:
    """--transpose swaps rows and columns."""
    run(["compare", "s-400", "thaad", "--transpose"])
    first = capsys.readouterr().out.splitlines()[0].split()
    assert first[:2] == ["range", "aircraft"]


def test_own_catalog_replaces_aloud(tmp_path: Path, capsys: Capture) -> None:
    """A file of one's own that replaces a shipped record is said aloud."""
    text = (
        (ROOT / "catalog" / "systems" / "thaad.yaml")
        .read_text("utf-8")
        .replace("name: THAAD\n", "name: THAAD of mine\n")
    )
    (tmp_path / "thaad.yaml").write_text(text, "utf-8")
    assert run(["show", "thaad", "--catalog", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert "THAAD of mine" in captured.out
    assert "in place of the shipped record" in captured.err


def test_check_formats(tmp_path: Path, capsys: Capture) -> None:
    """`check` gives a problem as text, JSON and GitHub annotation, each with file, line and column."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: Bad\nnmae: x\n", "utf-8")
    assert run(["check", str(bad)]) == 1
    assert f"{bad}:2:1: unknown key 'nmae'" in capsys.readouterr().out
    assert run(["check", str(bad), "--format", "github"]) == 1
    assert f"::error file={bad},line=2,col=1,title=unknown-key::" in capsys.readouterr().out
    assert run(["check", str(bad), "--format", "json"]) == 1
    assert {"file": str(bad), "line": 2, "column": 1}.items() <= json.loads(capsys.readouterr().out)[-1].items()


def test_closed_pipe() -> None:
    """A reader that goes away is no error."""
    done = subprocess.run(
        ["bash", "-c", '"$0" -m ringfence sources | head -n 1', sys.executable],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_no_colour_codes() -> None:
    """Output that goes to no terminal holds no escape codes."""
    assert "\x1b" not in program("show", "s-400").stdout


def test_light_imports() -> None:
    """compare and list import neither pint nor matplotlib nor numpy."""
    code = (
        "import sys; from ringfence.cli import run; run(['compare', 's-400', 'thaad']); run(['list']);"
        "print([m for m in ('pint', 'matplotlib', 'numpy', 'pyproj', 'shapely') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_ascii_terminal() -> None:
    """A terminal that knows only ASCII gets ASCII, not an error."""
    done = program("compare", "s-400", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "400 km [250-400] x" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, capsys: Capture) -> None:
    """A completion script is printed for every shell."""
    assert run(["completion", shell]) == 0
    assert "_RINGFENCE_COMPLETE" in capsys.readouterr().out


def test_completes_system_names() -> None:
    """Completion offers the ids that begin with what is typed."""
    done = program(_RINGFENCE_COMPLETE="bash_complete", COMP_WORDS="ringfence show s-4", COMP_CWORD="2")
    assert "s-400" in done.stdout


def test_version(capsys: Capture) -> None:
    """--version names the program's version and the catalog's hash."""
    assert run(["--version"]) == 0
    assert "catalog" in capsys.readouterr().out
