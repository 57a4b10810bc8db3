"""The audit: nothing on clean records, and nearly every fault that is planted into them."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.contribute.audit import POINTS, audit
from ringfence.contribute.check import check

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "clean"
FILES = sorted(CLEAN.glob("*.yaml"))
Fault = Callable[[str, int], str]


def findings(folder: Path) -> set[tuple[str, str]]:
    """System (or file) and code of everything that check and audit say of a folder."""
    report = check([folder], date(2026, 1, 1))
    found = {(Path(p.place.file).stem, p.code) for p in report.problems}
    if not report.problems:
        found |= {(d.system, d.code) for d in audit(list(Catalog.load(folder, shipped=False))).doubts}
    return found


def first_range(text: str, new: Callable[[float], str], target: str) -> str:
    """The text with its first source's range against a class changed."""
    pattern = re.compile(rf"(targets: \[{target}\]\n    range_max:\n      alpha-\d: )(\d+) km")
    assert pattern.search(text)
    return pattern.sub(lambda m: m[1] + new(float(m[2])), text)


def slip(factor: float) -> Fault:
    """One source's range in the wrong unit, by the factor between the two; the others agree."""
    return lambda text, n: first_range(
        text, lambda km: f"{km * factor:.6g} km", ("aircraft", "drone", "ballistic-missile")[n % 3]
    )


def replaced(old: str, new: str) -> Fault:
    """The text with the first match of a pattern replaced."""

    def plant(text: str, n: int) -> str:
        assert re.search(old, text), old
        return re.sub(old, new.replace("{n}", str(n)), text, count=1)

    return plant


FAULTS: dict[str, Fault] = {
    "miles for kilometres": slip(1.609344),
    "nautical miles for kilometres": slip(1.852),
    "feet for metres": slip(3.28084),
    "metres for kilometres": slip(1000),
    "wrong dimension": replaced(r"range_min:\n      (alpha-\d): 1 km", r"range_min:\n      \1: 1 kg"),
    "source not defined": replaced(r"      beta-\d: ", "      betta-{n}: "),
    "source never used": replaced(
        r"sources:\n",
        'sources:\n  extra-{n}: {publisher: X, url: "https://example.org/x", published: 2011, kind: blog, language: en}\n',
    ),
    "minimum above maximum": replaced(r"range_min:\n      (alpha-\d): 1 km", r"range_min:\n      \1: 900 km"),
    "unknown key": replaced(r"altitude_max:", "altitude_maks:"),
    "date in the future": replaced(r"published: 2010-0\d", "published: 2031-01"),
    "unknown country": replaced(r"\[FRA\]", "[FRX]"),
    "too fast": replaced(r"(alpha-\d): Mach \d", r"\1: Mach 25"),
    "ceiling above reach": replaced(
        r"(altitude_max:\n      alpha-\d: )\d+ km(\n      beta-\d: )\d+ km(\n      gamma-\d: )\d+ km",
        r"\g<1>900 km\g<2>900 km\g<3>900 km",
    ),
    "blanket only": replaced(r"targets: \[ballistic-missile\]", "targets: [ballistic-missile, hypersonic]"),
    "one url for two sources": replaced(r"example\.org/beta-(\d)", r"example.org/alpha-\1"),
    "key twice": replaced(r"maker: Invented Works", "maker: Invented Works\nmaker: Other Works"),
    "name of another": replaced(r"aliases: \[\w+ Mark One\]", "aliases: [invented-9]"),
    "not a url": replaced(r"https://example", "htps//example"),
    "wide spread": replaced(r"(range_max:\n      alpha-\d: )\d+ km", r"\g<1>21 km"),
    "undated source": replaced(r"published: 2011-0\d", "published: null"),
    "comma as decimal point": replaced(r"(range_min:\n      alpha-\d: )1 km", r'\g<1>"1,5 km"'),
}


def planted() -> list[tuple[str, Path]]:
    """Every fault in every clean record."""
    return [(name, path) for name in FAULTS for path in FILES]


def test_clean_fixture_is_clean() -> None:
    """There is no finding at all on clean records."""
    assert findings(CLEAN) == set()


def test_planted_faults_are_found(tmp_path: Path) -> None:
    """Of at least sixty faults of at least ten kinds, check or audit finds at least 95 %."""
    missed = []
    for number, (name, path) in enumerate(planted()):
        folder = tmp_path / str(number)
        folder.mkdir()
        for file in FILES:
            text = file.read_text("utf-8")
            (folder / file.name).write_text(FAULTS[name](text, number) if file == path else text, "utf-8")
        if name == "name of another":
            other = FILES[0].read_text("utf-8").replace("Alpine", "Other").replace("-1", "-9").replace("M-9", "M-9")
            (folder / "invented-9.yaml").write_text(other.replace("60 km", "61 km"), "utf-8")
        if not any(system == path.stem for system, _ in findings(folder)):
            missed.append((name, path.stem))
    assert len(FAULTS) >= 10
    assert len(planted()) >= 60
    assert len(missed) <= 0.05 * len(planted()), missed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_copied_record_is_found(path: Path, tmp_path: Path) -> None:
    """A record copied under another name is found."""
    for file in FILES:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    name = re.search(r"name: (\w+)", path.read_text("utf-8"))
    assert name
    (tmp_path / "copied.yaml").write_text(path.read_text("utf-8").replace(name[1], "Copied"), "utf-8")
    found = findings(tmp_path)
    assert any(code == "copied" for _, code in found)


def test_variants_in_the_wrong_order(tmp_path: Path) -> None:
    """A variant that reaches less far than what it develops is found."""
    for file in FILES:
        text = file.read_text("utf-8")
        (tmp_path / file.name).write_text(
            re.sub(r"\b(110|132) km", "30 km", text) if file.stem == "invented-2" else text, "utf-8"
        )
    assert ("invented-2", "variant-order") in findings(tmp_path)


def test_scores_fall_with_findings(tmp_path: Path) -> None:
    """A clean system has a hundred points, and each finding takes its weight's."""
    assert set(audit(list(Catalog.load(CLEAN, shipped=False))).scores.values()) == {100}
    for file in FILES:
        text = file.read_text("utf-8")
        (tmp_path / file.name).write_text(FAULTS["too fast"](text, 0) if file.stem == "invented-1" else text, "utf-8")
    result = audit(list(Catalog.load(tmp_path, shipped=False)))
    assert result.scores == {"invented-1": 100 - POINTS["high"], "invented-2": 100, "invented-3": 100}
    assert result.score == pytest.approx(95)


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`audit` prints findings and scores as table and JSON."""
    assert run(["audit", "s-400", "--weight", "medium"]) in (0, 1)
    assert "mean score" in capsys.readouterr().out
    run(["audit", "--scores", "--format", "json"])
    scores = json.loads(capsys.readouterr().out)
    assert len(scores) == len(Catalog.load())
    assert all(0 <= row["score"] <= 100 for row in scores)
