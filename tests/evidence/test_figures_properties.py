"""The evidence rule by property: what no record at all may break."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.evidence.figures import Cell, cell_of
from ringfence.specs.system import System
from ringfence.specs.targets import family_of
from ringfence.tables.wording import cell_text
from ringfence.units.value import parse_value

Stated = dict[str, Any]
Block = tuple[str | None, list[str], Stated]
"""Effector, targets, source → range."""

NUMBERS = st.integers(1, 900)
KEYS = st.sampled_from([f"s{n}" for n in range(9)])
VALUES = st.dictionaries(KEYS, NUMBERS, min_size=1)
BOUNDS = st.sampled_from(["", "up to ", "about ", "more than ", "at least ", "less than "])
TEXTS = st.builds("{}{} {}".format, BOUNDS, st.integers(1, 5), st.sampled_from(["km", "mi", "nmi"]))
INTERVALS = st.builds("{}–{} km".format, st.integers(1, 3), st.integers(3, 5))
SEVERAL = st.lists(TEXTS | INTERVALS, min_size=1, max_size=3)
TARGETS = st.lists(st.sampled_from(["aircraft", "drone", "aerodynamic", "ballistic-missile", "hypersonic"]), max_size=3)
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from([None, "Long", "Short"]), TARGETS, st.dictionaries(KEYS, SEVERAL, min_size=1, max_size=4)
    ),
    min_size=1,
    max_size=5,
)
CLASSES = ("aircraft", "drone", "helicopter", "ballistic-missile", "srbm", "hypersonic", "unspecified")


def record(blocks: list[Block], origins: dict[str, str] | None = None) -> System:
    """A record with an envelope a block; every source that is named is defined."""
    envelopes = [
        {"targets": targets, "range_max": by} | ({"effector": name} if name else {}) for name, targets, by in blocks
    ]
    plain = {"publisher": "P", "published": "2015", "kind": "newspaper", "language": "en"}
    sources = {
        key: {**plain, "url": f"https://example.org/{key}", "retells": (origins or {}).get(key)}
        for _, _, by in blocks
        for key in by
    }
    return System.model_validate(
        {"id": "x", "name": "X", "origin": ["RUS"], "kind": "sam", "reference": "aircraft", "status": "in-service",
         "effectors": {"Long": {}, "Short": {}}, "envelopes": envelopes, "sources": sources}
    )  # fmt: skip


def cell(stated: Stated, origins: dict[str, str] | None = None) -> Cell:
    """The range against aircraft of a record with this one envelope."""
    return cell_of(record([(None, ["aircraft"], stated)], origins), "range_max", "aircraft")


def km(found: Cell) -> tuple[float, float, float, int] | None:
    """Typical, lowest, highest in km, and the number of origins."""
    best = found.best
    if best is None:
        return None
    return best.si / 1000, best.lowest.counted / 1000, best.highest.counted / 1000, best.origins


def in_km(values: dict[str, int]) -> Stated:
    """The numbers as statements in km."""
    return {key: f"{number} km" for key, number in values.items()}


def seen(system: System) -> list[tuple[str, list[tuple[str | None, str, int, str]]]]:
    """All that a reader sees of the cells: texts, groups with their counts and figures."""
    cells = [cell_of(system, measure, target) for measure in ("range_max", "range_min") for target in CLASSES]
    return [
        (cell_text(c), [(g.name, g.naming, g.origins, f"{g.si_low} {g.si_high} {g.lowest.counted}") for g in c.groups])
        for c in cells
    ]


@given(VALUES, st.data())
def test_second_copy_changes_nothing(values: dict[str, int], data: st.DataObject) -> None:
    """A second copy of one origin changes neither the typical value, nor the spread, nor the count."""
    copied = data.draw(st.sampled_from(sorted(values)))
    origins = {copied: "agency", "copy": "agency"}
    assert km(cell(in_km(values), origins)) == km(cell({**in_km(values), "copy": f"{values[copied]} km"}, origins))


@given(VALUES, st.data())
def test_a_copy_that_names_its_original_changes_nothing(values: dict[str, int], data: st.DataObject) -> None:
    """A source whose origin is another source's key counts together with it."""
    copied = data.draw(st.sampled_from(sorted(values)))
    stated = {**in_km(values), "copy": f"{values[copied]} km"}
    assert km(cell(in_km(values))) == km(cell(stated, {"copy": copied}))


@given(BLOCKS, st.data())
def test_copies_of_all_statements_change_nothing(blocks: list[Block], data: st.DataObject) -> None:
    """A second source that retells all statements of another, class by class, changes nothing that a reader sees."""
    copied = data.draw(st.sampled_from(sorted({key for _, _, by in blocks for key in by})))
    origins = {copied: "agency", "s00": "agency"}
    more = [(name, targets, by | ({"s00": by[copied]} if copied in by else {})) for name, targets, by in blocks]
    assert seen(record(blocks, origins)) == seen(record(more, origins))


@given(BLOCKS, st.randoms(use_true_random=False))
def test_order_changes_nothing(blocks: list[Block], random: Any) -> None:
    """The order of envelopes, of sources and of a source's statements changes nothing that a reader sees."""
    mixed = [
        (name, random.sample(targets, len(targets)), {k: random.sample(by[k], len(by[k])) for k in random.sample(sorted(by), len(by))})
        for name, targets, by in random.sample(blocks, len(blocks))
    ]  # fmt: skip
    assert seen(record(blocks)) == seen(record(mixed))


