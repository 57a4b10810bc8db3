"""`ringfence factcheck`, as its users meet it."""

import io
import json
import sys
from pathlib import Path

import pytest

from ringfence.cli import run

Capture = pytest.CaptureFixture[str]
CLAIM = "The S-400 can hit {} at 400 km."


def test_exit_codes(capsys: Capture) -> None:
    """0 where nothing is contradicted, 1 where something is, 2 for wrong usage."""
    assert run(["factcheck", CLAIM.format("aircraft")]) == 0
    assert run(["factcheck", CLAIM.format("ballistic missiles")]) == 1
    assert run(["factcheck", CLAIM.format("aircraft"), "--system", "no-such-system"]) == 2
    assert run(["factcheck", CLAIM.format("aircraft"), "--as-of", "soon"]) == 2


@pytest.mark.parametrize(
    ("name", "wrap"), [("a.txt", "{}"), ("a.md", "# A\n\n**{}**"), ("a.html", "<p>{}</p><script>x</script>")]
)
def test_files(name: str, wrap: str, tmp_path: Path, capsys: Capture) -> None:
    """Text, Markdown and HTML files are read."""
    path = tmp_path / name
    path.write_text(wrap.format(CLAIM.format("aircraft")), encoding="utf-8")
    assert run(["factcheck", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"supported": 1}


def test_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads standard input, and --system says what a sentence is about that names none."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The system can hit aircraft at 400 km.")))
    assert run(["factcheck", "-", "--system", "SA-21", "-f", "json"]) == 0
    (sentence,) = json.loads(capsys.readouterr().out)["sentences"]
    assert sentence["claims"][0]["systems"] == ["s-400"]


def test_missing_and_binary_files(tmp_path: Path, capsys: Capture) -> None:
    """A file that is not there, or no text, is an error that says so."""
    assert run(["factcheck", "missing.txt"]) == 2
    assert "no file" in capsys.readouterr().err
    path = tmp_path / "a.bin"
    path.write_bytes(b"\0\1\2")
    assert run(["factcheck", str(path)]) == 2
    assert "NUL" in capsys.readouterr().err


def test_output_and_claimreview(tmp_path: Path, capsys: Capture) -> None:
    """The ClaimReview draft can be written to a file; the summary goes to standard error."""
    path = tmp_path / "review.json"
    assert run(["factcheck", CLAIM.format("aircraft"), "--claimreview", "-o", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))[0]["@type"] == "ClaimReview"
    assert "1 supported" in capsys.readouterr().err


def test_as_of(capsys: Capture) -> None:
    """`--as-of` answers with what was published by then: in 2013 nothing dated spoke of ballistic missiles, nor of later tests."""
    assert run(["factcheck", CLAIM.format("ballistic missiles"), "--as-of", "2013-06", "-f", "json"]) == 0
    (claim,) = json.loads(capsys.readouterr().out)["sentences"][0]["claims"]
    assert claim["verdict"] == "not covered"
    assert any("undated sources are left out as of 2013-06" in remark for remark in claim["remarks"])
    assert not any("tests" in remark for remark in claim["remarks"])


def test_own_catalog(tmp_path: Path, capsys: Capture) -> None:
    """Systems of a catalog of one's own are found and judged like the shipped ones."""
    record = """{name: Zap-9 Blitz, aliases: [Zap-9], origin: [CHE], kind: sam, primary_family: aerodynamic, status: in-service,
      envelopes: [{targets: [aircraft], range_max: {me: 50 km}}],
      sources: {me: {publisher: Me, title: Mine, url: "https://example.org/a", published: 2020, kind: newspaper, language: en}}}"""
    (tmp_path / "zap-9.yaml").write_text(record, encoding="utf-8")
    text = "The Zap-9 can hit aircraft at 50 km. It replaces the S-400, which can hit aircraft at 400 km."
    assert run(["factcheck", text, "--catalog", str(tmp_path), "-f", "json"]) == 0
    sentences = json.loads(capsys.readouterr().out)["sentences"]
    assert [(c["systems"], c["verdict"]) for s in sentences for c in s["claims"]] == [
        (["zap-9"], "supported"),
        (["s-400"], "supported"),
    ]
    assert run(["factcheck", "The Zap-9 can hit aircraft at 500 km.", "--catalog", str(tmp_path)]) == 1


def test_light_imports(capsys: Capture) -> None:
    """A check pays for no drawing, geodesy or unit library."""
    import subprocess

    code = "import sys; from ringfence.cli import run; run(['factcheck', 'The S-400 can hit aircraft at 400 km.']); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
    assert not {"pint", "numpy", "matplotlib", "pyproj", "shapely"} & set(loaded)
