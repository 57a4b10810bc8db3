"""Formats: each escapes what it could take for markup or a formula, and keeps numbers numbers."""

import csv
import io
import json
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.specs.words import Format
from ringfence.tables.render import Sheet, render, safe_cell

NASTY = "=1+1|<script>&\"'\n\\%_{}$#~^`*[]\u2028é"


def sheet(text: str) -> Sheet:
    """One row that holds the text."""
    return Sheet(("a", "b"), ((text, "1"),), ({"a": text, "b": 1.5, "c": None, "d": True, "e": ["x", "y"]},), (text,))


@pytest.mark.parametrize("form", get_args(Format))
def test_every_format(form: str) -> None:
    """Every format renders, whatever the text, and ends with a newline."""
    assert render(sheet(NASTY), form).endswith("\n")  # type: ignore[arg-type]  # one of them


def test_html_is_inert() -> None:
    """No text becomes markup in HTML."""
    seen: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the parser calls it so
            seen.append(tag)

    Tags().feed(render(sheet("<script>alert(1)</script><img src=x onerror=y>"), "html"))
    assert set(seen) <= {"table", "thead", "tbody", "tr", "th", "td", "p", "br"}


def test_latex_is_inert() -> None:
    """No text becomes a command in LaTeX."""
    out = render(sheet(r"\input{/etc/passwd} 50% & $x_1$ #"), "latex").replace(r"\allowbreak{}", "")
    assert r"\textbackslash{}input\{/etc/passwd\} 50\% \& \$x\_1\$ \#" in out


def test_markdown_is_inert() -> None:
    """No text becomes a link, a cell or emphasis in Markdown."""
    assert r"\[a\](b) \| \*c\*" in render(sheet("[a](b) | *c*"), "markdown")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", '=HYPERLINK("http://x")'])
def test_formulas_are_defused(text: str) -> None:
    """A text that a spreadsheet would run gets an apostrophe in front."""
    rows = list(csv.reader(io.StringIO(render(sheet(text), "csv"), newline="")))
    assert rows[1][0].startswith("'")


@given(st.text())
def test_no_csv_cell_is_a_formula(text: str) -> None:
    """No text at all comes out as a formula."""
    assert safe_cell(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_csv_keeps_types() -> None:
    """Numbers stay plain numbers, nothing stays empty, yes and no are words, lists are joined."""
    assert list(csv.reader(io.StringIO(render(sheet("x"), "csv"))))[1] == ["x", "1.5", "", "true", "x; y"]


@given(st.text())
def test_json_round_trip(text: str) -> None:
    """JSON gives back what went in."""
    assert json.loads(render(sheet(text), "json"))[0]["a"] == text


def test_tsv_has_one_line_a_row() -> None:
    """Tabs and newlines in a text do not break a row of TSV."""
    assert len(render(sheet("a\tb\nc"), "tsv").splitlines()) == 2


@given(
    st.lists(st.tuples(st.text("abc -", max_size=60), st.text("abc -", max_size=60)), min_size=1, max_size=5),
    st.integers(40, 120),
)
def test_width(rows: list[tuple[str, str]], width: int) -> None:
    """A text table never leaves its width."""
    made = Sheet(("one", "two"), tuple(rows), ({},))
    assert max(map(len, render(made, "table", width).splitlines())) <= width
