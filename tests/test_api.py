"""The public names, as the README documents them."""

import re
from pathlib import Path

import pytest

import ringfence

ROOT = Path(__file__).resolve().parents[1]


def test_public_names() -> None:
    """The public names are these, and each can be had."""
    assert ringfence.__all__ == [
        "Catalog", "CatalogError", "Cell", "Comparison", "RingfenceError", "Rule", "System", "Value", "cell_of", "compare", "parse_value",
        "systems_where",
    ]  # fmt: skip
    assert all(getattr(ringfence, name).__doc__ for name in ringfence.__all__)


def test_unknown_name() -> None:
    """A name that is not public is an AttributeError."""
    with pytest.raises(AttributeError):
        _ = ringfence.nothing


def test_readme_example(capsys: pytest.CaptureFixture[str]) -> None:
    """The README's Python example runs and prints what it says."""
    readme = (ROOT / "README.md").read_text("utf-8")
    example = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert example
    exec(compile(example[1], "README.md", "exec"), {})  # noqa: S102  # the README's own text
    assert "thaad" in capsys.readouterr().out


def test_readme_table_is_true() -> None:
    """The table that the README shows is what the command prints."""
    from ringfence import Catalog, compare
    from ringfence.tables.comparison import comparison_sheets
    from ringfence.tables.render import render_blocks
    from ringfence.tables.wording import Style

    table = compare(Catalog.load(), ["s-400", "patriot-pac-3"], against=["aircraft", "ballistic-missile"])
    printed = render_blocks(comparison_sheets(table, Style()), "table").split("\n\n")[0]
    assert printed in (ROOT / "README.md").read_text("utf-8")
