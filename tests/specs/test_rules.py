"""Rules across the fields of a record: each broken one is reported with its code and its line."""

from datetime import date
from pathlib import Path

import pytest

from ringfence.catalog.folder import read_file
from ringfence.cli import run
from ringfence.contribute.check import check

GOOD = """name: Example
origin: [RUS]
kind: sam
reference: aircraft
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


OTHER = "{publisher: O, title: T, published: 2001, kind: blog, language: en}"
SAME_URL = "{publisher: O, url: 'https://example.org/a', published: null, kind: blog, language: en}"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{daily-2007: up to 400 km}", "{dayly-2007: up to 400 km}", "source-not-defined", 11),
        ("    language: en\n", f"    language: en\n  other: {OTHER}\n", "source-not-used", 23),
        ("range_min: {daily-2007: 2 km}", "range_min: {daily-2007: 500 km}", "min-above-max", 12),
        ("range_min: {daily-2007: 2 km}", "altitude_min: {daily-2007: 27.1 km}", "min-above-max", 12),
        ("range_min: {daily-2007: 2 km}\n    altitude_max: {daily-2007: 27 km}", "threat_range_max: {daily-2007: 1 mi}\n    threat_range_min: {daily-2007: 2 km}", "min-above-max", 13),
        ("27 km}", "500 km}", "ceiling-above-range", 13),
        ("27 km}", "248.6 mi}", "ceiling-above-range", 13),
        ("up to 400 km}\n    range_min: {daily-2007: 2 km}\n    altitude_max: {daily-2007: 27 km}", "0.000001 mm}", "impossible", 11),
        ("up to 400 km}\n    range_min: {daily-2007: 2 km}\n    altitude_max: {daily-2007: 27 km}", "9.9 m}", "impossible", 11),
        ("27 km}", "9 mm}", "impossible", 13),
        ("kind: missile", "kind: missile, mass: {daily-2007: 0.001 g}", "impossible", 7),
        ("kind: missile", "kind: missile, speed_max: {daily-2007: Mach 0.001}", "impossible", 7),
        ("kind: missile", "kind: missile, length: {daily-2007: 1 mm}", "impossible", 7),
        ("2 km}", "2 s}", "dimension", 12),
        ("kind: missile", "kind: missile, speed_max: {daily-2007: 5 km}", "dimension", 7),
        ("kind: missile", "kind: missile, mass: {daily-2007: 5}", "dimension", 7),
        ("ballistic-missile: {daily-2007: true}", "aircraft: {daily-2007: false}", "engages-contradiction", 15),
        ("ballistic-missile: {daily-2007: true}", "aerodynamic: {daily-2007: false}", "engages-contradiction", 15),
        ("kind: missile", "engages: {aircraft: {daily-2007: false}}", "engages-contradiction", 7),
        ("2007-08\n", "2027-08\n", "date-in-future", 20),
        ("2007-08\n", "2007\n    accessed: 2026-01-02\n", "date-in-future", 21),
        ("engages:", "entered_service: {daily-2007: 2026-02}\nengages:", "date-in-future", 14),
        ("engages:", "entered_service: {daily-2007: {value: 2077, context: planned}}\nengages:", "date-too-far", 14),
        ("engages:", "acquisitions: [{id: india-2018, operator: IND, unit: missile, expected: {daily-2007: {due: 9999}}}]\nengages:", "date-too-far", 14),
        ("kind: missile", "kind: missile, mass: {daily-2007: 90 kg}, warhead_mass: {daily-2007: 91 kg}", "warhead-above-mass", 7),
        ("2007-08\n", "2007-13\n", "date", 20),
        ("2007-08\n", "2007-02-29\n", "date", 20),
        ("2007-08\n", "August 2007\n", "date", 20),
        ("2007-08\n", "1899\n", "date", 20),
        ("https://example.org/a", "ftp://example.org/a", "pattern", 19),
        ("https://example.org/a", "javascript:alert(1)", "pattern", 19),
        ("https://example.org/a", "example.org/a", "pattern", 19),
        ("name: Example\n", "name: Example\nid: other\n", "id-not-file-name", 2),
        ("[RUS]", "[RUSS]", "country", 2),
        ("engages:", "operators: {XYZ: {daily-2007: true}}\nengages:", "country", 14),
        ("status:", "staus:", "unknown-key", 5),
        ("    range_max", "    rnge_max", "unknown-key", 11),
        ("    publisher", "    author: A\n    publisher", "unknown-key", 18),
        ("effector: EX-1", "effector: EX-2", "effector-not-defined", 10),
        ("engages:", "detection: [{sensor: EX-RADAR, detection_range: {daily-2007: 600 km}}]\nengages:", "sensor-not-defined", 14),
        ("[aircraft]", "[aircrafts]", "target", 9),
        ("  ballistic-missile:", "  ballistic-missiles:", "target", 15),
        ("up to 400 km", "400km", "value", 11),
        ("up to 400 km", "500–400 km", "value", 11),
        ("true}", "maybe}", "not-yes-or-no", 15),
        ("kind: sam", "kind: sma", "not-a-choice", 3),
        ("{daily-2007: 2 km}", "{daily-2007: {value: 2 km, by: maker}}", "not-a-choice", 12),
        ("    url: https://example.org/a\n", "", "source-not-findable", 18),
        ("origin: [RUS]\n", "", "missing-key", 1),
        ("[RUS]", "[]", "empty", 2),
        ("status:", "variant_of: no-such\nstatus:", "variant-of-unknown", 5),
    ],
    ids=lambda value: value if isinstance(value, str) and value.islower() and " " not in value else "",
)  # fmt: skip
def test_each_rule(old: str, new: str, code: str, line: int, tmp_path: Path) -> None:
    """A broken rule has its own code, once, at the line where it is broken."""
    assert old in GOOD
    found = problems(tmp_path, GOOD.replace(old, new, 1))
    assert [problem for problem in found if problem[0] == code] == [(code, line)]
    assert {problem[0] for problem in found} - {code} <= {"missing-key", "source-not-used"}, found


def test_one_url_under_two_keys(tmp_path: Path) -> None:
    """One page under two source keys is reported at the second one's url."""
    text = GOOD.replace("{daily-2007: 2 km}", "{daily-2007: 2 km, other: 3 km}") + f"  other: {SAME_URL}\n"
    assert problems(tmp_path, text) == [("url-twice", 23)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2 km}", "400 km}"),
        ("27 km}", "400 km}"),
        ("27 km}", "{value: 500 km, context: planned}}"),
        ("ballistic-missile: {daily-2007: true}", "drone: {daily-2007: false}"),
        ("ballistic-missile: {daily-2007: true}", "ballistic: {daily-2007: false}"),
        ("ballistic-missile: {daily-2007: true}", "aircraft: {daily-2007: {value: false, superseded: corrected}}"),
        ("2007-08\n", "2026-01\n"),
        ("engages:", "entered_service: {daily-2007: {value: 2030, context: planned}}\nengages:"),
        ("kind: missile", "kind: missile, mass: {daily-2007: 90 kg}, warhead_mass: {daily-2007: 90 kg}"),
        ("engages:", "entered_service: {daily-2007: {value: 2076, context: planned}}\nengages:"),
        ("name: Example\n", "name: Example\nid: example\n"),
        ("https://example.org/a", "http://example.org/a"),
    ],
)
def test_what_is_no_mistake(old: str, new: str, tmp_path: Path) -> None:
    """What lies on a rule's edge, is planned, superseded, or about another class, breaks no rule."""
    assert old in GOOD
    assert problems(tmp_path, GOOD.replace(old, new, 1)) == []


