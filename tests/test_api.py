"""The public names, as the README documents them."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import ringfence
import ringfence as rf

ROOT = Path(__file__).resolve().parents[1]


def test_public_names() -> None:
    """The public names are these, and each can be had."""
    assert ringfence.__all__ == [
        "Answer", "Catalog", "CatalogError", "Cell", "Checked", "Comparison", "Page", "Picture", "RingfenceError", "Rule", "System", "Value", "catalog",
        "cell", "cell_of", "chart", "compare", "envelope", "explain", "explore", "factcheck", "orders", "parse_value", "rings", "show",
        "systems_where",
    ]  # fmt: skip
    assert all(getattr(ringfence, name).__doc__ for name in ringfence.__all__)


def test_unknown_name() -> None:
    """A name that is not public is an AttributeError."""
    with pytest.raises(AttributeError):
        _ = ringfence.nothing


def test_readme_table_is_true() -> None:
    """The table that the README shows is what the command prints."""
    from ringfence import Catalog
    from ringfence.evidence.comparison import compare
    from ringfence.tables.comparison import comparison_sheets
    from ringfence.tables.render import render_blocks
    from ringfence.tables.wording import Style

    table = compare(Catalog.load(), ["s-400", "samp-t"], against=["aircraft", "ballistic-missile"])
    printed = render_blocks(comparison_sheets(table, Style()), "table").split("\n\n")[0]
    assert printed in (ROOT / "README.md").read_text("utf-8")


def test_words_of_the_command_line() -> None:
    """Functions take words as the command line does, and the shipped catalog where none is named."""
    found = rf.compare("S400", "thaad", against="ballistic missiles", measure="range")
    values = {str(row["system"]): row["value"] for row in found.records}
    assert values == {"s-400": 60, "thaad": 200}
    assert found.data.rows[0].cells[0].value == rf.cell("s-400", "range", "bm").value
    assert [s.id for s in rf.compare("s-400 vs iris-t").data.systems] == [
        "s-400",
        "iris-t-slm",
        "iris-t-sls",
        "iris-t-slx",
    ]


def test_packages_are_functions() -> None:
    """`catalog`, `explore` and `factcheck` are functions though packages bear their names."""
    from ringfence.catalog.store import Catalog

    assert rf.catalog() is rf.catalog()
    assert isinstance(rf.catalog(), Catalog)
    report = rf.factcheck("The S-400 can intercept ballistic missiles at ranges of up to 400 kilometres.")
    assert "1 contradicted" in repr(report)
    assert rf.explore("thaad").html.startswith("<!doctype html>")


@pytest.mark.parametrize(
    "shown",
    [
        lambda: rf.compare("s-400", "thaad"),
        lambda: rf.cell("s-400", "range", "drones"),
        lambda: rf.catalog().get("s-400"),
        lambda: rf.catalog,
        lambda: rf.catalog(),
        lambda: rf.factcheck("THAAD reaches 200 km."),
        lambda: rf.explore("thaad"),
        lambda: rf.rings("thaad", at="Ankara"),
        lambda: rf.explain("akash"),
        lambda: rf.orders("India", "s-400"),
        lambda: rf.show("iron dome"),
    ],
)
def test_short_reprs(shown: Callable[[], object]) -> None:
    """What is given back shows itself in one short line."""
    assert len(repr(shown())) < 120


@pytest.mark.parametrize(
    ("shown", "holds"),
    [
        (lambda: rf.compare("s-400", "thaad"), "<table>"),
        (lambda: rf.catalog(), "patriot-pac-3"),
        (lambda: rf.catalog()["SA-21"], "40N6"),
        (lambda: rf.cell("s-400", "range", "bm"), "https://"),
        (lambda: rf.cell("thaad", "range", "aircraft"), "THAAD"),
        (lambda: rf.factcheck("THAAD reaches 200 km."), "200 km"),
        (lambda: rf.rings("thaad", at="Ankara"), "<svg"),
        (lambda: rf.explore("thaad"), "<iframe"),
    ],
)
def test_notebooks_show(shown: Callable[[], Any], holds: str) -> None:
    """In a notebook a table, a card, the statements, a map or a page stands there."""
    assert holds in shown()._repr_html_()


def test_help_tells_the_parameters() -> None:
    """A function that bears a package's name has its own signature, and says what it is when called."""
    from inspect import getdoc, signature

    assert "at" in signature(rf.explore).parameters
    assert "as_of" in signature(rf.factcheck).parameters
    for function in (rf.catalog, rf.explore, rf.factcheck):
        assert f"rf.{function.__name__.rpartition('.')[2]}(" in (getdoc(function) or "")


