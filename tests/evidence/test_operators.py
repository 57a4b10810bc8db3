"""Who operates what: use and orders stand apart, and each with its sources."""

import json
from collections.abc import Mapping
from typing import Any, get_args

import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.evidence.operators import Tie, ties
from ringfence.specs.statement import read_date
from ringfence.specs.system import System
from ringfence.specs.words import Stage, Use


def tied(record: dict[str, Any], published: Mapping[str, str | None], as_of: str | None = None) -> list[Tie]:
    """The ties of a system with these operators and acquisitions."""
    sources = {
        key: {"publisher": key, "title": key, "url": f"https://example.org/{key}", "published": when, "kind": "newspaper", "language": "en"}
        for key, when in published.items()
    }  # fmt: skip
    base = {
        "id": "x",
        "name": "X",
        "origin": ["RUS"],
        "kind": "sam",
        "reference": "aircraft",
        "status": "in-service",
    }
    system = System.model_validate({**base, **record, "sources": sources})
    return list(ties([system], as_of=read_date(as_of) if as_of else None))


@pytest.mark.parametrize(
    ("said", "use"),
    [
        ({"aa": True}, "operates"),
        ({"aa": False}, "no longer"),
        ({"aa": True, "bb": False}, "no longer"),
        ({"aa": False, "bb": True}, "disputed"),
        ({"aa": True, "cc": False}, "disputed"),
    ],
)
def test_use(said: dict[str, bool], use: str) -> None:
    """A no ends a yes where it is of a later date; else yes and no are a dispute."""
    found = tied({"operators": {"IND": said}}, {"aa": "2010", "bb": "2020", "cc": None})
    assert [tie.use for tie in found] == [use]


@pytest.mark.parametrize(
    ("acquisition", "word"),
    [
        ({"delivered": {"aa": "1 battery"}, "status": {"aa": "ordered"}}, "delivered"),
        ({"delivered": {"aa": "10 missiles"}}, "delivered"),
        ({"status": {"aa": "pledged"}, "ordered": {"aa": "1 battery"}}, "pledged"),
        ({"status": {"aa": "cancelled"}, "delivered": {"aa": "1 battery"}}, "cancelled"),
        ({"signed": {"aa": 2009}}, "contract"),
        ({"ordered": {"aa": "10 missiles"}}, "ordered"),
        ({"ordered": {"aa": {"value": "2 batteries", "context": "planned"}}}, "planned"),
        ({"price": {"aa": "1000000 USD"}}, "mentioned"),
    ],
)
def test_an_order_is_no_operation(acquisition: dict[str, Any], word: str) -> None:
    """What an acquisition came to is told in the sources' words, and never as operation."""
    record = {"acquisitions": [{"id": "india", "operator": "IND", "unit": "battery", **acquisition}]}
    found = tied(record, {"aa": "2010"})[0]
    assert found.use == "not stated"
    assert (found.words, found.holdings[0].stage) == ((word,), word)


def test_as_of() -> None:
    """Only sources dated by the day count; undated ones are left out and counted, and pairs nobody had spoken of are not listed."""
    record = {"operators": {"IND": {"aa": True, "bb": True, "cc": True}, "CHN": {"bb": True}}}
    found = tied(record, {"aa": "2010", "bb": "2020", "cc": None}, "2015")
    assert [(tie.country, tie.origins, str(tie.newest), len(tie.left_out)) for tie in found] == [("IND", 1, "2010", 1)]


def test_every_pair_of_the_catalog() -> None:
    """Every country that a record ties to its system is there, with at least one source."""
    catalog = Catalog.load()
    found = {(tie.system.id, tie.country) for tie in ties(catalog)}
    wanted = {(s.id, code) for s in catalog for code in s.operators}
    wanted |= {(s.id, a.operator) for s in catalog for a in s.acquisitions}
    assert found == wanted
    assert all(tie.sources for tie in ties(catalog))


def test_enough_pairs() -> None:
    """At least seven hundred pairs of a system and a country have an order, a delivery or use stated."""
    assert sum(bool(tie.said or tie.holdings) for tie in ties(Catalog.load())) >= 700


def test_words_of_a_country(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each country has a line a word: what it is said to operate first, then what was delivered, ordered, planned."""
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["operators", "--operator", "Poland", "--operator", "Latvia", "--ascii"]) == 0
    lines = capsys.readouterr().out.splitlines()
    words = [line[2:20].strip() for line in lines[1 : lines.index("")] if not line.startswith("      ")]
    assert lines[0] == "Latvia (LVA)"
    assert words == [word for word in ("operates", "delivered", "ordered", "contract") if word in words]
    assert next(line for line in lines if line.startswith("  delivered")).split()[1] in ("rbs-70", "piorun", "stinger")
    assert run(["operators", "--operator", "Latvia", "--ascii"]) == 0
    alone = capsys.readouterr().out
    assert "2017  delivered         ~50 missiles" in alone
    assert " - From Denmark, second-hand." in alone


def test_by_country_and_by_system(capsys: pytest.CaptureFixture[str]) -> None:
    """A row is a country with its systems, or a system with its countries; a country is found by name or code."""
    assert run(["operators"]) == 0
    assert "India (IND)" in capsys.readouterr().out
    assert run(["operators", "--system", "s-400"]) == 0
    by_system = capsys.readouterr().out
    assert "Türkiye (TUR)" in by_system
    assert "delivered 4 regiments" in " ".join(by_system.split())
    assert run(["operators", "--by", "system", "--operator", "Turkey"]) == 0
    assert "s-400" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "html", "csv", "json", "tsv"])
@pytest.mark.parametrize("more", [[], ["--sources"], ["--by", "system"]])
def test_formats(form: str, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every format gives the operators."""
    assert run(["operators", "--where", "origin == RUS", "--format", form, *more]) == 0
    assert "s-400" in capsys.readouterr().out.lower()


def test_sources_are_visible(capsys: pytest.CaptureFixture[str]) -> None:
    """Data formats carry keys and links of the sources, and `--sources` prints what each says."""
    assert run(["operators", "--system", "gepard", "--operator", "DEU", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["use"], row["country_name"]) == ("no longer", "Germany")
    assert row["sources"]
    assert all(url.startswith("http") for url in row["urls"])
    assert run(["operators", "--system", "gepard", "--operator", "DEU", "--sources"]) == 0
    out = capsys.readouterr().out
    assert "no longer operates" in out
    assert "http" in out


def test_nothing_known(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 where nothing is known, 2 with the nearest name for a country or system that is not."""
    assert run(["operators", "--operator", "ISL"]) == 1
    assert "0 countries" in capsys.readouterr().out
    assert run(["operators", "--operator", "Indai"]) == 2
    assert "India" in capsys.readouterr().err
    assert run(["operators", "--status", "talks", "--ascii"]) == 0
    assert capsys.readouterr().out.isascii()


@pytest.mark.parametrize("columns", [80, 120])
def test_width(columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of all operators fits the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    assert run(["operators"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= columns


def test_every_stage_can_be_asked_for() -> None:
    """Whatever an order of the shipped catalog came to, and whatever is said of use, `--status` offers it."""
    words = {word for tie in ties(list(Catalog.load())) for word in tie.words}
    assert words <= {*get_args(Stage), *get_args(Use)}
    for command in ("acquisitions", "operators"):
        for stage in ("partly delivered", "partly-delivered"):
            assert run([command, "India", "--status", stage, "-f", "json"]) == 0
