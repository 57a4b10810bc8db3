"""Input of any size and kind: bounded time, a clear answer or error."""

import io
import json
import sys
import time
from pathlib import Path

import pytest
from factcheck_scoring import frozen

from ringfence.cli import run
from ringfence.errors import UsageError
from ringfence.factcheck import factcheck
from ringfence.factcheck.judging.verdict import Outcome
from ringfence.factcheck.prose.text import MAX_BYTES, decode
from ringfence.factcheck.render import claim_review, render

Capture = pytest.CaptureFixture[str]

SENTENCE = "The S-400 can hit aircraft at 400 km. "
LARGE = {
    "a million digits": f"The S-400 has a range of {'1' * 1_000_000} km.",
    "numbers without end": "1,2,3,4,5,6,7,8,9,0 km " * 40_000,
    "no sentence's end": SENTENCE.replace(".", "") * 25_000,
    "no space": "S-400" * 200_000,
    "nothing but names": "Patriot THAAD S-400 Iron Dome " * 30_000,
    "brackets": "(" * 1_000_000,
    "open tags": "<p>" + "<a '" * 250_000,
    "open comments": "<p>" + "<!--" * 250_000,
    "open scripts": "<p>" + "<script>" * 120_000,
    "marks of direction": "\u200fThe \u202eS-400 can hit aircraft at 400 km. " * 25_000,
    "one statement over and over": SENTENCE * 27_000,
    "rows of a table": "| S-400 | 400 km |\n" * 55_000,
    "lines with tabs": "S-400\t400 km\n" * 80_000,
    "items of a list": "* S-400 range: 400 km\n" * 45_000,
    "lines under a heading": "S-400 engagement ranges:\n" + "- aircraft: 400 km\n" * 50_000,
    "up to up to": f"The S-400 has a range of {'up to ' * 170_000}400 km",
    "units without numbers": f"S-400 400 {'km ' * 330_000}",
    "numbers with commas": f"The S-400 has a range of {'111,' * 250_000}111 km",
    "number words": f"S-400 {'one hundred and ' * 60_000}km",
    "the latter": f"S-400 and THAAD. {'the latter ' * 90_000}",
    "nested elements": f"{'<div>' * 150_000}{SENTENCE}{'</div>' * 30_000}",
    "attributes without end": "<p " + 'a="<\'" ' * 100_000,
    "entities": f"<p>{'&amp;' * 200_000}",
}
FILLERS = ("needs ", "not ", "with a ", ", the minister of ", "hit one ", "range against the ", "speed and range ", "but not ", "missiles fired from as far ", "is said to be ", "no one has ", "without the help of ", "Iran says its ", ", against drones, ", "at only half that ")  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_bounded(name: str) -> None:
    """A megabyte of anything is read in seconds."""
    began = time.perf_counter()
    report = factcheck(LARGE[name], frozen())
    render(report, "text")
    assert time.perf_counter() - began < 30


@pytest.mark.parametrize("filler", FILLERS)
def test_bounded_rules(filler: str) -> None:
    """No word, however often repeated, makes a rule run long."""
    figures = " ".join(f"it hits aircraft at {i} km" for i in range(100, 120))
    began = time.perf_counter()
    factcheck(f"The S-400 {filler * (600 // len(filler))}{figures}. " * 150, frozen())
    assert time.perf_counter() - began < 15


def test_largest_input() -> None:
    """Five megabytes of news are read to their end, with every statement in them."""
    text = ("Residents said that they had heard explosions in the night. " * 60 + SENTENCE) * 2000
    began = time.perf_counter()
    report = factcheck(text[:MAX_BYTES], frozen())
    assert time.perf_counter() - began < 30
    assert not report.reading.full
    assert len(report.verdicts) == text[:MAX_BYTES].count(SENTENCE)


def test_too_many_statements() -> None:
    """More statements than are checked: the report says so, and it is no pass."""
    report = factcheck(SENTENCE * 6_000, frozen())
    assert report.reading.full
    assert report.exit_code == 1
    assert "the rest was not read" in render(report, "text")


@pytest.mark.parametrize("text", ["x" * 6_000_000, "S-400\0 400 km"])
def test_refused(text: str) -> None:
    """What is too long or binary is refused with the reason."""
    with pytest.raises(UsageError):
        factcheck(text, frozen())


