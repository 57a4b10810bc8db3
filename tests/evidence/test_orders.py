"""Who ordered what, as sources had it by a day."""

import csv
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.evidence.orders import Holding, holdings
from ringfence.specs.countries import read_country
from ringfence.specs.statement import read_date
from ringfence.specs.system import System
from ringfence.tables.order_words import outstanding_text, quantities, quantity_text, standing
from ringfence.tables.wording import Style


def held(
    acquisition: dict[str, Any],
    published: Mapping[str, str | None],
    as_of: str | None = None,
    origins: Mapping[str, str] = MappingProxyType({}),
) -> list[Holding]:
    """The holdings of a system with one acquisition."""
    sources = {
        key: {
            "publisher": key,
            "title": key,
            "url": f"https://example.org/{key}",
            "published": when,
            "kind": "newspaper",
            "language": "en",
            "retells": origins.get(key),
        }
        for key, when in published.items()
    }
    system = System.model_validate(
        {
            "id": "x", "name": "X", "origin": ["RUS"], "kind": "sam", "reference": "aircraft", "status": "in-service",
            "acquisitions": [{"id": "india-2018", "operator": "IND", "unit": "regiment", "also_called": ["squadron"], **acquisition}], "sources": sources,
        }
    )  # fmt: skip
    return list(holdings([system], as_of=read_date(as_of) if as_of else None))


ONE = f"{Style(ascii=True).joint}{Style(ascii=True).counted(1)}".replace("\u00a0", " ")
"""How one origin is marked."""


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


def test_newest_as_of_may_be_a_day_a_month_or_a_year() -> None:
    """A bare year is older than a month in it, and the day of its source stands for a statement that names none."""
    acquisition = {
        "delivered": {"aa": {"value": "2 regiments", "as_of": 2024}, "bb": "3 regiments", "cc": "1 regiment"}
    }
    count = held(acquisition, {"aa": None, "bb": "2024-03", "cc": None})[0].delivered
    assert count
    assert (count.typical, str(count.as_of)) == (3, "2024-03")


def test_other_statements_are_listed() -> None:
    """What does not count stays listed with the reason: older, undated, planned, superseded, another unit, the same origin."""
    acquisition = {
        "ordered": {
            "aa": "5 regiments", "bb": "120 missiles", "cc": {"value": "7 regiments", "context": "planned"},
            "dd": {"value": "4 regiments", "superseded": "raised later"},
        },
        "delivered": {"aa": {"value": "1 regiment", "as_of": "2021"}, "bb": {"value": "2 regiments", "as_of": "2022"}, "cc": "3 regiments"},
    }  # fmt: skip
    found = held(acquisition, {"aa": "2023", "bb": "2023", "cc": None, "dd": "2019"})[0]
    reasons = {(s.field, s.source): s.why_not for s in found.said}
    assert reasons == {
        ("ordered", "aa"): None, ("ordered", "bb"): "counts missiles", ("ordered", "cc"): "planned",
        ("ordered", "dd"): "superseded: raised later", ("delivered", "bb"): None, ("delivered", "aa"): "older than 2022",
        ("delivered", "cc"): "no date",
    }  # fmt: skip
    assert found.planned
    assert found.planned.typical == 7
    assert [(field, count.typical, count.unit) for field, count in found.others] == [("ordered", 120, "missile")]


def test_an_origin_counts_once() -> None:
    """Sources that share an origin count once: by their highest count, and by their earliest year of signing."""
    retold = {
        "ordered": {"aa": "5 regiments", "bb": "6 regiments", "cc": "4 regiments"},
        "signed": {"aa": 2019, "bb": 2018, "cc": "2020-01"},
    }
    found = held(retold, dict.fromkeys(("aa", "bb", "cc"), "2021"), origins={"aa": "wire", "bb": "wire"})[0]
    assert found.ordered
    assert found.years
    assert (found.ordered.typical, found.ordered.lowest, found.ordered.highest, found.ordered.origins) == (4, 4, 6, 2)
    assert (found.years.lowest, found.years.highest, found.years.origins) == (2018, 2020, 2)


