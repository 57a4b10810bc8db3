"""Figures of made-up records, every artist listed: place, colour, stroke and letters are those that were looked at.

Where a change of them is meant, look at the figure, then write the lists anew: `RINGFENCE_WRITE=1 pytest tests/plots/test_listing.py`.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

from listing import listing
from ringfence.catalog.store import Catalog
from ringfence.plots.lettering import drawn_with
from ringfence.plots.map import draw
from ringfence.plots.requests import Deliveries, Envelopes, History, Layers, Ranking, make
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import make_scene

KEPT = Path(__file__).parent / "lists"
SYSTEM = """name: {name}
origin: [FRA]
maker: Nobody
kind: sam
reference: aircraft
status: {status}
entered_service: {{a-2010: 2009}}
effectors:
  One: {{kind: missile}}
  Two: {{kind: missile}}
sensors:
  Eye: {{kind: radar, antenna_height: {{a-2010: 25 m}}}}
engages:
  helicopter: {{a-2010: true}}
envelopes:
  - targets: [aircraft]
    effector: One
    range_max: {{a-2010: {far}, b-2018: [{farther}, {{value: 30 km, at_altitude: 500 m}}], c-2020: {far}}}
    range_min: {{a-2010: 8 km}}
    altitude_max: {{a-2010: 21 km, b-2018: 24 km}}
    altitude_min: {{a-2010: 50 m}}
  - targets: [ballistic-missile]
    effector: Two
    range_max: {{a-2010: 12 km, b-2018: 15 km}}
    altitude_max: {{a-2010: 9 km}}
  - range_max: {{c-2020: 70 km}}
detection:
  - targets: [aircraft]
    detection_range: {{a-2010: 200 km}}
operators:
  POL: {{a-2010: true, b-2018: true}}
acquisitions:
  - id: poland-2012
    operator: POL
    unit: battery
    status: {{a-2010: ordered, b-2018: ordered}}
    signed: {{a-2010: 2012-03}}
    ordered: {{a-2010: 4 batteries}}
    delivered: {{b-2018: {{value: 2 batteries, as_of: 2016-05}}, c-2020: {{value: 3 batteries, as_of: 2020-01}}}}
    expected: {{b-2018: {{value: 1 battery, nth: 3, due: 2019-06}}, c-2020: {{value: 1 battery, nth: 4, due: 2022}}}}
sources:
  a-2010: {{publisher: Agency, title: A title, url: "https://example.org/{id}/a", published: 2010-02-03, kind: newspaper, language: en}}
  b-2018: {{publisher: Broadcaster, url: "https://example.org/{id}/b", published: 2018-06, kind: blog, language: en}}
  c-2020: {{publisher: Chronicle, url: "https://example.org/{id}/c", published: 2020, kind: newspaper, language: en}}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Three made-up systems, one of them on paper."""
    folder = tmp_path_factory.mktemp("own")
    for key, name, status, far, farther in (
        ("alpha", "Alpha", "in-service", "60 km", "80 km"),
        ("beta", "Beta", "in-service", "400 km", "420 km"),
        ("gamma", "Gamma", "in-development", "9 km", "11 km"),
    ):
        text = SYSTEM.format(id=key, name=name, status=status, far=far, farther=farther)
        if status == "in-development":
            text = text.replace("a-2010: 9 km", "a-2010: {value: 9 km, context: planned}")
        (folder / f"{key}.yaml").write_text(text, "utf-8")
    return Catalog.load(folder, shipped=False)


def a_map(**options: Any) -> Callable[[Catalog], Figure]:
    """What draws a map."""

    def figure(catalog: Catalog) -> Figure:
        scene = make_scene(**{"systems": ["alpha"], "against": ["aircraft", "ballistic-missile"], **options})
        return draw(scene, derive(scene, catalog))[0]

    return figure


def a_chart(request: Any) -> Callable[[Catalog], Figure]:
    """What draws a chart."""
    return lambda catalog: make(request, catalog)[0]


FIGURES = {
    "map": a_map(sites=["Warsaw", "Gdansk"], sources=True, title="A title that is so long that it has to be wrapped into two lines at the least"),
    "map-heights": a_map(sites=["Taipei"], systems=["alpha", "beta"], target_altitudes=["100 m", "3 km"], only_altitudes=True, style="dark"),
    "map-bands": a_map(sites=["Doha"], spread=True, dead_zone=True, detection=True, bounds=True, against=["aircraft", "helicopter"], style="print"),
    "map-insets": a_map(sites=[{"name": "Tel Aviv", "systems": ["gamma", "beta"]}, {"name": "Cairo", "systems": ["alpha"]}], size="220x160mm", units="nautical"),
    "map-sector": a_map(sites=[{"name": "Here", "at": "69, 179.5", "sector": "45-200"}], borders=False, names=False, extent="150 km"),
    "map-country": a_map(sites=[{"country": "Kuwait"}], projection="mercator"),
    "map-globe": a_map(sites=["Tromso"], projection="orthographic", extent="4000 km", systems=["beta"]),
    "map-flat": a_map(sites=["Nairobi", "Mombasa"], projection="plate-carree", units="imperial", size="120mm"),
    "ranking": a_chart(Ranking(measure="range_max", target="aircraft")),
    "ranking-bare": a_chart(Ranking(measure="altitude_max", target="aircraft", look="dark", title="Another title", units="imperial")),
    "envelope": a_chart(Envelopes(systems=("alpha", "beta", "gamma"), targets=("aircraft", "ballistic-missile"), antenna_m=20.0)),
    "layers": a_chart(Layers(operator="POL")),
    "history": a_chart(History(system="alpha")),
    "deliveries": a_chart(Deliveries(operators=("POL",))),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
def test_every_artist_is_as_it_was_looked_at(name: str, own: Catalog) -> None:
    """Every text, line and area of a figure stands where it stood, in its colour and stroke, in the same order."""
    found = [drawn_with(), *listing(FIGURES[name](own))]
    kept = KEPT / f"{name}.txt"
    if os.environ.get("RINGFENCE_WRITE"):
        KEPT.mkdir(exist_ok=True)
        kept.write_text("\n".join(found) + "\n", "utf-8")
    wanted = kept.read_text("utf-8").splitlines()
    if found[0] != wanted[0]:
        pytest.skip(f"the lists were made with {wanted[0]}")
    assert found == wanted
