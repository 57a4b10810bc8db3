"""What leaves the program: formats by a file's ending, UTF-8 for machines, marks that a terminal can write."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.evidence.figures import cell_of
from ringfence.evidence.rule import Rule
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
    assert (row["system"], row["value (km)"]) == ("s-400", 60)
    assert "unit" not in row
    assert any(
        str(cell).startswith("https://") for line in book["sources"].iter_rows(values_only=True) for cell in line
    )
    assert run(["compare", "s-400", "-f", "xlsx"]) == 2
    assert "name a file" in capsys.readouterr().err


def test_units_stand_in_the_head(tmp_path: Path) -> None:
    """Lengths in metres and kilometres share a column of numbers in one unit, which its head names; speeds have theirs."""
    target = tmp_path / "table.xlsx"
    assert run(["compare", "s-400", "piorun", "-m", "range,range_min,speed", "-o", str(target)]) == 0
    head, *rows = load_workbook(target)["data"].iter_rows(values_only=True)
    cells = [dict(zip(head, row, strict=True)) for row in rows if row[2]]
    assert {"value (km)", "highest (km)"} <= set(head)
    assert not {"value", "value (m)"} & set(head)
    reach = next(c for c in cells if c["system"] == "piorun" and c["measure"] == "range_min" and c["value (km)"])
    assert reach["value (km)"] < 1
    speeds = [c for c in cells if c["measure"] == "speed_max" and c["text"] not in ("?", None)]
    assert all(c["value (km)"] is None for c in speeds)


def test_other_programs_endings_are_refused(tmp_path: Path, capsys: Capture) -> None:
    """An ending of which no table is written is refused with those of which one is, not filled with plain text."""
    assert run(["compare", "s-400", "-o", str(tmp_path / "a.docx")]) == 2
    assert ".xlsx" in capsys.readouterr().err
    assert run(["factcheck", "The S-400 hits aircraft at 400 km.", "-o", str(tmp_path / "a.csv")]) == 2
    assert ".json" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_verbose_names_files_and_caches() -> None:
    """`--verbose` says on standard error which files and caches are read; standard output stays as it is."""
    plain, told = (
        subprocess.run([sys.executable, "-m", "ringfence", *more, "show", "thaad"], capture_output=True, check=True)
        for more in ([], ["--verbose"])
    )
    assert told.stdout == plain.stdout
    lines = told.stderr.decode().splitlines()
    assert lines[0].startswith("caches: ")
    assert any("thaad" in line or line.startswith("read the cache") for line in lines)
    assert not any(line.endswith(".py") for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("more", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour(more: dict[str, str]) -> None:
    """On a terminal verdicts and kinds of sources are coloured; not where NO_COLOR is set or the terminal is dumb."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ringfence", "sources", "piorun"]
    environment = {**os.environ, "TERM": "xterm", "PAGER": "cat", **more}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as running:
        os.close(theirs)
        out = b""
        while chunk := _read(ours):
            out += chunk
        assert running.wait() == 0
    os.close(ours)
    assert (b"\x1b[" in out) == (more == {})


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""


def test_workbook_runs_no_formula() -> None:
    """A text that begins with an equals sign is a text in a workbook."""
    import io

    from ringfence.tables.workbook import workbook

    sheet = Sheet(("a",), (), ({"a": "=1+1"},))
    page = load_workbook(io.BytesIO(workbook({"data": sheet})))["data"]
    assert (page["A2"].value, page["A2"].data_type) == ("=1+1", "s")


def test_converted_numbers_are_no_finer_than_stated(capsys: Capture) -> None:
    """A number that a source states in miles is as exact in kilometres as it was: no 402.336, which some read as 402336."""
    assert run(["compare", "s-400", "-a", "aircraft", "-m", "range", "-f", "json"]) == 0
    (cell,) = json.loads(capsys.readouterr().out)
    assert (cell["value"], cell["lowest"], cell["highest"]) == (400, 250, 402)


@pytest.mark.parametrize("arguments", [["explain", "--rule-text"], ["export", "catalog", "--dictionary"]])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_texts_fall_back_too(arguments: list[str], encoding: str) -> None:
    """What is no table has ASCII marks as well, where the terminal has no others."""
    more = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "ringfence", *arguments], env={**os.environ, **more}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding).strip()


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