def test_year_of_signing_is_the_lower_median() -> None:
    """The year of signing is typical by the rule of every figure, and its spread is kept."""
    years = {"aa": 2016, "bb": 2018, "cc": "2018-10", "dd": 2019}
    found = held({"signed": years}, dict.fromkeys(years, "2020"))[0]
    assert found.years
    assert [date.text for date in found.signed] == ["2018"]
    assert (found.years.lowest, found.years.highest) == (2016, 2019)


@pytest.mark.parametrize(
    ("status", "word", "outstanding"),
    [
        ({"aa": "completed"}, "completed", 0),
        ({"aa": "ordered", "bb": "cancelled"}, "cancelled", 0),
        ({"bb": "cancelled", "cc": "ordered"}, "ordered", 3),  # the order is of a later date
        ({"cc": "approved", "aa": "ordered", "bb": "talks"}, "ordered", 3),
    ],
)
def test_final_words(status: dict[str, str], word: str, outstanding: float) -> None:
    """The farthest stage holds; after completion or cancellation nothing is outstanding or expected, unless a later source orders."""
    acquisition = {
        "status": status, "ordered": {"aa": "5 regiments"}, "delivered": {"aa": "2 regiments"},
        "expected": {"aa": {"nth": 3, "due": 2026}},
    }  # fmt: skip
    found = held(acquisition, {"aa": "2019", "bb": "2020", "cc": "2021"})[0]
    assert (found.status[0], found.outstanding, len(found.expected)) == (word, outstanding, int(outstanding > 0))


def test_more_than_ordered() -> None:
    """More delivered than ordered leaves nothing outstanding by the typical counts, and the spread and a mark say that it is in doubt."""
    acquisition = {"ordered": {"aa": "30 regiments", "bb": "50 regiments"}, "delivered": {"aa": "46 regiments"}}
    found = held(acquisition, {"aa": "2023", "bb": "2022"})[0]
    assert (found.outstanding, found.outstanding_spread, found.more_than_ordered) == (0, (0, 4), True)


def test_at_least_so_many_have_arrived() -> None:
    """Where more than a number have arrived, at most the rest is outstanding."""
    acquisition = {"ordered": {"aa": "1300 missiles"}, "delivered": {"aa": "more than 100 missiles"}, "unit": "missile"}
    (found,) = held(acquisition, {"aa": "2018"})
    assert outstanding_text(found) == "up to 1200 missiles (2018)"
    assert quantity_text(found, "delivered", Style(ascii=True)) == ">100 missiles x1 (2018)"


def test_a_newer_count_in_another_unit() -> None:
    """Where the newest count of what has arrived is in another unit, how many are outstanding is not known."""
    acquisition: dict[str, Any] = {
        "ordered": {"aa": "6 regiments"},
        "delivered": {"aa": {"value": "2 regiments", "as_of": 2018}, "bb": {"value": "2 batteries", "as_of": 2020}},
    }
    assert held(acquisition, {"aa": "2018", "bb": "2020"})[0].outstanding is None
    missiles = {
        **acquisition,
        "delivered": {**acquisition["delivered"], "bb": {"value": "120 missiles", "as_of": 2020}},
    }
    assert held(missiles, {"aa": "2018", "bb": "2020"})[0].outstanding == 4


def test_what_has_arrived_is_expected_no_longer() -> None:
    """A delivery that has arrived is expected no longer, even where the newest source still expects it; what it said stays listed."""
    acquisition = {
        "ordered": {"aa": "5 regiments"},
        "delivered": {"aa": {"value": "4 regiments", "as_of": "2026-05"}},
        "expected": {"bb": [{"nth": 4, "due": "2026-06"}, {"nth": 5, "due": "2026-11"}]},
    }
    found = held(acquisition, {"aa": "2026-05", "bb": "2026-07"})[0]
    assert ([e.nth for e in found.expected], [e.nth for e in found.earlier]) == ([5], [4])


