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
from ringfence.plots.look import Caption
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
  TCD: {{d-none: true}}
acquisitions:
  - id: poland-2012
    operator: POL
    unit: battery
    status: {{a-2010: ordered, b-2018: ordered}}
    signed: {{a-2010: 2012-03}}
    ordered: {{a-2010: 4 batteries}}
    delivered: {{b-2018: {{value: 2 batteries, as_of: 2016-05}}, c-2020: {{value: 3 batteries, as_of: 2020-01}}}}
    expected: {{b-2018: {{value: 1 battery, nth: 3, due: 2019-06}}, c-2020: {{value: 1 battery, nth: 4, due: 2022}}}}
  - id: chad-2015
    operator: TCD
    unit: battery
    status: {{b-2018: approved}}
    delivered: {{b-2018: {{value: 1 battery, as_of: 2017}}, d-none: 2 batteries}}
    expected: {{d-none: {{value: 2 batteries, due: 2019}}, a-2010: {{value: 2 batteries, due: 2019}}}}
  - id: chad-2016
    operator: TCD
    unit: launcher
    signed: {{a-2010: 2016}}
    ordered: {{b-2018: 2 launchers}}
    delivered: {{c-2020: [{{value: 1 launcher, as_of: 2018-02}}, {{value: 2 launchers, as_of: 2019-12}}]}}
  - id: chad-old
    operator: TCD
    unit: battery
    status: {{d-none: talks}}
sources:
  a-2010: {{publisher: Agency, title: A title, url: "https://example.org/{id}/a", published: 2010-02-03, kind: newspaper, language: en}}
  b-2018: {{publisher: Broadcaster, url: "https://example.org/{id}/b", published: 2018-06, kind: blog, language: en}}
  c-2020: {{publisher: Chronicle, url: "https://example.org/{id}/c", published: 2020, kind: newspaper, language: en}}
  d-none: {{publisher: Daily, url: "https://example.org/{id}/d", published: null, kind: newspaper, language: en}}
"""

ORDER = "  - {{id: poland-{year}, operator: POL, unit: battery, signed: {{a-2010: {year}}}, ordered: {{a-2010: 1 battery}}}}\n"


MORE = ("alpha", "delta", "more-260", "more-220", "more-180", "more-140", "more-100")
CLASSES = (("drone", 90), ("cruise-missile", 80), ("srbm", 70), ("rocket-artillery-mortar", 40), ("mrbm", 30))
CLASS = "  - {{targets: [{name}], range_max: {{a-2010: {far} km}}}}\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Nine made-up systems, one of them on paper, one ordered every year, one against seven classes."""
    folder = tmp_path_factory.mktemp("own")
    for key, name, status, far, farther in (
        ("alpha", "Alpha", "in-service", "60 km", "80 km"),
        ("beta", "Beta", "in-service", "400 km", "420 km"),
        ("gamma", "Gamma", "in-development", "9 km", "11 km"),
        ("delta", "Delta", "in-service", "61 km", "61 km"),
        *((f"more-{n}", f"More {n}", "in-service", f"{n} km", f"{n} km") for n in (100, 140, 180, 220, 260)),
    ):
        text = SYSTEM.format(id=key, name=name, status=status, far=far, farther=farther)
        if status == "in-development":
            text = text.replace("a-2010: 9 km", "a-2010: {value: 9 km, context: planned}")
        if key == "more-100":
            text = text.replace(
                "detection:", "".join(CLASS.format(name=name, far=far) for name, far in CLASSES) + "detection:"
            )
        if key == "delta":
            head, _, foot = text.partition("  - id: poland-2012")
            text = (
                head + "".join(ORDER.format(year=year) for year in range(1980, 2006)) + foot[foot.index("sources:") :]
            )
        (folder / f"{key}.yaml").write_text(text, "utf-8")
    return Catalog.load(folder, shipped=False)


def a_map(**options: Any) -> Callable[[Catalog], tuple[Figure, Caption]]:
    """What draws a map."""

    def figure(catalog: Catalog) -> tuple[Figure, Caption]:
        scene = make_scene(**{"systems": ["alpha"], "against": ["aircraft", "ballistic-missile"], **options})
        return draw(scene, derive(scene, catalog))

    return figure


def a_chart(request: Any) -> Callable[[Catalog], tuple[Figure, Caption]]:
    """What draws a chart."""
    return lambda catalog: make(request, catalog)


