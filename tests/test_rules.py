"""Rules across the fields of a record: each broken one is reported with its code and its line."""

from datetime import date
from pathlib import Path

import pytest

from ringfence.catalog.check import check
from ringfence.cli import run

GOOD = """name: Example
origin: [RUS]
kind: sam
primary_family: aerodynamic
status: in-service
effectors:
  EX-1: {kind: missile}
envelopes:
  - targets: [aircraft]
    effector: EX-1
    range_max: {daily-2007: up to 400 km}
    range_min: {daily-2007: 2 km}
    altitude_max: {daily-2007: 27 km}
engages:
  ballistic-missile: {daily-2007: true}
sources:
  daily-2007:
    publisher: Daily
    url: https://example.org/a
    published: 2007-08
    kind: newspaper
    language: en
"""


def problems(tmp_path: Path, text: str, name: str = "example.yaml") -> list[tuple[str, int]]:
    """Codes and lines of what is wrong with a file."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return [(p.code, p.place.line) for p in check([path], date(2026, 1, 1)).problems]


def test_good(tmp_path: Path) -> None:
    """The example that the other tests break is good."""
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{daily-2007: up to 400 km}", "{dayly-2007: up to 400 km}", "source-not-defined", 11),
        ("    language: en\n", "    language: en\n  other: {publisher: O, title: T, published: 2001, kind: blog, language: en}\n", "source-not-used", 23),
        ("range_min: {daily-2007: 2 km}", "range_min: {daily-2007: 500 km}", "min-above-max", 12),
        ("27 km}", "500 km}", "ceiling-above-range", 13),
        ("2 km}", "2 s}", "dimension", 12),
        ("ballistic-missile: {daily-2007: true}", "aircraft: {daily-2007: false}", "engages-contradiction", 15),
        ("2007-08\n", "2027-08\n", "date-in-future", 20),
        ("2007-08\n", "2007-13\n", "date", 20),
        ("https://example.org/a", "ftp://example.org/a", "pattern", 19),
        ("name: Example\n", "name: Example\nid: other\n", "id-not-file-name", 2),
        ("    language: en\n", "    language: en\n  b: {publisher: O, url: 'https://example.org/a', published: null, kind: blog, language: en}\n", "url-twice", 23),
        ("[RUS]", "[RUSS]", "country", 2),
        ("status:", "staus:", "unknown-key", 5),
        ("effector: EX-1", "effector: EX-2", "effector-not-defined", 10),
        ("[aircraft]", "[aircrafts]", "target", 9),
        ("up to 400 km", "400km", "value", 11),
        ("true}", "maybe}", "not-yes-or-no", 15),
        ("kind: sam", "kind: sma", "not-a-choice", 3),
        ("    url: https://example.org/a\n", "", "source-not-findable", 18),
        ("origin: [RUS]\n", "", "missing-key", 1),
    ],
    ids=lambda value: value if isinstance(value, str) and value.islower() and " " not in value else "",
)  # fmt: skip
def test_each_rule(old: str, new: str, code: str, line: int, tmp_path: Path) -> None:
    """A broken rule has its own code, and the line where it is broken."""
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    found = problems(tmp_path, text)
    effective = [problem for problem in found if problem[0] == code]
    expected = text.replace("status:", "staus:")  # the line counts hold for the broken text
    assert expected
    assert effective == [(code, line)] or (code == "url-twice" and (code, line) in effective), found


def test_nearest_key(tmp_path: Path) -> None:
    """An unknown key names the nearest known one."""
    path = tmp_path / "example.yaml"
    path.write_text(GOOD.replace("range_max", "rnge_max"), "utf-8")
    assert any("range_max" in (p.hint or "") for p in check([path]).problems)


def test_names_claimed_twice(tmp_path: Path) -> None:
    """A name, alias or id that two systems claim is reported, in whatever spelling."""
    (tmp_path / "one.yaml").write_text(GOOD.replace("name: Example", "name: One\naliases: [EX 1]"), "utf-8")
    (tmp_path / "two.yaml").write_text(GOOD.replace("name: Example", "name: Two\naliases: [ex-1, ONE]"), "utf-8")
    found = check([tmp_path], date(2026, 1, 1)).problems
    assert [(p.code, Path(p.place.file).name, p.place.line) for p in found] == [("name-twice", "two.yaml", 2)] * 2


def test_five_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Five mistakes in one file are five errors with their lines in one check, and a bad file hides no good one."""
    text = (
        GOOD.replace("[RUS]", "[XXX]")
        .replace("kind: sam", "kind: sma")
        .replace("up to 400 km", "400km")
        .replace("27 km", "27 s")
    )
    (tmp_path / "bad.yaml").write_text(text.replace("true}", "perhaps}"), "utf-8")
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    assert run(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert [int(line.split(":")[1]) for line in out.splitlines() if line.startswith(str(tmp_path))] == [
        2,
        3,
        11,
        13,
        15,
    ]
    assert "2 files checked: 5 problems" in out
