"""The public names, as the README documents them."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ringfence
import ringfence as rf

ROOT = Path(__file__).resolve().parents[1]


def test_public_names() -> None:
    """The public names are these, and each can be had."""
    assert ringfence.__all__ == [
        "Answer", "Catalog", "CatalogError", "Cell", "Comparison", "Page", "Picture", "RingfenceError", "Rule", "System", "Value", "catalog",
        "cell", "cell_of", "chart", "compare", "envelope", "explain", "explore", "factcheck", "orders", "parse_value", "rings", "show",
        "systems_where",
    ]  # fmt: skip
    assert all(getattr(ringfence, name).__doc__ for name in ringfence.__all__)


def test_unknown_name() -> None:
    """A name that is not public is an AttributeError."""
    with pytest.raises(AttributeError):
        _ = ringfence.nothing


def test_readme_example(capsys: pytest.CaptureFixture[str]) -> None:
    """The documents' Python example runs and prints what it says."""
    readme = (ROOT / "docs" / "python.md").read_text("utf-8")
    example = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert example
    exec(compile(example[1], "python.md", "exec"), {})  # noqa: S102  # the document's own text
    assert "thaad" in capsys.readouterr().out


def test_readme_example_is_typed(tmp_path: Path) -> None:
    """The documents' Python passes mypy --strict."""
    example = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.DOTALL)
    assert example
    (tmp_path / "example.py").write_text(example[1], "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", str(tmp_path / "example.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_readme_table_is_true() -> None:
    """The table that the README shows is what the command prints."""
    from ringfence import Catalog
    from ringfence.evidence.comparison import compare
    from ringfence.tables.comparison import comparison_sheets
    from ringfence.tables.render import render_blocks
    from ringfence.tables.wording import Style

    table = compare(Catalog.load(), ["s-400", "samp-t"], against=["aircraft", "ballistic-missile"])
    printed = render_blocks(comparison_sheets(table, Style()), "table").split("\n\n")[0]
    assert printed in (ROOT / "README.md").read_text("utf-8")


def test_words_of_the_command_line() -> None:
    """Functions take words as the command line does, and the shipped catalog where none is named."""
    found = rf.compare("S400", "thaad", against="ballistic missiles", measure="range")
    values = {str(row["system"]): row["value"] for row in found.records}
    assert values == {"s-400": 60, "thaad": 200}
    assert found.data.rows[0].cells[0].value == rf.cell("s-400", "range", "bm").value
    assert [s.id for s in rf.compare("s-400 vs iris-t").data.systems] == [
        "s-400",
        "iris-t-slm",
        "iris-t-sls",
        "iris-t-slx",
    ]


def test_packages_are_functions() -> None:
    """`catalog`, `explore` and `factcheck` are functions though packages bear their names."""
    from ringfence.catalog.store import Catalog

    assert rf.catalog() is rf.catalog()
    assert isinstance(rf.catalog(), Catalog)
    report = rf.factcheck("The S-400 can intercept ballistic missiles at ranges of up to 400 kilometres.")
    assert "1 contradicted" in repr(report)
    assert rf.explore("thaad").html.startswith("<!doctype html>")


@pytest.mark.parametrize(
    "shown",
    [
        lambda: rf.compare("s-400", "thaad"),
        lambda: rf.cell("s-400", "range", "drones"),
        lambda: rf.catalog().get("s-400"),
        lambda: rf.explain("akash"),
        lambda: rf.orders("India", "s-400"),
        lambda: rf.show("iron dome"),
    ],
)
def test_short_reprs(shown: Callable[[], object]) -> None:
    """What is given back shows itself in one short line."""
    assert len(repr(shown())) < 120


def test_answers_leave(tmp_path: Path) -> None:
    """A table is HTML in a notebook, a data frame for pandas, and a file in the format of its ending."""
    table = rf.compare("s-400", "thaad")
    assert "<table>" in table._repr_html_()
    frame = table.to_dataframe()
    assert len(frame) == len(table.records)
    assert frame["value"].max() >= 400
    for ending in (".csv", ".xlsx", ".md", ".json", ".txt"):
        assert table.save(tmp_path / f"table{ending}").stat().st_size


def test_pictures(tmp_path: Path) -> None:
    """Rings, envelopes and charts are drawn, shown as SVG and saved."""
    drawn = [rf.rings("thaad", at="Ankara"), rf.envelope("thaad"), rf.chart("range", "bm", most=5)]
    for number, picture in enumerate(drawn):
        assert "<svg" in picture._repr_html_()
        assert picture.save(tmp_path / f"{number}.png").stat().st_size


@pytest.mark.parametrize(
    "asked",
    [
        lambda: rf.cell("s-4000", "range"),
        lambda: rf.cell("s-400", "colour"),
        lambda: rf.cell("s-400", "range", "tanks"),
        lambda: rf.compare("s-400", units="furlongs"),
        lambda: rf.Rule(as_of="2018-13"),
    ],
)
def test_errors_have_hints(asked: Callable[[], object]) -> None:
    """What cannot be meant is a RingfenceError that says what there is."""
    with pytest.raises(rf.RingfenceError) as caught:
        asked()
    assert caught.value.message


def test_strings_where_they_are_natural() -> None:
    """A rule takes a year as text; values compare with texts, sort, and convert to units as people write them."""
    import pint

    old = rf.cell("s-400", "range", "aircraft", rule=rf.Rule(as_of="2010"))
    assert old.best
    assert old.best.origins < 10
    value = rf.parse_value("400 km")
    assert value > "50 km"
    assert sorted([value, rf.parse_value("3000 m")])[0].text == "3000 m"
    assert value.to("nautical-miles").unit == "nmi"
    assert (pint.Quantity(1, "km") + value.quantity).to("km").magnitude == pytest.approx(401)
    with pytest.raises(rf.RingfenceError):
        _ = value < "5 kg"


def test_the_documented_rule_is_the_rule() -> None:
    """The document on the evidence rule holds what `explain --rule-text` prints."""
    from ringfence.evidence.rule import RULE

    assert RULE in (ROOT / "docs" / "evidence.md").read_text("utf-8")
