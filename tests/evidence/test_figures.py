"""The evidence rule: by example, and on the shipped catalog."""

from typing import Any, get_args

import pytest

from records import Envelopes, system
from ringfence.catalog.store import Catalog
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.rule import Rule
from ringfence.evidence.statements import naming_of
from ringfence.specs.statement import read_date
from ringfence.specs.system import System
from ringfence.specs.words import Choice
from ringfence.tables.wording import cell_text


def reach(record: System, target: str = "aircraft", rule: Rule | None = None) -> Cell:
    """The range cell."""
    return cell_of(record, "range_max", target, rule or Rule())


def km(cell: Cell) -> tuple[float, float, float, int] | None:
    """Typical, lowest, highest in km, and the number of origins."""
    best = cell.best
    if best is None:
        return None
    return (best.si / 1000, best.lowest.counted / 1000, best.highest.counted / 1000, best.origins)


@pytest.mark.parametrize(
    ("targets", "target", "naming"),
    [
        (("aircraft",), "aircraft", "named"),
        (("aircraft", "drone"), "drone", "named"),
        (("aerodynamic",), "helicopter", "named"),
        (("ballistic",), "ballistic-missile", "named"),
        (("aircraft", "ballistic-missile"), "aircraft", "blanket"),
        (("aircraft", "ballistic-missile"), "drone", None),
        (("aircraft",), "drone", None),
        (("ballistic-missile",), "icbm", None),
        ((), "aircraft", "unnamed"),
        ((), "drone", None),
        ((), "ballistic-missile", None),
        ((), "unspecified", "unnamed"),
    ],
)
def test_naming(targets: tuple[str, ...], target: str, naming: str | None) -> None:
    """A statement speaks for the classes that it names, and without targets for the reference class alone."""
    assert naming_of(targets, target, "aircraft") == naming


def test_bare_figures_count_beside_named_ones() -> None:
    """A figure without a target counts for the reference class, on a par with those that name it, and for no other."""
    record = system(
        [{"targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": "40 km"}}, {"range_max": {"cc": "42 km"}}]
    )
    assert km(reach(record)) == (40, 40, 42, 3)
    assert reach(record, "drone").best is None


def test_a_bare_figure_follows_the_reference_class() -> None:
    """In a record that is made for ballistic missiles a bare figure is about them."""
    record = system([{"range_max": {"aa": "200 km"}}], reference="ballistic-missile")
    assert (km(reach(record, "ballistic-missile")), reach(record).best) == ((200, 200, 200, 1), None)


def test_a_blanket_is_about_the_reference_class() -> None:
    """One figure for several families counts for the reference class; the others read `yes°` and show no figure."""
    record = system(
        [
            {"targets": ["ballistic-missile"], "range_max": {"aa": "60 km"}},
            {"targets": ["aircraft", "ballistic-missile", "drone"], "range_max": {"bb": "400 km", "cc": "400 km"}},
        ]
    )
    assert km(reach(record, "ballistic-missile")) == (60, 60, 60, 1)
    assert km(reach(record)) == (400, 400, 400, 2)
    assert (cell_text(reach(record)), cell_text(reach(record, "drone"))) == ("400 km° ×2", "yes°")
    blankets = [e.why_not for e in reach(record, "drone").evidence if e.naming]
    assert blankets == ["blanket: one figure for aircraft, ballistic-missile, drone"] * 2


def test_splitting_a_blanket_changes_nothing() -> None:
    """One source's equal figures in an envelope for each class are still one blanket statement."""
    joined = system([{"targets": ["aircraft", "ballistic-missile"], "range_max": {"aa": "400 km"}}])
    split = system(
        [
            {"targets": ["aircraft"], "range_max": {"aa": "400 km"}},
            {"targets": ["ballistic-missile"], "range_max": {"aa": "400 km"}},
        ]
    )
    for target, text in (("aircraft", "400 km° ×1"), ("ballistic-missile", "yes°")):
        assert cell_text(reach(split, target)) == cell_text(reach(joined, target)) == text


BOUND = {"engages": {"drone": {"aa": True}, "helicopter": {"aa": True, "bb": False}, "ballistic-missile": {"aa": True}}}


@pytest.mark.parametrize(
    ("target", "text"),
    [("drone", "yes, ≤ 40 km"), ("helicopter", "disputed"), ("ballistic-missile", "yes"), ("cruise-missile", "?")],
)
def test_bound(target: str, text: str) -> None:
    """A class of the reference family that is engaged and has no figure is bounded by the reference class; others are not."""
    record = system([{"targets": ["aircraft"], "range_max": {"aa": "40 km"}}], **BOUND)
    cell = reach(record, target)
    assert (cell_text(cell), cell.best, cell.si) == (text, None, None)