def test_slips() -> None:
    """The newest dated source on each delivery counts, and earlier dates of the same delivery are told in their order."""
    acquisition = {
        "expected": {
            "aa": [{"nth": 4, "due": 2023}, {"nth": 5, "due": 2024}], "bb": {"nth": 4, "due": "2026-05"}, "cc": {"nth": 4, "due": 2025},
            "dd": {"nth": 4, "due": 2022},
        },
    }  # fmt: skip
    found = held(acquisition, {"aa": "2021", "bb": "2025", "cc": "2024", "dd": None})[0]
    assert [(e.nth, e.due.text) for e in found.expected] == [(5, "2024"), (4, "2026-05")]
    assert [(e.nth, e.due.text) for e in found.slipped] == [(4, "2023"), (4, "2025")]


@pytest.mark.parametrize("word", ["pledged", "option"])
def test_a_promise_grows(word: str) -> None:
    """What is pledged or an option is the newest dated figure, by the day of which it speaks, never a median; an order is the median."""
    acquisition: dict[str, Any] = {
        "ordered": {"aa": "4 regiments", "bb": "4 regiments", "cc": "12 regiments", "dd": {"value": "9 regiments", "as_of": 2023}},
    }  # fmt: skip
    published = {"aa": "2022", "bb": "2022-06", "cc": "2024-09", "dd": "2026", "ee": None}
    pledge = held({**acquisition, "status": {"aa": word}}, published)[0]
    order = held({**acquisition, "status": {"aa": "ordered"}}, published)[0]
    assert pledge.ordered
    assert order.ordered
    assert (pledge.ordered.typical, str(pledge.ordered.as_of), order.ordered.typical) == (12, "2024-09", 4)
    assert {s.source: s.why_not for s in pledge.said if s.field == "ordered"} == {
        "aa": "older than 2024-09", "bb": "older than 2024-09", "cc": None, "dd": "older than 2024-09",
    }  # fmt: skip


def test_a_plan_is_the_newest() -> None:
    """What is planned is the newest dated plan."""
    plans = {key: {"value": f"{n} regiments", "context": "planned"} for key, n in (("aa", 8), ("bb", 8), ("cc", 6))}
    found = held({"ordered": plans}, {"aa": "2017", "bb": "2018", "cc": "2023"})[0]
    assert found.planned
    assert (found.planned.typical, found.stage) == (6, "planned")


def test_of_one_day_the_highest_has_arrived() -> None:
    """Of several counts of what had arrived by one day the highest stands, with their spread; so do those of no day."""
    said = {
        "aa": {"value": "2 regiments", "as_of": "2024-09"},
        "bb": {"value": "3 regiments", "as_of": "2024-09"},
        "cc": {"value": "2 regiments", "as_of": "2024-09"},
    }
    count = held({"delivered": said}, dict.fromkeys(said, "2025"))[0].delivered
    undated = held({"delivered": {"aa": "1 regiment", "bb": "2 regiments"}}, {"aa": None, "bb": None})[0].delivered
    assert count
    assert undated
    assert (count.typical, count.lowest, count.highest, undated.typical) == (3, 2, 3, 2)


def test_to_come_says_of_which_day() -> None:
    """How many are to come stands with its unit and the day of the count of what had arrived; without one it is called undated."""
    ordered = {"aa": "5 regiments"}
    dated = held({"ordered": ordered, "delivered": {"aa": {"value": "3 regiments", "as_of": 2014}}}, {"aa": "2015"})[0]
    undated = held({"ordered": ordered, "delivered": {"bb": "4 regiments"}}, {"aa": "2015", "bb": None})[0]
    assert outstanding_text(dated) == "2 regiments (2014)"
    assert outstanding_text(undated) == "1 regiment (undated)"
    assert (
        quantities(undated, Style(ascii=True))
        == f"ordered 5 regiments{ONE}, delivered 4 regiments{ONE}, 1 (undated) to come"
    )