@given(BLOCKS)
def test_typical_is_stated(blocks: list[Block]) -> None:
    """Every value of every group is one that a source states of that group, and lies within the spread."""
    system = record(blocks)
    for target in CLASSES:
        for group in cell_of(system, "range_max", target).groups:
            stated = {
                parse_value(t).si_high
                for name, _, by in blocks
                if name == group.name
                for some in by.values()
                for t in some
            }
            assert {group.si, group.lowest.counted, group.highest.counted} <= stated
            assert group.lowest.counted <= group.si <= group.highest.counted


@given(VALUES)
def test_typical_is_the_lower_median(values: dict[str, int]) -> None:
    """From three origins on the figure has as many at or below it as the lower half holds; of two the far end counts."""
    ranked = sorted(values.values())
    middle = ranked[(len(ranked) - 1) // 2]
    kept = [n for n in ranked if middle / 2 <= n <= middle * 2] if len(ranked) >= 5 else ranked
    typical = kept[-1] if len(kept) == 2 else kept[(len(kept) - 1) // 2]
    assert km(cell(in_km(values))) == (typical, kept[0], kept[-1], len(kept))


@given(VALUES)
def test_outliers_leave_the_rest(values: dict[str, int]) -> None:
    """What counts lies between half and twice the median of all, and every other statement says why it does not count."""
    found = cell(in_km(values))
    assert found.best
    middle = sorted(values.values())[(len(values) - 1) // 2] * 1000
    turned = {e.source_key for e in found.evidence if e.why_not}
    odd = {k for k, n in values.items() if not middle / 2 <= n * 1000 <= middle * 2}
    assert turned == (odd if len(values) >= 5 else set())


@given(BLOCKS, st.sampled_from(["drone", "helicopter", "srbm", "hypersonic"]))
def test_bare_figures_stay_with_the_reference_class(blocks: list[Block], target: str) -> None:
    """Statements that name no target move no cell but the reference class's."""
    named: list[Block] = [b for b in blocks if b[1]]
    assert cell_text(cell_of(record(blocks), "range_max", target)) == cell_text(
        cell_of(record(named), "range_max", target)
    )


@given(BLOCKS)
def test_a_figure_is_never_another_familys(blocks: list[Block]) -> None:
    """Whatever counts for a class that is not the reference class names targets of its family alone."""
    for target in ("drone", "ballistic-missile", "hypersonic"):
        for group in cell_of(record(blocks), "range_max", target).groups:
            assert all({family_of(t) for t in e.targets} == {family_of(target)} for e in group.counted)


@given(BLOCKS)
def test_most_origins_lead(blocks: list[Block]) -> None:
    """No group of a cell has more origins than the one that is shown."""
    for target in CLASSES:
        groups = cell_of(record(blocks), "range_max", target).groups
        assert not groups or groups[0].origins == max(group.origins for group in groups)


@given(VALUES, NUMBERS, st.sampled_from([{"context": "test"}, {"context": "planned"}, {"superseded": "corrected"}]))
def test_uncounted_never_move(values: dict[str, int], extra: int, mark: dict[str, str]) -> None:
    """Test, planned and superseded statements never move a cell; they are listed."""
    plain, more = cell(in_km(values)), cell({**in_km(values), "zz": {"value": f"{extra} km", **mark}})
    assert km(plain) == km(more)
    assert len(more.evidence) == len(plain.evidence) + 1


@given(BLOCKS, BLOCKS, st.sampled_from([{"context": "test"}, {"context": "planned"}, {"superseded": "corrected"}]))
def test_uncounted_never_move_any_cell(blocks: list[Block], extra: list[Block], mark: dict[str, str]) -> None:
    """Whatever is added as a test, as planned or as superseded, no cell of the record reads otherwise."""
    marked: list[Block] = [
        (name, targets, {key: [{"value": t, **mark} for t in some] for key, some in by.items()})
        for name, targets, by in extra
    ]
    assert seen(record(blocks)) == seen(record([*blocks, *marked])) == seen(record([*marked, *blocks]))


@given(VALUES, st.sampled_from(["mi", "nmi", "m", "ft"]))
def test_unit_changes_nothing(values: dict[str, int], unit: str) -> None:
    """Statements order by what they mean, whatever unit they are in."""
    other = {key: parse_value(f"{number} km").to(unit).text for key, number in values.items()}
    assert km(cell(other)) == pytest.approx(km(cell(in_km(values))), rel=1e-9)


@given(NUMBERS, NUMBERS)
def test_intervals_keep_both_ends(one: int, two: int) -> None:
    """An interval counts by its upper end for a maximum, and its statement keeps both ends."""
    low, high = sorted((one, two))
    found = cell({"aa": f"{low}–{high} km"})
    assert found.si == high * 1000
    assert (found.evidence[0].value.si_low, found.evidence[0].value.si_high) == (low * 1000, high * 1000)


@given(BLOCKS)
def test_splitting_changes_no_cell(blocks: list[Block]) -> None:
    """A blanket statement split into one envelope for each of its classes leaves every cell as it was."""
    split: list[Block] = [
        (name, part, by) for name, targets, by in blocks for part in ([[target] for target in targets] or [[]])
    ]
    assert seen(record(blocks)) == seen(record(split))


@given(BLOCKS)
def test_effectors_are_never_averaged(blocks: list[Block]) -> None:
    """A group's figures are those of a record that knows nothing of the other groups."""
    system = record(blocks)
    for target in CLASSES:
        for group in cell_of(system, "range_max", target).groups:
            alone = cell_of(record([b for b in blocks if b[0] == group.name]), "range_max", target).best
            assert alone
            assert (group.si_low, group.si_high, group.lowest.counted, group.highest.counted, group.origins, group.naming) == (
                alone.si_low, alone.si_high, alone.lowest.counted, alone.highest.counted, alone.origins, alone.naming,
            )  # fmt: skip