FIGURES = {
    "map": a_map(sites=["Warsaw", "Gdansk"], sources=True, title="A title that is so long that it has to be wrapped into two lines at the least"),
    "map-heights": a_map(sites=["Taipei"], systems=["alpha", "beta"], target_altitudes=["100 m", "3 km"], only_altitudes=True, style="dark"),
    "map-bands": a_map(sites=["Doha"], spread=True, dead_zone=True, detection=True, bounds=True, against=["aircraft", "helicopter"], style="print"),
    "map-insets": a_map(sites=[{"name": "Tel Aviv", "systems": ["gamma", "beta"]}, {"name": "Cairo", "systems": ["alpha"]}], size="220x160mm", units="nautical"),
    "map-sector": a_map(sites=[{"name": "Here", "at": "69, 179.5", "sector": "45-200"}], borders=False, names=False, extent="150 km"),
    "map-country": a_map(sites=[{"country": "Kuwait"}], projection="mercator"),
    "map-globe": a_map(sites=["Tromso"], projection="orthographic", extent="4000 km", systems=["beta"]),
    "map-flat": a_map(sites=["Nairobi", "Mombasa"], projection="plate-carree", units="imperial", size="120mm"),
    "map-many": a_map(sites=["Paris", "Lyon", "Bordeaux", "Nantes", "Lille", "Dijon", "Toulouse", "Marseille", "Nice", "Rennes", "Tours", "Metz",
        "Bern", "Turin", "Milan", "Genoa"], systems=["alpha", "delta", "gamma"], size="240mm"),
    "map-corners": a_map(sites=["Lisbon", {"name": "Athens", "systems": ["gamma"]}, {"name": "Oslo", "systems": ["delta", "gamma"]}], systems=["beta"]),
    "map-slant": a_map(sites=["Lima"], range_is="slant", antenna="12 m", refraction=1.2, target_altitudes=["10 km"], as_of="2019", kind=["newspaper"],
        units="imperial", title="दिल्ली 東京", subtitle="Another line", borders=False),
    "map-wide": a_map(sites=["Suva"], projection="mercator", extent="3000 km", against=["aircraft", "drone"], bounds=True),
    "map-half": a_map(sites=["Quito", "Manaus"], projection="plate-carree", extent="5000 km", size="160x100mm"),
    "map-far": a_map(sites=["Anchorage"], extent="12000 km", names=False),
    "map-disc": a_map(sites=[{"name": "Pole", "at": "89, 10"}], projection="orthographic", systems=["beta"], detection=True, units="as-stated"),
    **{
        f"map-colours-{look}": a_map(sites=["Nairobi"], systems=["beta", *MORE], against=["aircraft"], style=look, names=False)
        for look in ("light", "dark", "print")
    },
    "map-dashes": a_map(sites=["Nairobi"], systems=["more-100"], against=["aircraft", "ballistic-missile", *(name for name, _ in CLASSES)]),
    "map-edge": a_map(sites=[{"name": n, "at": at} for n, at in (("A", "10, 0"), ("B", "12, 0.5"), ("C", "10, 179.6"))], projection="plate-carree",
        systems=["beta"], against=["aircraft"]),
    "ranking": a_chart(Ranking(measure="range_max", target="aircraft")),
    "ranking-bare": a_chart(Ranking(measure="altitude_max", target="aircraft", look="dark", title="Another title", units="imperial")),
    "envelope": a_chart(Envelopes(systems=("alpha", "beta", "gamma"), targets=("aircraft", "ballistic-missile"), antenna_m=20.0)),
    "envelope-bare": a_chart(Envelopes(systems=("alpha",), targets=("drone", "aircraft"), look="print", units="nautical", title="Another title", as_of="2018")),
    "envelope-half": a_chart(Envelopes(systems=("more-100", "more-140"), targets=("drone", "aircraft"))),
    "layers": a_chart(Layers(operator="POL")),
    "layers-other": a_chart(Layers(operator="Poland", target="ballistic-missile", look="dark", units="imperial", title="Another title")),
    "history": a_chart(History(system="alpha")),
    "history-orders": a_chart(History(system="delta", look="dark", units="nautical", title="Another title", as_of="2018")),
    "history-then": a_chart(History(system="alpha", as_of="2015")),
    "history-bare": a_chart(History(system="alpha", target="drone")),
    "deliveries": a_chart(Deliveries(operators=("POL",), systems=("alpha", "beta", "gamma"))),
    "deliveries-then": a_chart(Deliveries(operators=("TCD",), systems=("alpha",), as_of="2019-06", most=3, look="dark")),
    "deliveries-all": a_chart(Deliveries(systems=("delta", "gamma"), most=2, title="Another title", where="range_max[aircraft] > 10 km")),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Glyph .* missing")
@pytest.mark.parametrize("name", FIGURES)
def test_every_artist_is_as_it_was_looked_at(name: str, own: Catalog) -> None:
    """Every text, line and area of a figure stands where it stood, in its colour and stroke, in the same order."""
    found = [drawn_with(), *listing(*FIGURES[name](own))]
    kept = KEPT / f"{name}.txt"
    if os.environ.get("RINGFENCE_WRITE"):
        KEPT.mkdir(exist_ok=True)
        kept.write_text("\n".join(found) + "\n", "utf-8")
    wanted = kept.read_text("utf-8").splitlines()
    if found[0] != wanted[0]:
        pytest.skip(f"the lists were made with {wanted[0]}")
    assert found == wanted
