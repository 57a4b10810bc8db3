"""Charts by their content: steps, marks and axes read back from the artists."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ringfence.catalog.store import Catalog
from ringfence.evidence.figures import cell_of
from ringfence.plots.requests import Envelopes, History, Layers, Ranking, make
from ringfence.units.value import known_units


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


def drawn(request: Any, catalog: Catalog) -> tuple[Figure, dict[str, Any]]:
    """The figure and its evidence."""
    figure, caption = make(request, catalog)
    return figure, caption.evidence


def lines(figure: Figure, gid: str) -> list[Line2D]:
    """All lines of a name."""
    return [line for line in figure.findobj(Line2D) if line.get_gid() == gid]


def test_layers_are_as_far_and_as_high_as_stated(catalog: Catalog) -> None:
    """Each system that a country operates is a step at its range and its ceiling; who has not both is named, not drawn."""
    figure, evidence = drawn(Layers(operator="POL"), catalog)
    steps = lines(figure, "layer")
    assert len(steps) == len(evidence["cells"]) >= 4
    for step, cell in zip(steps, evidence["cells"], strict=True):
        assert cell["range_max"] == cell_of(catalog.get(cell["system"]), "range_max", "aircraft").si
        assert np.asarray(step.get_xdata()).tolist() == pytest.approx(
            [0, cell["range_max"] / 1000, cell["range_max"] / 1000]
        )
        assert np.asarray(step.get_ydata()).tolist() == pytest.approx([cell["altitude_max"] / 1000] * 2 + [0])
    assert all(any(name in text.get_text() for text in figure.texts) for name in evidence["not_drawn"][:1])


def test_a_system_by_the_year(catalog: Catalog) -> None:
    """The steps are what the cell shows by each year's end."""
    figure, evidence = drawn(History(system="s-400"), catalog)
    (line,) = lines(figure, "cell")
    known = {row["year"]: row["si"] for row in evidence["cells"] if row["si"]}
    assert np.asarray(line.get_xdata())[:-1].tolist() == list(known)
    assert np.asarray(line.get_ydata())[:-1].tolist() == pytest.approx([si / 1000 for si in known.values()])
    assert any("India: ordered 2018" in text for _, text in evidence["events"])


def test_envelopes_stand_on_the_axes(catalog: Catalog) -> None:
    """A stated range is marked on the lower axis, a stated ceiling on the left one."""
    figure, evidence = drawn(Envelopes(systems=("s-400",), targets=("aircraft",)), catalog)
    ((far, low),) = [np.asarray(line.get_xydata()).ravel().tolist() for line in lines(figure, "range")]
    ((near, high),) = [np.asarray(line.get_xydata()).ravel().tolist() for line in lines(figure, "ceiling")]
    (point,) = evidence["points"]
    assert (far, low) == pytest.approx((point["range_max"] / 1000, 0))
    assert (near, high) == pytest.approx((0, point["altitude_max"] / 1000))


def test_a_logarithmic_axis_says_so_and_ends_with_its_data(catalog: Catalog) -> None:
    """Where the scale is logarithmic it is said, and no tick lies beyond the data."""
    figure, evidence = drawn(Ranking(measure="range_max", target="drone"), catalog)
    axes = figure.axes[0]
    assert axes.get_xscale() == "log"
    assert any("logarithmic scale" in text.get_text() for text in figure.texts)
    most = max(row["si"] for row in evidence["cells"]) / 1000
    assert max(axes.get_xticks()) <= 1.001 * most


@pytest.mark.parametrize(
    ("units", "far", "high"),
    [("metric", "km", "km"), ("imperial", "mi", "ft"), ("nautical", "nmi", "ft"), ("as-stated", "km", "km")],
)
def test_axes_are_in_the_units_that_they_name(units: Any, far: str, high: str, catalog: Catalog) -> None:
    """Envelopes and layers name their units on the axes, and what is drawn is in them."""
    figure, _ = drawn(Envelopes(systems=("s-400",), targets=("aircraft",), units=units), catalog)
    assert figure.axes[0].get_xlabel() == f"range, {far}"
    assert figure.axes[0].get_ylabel() == f"altitude, {high}"
    ((reach, _),) = [np.asarray(line.get_xydata()).ravel().tolist() for line in lines(figure, "range")]
    assert reach == pytest.approx(400_000 / known_units()[far].si)
    figure, evidence = drawn(Layers(operator="POL", units=units), catalog)
    assert figure.axes[0].get_xlabel() == f"range against aircraft, {far}"
    assert figure.axes[0].get_ylabel() == f"height, {high}"
    highest = max(cell["altitude_max"] for cell in evidence["cells"])
    tops = [max(np.asarray(line.get_ydata(), float)) for line in lines(figure, "layer")]
    assert max(tops) == pytest.approx(highest / known_units()[high].si)