def test_a_bound_is_the_far_end() -> None:
    """What two origins disagree on bounds by its upper end, and only for reach and height."""
    record = system(
        [{"targets": ["aircraft"], "range_max": {"aa": "30 km", "bb": "40 km"}, "target_speed_max": {"aa": "900 m/s"}}],
        **BOUND,
    )
    assert cell_text(reach(record, "drone")) == "yes, ≤ 40 km"
    assert cell_text(cell_of(record, "target_speed_max", "drone")) == "yes"


def test_most_origins_lead() -> None:
    """Each missile is a group of its own; the cell shows the one of which most origins speak, and names it."""
    record = system(
        [
            {"effector": "Long", "range_max": {"aa": "400 km", "bb": "380 km"}},
            {"effector": "Short", "range_max": {"aa": "40 km", "bb": "40 km", "cc": "40 km"}},
        ]
    )
    cell = reach(record)
    assert (cell_text(cell), [group.name for group in cell.groups]) == ("40 km† ×3\nShort", ["Short", "Long"])


def test_ties_between_groups() -> None:
    """Of groups with as many origins the system's leads, and of missiles the one that reaches farthest."""
    near: dict[str, Any]
    near, far = {"effector": "Near", "range_max": {"aa": "40 km"}}, {"effector": "Far", "range_max": {"aa": "60 km"}}
    whole = {"range_max": {"bb": "30 km"}}
    found = [reach(system(some)).best for some in ([near, far], [near, far, whole])]
    assert [best and best.name for best in found] == ["Far", None]


def test_the_only_effector_is_the_system() -> None:
    """Where a record knows one missile, statements on it and on the system are one group."""
    record = system([{"effector": "Only", "range_max": {"aa": "40 km"}}, {"range_max": {"bb": "40 km", "cc": "40 km"}}])
    assert cell_text(reach(record)) == "40 km† ×3"


def test_headline_leads() -> None:
    """A record may name the missile that its cells show, for some classes or all; `explain` tells why."""
    envelopes: Envelopes = [
        {"effector": "Old", "range_max": {"aa": "20 km", "bb": "20 km"}},
        {"effector": "New", "range_max": {"aa": "40 km"}},
    ]
    record = system(
        envelopes, headline={"effector": "New", "targets": ["aircraft"], "reason": "what is delivered today"}
    )
    assert cell_text(reach(record)) == "40 km† ×1\nNew"
    assert reach(record).headline == "what is delivered today"
    other = system(envelopes, headline={"effector": "New", "targets": ["drone"], "reason": "for drones"})
    assert cell_text(reach(other)) == "20 km† ×2\nOld"


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ({"aa": "25–30 km"}, "25–30 km ×1"),
        ({"aa": "2.5 km", "bb": "5 km"}, "2.5–5 km ×2"),
        ({"aa": "20–35 km", "bb": "40 km"}, "20–40 km ×2"),
        ({"aa": "400 km", "bb": "249 mi"}, "400 km ×2"),
        ({"aa": "250 mi", "bb": "400 km"}, "400 km ×2"),
        ({"aa": "100 km", "bb": "120 km", "cc": "150 km"}, "120 km [100–150] ×3"),
        ({"aa": "100 km", "bb": "110 km", "cc": "120 km", "dd": "130 km"}, "110 km [100–130] ×4"),
        ({"aa": "400 km", "bb": "400 km", "cc": "249 mi"}, "400 km ×3"),
        ({"aa": "more than 60 km"}, ">60 km ×1"),
    ],
)
def test_value(stated: dict[str, str], text: str) -> None:
    """One origin: its figure; two that differ: their interval; three and more: the lower median, which somebody stated."""
    assert cell_text(reach(system([{"targets": ["aircraft"], "range_max": stated}]))) == text


def test_outliers() -> None:
    """Of five origins and more, those beyond twice or below half the median are listed, and the others counted."""
    some = {"aa": "40 km", "bb": "40 km", "cc": "45 km", "dd": "81 km", "ee": "19 km"}
    cell = reach(system([{"targets": ["aircraft"], "range_max": some}]))
    assert km(cell) == (40, 40, 45, 3)
    reasons = {e.source_key: e.why_not for e in cell.evidence if e.why_not}
    assert reasons == dict.fromkeys(("dd", "ee"), "outlier: not between half and twice the median of 5 origins")


@pytest.mark.parametrize("kept", ["80 km", "20 km"])
def test_twice_and_half_are_no_outliers(kept: str) -> None:
    """Exactly twice and exactly half the median count."""
    some = {"aa": "40 km", "bb": "40 km", "cc": "40 km", "dd": "40 km", "ee": kept}
    found = km(reach(system([{"targets": ["aircraft"], "range_max": some}])))
    assert found
    assert found[3] == 5