@pytest.mark.parametrize(
    ("acquisition", "stage", "words"),
    [
        ({"status": {"aa": "pledged"}, "delivered": {"aa": "2 regiments"}}, "delivered", "delivered"),
        ({"status": {"aa": "ordered"}, "ordered": {"aa": "5 regiments"}, "delivered": {"aa": "5 regiments"}}, "delivered", "delivered"),
        ({"status": {"aa": "ordered"}, "signed": {"aa": 2018}, "ordered": {"aa": "5 regiments"}, "delivered": {"aa": "3 regiments"}}, "partly delivered", "ordered 2018, partly delivered"),
        ({"status": {"aa": "approved"}, "ordered": {"aa": "60 missiles"}, "delivered": {"aa": "35 missiles"}}, "partly delivered", "partly delivered"),
        ({"signed": {"aa": 2018}, "ordered": {"aa": "5 regiments"}, "delivered": {"aa": "0 regiments"}}, "ordered", "ordered 2018"),
        ({"status": {"aa": "completed"}, "ordered": {"aa": "5 regiments"}, "delivered": {"aa": "3 regiments"}}, "completed", "completed"),
    ],
)  # fmt: skip
def test_status_agrees_with_what_has_arrived(acquisition: dict[str, Any], stage: str, words: str) -> None:
    """Where something has arrived the stage says so, whatever stage was stated before; a final word stands."""
    found = held(acquisition, {"aa": "2020"})[0]
    assert (found.stage, standing(found)) == (stage, words)


def test_units_are_never_mixed() -> None:
    """Each number stands with what it counts; what arrived is compared with what was ordered in one unit alone."""
    acquisition = {
        "ordered": {"aa": "5 regiments", "bb": "10 systems"}, "delivered": {"aa": {"value": "5 regiments", "as_of": 2020}, "bb": {"value": "6 systems", "as_of": 2019}},
    }  # fmt: skip
    found = held(acquisition, {"aa": "2021", "bb": "2021"})[0]
    assert found.outstanding == 0
    assert (
        quantities(found, Style(ascii=True))
        == f"ordered 5 regiments{ONE}, 10 systems{ONE}, delivered 5 regiments{ONE} (2020)"
    )
    whole = held({"ordered": {"aa": "5 regiments"}, "delivered": {"aa": {"value": "5 regiments", "as_of": 2020}}}, {"aa": "2021"})[0]  # fmt: skip
    assert quantities(whole, Style(ascii=True)) == f"5 regiments{ONE}, all delivered by 2020{ONE}"
    none = held({"ordered": {"aa": "5 regiments"}, "delivered": {"aa": {"value": "0 regiments", "as_of": 2020}}}, {"aa": "2021"})[0]  # fmt: skip
    assert quantities(none, Style(ascii=True)) == f"ordered 5 regiments{ONE}, none delivered by 2020{ONE}"


