"""The evidence rule: by example, by property, and on the shipped catalog."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.catalog.store import Catalog
from ringfence.evidence import Choice, Figure, Rule, Tier, figure, tier_of
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
        "id": "x", "name": "X", "origin": ["RUS"], "kind": "sam", "primary_family": "aerodynamic", "status": "in-service",
        "effectors": {name: {} for name in names}, "envelopes": envelopes, "sources": defined, **more,
    }  # fmt: skip
    return System.model_validate(base)


def reach(record: System, target: str = "aircraft", rule: Rule | None = None) -> Figure:
    """The range cell."""
    return figure(record, "range_max", target, rule or Rule())


def km(cell: Figure) -> tuple[float, float, float, int] | None:
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
    cell = figure(record, "range_min", "aircraft")
    assert cell.best
    assert (cell.best.name, cell.si) == ("A", 2000)


def test_scales_do_not_mix() -> None:
    """Mach and m/s are never mixed in one cell; the commoner scale counts, the other is listed."""
    record = system([{"targets": ["aircraft"], "target_speed_max": {"aa": "Mach 3", "bb": "Mach 4", "cc": "900 m/s"}}])
    cell = figure(record, "target_speed_max", "aircraft")
    assert cell.value
    assert (cell.value.text, [e.source_key for e in cell.evidence if e.left_out]) == ("Mach 3", ["cc"])


NUMBERS = st.integers(1, 900)
VALUES = st.dictionaries(st.sampled_from([f"s{n}" for n in range(9)]), NUMBERS, min_size=1)


@given(VALUES, st.data())
def test_second_copy_changes_nothing(values: dict[str, int], data: st.DataObject) -> None:
    """A second copy of one origin changes neither the typical value, nor the spread, nor the count."""
    copied = data.draw(st.sampled_from(sorted(values)))
    sources = {copied: {"origin": "agency"}, "copy": {"origin": "agency"}}
    once = system(
        [{"targets": ["aircraft"], "range_max": {k: f"{v} km" for k, v in values.items()}}],
        {copied: {"origin": "agency"}},
    )
    twice = system(
        [
            {
                "targets": ["aircraft"],
                "range_max": {**{k: f"{v} km" for k, v in values.items()}, "copy": f"{values[copied]} km"},
            }
        ],
        sources,
    )
    assert km(reach(once)) == km(reach(twice))


@given(VALUES, st.randoms())
def test_order_changes_nothing(values: dict[str, int], random: Any) -> None:
    """The order of statements changes nothing."""
    items = list(values.items())
    random.shuffle(items)
    straight, mixed = (
        system([{"targets": ["aircraft"], "range_max": {k: f"{v} km" for k, v in some}}])
        for some in (values.items(), items)
    )
    assert km(reach(straight)) == km(reach(mixed))


@given(VALUES)
def test_typical_is_stated(values: dict[str, int]) -> None:
    """A typical value is one that somebody stated, with as many at or below it as the lower half holds."""
    found = km(reach(system([{"targets": ["aircraft"], "range_max": {k: f"{v} km" for k, v in values.items()}}])))
    assert found
    assert found[0] == sorted(values.values())[(len(values) - 1) // 2]
    assert (found[1], found[2]) == (min(values.values()), max(values.values()))


@given(VALUES, NUMBERS, st.sampled_from([{"context": "test"}, {"context": "planned"}, {"superseded": "corrected"}]))
def test_uncounted_never_move(values: dict[str, int], extra: int, mark: dict[str, str]) -> None:
    """Test, planned and superseded statements never move a cell; they are listed."""
    stated = {k: f"{v} km" for k, v in values.items()}
    plain = reach(system([{"targets": ["aircraft"], "range_max": stated}]))
    more = reach(system([{"targets": ["aircraft"], "range_max": {**stated, "zz": {"value": f"{extra} km", **mark}}}]))
    assert km(plain) == km(more)
    assert len(more.evidence) == len(plain.evidence) + 1


@given(VALUES, st.sampled_from(["mi", "nmi", "m", "ft"]))
def test_unit_changes_nothing(values: dict[str, int], unit: str) -> None:
    """Statements order by what they mean, whatever unit they are in."""
    from ringfence.units import parse_measure

    metric = system([{"targets": ["aircraft"], "range_max": {k: f"{v} km" for k, v in values.items()}}])
    other = {k: parse_measure(f"{v} km").to(unit).text for k, v in values.items()}
    converted = system([{"targets": ["aircraft"], "range_max": other}])
    assert km(reach(converted)) == pytest.approx(km(reach(metric)), rel=1e-9)


def test_miles_order_rightly() -> None:
    """400 km is farther than 248.5 mi, and 248.6 mi farther than 400 km."""
    near = system([{"targets": ["aircraft"], "range_max": {"aa": "400 km", "bb": "248.5 mi"}}])
    far = system([{"targets": ["aircraft"], "range_max": {"aa": "400 km", "bb": "248.6 mi"}}])
    found = [reach(record).best for record in (near, far)]
    assert [best and best.highest.source_key for best in found] == ["aa", "bb"]


@given(NUMBERS, NUMBERS)
def test_intervals_keep_both_ends(one: int, two: int) -> None:
    """An interval counts by its upper end for a maximum, and its statement keeps both ends."""
    low, high = sorted((one, two))
    cell = reach(system([{"targets": ["aircraft"], "range_max": {"aa": f"{low}–{high} km"}}]))
    assert cell.si == high * 1000
    assert (cell.evidence[0].measure.si_low, cell.evidence[0].measure.si_high) == (low * 1000, high * 1000)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


def test_s400_in_the_catalog(catalog: Catalog) -> None:
    """S-400: 400 km against aircraft; against ballistic missiles 60 km [60–400] from seven origins."""
    record = catalog.get("s-400")
    aircraft = km(reach(record))
    assert aircraft
    assert aircraft[0] == 400
    assert km(reach(record, "ballistic-missile")) == (60, 60, 400, 7)


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