def test_four_origins_have_no_outliers() -> None:
    """Of fewer than five nobody can say which one is wrong: all count."""
    some = {"aa": "40 km", "bb": "40 km", "cc": "40 km", "dd": "400 km"}
    assert km(reach(system([{"targets": ["aircraft"], "range_max": some}]))) == (40, 40, 400, 4)


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ({"doubt": "a misprint"}, "doubt: a misprint"),
        ({"context": "unclear"}, "unclear: reach, range of the threat or detection"),
        ({"context": "test"}, "test"),
        ({"context": "planned"}, "planned"),
        ({"superseded": "corrected"}, "superseded: corrected"),
    ],
)
def test_listed_not_counted(mark: dict[str, str], reason: str) -> None:
    """Doubted, unclear, test, planned and superseded statements are listed with their reason, and move nothing."""
    record = system([{"targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": {"value": "90 km", **mark}}}])
    cell = reach(record)
    assert km(cell) == (40, 40, 40, 1)
    assert [e.why_not for e in cell.evidence] == [None, reason]


@pytest.mark.parametrize(
    ("target", "counts"), [("aircraft", False), ("cruise-missile", False), ("ballistic-missile", True)]
)
def test_heights_above_the_air(target: str, counts: bool) -> None:
    """A height above 40 km does not count for what flies by its wings; for ballistic missiles it does."""
    record = system([{"targets": [target], "altitude_max": {"aa": "185 km"}}])
    cell = cell_of(record, "altitude_max", target)
    assert (cell.best is not None) == counts
    assert [e.why_not for e in cell.evidence] == [None if counts else "above 40 km, where nothing of the class flies"]


def test_forty_km_is_not_above() -> None:
    """40 km itself counts."""
    assert cell_of(
        system([{"targets": ["aircraft"], "altitude_max": {"aa": "40 km"}}]), "altitude_max", "aircraft"
    ).best


@pytest.mark.parametrize("status", ["proposed", "in-development", "cancelled"])
def test_planned_systems_show_plans(status: str) -> None:
    """A system on paper shows what is planned, as planned; one in service does not."""
    plans: Envelopes = [
        {"targets": ["aircraft"], "range_max": {"aa": {"value": "350 km", "context": "planned"}, "bb": "400 km"}}
    ]
    assert cell_text(reach(system(plans, status=status))) == "350–400 km planned ×2"
    assert cell_text(reach(system(plans))) == "400 km ×1"


def test_origins_at_their_root() -> None:
    """A source that retells one that retells a third counts with the third, whatever retells it further."""
    chain = {
        "bb": {"retells": "aa"},
        "cc": {"retells": "bb"},
        "dd": {"retells": "elsewhere"},
        "ee": {"retells": "elsewhere"},
    }
    record = system(
        [{"targets": ["aircraft"], "range_max": dict.fromkeys(("aa", "bb", "cc", "dd", "ee"), "40 km")}], chain
    )
    cell = reach(record)
    assert cell.best
    assert (cell.best.origins, {e.origin for e in cell.evidence}) == (2, {"aa", "elsewhere"})


def test_an_origin_counts_by_its_farthest() -> None:
    """Of several figures of one origin the farthest counts; of a minimum the nearest."""
    copies = {"bb": {"retells": "aa"}}
    record = system(
        [
            {
                "targets": ["aircraft"],
                "range_max": {"aa": "40 km", "bb": "50 km"},
                "range_min": {"aa": "4 km", "bb": "5 km"},
            }
        ],
        copies,
    )
    assert (reach(record).si, cell_of(record, "range_min", "aircraft").si) == (50_000, 4_000)


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
    assert (km(later), later.undated) == ((200, 100, 200, 2), 1)


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
    """Of a minimum the lower end counts, and of missiles with as many origins the one that reaches nearest is the cell."""
    record = system(
        [
            {"effector": "A", "targets": ["aircraft"], "range_min": {"aa": "2–5 km"}},
            {"effector": "B", "targets": ["aircraft"], "range_min": {"aa": "3 km"}},
        ]
    )
    cell = cell_of(record, "range_min", "aircraft")
    assert (cell_text(cell), cell.si) == ("2–5 km ×1\nA", 2000)


