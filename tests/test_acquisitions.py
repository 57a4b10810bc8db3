"""Who ordered what, as sources had it by a day."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from ringfence.acquisitions import Holding, holdings
from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.specs.statement import read_date
from ringfence.specs.system import System


def held(acquisition: dict[str, Any], published: Mapping[str, str | None], as_of: str | None = None) -> list[Holding]:
    """The holdings of a system with one acquisition."""
    sources = {
        key: {
            "publisher": key,
            "title": key,
            "url": f"https://example.org/{key}",
            "published": when,
            "kind": "newspaper",
            "language": "en",
        }
        for key, when in published.items()
    }
    system = System.model_validate(
        {
            "id": "x", "name": "X", "origin": ["RUS"], "kind": "sam", "primary_family": "aerodynamic", "status": "in-service",
            "acquisitions": [{"id": "india-2018", "operator": "IND", "unit": "regiment", "also_called": ["squadron"], **acquisition}], "sources": sources,
        }
    )  # fmt: skip
    return list(holdings([system], as_of=read_date(as_of) if as_of else None))


def test_the_article() -> None:
    """India's S-400 by 2025-09-03: five ordered in 2018, three delivered, two expected in 2026 and 2027."""
    found = list(holdings([Catalog.load().get("s-400")], operator="IND", as_of=read_date("2025-09-03")))
    contract = next(h for h in found if h.acquisition.id == "india-2018")
    assert [date.text for date in contract.signed] == ["2018"]
    assert contract.ordered
    assert contract.delivered
    assert (contract.ordered.typical, contract.delivered.typical, contract.outstanding) == (5, 3, 2)
    assert [(e.nth, e.due.text) for e in contract.expected] == [(4, "2026"), (5, "2027")]


def test_newest_as_of_wins() -> None:
    """Of what has arrived the newest as-of counts, and an earlier day sees the earlier count."""
    acquisition = {
        "ordered": {"aa": "5 regiments"},
        "delivered": {
            "aa": {"value": "1 regiment", "as_of": "2021-12"},
            "bb": {"value": "3 squadrons", "as_of": "2024-07"},
        },
    }
    published = {"aa": "2022-01", "bb": "2024-08"}
    now, then = held(acquisition, published)[0], held(acquisition, published, "2023")[0]
    assert now.delivered
    assert then.delivered
    assert (now.delivered.typical, now.outstanding, then.delivered.typical, then.outstanding) == (3, 2, 1, 4)


def test_disagreement_stays_visible() -> None:
    """Counts keep their spread, and units of another kind are not counted."""
    found = held(
        {"ordered": {"aa": "5 regiments", "bb": "5 squadrons", "cc": "6 regiments", "dd": "120 missiles"}},
        dict.fromkeys(("aa", "bb", "cc", "dd"), "2019"),
    )
    assert found[0].ordered
    assert (found[0].ordered.typical, found[0].ordered.lowest, found[0].ordered.highest, found[0].ordered.origins) == (
        5,
        5,
        6,
        3,
    )


def test_undated_sources_are_counted() -> None:
    """A source without a date is left out of an as-of answer and counted, unless it names a day of its own."""
    found = held(
        {
            "ordered": {"aa": "5 regiments", "bb": "6 regiments"},
            "delivered": {"bb": {"value": "1 regiment", "as_of": "2020"}},
        },
        {"aa": "2019", "bb": None},
        "2021",
    )
    assert found[0].ordered
    assert found[0].delivered
    assert (found[0].ordered.typical, found[0].delivered.typical, found[0].undated) == (5, 1, 1)


def test_nobody_had_spoken_of_it() -> None:
    """An acquisition that no dated source had spoken of by the day is not listed."""
    assert held({"ordered": {"aa": "5 regiments"}}, {"aa": "2019"}, "2018") == []


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The command takes a country by name or code, prints every format, and exits with 1 where nothing is known."""
    assert run(["acquisitions", "--operator", "India", "--system", "s-400", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["operator"] for row in rows} == {"IND"}
    assert run(["acquisitions", "--operator", "IND", "--as-of", "1990"]) == 1
    assert run(["acquisitions", "--operator", "Indai"]) == 2
    assert "India" in capsys.readouterr().err
    assert run(["acquisitions", "--ascii"]) == 0
    assert capsys.readouterr().out.isascii()
