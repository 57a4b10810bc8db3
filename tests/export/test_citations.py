"""The sources for reference managers, read back by pybtex and by their own structure."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from ringfence import __version__
from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.export.citations import Citation, citations, citations_text
from ringfence.specs.statement import Source
from ringfence.specs.system import System

CSL_FIELDS = {
    "id",
    "type",
    "title",
    "container-title",
    "publisher",
    "issued",
    "accessed",
    "URL",
    "language",
    "note",
    "custom",
}
CSL_TYPES = {"article-newspaper", "article-magazine", "post-weblog", "entry-encyclopedia", "webpage", "document"}
NASTY = 'He said: "50 % of {this} & \\that_#1 ~ $x^2$" } @misc{evil, = 🚀 עברית'


def source(**fields: Any) -> Source:
    """A source with the fields that matter to a test."""
    plain = {
        "publisher": "A Paper",
        "url": "https://example.org/a",
        "published": None,
        "kind": "newspaper",
        "language": "en",
    }
    return Source.model_validate({**plain, **fields})


def system(system_id: str, sources: dict[str, Source]) -> System:
    """A system with these sources and nothing else."""
    return System.model_construct(id=system_id, sources=sources)


@pytest.fixture(scope="module")
def everything() -> tuple[Citation, ...]:
    """The shipped catalog's sources."""
    return citations(Catalog.load(shipped=True))


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_whole_catalog_is_read_back(form: str, everything: tuple[Citation, ...]) -> None:
    """An independent reader finds every source of the shipped catalog, with its address and its year or none."""
    entries = parse_string(citations_text(everything, form, "abc"), "bibtex").entries
    assert list(entries) == [c.key for c in everything]
    for c in everything:
        fields = entries[c.key].fields
        assert fields.get("url") == c.source.url
        date = c.source.published.text if c.source.published else None
        assert fields.get("date" if form == "biblatex" else "year") == (
            date if form == "biblatex" or date is None else date[:4]
        )
        assert fields["keywords"].split(", ") == list(c.systems)


def test_csl(everything: tuple[Citation, ...]) -> None:
    """CSL-JSON holds every source with fields and types of its schema, dates as numbers, and the catalog's hash."""
    items = json.loads(citations_text(everything, "csl-json", "abc"))
    assert [item["id"] for item in items] == [c.key for c in everything]
    for item, c in zip(items, everything, strict=True):
        assert set(item) <= CSL_FIELDS
        assert item["type"] in CSL_TYPES
        assert item["custom"] == {"ringfence": __version__, "catalog": "abc", "systems": list(c.systems)}
        parts = item.get("issued", {}).get("date-parts", [[]])[0]
        text = c.source.published.text if c.source.published else ""
        assert parts == [int(part) for part in text.split("-") if part]


def test_each_source_once() -> None:
    """A source that two records name is one entry, which tells both."""
    one = source()
    found = citations([system("a", {"paper": one}), system("b", {"the-paper": one})])
    assert [(c.key, c.systems) for c in found] == [("paper", ("a", "b"))]


def test_keys_stay_unique() -> None:
    """Two sources that go by one key in two records both stay, under keys of their own."""
    found = citations([system("a", {"paper": source()}), system("b", {"paper": source(url="https://example.org/b")})])
    assert [c.key for c in found] == ["paper", "paper--b"]


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_text_cannot_break_out(form: str) -> None:
    """Braces, percent signs and entries within a title stay text of that title."""
    nasty = source(title=NASTY, publisher="Q } & R", url="https://example.org/{a}?b=\\c%20#d_e~f")
    entries = parse_string(citations_text([Citation("k", nasty, ("s",))], form, "abc"), "bibtex").entries
    assert list(entries) == ["k"]
    title = entries["k"].fields["title"]
    assert "evil" in title
    assert "🚀 עברית" in title
    assert entries["k"].fields["url"] == "https://example.org/%7Ba%7D?b=%5Cc%20#d_e~f"


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_any_text_is_one_entry(title: str, publisher: str) -> None:
    """Whatever a title holds, the file has one entry and its braces balance."""
    some = Source.model_construct(
        publisher=publisher,
        title=title,
        url=None,
        published=None,
        kind="newspaper",
        language="en",
        accessed=None,
        note=None,
    )
    text = citations_text([Citation("k", some, ("s",))], "biblatex", "abc")
    assert list(parse_string(text, "bibtex").entries) == ["k"]


def test_command(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A file's ending tells the format, the hash stands in it, and the same call gives the same bytes."""
    first, second, other = tmp_path / "a.bib", tmp_path / "b.bib", tmp_path / "c.json"
    for path in (first, second, other):
        assert run(["export", "citations", "s-400", "--system", "thaad", "-o", str(path)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert Catalog.load().digest in first.read_text("utf-8").splitlines()[0]
    assert {s for item in json.loads(other.read_text("utf-8")) for s in item["custom"]["systems"]} == {"s-400", "thaad"}


def test_nothing_fits(capsys: pytest.CaptureFixture[str]) -> None:
    """A filter that leaves no source says so and exits with 1."""
    assert run(["export", "citations", "s-400", "--where", "origin == USA"]) == 1
    assert "no source" in capsys.readouterr().err
