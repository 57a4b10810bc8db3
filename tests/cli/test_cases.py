"""What new users typed and were misled by: each input as it was typed, and what has to come of it."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ringfence.cli import run

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("compare s400 patriot", "160 km"),
        ('compare "S-400" vs Patriot', "160 km"),
        ("compare s-400,thaad", "thaad"),
        ("s-400", "S-400 Triumf (s-400)"),
        ("search buk", "buk-m1"),
        ("show 40N6", "S-400 Triumf (s-400)"),
        ("show Tamir", "Iron Dome (iron-dome)"),
        ('show "S‑400"', "S-400 Triumf (s-400)"),
        ('show "С-400"', "S-400 Triumf (s-400)"),
        ("list patriot", "patriot-pac-2"),
        ("operators Ukraine", "avenger: operates"),
        ("compare s-400 thaad --against all", "range, cruise-missile"),
        ("compare s-400 thaad --against missiles", "range, cruise-missile"),
        ("compare s-400 thaad --measure price", "unit cost"),
        ("compare s-400 --units miles", "249 mi"),
        ('list --where "origin == Russia"', "a-135"),
        ('list --where "range_max[aircraft] > 300km"', "s-400"),
        ("compare iron-dome davids-sling", "range, rocket-artillery-mortar"),
        ("compare s-400 thaad -m range,altitude,detection", "detection range, aircraft"),
    ],
)
def test_what_was_meant(line: str, says: str, capsys: Capture) -> None:
    """What was typed gives what was meant, and exits with 0."""
    assert run(shlex.split(line)) == 0
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(
    "place",
    ["Tromso", "Lodz", "Wroclaw", "Diyarbakir", "Kiev", "Odessa", "Bombay", "Saigon", "Guam", "Rzeszow", "Kinmen", "Penghu", "Bushehr"],
)  # fmt: skip
def test_everyday_names_of_places(place: str, capsys: Capture) -> None:
    """A place is found under its everyday spelling."""
    assert run(["export", "rings", "thaad", "--against", "bm", "--at", place, "--format", "geojson"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["features"]


@pytest.mark.parametrize("ending", ["csv", "md", "html", "tex", "json", "jsonl", "tsv", "xlsx"])
def test_the_ending_names_the_format(ending: str, tmp_path: Path) -> None:
    """`-o t.csv` writes CSV, `-o t.md` Markdown: no ending gives the text table."""
    path = tmp_path / f"t.{ending}"
    assert run(["compare", "s-400", "thaad", "-o", str(path)]) == 0
    starts = {
        "csv": b"system,",
        "md": b"|",
        "html": b"<!",
        "tex": b"%",
        "json": b"[",
        "jsonl": b"{",
        "tsv": b"system\t",
        "xlsx": b"PK",
    }
    assert path.read_bytes().lower().startswith(starts[ending].lower())


@pytest.mark.parametrize(
    "line",
    [
        "compare s-400 hq-9", "show s-400", "explain s-400", "sources s-400 -f csv", "compare s-400 -f json",
        "export citations thaad -f bibtex",
    ],
)  # fmt: skip
def test_other_encodings(line: str) -> None:
    """On a terminal of another encoding a table has ASCII marks, and what programs read is UTF-8."""
    more = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "ringfence", *line.split()]
    done = subprocess.run(command, env=more, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8" if "-f" in line else "cp1252")


@pytest.mark.parametrize(("line", "code"), [("compare s-400", 0), ("rings thaad --at Ankara", 2), ("chart range", 2)])
def test_a_package_that_is_not_there(line: str, code: int, tmp_path: Path) -> None:
    """Where the libraries of pictures are left out, what needs one names it in a line, and the tables work."""
    without = "import sys; sys.modules.update(numpy=None, matplotlib=None, pyproj=None, cartopy=None)"
    program = f"{without}; from ringfence.cli import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", program, *line.split()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert ("needs the package" in done.stderr) == (code == 2)
    assert "Traceback" not in done.stderr
