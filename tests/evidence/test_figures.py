"""The evidence rule: by example, and on the shipped catalog."""

from typing import Any, get_args

import pytest

from ringfence.catalog.store import Catalog
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.rule import Choice, Rule
from ringfence.specs.statement import read_date
from ringfence.specs.system import System

Envelopes = list[dict[str, Any]]


def system(envelopes: Envelopes, sources: dict[str, dict[str, Any]] | None = None, **more: Any) -> System:
    """A record with these envelopes; every source that they name is defined."""
    keys = {k for e in envelopes for m, by in e.items() if isinstance(by, dict) for k in by} | set(sources or {})
    for flags in more.get("engages", {}).values():
        keys |= set(flags)
    plain = {"publisher": "P", "published": "2015", "kind": "newspaper", "language": "en"}
    defined = {k: {**plain, "url": f"https://example.org/{k}", **(sources or {}).get(k, {})} for k in keys}
    names = {e["effector"] for e in envelopes if "effector" in e}
    base = {
        "id": "x", "name": "X", "origin": ["RUS"], "kind": "sam", "reference": "aircraft", "status": "in-service",
        "effectors": {name: {} for name in names}, "envelopes": envelopes, "sources": defined, **more,
    }  # fmt: skip
    return System.model_validate(base)


def reach(record: System, target: str = "aircraft", rule: Rule | None = None) -> Cell:
    """The range cell."""
    return cell_of(record, "range_max", target, rule or Rule())


def km(cell: Cell) -> tuple[float, float, float, int] | None:
    """Typical, lowest, highest in km, and the number of origins."""
    best = cell.best
    if best is None:
        return None
    return (best.value.counted / 1000, best.lowest.counted / 1000, best.highest.counted / 1000, best.origins)


@pytest.mark.parametrize(
    ("targets", "target", "tier"),
    [
        (("aircraft",), "aircraft", Tier.SPECIFIC),
        (("aircraft", "drone"), "drone", Tier.SPECIFIC),
        (("aerodynamic",), "helicopter", Tier.SPECIFIC),
        (("ballistic",), "ballistic-missile", Tier.SPECIFIC),
        (("aircraft", "ballistic-missile"), "aircraft", Tier.BLANKET),
        (("aircraft", "ballistic-missile"), "drone", None),
        (("aircraft",), "drone", None),
        (("ballistic-missile",), "icbm", None),
        ((), "aircraft", Tier.UNSPECIFIED),
        ((), "ballistic-missile", None),
        ((), "icbm", None),
        ((), "unspecified", Tier.UNSPECIFIED),
    ],
)
def test_tiers(targets: tuple[str, ...], target: str, tier: Tier | None) -> None:
    """A statement speaks for a class as directly as its targets say, in a system of the aerodynamic family."""
    assert tier_of(targets, target, "aerodynamic") is tier


def test_best_tier_counts() -> None:
    """Weaker tiers are listed, and move nothing."""
    record = system(
        [
            {"targets": ["ballistic-missile"], "range_max": {"aa": "60 km"}},
            {"targets": ["aircraft", "ballistic-missile"], "range_max": {"bb": "400 km", "cc": "400 km"}},
        ]
    )
    assert km(reach(record, "ballistic-missile")) == (60, 60, 60, 1)
    assert km(reach(record)) == (400, 400, 400, 2)
    assert reach(record).tier is Tier.BLANKET


def test_splitting_a_blanket_changes_nothing() -> None:
    """One source's equal figures in an envelope for each class are still one blanket statement."""
    joined = system([{"targets": ["aircraft", "ballistic-missile"], "range_max": {"aa": "400 km"}}])
    split = system(
        [
            {"targets": ["aircraft"], "range_max": {"aa": "400 km"}},
            {"targets": ["ballistic-missile"], "range_max": {"aa": "400 km"}},
        ]
    )
    for target in ("aircraft", "ballistic-missile"):
        assert reach(split, target).tier is reach(joined, target).tier is Tier.BLANKET


def test_effectors_are_never_averaged() -> None:
    """Each missile is a group of its own; the cell is the farthest of the best tier and names it."""
    record = system(
        [
            {"effector": "Long", "range_max": {"aa": "400 km", "bb": "380 km"}},
            {"effector": "Short", "range_max": {"aa": "40 km", "bb": "40 km", "cc": "40 km"}},
        ]
    )
    cell = reach(record)
    assert cell.best
    assert (cell.best.name, km(cell)) == ("Long", (380, 380, 400, 2))
    assert [group.name for group in cell.groups] == ["Long", "Short"]