def test_markdown_links_lead_to_the_sources(tmp_path: Path) -> None:
    """A reader of CommonMark finds the address of every source of the catalog, whole and unchanged, behind its link."""
    target = tmp_path / "sources.md"
    assert run(["sources", "-o", str(target)]) == 0
    tokens = MarkdownIt("commonmark").enable("table").parse(target.read_text("utf-8"))
    links = [t.attrs["href"] for token in tokens for t in token.children or () if t.type == "link_open"]
    meant = [str(source.url) for system in Catalog.load() for source in system.sources.values() if source.url]
    assert sorted(map(unquote, map(str, links))) == sorted(map(unquote, meant))


@pytest.mark.parametrize("form", ["markdown", "html", "latex", "csv", "tsv", "json", "jsonl"])
def test_explain_names_addresses_in_every_format(form: str, capsys: Capture) -> None:
    """Whatever the format, `explain` gives the address of every statement, yes and no among them."""
    assert run(["explain", "s-400", "--against", "ballistic-missile", "-f", form]) == 0
    out = capsys.readouterr().out.replace("\\allowbreak{}", "").replace("\\%", "%").replace("\\#", "#")
    cell = cell_of(Catalog.load().get("s-400"), "range_max", "ballistic-missile", Rule())
    sources = [e.source for e in cell.evidence if e.naming] + [a.source for a in (*cell.engages.yes, *cell.engages.no)]
    addresses = {str(source.url) for source in sources if source.url}
    assert len(addresses) > 20
    wanted = {address.replace("&", "&amp;") if form == "html" else address for address in addresses}
    assert [address for address in wanted if address.replace("_", r"\_") not in out and address not in out] == []


def test_html_is_a_document(tmp_path: Path) -> None:
    """An .html has a title, captions, systems by their names and links."""
    assert run(["compare", "s-400", "thaad", "-o", str(tmp_path / "a.html")]) == 0
    text = (tmp_path / "a.html").read_text("utf-8")
    assert "<title>Range, altitude by class of target</title>" in text
    assert "<caption>Range, altitude by class of target</caption>" in text
    assert "<th>S-400 Triumf</th>" in text


def test_latex_fits_and_explains() -> None:
    """A table for LaTeX is a longtable with rules, a caption and its legend in print; columns break in their lines."""
    sheet = Sheet(("a", "b"), (("x" * 100, "y"),), ({},), ("what × means",), "Title & all")
    out = render_blocks([sheet], "latex")
    wanted = ("\\begin{longtable}", "\\toprule", "\\linewidth", "what $\\times$ means", "\\caption{Title \\& all}")
    assert all(part in out for part in wanted)
    shares = [float(share) for share in re.findall(r"dimexpr ([0-9.]+)", out)]
    assert sum(shares) == pytest.approx(1, abs=0.001)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
@pytest.mark.parametrize("more", ["", "\\usepackage{hyperref}"])
def test_latex_compiles(more: str, tmp_path: Path) -> None:
    """pdflatex sets a comparison, a list of statements and nasty text without an error, and within the page."""
    nasty = '& % $ # _ { } ~ ^ \\ < > | " ` / ° † ≥ ≤ × ≈ – … हिन्दी 红旗 [x] *'
    sheet = Sheet(("a", "b"), ((nasty, "https://example.org/a_b?c=%20&f=(g)#~h"), ("[a", "*b")), ({},), (nasty,), nasty)
    (tmp_path / "nasty.tex").write_text(render_blocks([sheet], "latex"), "utf-8")
    assert run(["compare", "s-400", "patriot-pac-3", "thaad", "samp-t", "-o", str(tmp_path / "compare.tex")]) == 0
    assert run(["explain", "akash", "-o", str(tmp_path / "explain.tex")]) == 0
    inputs = "".join(f"\\input{{{name}}}\n" for name in ("nasty", "compare", "explain"))
    packages = f"\\usepackage[T1]{{fontenc}}\\usepackage{{booktabs,longtable,array}}{more}"
    document = f"\\documentclass{{article}}{packages}\\begin{{document}}{inputs}\\end{{document}}\n"
    (tmp_path / "d.tex").write_text(document, "utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "d.tex"], cwd=tmp_path, capture_output=True, check=False
    )
    log = done.stdout.decode("utf-8", "replace")
    assert [line for line in log.splitlines() if line.startswith("!")] == []
    over = [float(points) for points in re.findall(r"Overfull \\hbox \(([0-9.]+)pt", log)]
    assert max(over, default=0) < 20  # of a margin of some 130