def test_since(capsys: pytest.CaptureFixture[str]) -> None:
    """`--since` keeps what was ordered, or first spoken of, from then on, in both commands."""
    assert run(["acquisitions", "--system", "stinger", "--since", "2015", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert all(row["signed"] is None or row["signed"] >= "2015" for row in rows)
    assert {row["operator"] for row in rows} >= {"DEU", "LVA"}
    assert "CHE" not in {row["operator"] for row in rows}
    assert run(["operators", "--system", "stinger", "--since", "2015", "--format", "json"]) == 0
    assert {row["country"] for row in json.loads(capsys.readouterr().out)} == {row["operator"] for row in rows}
    assert run(["acquisitions", "--since", "lately"]) == 2
    assert "--since" in capsys.readouterr().err


def test_many_orders_are_a_list(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a few orders are a line each under their country and system, oldest first, with what is counted and from whom."""
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["acquisitions", "--operator", "Poland", "--ascii"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Poland (POL)"
    start = lines.index("  s-75")
    assert lines[start + 1 : start + 3] == [
        f"    1962  delivered         40 systems{ONE}, all delivered by 1966{ONE} - From the Soviet Union.",
        f"    1962  delivered         ~1000 missiles{ONE}, all delivered by 1966{ONE} - V-750, from the Soviet Union.",
    ]
    assert run(["acquisitions", "--system", "stinger", "--ascii"]) == 0
    by_system = capsys.readouterr().out.splitlines()
    assert by_system[0] == "stinger"
    assert by_system.index("  Bahrain (BHR)") < by_system.index("  Switzerland (CHE)")
    assert run(["acquisitions", "--system", "stinger", "--sort", "ordered"]) == 0
    first = capsys.readouterr().out.splitlines()[:2]
    assert first[0] == "Türkiye (TUR), stinger"
    assert "~4800 missiles" in first[1]


def test_known_faults_of_orders_stay_mended(capsys: pytest.CaptureFixture[str]) -> None:
    """Of Turkey's S-400 nothing is to come; Ukraine's IRIS-T is the newest pledge; Poland's second Patriot order is signed; Morocco's
    Barak MX has arrived; Greece has its S-300 and Patriot."""
    catalog = Catalog.load()
    every = {(h.system.id, h.acquisition.id): h for h in holdings(catalog)}
    turkey, ukraine = every["s-400", "turkey-2017"], every["iris-t-slm", "ukraine-2022"]
    assert (turkey.outstanding, outstanding_text(turkey), turkey.stage) == (0, "0", "completed")
    assert ukraine.ordered
    assert (ukraine.ordered.typical, str(ukraine.ordered.as_of)) == (18, "2026-01-24")
    poland = every["patriot-pac-3", "poland-2023"]
    assert (poland.stage, [str(year) for year in poland.signed]) == ("ordered", ["2023"])
    assert every["barak-mx", "morocco-2022"].stage == "delivered"
    greece = {h.system.id for h in every.values() if h.acquisition.operator == "GRC" and h.arrived}
    assert {"s-300pmu1", "patriot-pac-2", "tor-m1", "hawk", "stinger"} <= greece


def test_the_register_stands_beside_the_press() -> None:
    """SIPRI's numbers are one statement among those on the same contract; its estimates are about, its year of order may be estimated."""
    catalog = Catalog.load()
    iran = next(h for h in holdings([catalog.get("tor-m1")], operator="IRN"))
    assert iran.ordered
    assert (iran.ordered.typical, iran.ordered.origins) == (29, 5)
    said = {(s.field, s.text) for s in iran.said if s.source == "sipri-arms-transfers-2026"}
    assert ("ordered", "about 29 systems") in said
    hawk = next(h for h in holdings([catalog.get("hawk")]) if h.acquisition.id == "belgium-1962")
    assert [s.statement.note for s in hawk.said if s.field == "signed"] == ["estimated"]


@pytest.mark.parametrize(
    ("name", "code"), [("East Germany", "DDR"), ("yugoslavia", "YUG"), ("CSK", "CSK"), ("South Yemen", "YMD")]
)
def test_states_that_are_no_more(name: str, code: str) -> None:
    """Orders of a state that is no more are found by its name and its withdrawn code."""
    assert read_country(name) == code
    assert any(True for _ in holdings(Catalog.load(), operator=code))


def test_count_in_a_unit() -> None:
    """A unit that is asked for is counted in, and acquisitions that nobody counts in it are left out."""
    some = list(holdings(Catalog.load(), unit="launcher"))
    assert some
    assert all(h.unit == "launcher" and (h.ordered or h.planned or h.delivered) for h in some)
    poland = next(h for h in some if h.acquisition.id == "poland-2016")
    assert poland.ordered
    assert poland.ordered.typical == 420


def test_every_statement_is_told() -> None:
    """Of every acquisition of the catalog each statement is listed once, counted or with a reason."""
    for h in holdings(Catalog.load()):
        stated = sum(len(some) for field in h.acquisition.SOURCED for some in getattr(h.acquisition, field).values())
        assert len(h.said) == stated, (h.system.id, h.acquisition.id)
        assert len({id(s.statement) for s in h.said}) == stated


def test_currencies_are_never_mixed() -> None:
    """A price is typical in the currency of most origins, with its spread; others stand beside it, and plans only where nothing is stated."""
    acquisition = {
        "price": {
            "aa": ["5000000000 USD", "350000000000 INR"], "bb": "5430000000 USD", "cc": {"value": "9000000000 USD", "context": "planned"},
            "dd": {"value": "1000000 EUR", "context": "planned"},
        },
    }  # fmt: skip
    found = held(acquisition, dict.fromkeys(("aa", "bb", "cc", "dd"), "2020"))[0]
    assert [(p.currency, p.count.typical, p.count.highest, p.count.origins, p.planned) for p in found.prices] == [
        ("USD", 5e9, 5.43e9, 2, False), ("INR", 3.5e11, 3.5e11, 1, False), ("EUR", 1e6, 1e6, 1, True),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "html", "csv", "json", "tsv"])
@pytest.mark.parametrize("more", [[], ["--sources"], ["--as-of", "2023", "--sort", "price"]])
def test_formats(form: str, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every format gives the acquisitions, and their statements, of all countries."""
    assert run(["acquisitions", "--format", form, *more]) == 0
    assert "s-400" in capsys.readouterr().out.lower()


def test_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """`--sources` tells which source said what, when, with its link, and why a statement does not count."""
    assert run(["acquisitions", "--operator", "IND", "--system", "s-400", "--sources"]) == 0
    out = capsys.readouterr().out
    assert "3 regiments by 2025-09 — does not count: older than 2026-06" in out
    assert "clashreport-2025-09-03-s400-india, " in out
    assert "no. 4, 1 squadron, due 2026-06 — does not count: has arrived, or nothing is outstanding" in out
    assert run(["acquisitions", "--operator", "IND", "--system", "s-400", "--sources", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"field", "stated", "as_of", "due", "counted", "why_not", "source", "url"} <= set(rows[0])


@pytest.mark.parametrize("columns", [80, 120])
def test_width(columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of all acquisitions fits the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    assert run(["acquisitions"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= columns


def test_nothing_known(capsys: pytest.CaptureFixture[str]) -> None:
    """An answer without rows says so, names nearest systems for a name that is not known, and exits with 1 or 2."""
    assert run(["acquisitions", "--operator", "Iceland"]) == 1
    assert "0 acquisitions" in capsys.readouterr().out
    assert run(["acquisitions", "--system", "s400x"]) == 2
    assert "s-400" in capsys.readouterr().err


def test_filters_and_order(capsys: pytest.CaptureFixture[str]) -> None:
    """Rows can be filtered by status and by the system, and sorted by a number, greatest first and unknown last."""
    assert run(["acquisitions", "--status", "talks", "--where", "origin == RUS", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["status"] for row in rows} == {"talks"}
    assert run(["acquisitions", "--sort", "outstanding", "--format", "json"]) == 0
    numbers = [row["outstanding"] for row in json.loads(capsys.readouterr().out)]
    known = [number for number in numbers if number is not None]
    assert numbers == [*sorted(known, reverse=True), *[None] * (len(numbers) - len(known))]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TUR"),
        ("russia", "RUS"),
        ("UK", "GBR"),
        ("tur", "TUR"),
        ("Czech Republic", "CZE"),
        ("Turkiye", "TUR"),
        ("cote d'ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Viet Nam", "VNM"),
        ("GDR", "DDR"),
    ],
)
def test_everyday_names(name: str, code: str) -> None:
    """A country is found by its code, its ISO name and the name that people use."""
    assert read_country(name) == code


def test_the_article_on_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """The table says what the article says: five ordered in 2018, three delivered, two to come, in 2026 and 2027."""
    assert (
        run(["acquisitions", "--operator", "IND", "--system", "s-400", "--as-of", "2025-09-03", "--format", "csv"]) == 0
    )
    header, row = capsys.readouterr().out.splitlines()[:2]
    cells = dict(zip(header.split(","), next(csv.reader([row])), strict=True))
    wanted = ("signed", "ordered", "delivered", "delivered_as_of", "outstanding", "expected")
    assert [cells[name] for name in wanted] == ["2018", "5", "3", "2025-09", "2", "no. 4: 2026; no. 5: 2027"]


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


def test_a_few_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    """Of up to four acquisitions no word is broken on 80 columns: the article's contract reads as the article has it."""
    assert run(["acquisitions", "--operator", "India", "--system", "s-400", "--as-of", "2025-09-03"]) == 0
    out = capsys.readouterr().out
    assert "ordered    5 regiments ×5" in out
    assert "delivered  3 regiments ×1 (2025-09)" in out
    assert "no. 4: 2026, no. 5: 2027" in out
    assert max(len(line) for line in out.splitlines()) <= 80