def test_as_of() -> None:
    """--as-of counts sources dated on or before the day, a bare year at its end, and counts the undated."""
    sources: dict[str, dict[str, Any]] = {
        "aa": {"published": "2013"},
        "bb": {"published": "2013-07-01"},
        "cc": {"published": None},
    }
    record = system([{"targets": ["aircraft"], "range_max": {"aa": "100 km", "bb": "200 km", "cc": "300 km"}}], sources)
    june, later = (reach(record, rule=Rule(as_of=read_date(day))) for day in ("2013-06", "2013-12-31"))
    assert (june.best, june.undated) == (None, 1)
    assert (km(later), later.undated) == ((100, 100, 200, 2), 1)


def test_filters() -> None:
    """--by and --kind count only whom and what they name."""
    record = system(
        [{"targets": ["aircraft"], "range_max": {"aa": "100 km", "bb": {"value": "90 km", "by": "manufacturer"}}}],
        {"aa": {"kind": "government"}},
    )
    assert km(reach(record, rule=Rule(by=frozenset({"manufacturer"})))) == (90, 90, 90, 1)
    assert km(reach(record, rule=Rule(kind=frozenset({"government"})))) == (100, 100, 100, 1)


def test_choices() -> None:
    """The rule shows the typical, the lowest or the highest value."""
    record = system(
        [{"targets": ["aircraft"], "range_max": {"aa": "10 km", "bb": "20 km", "cc": "30 km", "dd": "40 km"}}]
    )
    shown = [km(reach(record, rule=Rule(choice))) for choice in get_args(Choice)]
    assert [cell and cell[0] for cell in shown] == [20, 10, 40]


@pytest.mark.parametrize(
    ("flags", "word"),
    [({}, "unknown"), ({"aa": True}, "yes"), ({"aa": False}, "no"), ({"aa": True, "bb": False}, "disputed"),
     ({"aa": {"value": True, "context": "test"}}, "unknown")],
)  # fmt: skip
def test_engages(flags: dict[str, Any], word: str) -> None:
    """Without a figure a cell says yes, no, disputed, or unknown."""
    record = system([{"range_max": {"zz": "1 km"}}], engages={"ballistic-missile": flags} if flags else {})
    assert reach(record, "ballistic-missile").engages.word == word


def test_minimum_is_nearest() -> None:
    """Of a minimum the lower end counts, and the group that reaches nearest is the cell."""
    record = system(
        [
            {"effector": "A", "targets": ["aircraft"], "range_min": {"aa": "2–5 km"}},
            {"effector": "B", "targets": ["aircraft"], "range_min": {"aa": "3 km"}},
        ]
    )
    cell = cell_of(record, "range_min", "aircraft")
    assert cell.best
    assert (cell.best.name, cell.si) == ("A", 2000)


def test_scales_do_not_mix() -> None:
    """Mach and m/s are never mixed in one cell; the commoner scale counts, the other is listed."""
    record = system([{"targets": ["aircraft"], "target_speed_max": {"aa": "Mach 3", "bb": "Mach 4", "cc": "900 m/s"}}])
    cell = cell_of(record, "target_speed_max", "aircraft")
    assert cell.value
    assert (cell.value.text, [e.source_key for e in cell.evidence if e.left_out]) == ("Mach 3", ["cc"])