@pytest.mark.parametrize("rest", ["{range_min: {other: 500 km}}", "{altitude_max: {other: 500 km}}"])
def test_two_sources_may_disagree(rest: str, tmp_path: Path) -> None:
    """What is a contradiction within one source is none between two."""
    text = GOOD.replace("engages:", f"  - {rest}\nengages:\n  aircraft: {{other: false}}") + f"  other: {OTHER}\n"
    assert problems(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("range_max", "rnge_max", "did you mean 'range_max'?"),
        ("    language", "    langauge", "did you mean 'language'?"),
        ("kind: missile", "waight: 1", "known here: "),
        ("[RUS]", "[RUSS]", "did you mean 'RUS'?"),
        ("[RUS]", "[Russia]", "did you mean 'RUS'?"),
        ("[RUS]", "[rus]", "did you mean 'RUS'?"),
        ("effector: EX-1", "effector: EX1", "did you mean 'EX-1'?"),
        ("{daily-2007: 2", "{daly-2007: 2", "did you mean 'daily-2007'?"),
        ("[aircraft]", "[aircrafts]", "did you mean 'aircraft'?"),
        ("kind: sam", "kind: sma", "did you mean 'sam'?"),
        ("up to 400 km", "400km", "did you mean '400 km'?"),
    ],
)
def test_nearest_right_thing(old: str, new: str, hint: str, tmp_path: Path) -> None:
    """A word that is not known comes with the nearest known one, or with what is known there."""
    path = tmp_path / "example.yaml"
    path.write_text(GOOD.replace(old, new, 1), "utf-8")
    assert any(hint in f"{p.message} {p.hint}" for p in check([path], date(2026, 1, 1)).problems)


def test_id_claimed_twice(tmp_path: Path) -> None:
    """A name that is another system's id is reported, in the files checked and against the known ones."""
    (tmp_path / "one.yaml").write_text(GOOD.replace("name: Example", "name: One"), "utf-8")
    (tmp_path / "two.yaml").write_text(GOOD.replace("name: Example", "name: Two\nnative_name: O n e"), "utf-8")
    both = check([tmp_path], date(2026, 1, 1)).problems
    alone = check([tmp_path / "two.yaml"], date(2026, 1, 1), known=[read_file(tmp_path / "one.yaml")]).problems
    assert [(p.code, p.place.line) for p in both] == [(p.code, p.place.line) for p in alone] == [("name-twice", 2)]


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