def test_scripts_are_not_read() -> None:
    """A statement inside a script, a style or a comment is none."""
    hidden = f"<p>Nothing.</p><script>{SENTENCE}</script><style>{SENTENCE}</style><!-- {SENTENCE} --><svg><text>{SENTENCE}</text></svg>"
    assert not factcheck(hidden, frozen()).verdicts


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4\n(The S-400 can hit aircraft at 400 km.) Tj", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "zip archive"),
        (b"{\\rtf1 The S-400 can hit aircraft at 400 km.}", "RTF"),
        (b"The S-400\0 can hit aircraft at 400 km.", "NUL"),
        (b"The S-400 can hit aircraft at 400 km, caf\xe9.", "byte 41"),
        (b"\xff\xfeT\x00h", "UTF-16"),
        (b"x" * (MAX_BYTES + 1), "5.2 MB"),
    ],
    ids=["pdf", "zip", "rtf", "nul", "latin-1", "half a character", "too long"],
)
def test_no_text(data: bytes, said: str) -> None:
    """What is no text, or too much of it, is refused by what it is."""
    with pytest.raises(UsageError, match=said):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings(encoding: str) -> None:
    """Unicode files with a byte order mark are read as what they are."""
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        "The S\u200b-\u200d4\u206000 can hit ballistic missiles at 4\u200b00\ufeff km.",
        "\u202eThe \u2066S-400\u2069 can hit \u061cballistic missiles at 400 km.\u202c",
        "\x1b[2J\x1b]0;owned\x07The \x1b[31mS-400\x1b[0m can hit ballistic\x08 missiles at 400\x85km.",
    ],
    ids=["zero width", "direction", "terminal orders"],
)
def test_hidden_characters(text: str) -> None:
    """Characters that nobody sees neither hide a statement nor reach the terminal."""
    report = factcheck(text, frozen())
    assert [v.outcome for v in report.verdicts] == [Outcome.CONTRADICTED]
    for form in ("text", "markdown", "html"):
        shown = render(report, form)
        assert all(c.isprintable() or c == "\n" for c in shown)


def test_broken_html() -> None:
    """Of broken HTML the visible text is read: no script, style, comment, attribute or data address."""
    page = (
        "<html><head><base href='//evil'><title>x</title></head><body><p>The S-400 <b>can</b> hit<script>S-400 hits aircraft at 900 km</script> ballistic missiles at"
        " 400&nbsp;km.<img alt='S-400 hits aircraft at 800 km' src='data:text/html,S-400'>&lt;script&gt;x()&lt;/script&gt;<!-- S-400 --><p>unclosed <div <b> It can hit aircraft"
    )
    report = factcheck(page, frozen())
    assert [v.outcome for v in report.verdicts][:1] == [Outcome.CONTRADICTED]
    assert "900" not in render(report, "text") + render(report, "json")
    assert "<script" not in render(report, "html").lower()
    assert not set("<>&") & set(claim_review(report))


def test_hostile_names(tmp_path: Path, capsys: Capture) -> None:
    """Names in a catalog of one's own come out escaped in every format."""
    record = {
        "name": "Zap-9 <b>*x*</b>", "aliases": ["Zap-9"], "origin": ["CHE"], "kind": "sam", "primary_family": "aerodynamic", "status": "in-service",
        "envelopes": [{"targets": ["aircraft"], "range_max": {"me": "50 km"}}],
        "sources": {"me": {"publisher": "<i>Me</i> [a](b)", "url": "https://example.org/a?b=1&c='x'", "published": 2020, "kind": "newspaper", "language": "en"}},
    }  # fmt: skip
    (tmp_path / "zap-9.yaml").write_text(json.dumps(record), encoding="utf-8")
    shown = {}
    for form in ("text", "markdown", "html", "json"):
        assert run(["factcheck", "The Zap-9 can hit aircraft at 50 km.", "--catalog", str(tmp_path), "-f", form]) == 0
        shown[form] = capsys.readouterr().out
    assert "<b>" not in shown["html"]
    assert "<i>" not in shown["html"]
    assert "\\<b" in shown["markdown"]
    assert "[a](b)" not in shown["markdown"]
    assert json.loads(shown["json"])["sentences"][0]["claims"][0]["supporting"]["publisher"] == "<i>Me</i> [a](b)"


def test_files_that_are_none(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a missing and an unreadable file and a closed standard input are errors that say so; an empty file states nothing."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    def said(argument: str) -> tuple[int, str]:
        code = run(["factcheck", argument])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert said(str(tmp_path))[0] == 2
    assert "is a folder" in said(str(tmp_path))[1]
    assert "no file" in said(str(tmp_path / "none\x1b[31m.txt"))[1]
    assert "\x1b" not in said(str(tmp_path / "none\x1b[31m.txt"))[1]
    assert "nothing was checked" in said(str(empty))[1]
    monkeypatch.setattr(sys, "stdin", None)
    assert said("-") == (2, said("-")[1])
    assert "closed" in said("-")[1]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert said("-")[0] == 0
    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read: Permission denied" in said(str(empty))[1]