@pytest.mark.parametrize(
    ("one", "same"),
    [
        (lambda: rf.compare(["s-400", "thaad"]), lambda: rf.compare("s-400", "thaad")),
        (lambda: rf.compare("s-400", as_of=2018), lambda: rf.compare("s-400", rule=rf.Rule(as_of="2018"))),
        (lambda: rf.compare("s-400", rule="highest"), lambda: rf.compare("s-400", rule=rf.Rule("highest"))),
        (
            lambda: rf.explain("s-400", by="manufacturer", kind=["state-media"]),
            lambda: rf.explain("s-400", rule=rf.Rule(by="manufacturer", kind="state-media")),
        ),
        (lambda: rf.compare("s-400", against=["UAVs", "bm"]), lambda: rf.compare("s-400", against="drone,bm")),
    ],
)
def test_several_ways_to_say_it(one: Callable[[], Any], same: Callable[[], Any]) -> None:
    """Lists and commas, parts of a rule and a rule, years as numbers and texts mean the same."""
    assert one().records == same().records


def test_places_and_heights() -> None:
    """A place may be a pair of numbers, several places a list, a height a text without a blank."""
    picture = rf.rings("thaad", at=[(28.6, 77.2), "Ankara"], against="bm", target_altitude="10km", title="Two")
    derived: Any = picture.data
    assert repr(picture) == "<figure: Two>"
    assert {site for ring in derived.rings for site in ring.sites} == {0, 1}
    assert "28.6" in picture._repr_html_()


def test_factcheck_as_data(tmp_path: Path) -> None:
    """What came of a text is plain data, a data frame, and a file in the format of its ending."""
    found = rf.factcheck("The S-400 can intercept ballistic missiles at ranges of up to 400 kilometers.")
    assert [row["outcome"] for row in found.records] == ["contradicted"]
    assert list(found.to_dataframe()["target"]) == ["ballistic-missile"]
    assert "CONTRADICTED" in str(found)
    for ending in (".html", ".md", ".json", ".txt"):
        assert "400" in found.save(tmp_path / f"found{ending}").read_text("utf-8")
    with pytest.raises(rf.RingfenceError, match=r"found\.docx"):
        found.save(tmp_path / "found.docx")


def test_a_draft_is_a_warning(tmp_path: Path) -> None:
    """A file of one's own that is not complete is left out with a warning."""
    (tmp_path / "draft.yaml").write_text("name: Draft\n", "utf-8")
    with pytest.warns(UserWarning, match=r"draft\.yaml is left out"):
        assert "draft" not in {system.id for system in rf.catalog(tmp_path)}


def test_answers_leave(tmp_path: Path) -> None:
    """A table is HTML in a notebook, a data frame for pandas, and a file in the format of its ending."""
    table = rf.compare("s-400", "thaad")
    assert "<table>" in table._repr_html_()
    frame = table.to_dataframe()
    assert len(frame) == len(table.records)
    assert frame["value"].max() >= 400
    for ending in (".csv", ".xlsx", ".md", ".json", ".txt"):
        assert table.save(tmp_path / f"table{ending}").stat().st_size


def test_pictures(tmp_path: Path) -> None:
    """Rings, envelopes and charts are drawn, shown as SVG and saved."""
    drawn = [rf.rings("thaad", at="Ankara"), rf.envelope("thaad"), rf.chart("range", "bm", most=5)]
    for number, picture in enumerate(drawn):
        assert "<svg" in picture._repr_html_()
        assert picture.save(tmp_path / f"{number}.png").stat().st_size