def test_scales_do_not_mix() -> None:
    """Mach and m/s are never mixed in one cell; the commoner scale counts, the other is listed."""
    record = system([{"targets": ["aircraft"], "target_speed_max": {"aa": "Mach 3", "bb": "Mach 4", "cc": "900 m/s"}}])
    cell = cell_of(record, "target_speed_max", "aircraft")
    assert cell.value
    assert cell_text(cell) == "Mach 3–4 ×2"
    assert {e.source_key: e.why_not for e in cell.evidence if e.why_not} == {
        "cc": "stated in m/s: on another scale than most, mach"
    }


def test_miles_order_rightly() -> None:
    """400 km is farther than 248.5 mi, and 248.6 mi farther than 400 km."""
    near = system([{"targets": ["aircraft"], "range_max": {"aa": "400 km", "bb": "248.5 mi"}}])
    far = system([{"targets": ["aircraft"], "range_max": {"aa": "400 km", "bb": "248.6 mi"}}])
    found = [reach(record).best for record in (near, far)]
    assert [best and best.highest.source_key for best in found] == ["aa", "bb"]


def test_tests_never_move_the_scale() -> None:
    """Which scale a cell is read on is decided by statements that count, one vote an origin."""
    copies = {"bb": {"retells": "agency"}, "cc": {"retells": "agency"}}
    more: Envelopes = [
        {"targets": ["aircraft"], "target_speed_max": {"bb": {"value": "900 m/s", "context": "test"}, "cc": {"value": "800 m/s", "context": "planned"}}},
        {"targets": ["drone"], "target_speed_max": {"bb": "900 m/s", "cc": "900 m/s"}},
    ]  # fmt: skip
    for other in more:
        record = system([{"targets": ["aircraft"], "target_speed_max": {"aa": "Mach 3"}}, other], copies)
        cell = cell_of(record, "target_speed_max", "aircraft")
        assert cell_text(cell) == "Mach 3 ×1"


def test_currencies_do_not_mix() -> None:
    """Two currencies are never mixed; with a rule that turns one away, the other is shown."""
    prices = {"aa": "10 USD", "bb": "11 USD", "cc": {"value": "9 EUR", "by": "government"}}
    record = system([], unit_cost=prices, sources={key: {} for key in prices})
    dollars, euros = cell_of(record, "unit_cost"), cell_of(record, "unit_cost", rule=Rule(by=frozenset({"government"})))
    assert [cell_text(cell) for cell in (dollars, euros)] == ["10–11 USD ×2", "9 EUR ×1"]
    assert [e.why_not for e in dollars.evidence if e.why_not] == ["stated in EUR: on another scale than most, USD"]


def test_speakers_are_not_merged() -> None:
    """Equal figures of one source that quote two speakers are two statements, so that --by finds each."""
    record = system(
        [
            {"targets": ["aircraft"], "range_max": {"aa": {"value": "400 km", "by": "manufacturer"}}},
            {"targets": ["ballistic-missile"], "range_max": {"aa": {"value": "400 km", "by": "government"}}},
        ]
    )
    rule = Rule(by=frozenset({"government"}))
    found = (km(reach(record, "ballistic-missile", rule)), km(reach(record, "aircraft", rule)))
    assert found == ((400, 400, 400, 1), None)


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


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


CATALOG_CELLS = [
    ("s-400", "range_max", "aircraft", "400 km"),
    ("s-400", "range_max", "ballistic-missile", "60 km"),
    ("thaad", "range_max", "ballistic-missile", "200 km"),
    ("s-300pmu2", "range_max", "aircraft", "200 km"),
    ("s-200", "range_max", "drone", "?"),
    ("thaad", "range_max", "aircraft", "?"),
]


@pytest.mark.parametrize(("name", "measure", "target", "begins"), CATALOG_CELLS)
def test_in_the_catalog(catalog: Catalog, name: str, measure: str, target: str, begins: str) -> None:
    """Cells of the shipped catalog that an expert signed."""
    assert cell_text(cell_of(catalog.get(name), measure, target)).startswith(begins)


def test_s400_blankets_in_the_catalog(catalog: Catalog) -> None:
    """S-400: the statements of 400 km for all targets alike and a report of one test are listed, and not one of them counts."""
    cell = reach(catalog.get("s-400"), "ballistic-missile")
    assert cell.best
    turned = [e for e in cell.evidence if e.naming == "blanket"]
    assert {e.counted for e in turned} >= {400_000}
    assert not {e.loc for e in cell.best.counted} & {e.loc for e in turned}


def test_s400_height_in_the_catalog(catalog: Catalog) -> None:
    """S-400: 185 km is listed for aircraft, with the reason, and not counted."""
    cell = cell_of(catalog.get("s-400"), "altitude_max", "aircraft")
    assert cell.best
    assert cell.best.highest.counted <= 40_000
    assert any(e.counted == 185_000 and e.why_not for e in cell.evidence)