def test_miles_order_rightly() -> None:
    """400 km is farther than 248.5 mi, and 248.6 mi farther than 400 km."""
    near = system([{"targets": ["aircraft"], "range_max": {"aa": "400 km", "bb": "248.5 mi"}}])
    far = system([{"targets": ["aircraft"], "range_max": {"aa": "400 km", "bb": "248.6 mi"}}])
    found = [reach(record).best for record in (near, far)]
    assert [best and best.highest.source_key for best in found] == ["aa", "bb"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


def test_tests_never_move_the_scale() -> None:
    """Which scale a cell is read on is decided by statements that count, of the best tier, one vote an origin."""
    copies = {"bb": {"origin": "agency"}, "cc": {"origin": "agency"}}
    more: Envelopes = [
        {"targets": ["aircraft"], "target_speed_max": {"bb": {"value": "900 m/s", "context": "test"}, "cc": {"value": "800 m/s", "context": "planned"}}},
        {"targets": ["aircraft"], "target_speed_max": {"bb": "900 m/s", "cc": "900 m/s"}},
        {"target_speed_max": {"bb": "900 m/s", "cc": "800 m/s", "dd": "700 m/s"}},
    ]  # fmt: skip
    for other in more:
        record = system([{"targets": ["aircraft"], "target_speed_max": {"aa": "Mach 3"}}, other], copies)
        cell = cell_of(record, "target_speed_max", "aircraft")
        assert cell.value
        assert cell.value.text == "Mach 3"


def test_currencies_do_not_mix() -> None:
    """Two currencies are never mixed; with a rule that turns one away, the other is shown."""
    prices = {"aa": "10 USD", "bb": "11 USD", "cc": {"value": "9 EUR", "by": "government"}}
    record = system([], unit_cost=prices, sources={key: {} for key in prices})
    dollars, euros = cell_of(record, "unit_cost"), cell_of(record, "unit_cost", rule=Rule(by=frozenset({"government"})))
    assert [cell.value and cell.value.text for cell in (dollars, euros)] == ["10 USD", "9 EUR"]
    assert [e.left_out for e in dollars.evidence if e.left_out] == ["stated in EUR, which does not compare with USD"]


def test_speakers_are_not_merged() -> None:
    """Equal figures of one source that quote two speakers are two statements, so that --by finds each."""
    record = system(
        [
            {"targets": ["aircraft"], "range_max": {"aa": {"value": "400 km", "by": "manufacturer"}}},
            {"targets": ["ballistic-missile"], "range_max": {"aa": {"value": "400 km", "by": "government"}}},
        ]
    )
    rule = Rule(by=frozenset({"government"}))
    assert (km(reach(record, "ballistic-missile", rule)), km(reach(record, "aircraft", rule))) == (
        (400, 400, 400, 1),
        None,
    )


def test_undated_of_another_class() -> None:
    """An undated source that says nothing of the class is not among those that --as-of leaves out of the cell."""
    record = system(
        [
            {"targets": ["aircraft"], "range_max": {"aa": "9 km"}},
            {"targets": ["ballistic"], "range_max": {"bb": "9 km"}},
        ],
        {"bb": {"published": None}},
    )
    rule = Rule(as_of=read_date("2020"))
    assert [reach(record, target, rule).undated for target in ("aircraft", "srbm")] == [0, 1]


def test_bare_year_counts_at_its_end() -> None:
    """A source of 2013 is not yet there in November 2013, and is there at the end of that year."""
    record = system([{"targets": ["aircraft"], "range_max": {"aa": "9 km"}}], {"aa": {"published": "2013"}})
    days = ("2012", "2013-11-30", "2013-12", "2013", "2014-01-01")
    assert [reach(record, rule=Rule(as_of=read_date(day))).best is not None for day in days] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_engages_under_a_rule() -> None:
    """Yes and no are turned away by the same rule as figures, and a family's answer is that of its classes."""
    flags = {"ballistic": {"aa": True, "bb": {"value": False, "by": "manufacturer"}}}
    record = system([{"range_max": {"aa": "9 km"}}], engages=flags)
    makers = Rule(by=frozenset({"manufacturer"}))
    found = [reach(record, target, rule).engages.word for target in ("srbm", "drone") for rule in (None, makers)]
    assert found == ["disputed", "no", "unknown", "unknown"]


def test_yes_no_tier() -> None:
    """A class of which sources only say that it is engaged has the tier yes/no; one of which nobody speaks has none."""
    record = system([], engages={"drone": {"aa": True}})
    assert [reach(record, target).tier for target in ("drone", "icbm")] == [Tier.YES_NO, None]


def test_s400_in_the_catalog(catalog: Catalog) -> None:
    """S-400: 400 km against aircraft; against ballistic missiles 60 km [60–400] from seven origins."""
    record = catalog.get("s-400")
    aircraft = km(reach(record))
    assert aircraft
    assert aircraft[0] == 400
    assert km(reach(record, "ballistic-missile")) == (60, 60, 400, 7)


def test_s400_blankets_in_the_catalog(catalog: Catalog) -> None:
    """S-400: five blanket statements of 400 km and two reports of one test are listed, and not one of them counts."""
    cell = reach(catalog.get("s-400"), "ballistic-missile")
    assert cell.best
    blankets = [e for e in cell.evidence if e.tier is Tier.BLANKET and e not in cell.best.counted]
    assert [e.counted for e in blankets] == [400_000] * 5
    tests = [e for e in cell.evidence if e.left_out == "test" and e.tier]
    assert (len(tests), len({e.origin for e in tests})) == (2, 1)
    assert not {e.loc for e in cell.best.counted} & {e.loc for e in (*blankets, *tests)}


def test_others_in_the_catalog(catalog: Catalog) -> None:
    """PAC-3 MSE 40 km [40–60] and THAAD 200 km against ballistic missiles; no such figure for IRIS-T SLM; THAAD none against aircraft."""
    pac3 = reach(catalog.get("patriot-pac-3"), "ballistic-missile")
    assert pac3.best
    assert (km(pac3), pac3.best.name) == ((40, 40, 60, 2), "PAC-3 MSE")
    thaad = km(reach(catalog.get("thaad"), "ballistic-missile"))
    assert thaad
    assert thaad[0] == 200
    assert reach(catalog.get("thaad")).best is None
    assert reach(catalog.get("iris-t-slm"), "ballistic-missile").best is None