@pytest.mark.parametrize(
    "asked",
    [
        lambda: rf.cell("s-4000", "range"),
        lambda: rf.cell("s-400", "colour"),
        lambda: rf.cell("s-400", "range", "tanks"),
        lambda: rf.compare("s-400", units="furlongs"),
        lambda: rf.Rule(as_of="2018-13"),
        lambda: rf.Rule("best"),  # type: ignore[arg-type]  # what a user may type
        lambda: rf.Rule(by="nobody"),
        lambda: rf.compare("s-400", kind="newspapers"),
        lambda: rf.compare("s-400", rule="best"),
        lambda: rf.compare("s-400").save("table.docx"),
        lambda: rf.cell("s-400", "range", "aircraft,drone"),
        lambda: rf.cell("iris-t", "range"),
        lambda: rf.chart("range", "aircraft,drone"),
        lambda: rf.chart("range", colour="red"),
        lambda: rf.chart("range", most=1000),
        lambda: rf.envelope("thaad", colour="red"),
        lambda: rf.rings("thaad", at="Ankara", colour="red"),
        lambda: rf.rings("thaad", at="Ankara", against="unspecified"),
        lambda: rf.rings("thaad", at="Nowhereville"),
        lambda: rf.orders("India", as_of="2020-13"),
        lambda: rf.orders("Atlantis"),
        lambda: rf.factcheck(""),
        lambda: rf.cell(None, "range"),  # type: ignore[arg-type]  # what a user may hand over
        lambda: rf.cell("s-400", 5),  # type: ignore[arg-type]  # as above
        lambda: rf.factcheck(5),  # type: ignore[arg-type]  # as above
        lambda: rf.parse_value("400 km") > 50,  # type: ignore[operator]  # as above
        lambda: rf.parse_value("400 km").to("furlongs"),
    ],
)
def test_errors_have_hints(asked: Callable[[], object]) -> None:
    """What cannot be meant is a RingfenceError that says what there is."""
    with pytest.raises(rf.RingfenceError) as caught:
        asked()
    assert caught.value.message


def test_strings_where_they_are_natural() -> None:
    """A rule takes a year as text; values compare with texts, sort, and convert to units as people write them."""
    import pint

    old = rf.cell("s-400", "range", "aircraft", rule=rf.Rule(as_of="2010"))
    assert old.best
    assert old.best.origins < 10
    value = rf.parse_value("400 km")
    assert value > "50 km"
    assert value == "400 km" == rf.parse_value("400 km")
    assert value == "400000 m"
    assert value not in ("401 km", "up to 400 km", "400 kg", "far")
    assert {value, rf.parse_value("400 km")} == {value}
    assert sorted([value, rf.parse_value("3000 m")])[0].text == "3000 m"
    assert value.to("nautical-miles").unit == "nmi"
    assert (pint.Quantity(1, "km") + value.quantity).to("km").magnitude == pytest.approx(401)
    with pytest.raises(rf.RingfenceError):
        _ = value < "5 kg"


def test_the_documented_rule_is_the_rule() -> None:
    """The document on the evidence rule holds what `explain --rule-text` prints."""
    from ringfence.evidence.rule import RULE

    assert RULE in (ROOT / "docs" / "evidence.md").read_text("utf-8")


ODD: tuple[Any, ...] = (
    None,
    5,
    float("nan"),
    b"x",
    " ",
    "\x00",
    "\ud800",
    "a" * 5000,
    [],
    [None],
    {},
    object(),
    Path("x"),
    (1, 2),
    iter([]),
)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
@pytest.mark.parametrize(
    "ask",
    [
        lambda odd: rf.show(odd), lambda odd: rf.show("thaad", units=odd), lambda odd: rf.show("thaad", by=odd),
        lambda odd: rf.show("thaad", as_of=odd), lambda odd: rf.show("thaad", among=odd), lambda odd: rf.cell("thaad", odd),
        lambda odd: rf.cell("thaad", "range", odd), lambda odd: rf.explain("thaad", measure=odd), lambda odd: rf.orders(odd),
        lambda odd: rf.rings("thaad", at=odd), lambda odd: rf.rings("thaad", at=[odd]), lambda odd: rf.rings("thaad", at="Ankara", systems=odd),
        lambda odd: rf.chart("range", title=odd, against="ballistic-missile", most=2), lambda odd: rf.chart(odd, most=2),
        lambda odd: rf.factcheck("THAAD reaches 200 km.", system=odd),
    ],
)  # fmt: skip
def test_odd_things_are_told_in_words(ask: Callable[[Any], object], odd: Any) -> None:
    """Whatever is handed over is taken, or a RingfenceError."""
    with suppress(rf.RingfenceError):
        str(ask(odd))


def test_an_empty_catalog_is_none_of_the_shipped(tmp_path: Path) -> None:
    """A catalog without systems has none; the shipped one does not take its place."""
    with pytest.raises(rf.RingfenceError, match="no system is called 'thaad'"):
        rf.show("thaad", among=rf.Catalog.load(tmp_path, shipped=False))


def test_speakers_are_words_or_a_list() -> None:
    """`by="manufacturer,military"` is what a list of the two is."""
    words, listed = (rf.explain("s-400", by=by) for by in ("manufacturer,military", ["manufacturer", "military"]))
    assert str(words) == str(listed)
