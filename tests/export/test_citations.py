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
    """An independent reader finds every source of the shipped catalog, with its address once and its date or none."""
    text = citations_text(everything, form, "abc")
    entries = parse_string(text, "bibtex").entries
    assert list(entries) == [c.key for c in everything]
    for c in everything:
        fields = entries[c.key].fields
        holder = fields["howpublished"] if form == "bibtex" else fields.get("url", "")
        assert (c.source.url or "") in holder
        assert sum((c.source.url or "no address") in value for value in fields.values()) == (1 if c.source.url else 0)
        date = c.source.published.text if c.source.published else None
        assert fields.get("date" if form == "biblatex" else "year") == (
            date if form == "biblatex" or date is None else date[:4]
        )
        assert fields["keywords"].split(", ") == list(c.systems)


def test_languages_and_months_are_the_formats_own() -> None:
    """Languages and months are words that the styles translate; a language that biblatex does not know is spelled."""
    cited = Citation("k", source(language="fr", published="2018-04-03"), ("s",))
    biblatex = citations_text([cited], "biblatex", "abc")
    assert "  language     = {french},\n  langid       = {french},\n  date         = {2018-04-03},\n" in biblatex
    assert "  month        = apr,\n  day          = 3,\n" in citations_text([cited], "bibtex", "abc")
    assert "= {Korean}," in citations_text([Citation("k", source(language="ko"), ("s",))], "biblatex", "abc")


def test_every_language_of_the_catalog_has_a_word(everything: tuple[Citation, ...]) -> None:
    """No source's language is left as a code, which a style prints as it stands: "fr. Sputnik"."""
    entries = parse_string(citations_text(everything, "biblatex", "abc"), "bibtex").entries
    assert {e.fields["language"] for e in entries.values() if len(e.fields["language"]) < 4} == set()


def test_no_writer_is_made_up(everything: tuple[Citation, ...]) -> None:
    """The publisher is no author, and what has no title is called so in brackets, apart from others' pages."""
    for form in ("bibtex", "biblatex"):
        assert "  author " not in citations_text(everything, form, "abc")
    assert Citation("k", source(), ("s-400", "thaad", "buk")).title == "[Page of A Paper on s-400, thaad and others]"


def test_ris(everything: tuple[Citation, ...]) -> None:
    """RIS is a record a source: it begins with its type, ends with ER, and every line has a tag of two signs."""
    text = citations_text(everything, "ris", "abc")
    records = text.split("\r\n\r\n")[:-1]
    assert len(records) == len(everything)
    for record, c in zip(records, everything, strict=True):
        lines = record.split("\r\n")
        assert all(line[2:6] == "  - " and line[:2].isalnum() for line in lines)
        assert lines[0].startswith("TY  - ")
        assert lines[-1] == "ER  - "
        assert [line[6:] for line in lines if line.startswith("UR")] == ([c.source.url] if c.source.url else [])
    dated = citations_text([Citation("k", source(published="2018-04"), ("s",))], "ris", "abc")
    assert "PY  - 2018\r\nDA  - 2018/04//\r\n" in dated


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
    address = "https://example.org/%7Ba%7D?b=%5Cc%20#d_e~f"
    assert address in entries["k"].fields["howpublished" if form == "bibtex" else "url"]


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


def test_an_ending_of_no_format(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A file whose ending is none of a format for citations is not written; the endings are listed."""
    assert run(["export", "citations", "s-400", "-o", str(tmp_path / "a.docx")]) == 2
    assert ".bib, .json, .ris" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
