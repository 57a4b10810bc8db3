"""What leaves the program: formats by a file's ending, UTF-8 for machines, marks that a terminal can write."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ringfence.cli import run
from ringfence.tables.grid import display_width
from ringfence.tables.render import Sheet, render, render_blocks

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".csv", "system,name,measure"),
        (".tsv", "system\tname\tmeasure"),
        (".md", "|  | s-400 | thaad |"),
        (".html", "<!doctype html>"),
        (".tex", "% needs \\usepackage"),
        (".json", "[\n  {"),
        (".jsonl", '{"system": "s-400"'),
        (".txt", "          "),
    ],
)
def test_format_by_ending(ending: str, begins: str, tmp_path: Path) -> None:
    """`-o` takes its format from the file's ending."""
    target = tmp_path / f"table{ending}"
    assert run(["compare", "s-400", "thaad", "-o", str(target)]) == 0
    assert target.read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(
    "command",
    [["list"], ["show", "thaad"], ["explain", "akash"], ["sources", "akash"], ["operators", "India"],
     ["acquisitions", "India"], ["search", "buk"], ["audit", "akash"]],
)  # fmt: skip
def test_every_command_knows_endings(command: list[str], tmp_path: Path) -> None:
    """Every command that prints a table writes one by its file's ending."""
    target = tmp_path / "out.csv"
    assert run([*command, "-o", str(target)]) == 0
    assert len(next(csv.reader(target.read_text("utf-8").splitlines()))) > 2


def test_format_stands_above_ending(tmp_path: Path) -> None:
    """A format that is asked for holds, whatever the ending."""
    target = tmp_path / "table.txt"
    assert run(["compare", "s-400", "-o", str(target), "-f", "json"]) == 0
    assert json.loads(target.read_text("utf-8"))[0]["system"] == "s-400"


def test_workbook(tmp_path: Path, capsys: Capture) -> None:
    """An .xlsx holds numbers as numbers, and the sources with their addresses on a second sheet."""
    target = tmp_path / "table.xlsx"
    assert run(["compare", "s-400", "thaad", "-a", "ballistic-missile", "-o", str(target)]) == 0
    book = load_workbook(target)
    assert book.sheetnames == ["data", "sources"]
    head, first, *_ = book["data"].iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert (row["system"], row["value"], row["unit"]) == ("s-400", 60, "km")
    assert any(
        str(cell).startswith("https://") for line in book["sources"].iter_rows(values_only=True) for cell in line
    )
    assert run(["compare", "s-400", "-f", "xlsx"]) == 2
    assert "name a file" in capsys.readouterr().err


def test_workbook_runs_no_formula() -> None:
    """A text that begins with an equals sign is a text in a workbook."""
    import io

    from ringfence.tables.workbook import workbook

    sheet = Sheet(("a",), (), ({"a": "=1+1"},))
    page = load_workbook(io.BytesIO(workbook({"data": sheet})))["data"]
    assert (page["A2"].value, page["A2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "s-400", "hq-9"],
        ["show", "s-400"],
        ["explain", "s-400"],
        ["sources", "iron-dome", "-f", "csv"],
        ["compare", "s-400", "hq-9", "-f", "json"],
        ["export", "citations", "s-400", "-f", "csl-json"],
        [],
    ],
)
def test_western_terminal(arguments: list[str]) -> None:
    """A terminal of Windows' Western code page gets tables with ASCII marks, and programs get UTF-8."""
    more = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "ringfence", *arguments], env={**os.environ, **more}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    machine = {"json", "csv", "csl-json"} & set(arguments)
    assert done.stdout.decode("utf-8" if machine else "cp1252").strip()
    if arguments[:1] == ["compare"] and not machine:
        assert b"400 km [250-400] x" in done.stdout


def test_wide_characters_are_aligned() -> None:
    """Columns stand below each other, be their cells Latin, Chinese or of letters with marks."""
    rows = (("红旗-9", "1"), ("HQ-9", "2"), ("e\u0301a", "3"))
    lines = render(Sheet(("name", "n"), rows, ({},)), "table").splitlines()[2:]
    assert [display_width(line[:-1]) for line in lines] == [8, 8, 8]


def test_addresses_are_links() -> None:
    """An address is a link to itself in Markdown and in HTML."""
    address = "https://example.org/a_b?c=d|e&f=(g)"
    sheet = Sheet(("at",), ((address,),), ({"at": address},))
    assert "<https://example.org/a_b?c=d%7Ce&f=(g)>" in render(sheet, "markdown")
    assert '<a href="https://example.org/a_b?c=d|e&amp;f=(g)">' in render(sheet, "html")


def test_latex_fits_and_explains() -> None:
    """A table for LaTeX is a longtable with rules and its legend in print; long columns break in their lines."""
    sheet = Sheet(("a", "b"), (("x" * 100, "y"),), ({},), ("what × means",))
    out = render_blocks([sheet], "latex")
    assert all(part in out for part in ("\\begin{longtable}", "\\toprule", "\\linewidth", "what $\\times$ means"))
