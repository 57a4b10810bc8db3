"""Maps by their content: what is drawn where, how far, in which colour, and named how; read back from the artists."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ringfence import __version__
from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.geo.geodesy import rings, wgs84
from ringfence.geo.places import cities
from ringfence.plots.basemap import clip, load
from ringfence.plots.labels import Box, Room
from ringfence.plots.lettering import lacking, width_of, wrapped
from ringfence.plots.look import DASHES, DOTS, INKS, PALETTE
from ringfence.plots.map import draw
from ringfence.plots.names import short
from ringfence.plots.view import flattened
from ringfence.scenes.files import read_scene
from ringfence.scenes.rings import Derived, derive
from ringfence.scenes.scene import Scene, make_scene

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


def drawn(catalog: Catalog, **options: Any) -> tuple[Figure, Scene, Derived]:
    """The figure of a scene, with the scene and its rings."""
    scene = make_scene(**{"sites": ["New Delhi"], "systems": ["s-400"], "against": ["aircraft"], **options})
    derived = derive(scene, catalog)
    return draw(scene, derived)[0], scene, derived


def lines_of(figure: Figure, gid: str, axes: int = 0) -> list[LineCollection]:
    """The line collections of a name on a map."""
    found = [c for c in figure.axes[axes].collections if isinstance(c, LineCollection) and c.get_gid() == gid]
    return sorted(found, key=lambda c: -float(np.ptp(c.get_segments()[0][:, 0])))


def texts_of(figure: Figure, gid: str) -> list[Text]:
    """All texts of a name in a figure, on its maps and beside."""
    return [text for text in figure.findobj(Text) if text.get_gid() == gid]


def said(figure: Figure, gid: str) -> list[str]:
    """What they say."""
    return [text.get_text() for text in texts_of(figure, gid)]


def radii(figure: Figure, line: LineCollection, latitude: float, longitude: float) -> np.ndarray[Any, Any]:
    """How far every drawn point of a line lies from a site, by the ellipsoid."""
    from cartopy.crs import PlateCarree

    crs = figure.axes[0].projection  # type: ignore[attr-defined]  # a GeoAxes
    flat = np.concatenate(line.get_segments())
    lon, lat = PlateCarree().transform_points(crs, flat[:, 0], flat[:, 1])[:, :2].T
    away: np.ndarray[Any, Any] = wgs84().inv(np.full_like(lon, longitude), np.full_like(lat, latitude), lon, lat)[2]
    return away


@pytest.mark.parametrize("projection", ["azimuthal-equidistant", "mercator", "plate-carree", "orthographic"])
def test_rings_are_drawn_at_their_radius(projection: str, catalog: Catalog) -> None:
    """Every point of a drawn ring lies its radius away from its site, in every projection, within 5 m."""
    figure, scene, derived = drawn(catalog, against=["aircraft", "ballistic-missile"], projection=projection)
    spot = scene.sites[0].spot
    assert len(lines_of(figure, "ring")) == 2
    for ring, line in zip(derived.rings, lines_of(figure, "ring"), strict=True):
        assert radii(figure, line, spot.latitude, spot.longitude) == pytest.approx(ring.radius_m, abs=5)


def test_the_view_holds_the_rings_and_little_more(catalog: Catalog) -> None:
    """The largest ring fills between 80 and 95 per cent of a map's width; --extent sets it."""
    figure, _, _ = drawn(catalog)
    left, right = figure.axes[0].get_xlim()
    assert 0.8 < 800_000 / (right - left) < 0.95
    figure, _, _ = drawn(catalog, extent="1000 km")
    assert figure.axes[0].get_xlim() == pytest.approx((-1e6, 1e6))


def test_colour_is_the_system_dash_the_class(catalog: Catalog) -> None:
    """Rings of one system have one colour, rings of one class one dash; ring, label and key agree."""
    figure, _, derived = drawn(catalog, systems=["s-400", "patriot-pac-3"], against=["aircraft", "ballistic-missile"])
    looks = {}
    for ring, line in zip(derived.rings, lines_of(figure, "ring"), strict=True):
        looks[ring.system.id, ring.target] = to_hex(line.get_edgecolor()[0]), line.get_linestyle()[0]  # type: ignore[arg-type]  # the stubs know one colour, there is a list
    assert looks["s-400", "aircraft"][0] == looks["s-400", "ballistic-missile"][0] == PALETTE[0].lower()
    assert looks["patriot-pac-3", "ballistic-missile"][0] == PALETTE[1].lower()
    assert looks["s-400", "ballistic-missile"][1] == looks["patriot-pac-3", "ballistic-missile"][1]
    assert looks["s-400", "aircraft"][1] != looks["s-400", "ballistic-missile"][1]
    label = next(text for text in texts_of(figure, "ring") if text.get_text().startswith("Patriot"))
    assert to_hex(label.get_color()) == PALETTE[1].lower()
    keys = [line for line in figure.findobj(Line2D) if line.get_gid() == "key-line"]
    assert [to_hex(line.get_color()) for line in keys] == [looks[r.system.id, r.target][0] for r in derived.rings]


def test_strokes_differ() -> None:
    """No two colours and no two dashes are the same, and dots are no dash."""
    assert len(set(PALETTE)) == len(PALETTE)
    assert len(set(map(str, DASHES))) == len(DASHES)
    assert DOTS not in DASHES


def test_labels_name_system_class_and_radius(catalog: Catalog) -> None:
    """Each ring is named where it is drawn, with system, class and radius; rings of one radius share one place."""
    figure, _, derived = drawn(catalog, against=["aircraft", "drone", "ballistic-missile"])
    assert sorted(said(figure, "ring")) == [
        "S-400 Triumf, aircraft and drones 400 km",
        "S-400 Triumf, ballistic missiles 60 km",
    ]
    assert said(figure, "key") == [ring.label for ring in derived.rings]
    assert said(figure, "site") == ["New Delhi"]


@pytest.mark.parametrize("path", sorted((ROOT / "plots" / "scenes").glob("*.yaml")), ids=lambda path: path.stem)
def test_no_label_lies_on_another(path: Path, catalog: Catalog) -> None:
    """In every shipped scene all labels lie within their map and none upon another, and each ring is named or said not to be."""
    scene = read_scene(path, catalog)
    derived = derive(scene, catalog)
    figure, caption = draw(scene, derived)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # matplotlib's own
    for axes in figure.axes:
        kept = [t for t in axes.texts if t.get_gid() in ("ring", "site", "city", "country", "scale")]
        boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in kept]
        frame = axes.get_window_extent(renderer)
        for n, (name, box) in enumerate(boxes):
            assert frame.x0 - 1 <= box.x0, name
            assert box.x1 <= frame.x1 + 1, name
            for other, two in boxes[n + 1 :]:
                over = min(box.x1, two.x1) - max(box.x0, two.x0), min(box.y1, two.y1) - max(box.y0, two.y0)
                assert min(over) <= 2.5, f"{name} lies on {other}"
    named = " ".join([*said(figure, "ring"), *caption.evidence["notes"]])
    for ring in derived.rings:
        assert ring.size in named


def test_an_interval_has_a_thin_inner_line(catalog: Catalog) -> None:
    """Where two origins differ the ring is the far end, the near end a line of less than half its width at its own radius."""
    systems = [s.id for s in catalog]
    chosen = next(s for s in systems if (f := _interval(catalog, s)) is not None and f > 1)
    figure, scene, derived = drawn(catalog, systems=[chosen])
    ring = derived.rings[0]
    (inner,) = lines_of(figure, "ring-from")
    spot = scene.sites[0].spot
    assert ring.from_m is not None
    assert radii(figure, inner, spot.latitude, spot.longitude) == pytest.approx(ring.from_m, abs=5)
    widths = [np.atleast_1d(np.asarray(line.get_linewidth()))[0] for line in (inner, lines_of(figure, "ring")[0])]
    assert widths[0] < 0.5 * widths[1]
    assert any("Thin inner line" in note for note in said(figure, "note"))


def _interval(catalog: Catalog, system: str) -> float | None:
    from ringfence.errors import UsageError

    try:
        return derive(make_scene(sites=["Paris"], systems=[system], against=["aircraft"]), catalog).rings[0].from_m
    except UsageError:
        return None


def test_dotted_is_what_nobody_states_or_engages(catalog: Catalog) -> None:
    """Sensors' rings and upper bounds are dotted, and the notes say what dots mean."""
    figure, _, derived = drawn(catalog, against=["aircraft", "helicopter"], bounds=True, detection=True)
    kinds = {ring.purpose for ring in derived.rings}
    assert kinds == {"engagement", "detection", "bound"}
    for ring, line in zip(derived.rings, lines_of(figure, "ring"), strict=True):
        style: Any = line.get_linestyle()[0]
        dotted = style[1] is not None and style[1][0] < 1
        assert dotted == (ring.purpose != "engagement"), ring.label
    notes = " ".join(said(figure, "note"))
    assert "no source states it" in notes
    assert "nothing is engaged at that distance" in notes


def test_bands_and_holes(catalog: Catalog) -> None:
    """The spread's band reaches from its lowest to its highest value, and the minimum range is a line of its own."""
    figure, scene, derived = drawn(catalog, systems=["osa"], spread=True, dead_zone=True)
    ring, spot = derived.rings[0], scene.sites[0].spot
    (hole,) = lines_of(figure, "ring-dead")
    assert radii(figure, hole, spot.latitude, spot.longitude) == pytest.approx(ring.dead_m, abs=5)
    assert 0 < ring.dead_m < ring.radius_m


def test_small_rings_have_a_corner_of_their_own(catalog: Catalog) -> None:
    """Rings too small to be told from their site are drawn larger in a corner, named there, and the corner is marked on the map."""
    figure, _, _ = drawn(catalog, sites=[{"name": "Haifa", "systems": ["s-400"]}, {"name": "Tel Aviv", "systems": ["piorun"]}], systems=[])  # fmt: skip
    assert [axes.get_gid() for axes in figure.axes] == [None, "inset"]
    inset = figure.axes[1]
    assert any(text.get_text().startswith("Piorun") for text in inset.texts)
    (line,) = lines_of(figure, "ring", 1)
    assert 0.4 < np.ptp(line.get_segments()[0][:, 0]) / np.ptp(inset.get_xlim()) < 0.9
    assert [one.get_gid() for one in figure.axes[0].lines].count("inset-frame") == 1
    assert not [axes for axes in drawn(catalog)[0].axes if axes.get_gid() == "inset"]


def test_names_of_countries_and_cities(catalog: Catalog) -> None:
    """Countries and cities are named where there is room, and not at all on request."""
    figure, _, _ = drawn(catalog)
    assert {"INDIA", "NEPAL", "PAKISTAN"} <= set(said(figure, "country"))
    assert "Jaipur" in said(figure, "city")
    assert not said(drawn(catalog, names=False)[0], "city")
    assert not said(drawn(catalog, names=False)[0], "country")


@pytest.mark.parametrize(("units", "says", "metres"), [("metric", "100 km", 1e5), ("nautical", "100 nmi", 185_200.0), ("imperial", "100 mi", 160_934.4)])  # fmt: skip
def test_the_scale_bar_is_as_long_as_it_says(units: str, says: str, metres: float, catalog: Catalog) -> None:
    """The bar has a round length, and that length on the map."""
    figure, _, _ = drawn(catalog, units=units)
    assert said(figure, "scale") == [says]
    (bar,) = [line for line in figure.axes[0].lines if line.get_gid() == "scale-bar"]
    assert np.ptp(np.asarray(bar.get_xdata())) == pytest.approx(metres, rel=0.01)


def test_long_titles_wrap(catalog: Catalog) -> None:
    """A title longer than the figure is wide is broken into lines that fit, and none of it is lost."""
    title = "A title that goes on " * 12
    figure, _, _ = drawn(catalog, title=title, size="120mm")
    lines = said(figure, "title")
    assert len(lines) > 1
    assert all(width_of(line, 12.5, bold=True) <= 120 / 25.4 * 72 for line in lines)
    assert lines[-1].endswith("…") or " ".join(lines) == title.strip()


@pytest.mark.parametrize(("size", "width", "height"), [("160mm", 160, None), ("160x180mm", 160, 180), ("7in", 177.8, None)])  # fmt: skip
def test_the_size_asked_for(size: str, width: float, height: float | None, catalog: Catalog) -> None:
    """A figure is as wide, and where that is said as high, as asked for."""
    figure, _, _ = drawn(catalog, size=size)
    assert figure.get_figwidth() * 25.4 == pytest.approx(width, abs=0.1)
    if height:
        assert figure.get_figheight() * 25.4 == pytest.approx(height, abs=1)


def test_numbered_sources(catalog: Catalog) -> None:
    """On request every source of a ring is listed beneath under the number that the key names."""
    figure, _, derived = drawn(catalog, systems=["samp-t"], sources=True)
    listed = " ".join(said(figure, "source"))
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", listed)]
    assert numbers == list(range(1, len(derived.rings[0].sources) + 1))
    assert re.search(r"\[1[–,\]]", " ".join(said(figure, "key")))
    assert not said(drawn(catalog)[0], "source")


def test_the_foot_says_what_it_was_made_of(catalog: Catalog) -> None:
    """Version, hash of the records, rule, as-of, number of sources, borders: all are said."""
    figure, _, derived = drawn(catalog, as_of="2024", rule="highest")
    notes = " ".join(said(figure, "note"))
    for wanted in (
        __version__,
        derived.records,
        "rule: highest",
        "as of 2024",
        f"{derived.origins} sources",
        "de-facto",
    ):
        assert wanted in notes


def contrast(one: str, two: str) -> float:
    """The contrast of two colours (WCAG 2.1)."""

    def luminance(colour: str) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", INKS)
def test_small_text_can_be_read(look: str, catalog: Catalog) -> None:
    """Notes have a contrast of 4.5 to the paper, names on the map to land and water, and rings 3 to the land."""
    ink = INKS[look]  # type: ignore[index]  # a key of it
    assert contrast(ink.note, ink.paper) >= 4.5
    assert contrast(ink.note, ink.land) >= 4.5
    assert contrast(ink.note, ink.water) >= 4.5
    assert all(contrast(colour, ink.land) >= 3 for colour in ink.lines)
    figure, _, _ = drawn(catalog, style=look)
    assert {to_hex(text.get_color()) for text in texts_of(figure, "note")} == {ink.note}


def test_a_matplotlibrc_changes_nothing(tmp_path: Path) -> None:
    """Whatever a user's matplotlibrc and MPLBACKEND ask for, the bytes are the same; so they are under another name and folder."""
    (tmp_path / "matplotlibrc").write_text(
        "text.usetex: True\nfont.family: serif\nlines.linewidth: 9\nsavefig.dpi: 7\n", "utf-8"
    )
    command = [sys.executable, "-m", "ringfence", "rings", "s-400", "--at", "New Delhi", "--output"]
    plain = tmp_path / "plain"
    plain.mkdir()
    subprocess.run([*command, "a.svg"], cwd=plain, check=True, capture_output=True)
    import os

    odd = {**os.environ, "MPLBACKEND": "nosuch", "MATPLOTLIBRC": str(tmp_path / "matplotlibrc")}
    subprocess.run([*command, str(tmp_path / "other name.svg")], cwd=tmp_path, check=True, capture_output=True, env=odd)
    assert (plain / "a.svg").read_bytes() == (tmp_path / "other name.svg").read_bytes()


@pytest.mark.parametrize("end", ["svg", "png", "pdf", "geojson", "kml", "csv"])
def test_no_path_of_the_users(end: str, tmp_path: Path) -> None:
    """The folder and the name that a file is written to stand nowhere in it."""
    path = tmp_path / f"secret-name.{end}"
    scene = tmp_path / "secret-scene.yaml"
    scene.write_text("sites: [New Delhi]\nsystems: [s-400]\nagainst: [aircraft]\n", "utf-8")
    assert run(["rings", "--scene", str(scene), "--output", str(path)]) == 0
    raw = path.read_bytes()
    assert b"secret" not in raw
    assert str(tmp_path).encode() not in raw


def test_control_characters_reach_no_figure(tmp_path: Path) -> None:
    """A name with characters that XML has no place for is drawn without them, in a document that any reader opens."""
    from lxml import etree

    assert run(["rings", "s-400", "--at", "A\x01B=28,77", "-a", "aircraft", "--output", str(tmp_path / "a.svg")]) == 0
    etree.parse(tmp_path / "a.svg")


def test_letters_that_the_font_lacks_are_said(catalog: Catalog) -> None:
    """A script that the font lacks is named in the notes."""
    assert lacking(["Kyiv Київ Łódź"]) == ""
    assert lacking(["名前 a"]) == "名前"
    figure, _, _ = drawn(catalog, sites=[{"name": "名前", "at": "28,77"}])
    assert any("show boxes: CJK." in note for note in said(figure, "note"))


def test_lines_fit() -> None:
    """Wrapped lines are no wider than asked for, hold every word in order, and are cut with an ellipsis where they are too many."""
    text = "One two three four-five-six seven " + "x" * 60
    lines = wrapped(text, 80, 8)
    assert all(width_of(line, 8) <= 80 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrapped(text, 80, 8, most=2)[1].endswith("…")
    assert width_of("WW", 10) > width_of("ii", 10)
    assert width_of("abc", 10, bold=True) > width_of("abc", 10)


def test_room_keeps_boxes_apart() -> None:
    """A box beside a point is free, within the frame, and near; where nothing is free there is none."""
    room = Room(Box(0, 0, 100, 100))
    placed = []
    while (box := room.at_point(50, 50, 30, 10)) is not None:
        placed.append(room.take(box))
    assert 2 <= len(placed) <= 8
    assert all(box.within(room.frame) for box in placed)
    assert not any(one.meets(two) for n, one in enumerate(placed) for two in placed[n + 1 :])
    assert all(abs(a.middle[0] - b.middle[0]) + abs(a.middle[1] - b.middle[1]) > 0 for a, b in pairwise(placed))


def test_the_template_is_a_scene(catalog: Catalog) -> None:
    """The template names every key of a scene, and is one."""
    path = ROOT / "plots" / "scene-template.yaml"
    assert derive(read_scene(path, catalog), catalog).rings
    text = path.read_text("utf-8")
    assert [name for name in Scene.model_fields if f"{name}:" not in text] == []


def test_long_words_fill_their_lines() -> None:
    """A word that is longer than a line is broken where a line is full, and nowhere else; a letter stands in any line."""
    for word, width in (("W" * 50, 80.0), ("iW" * 40, 33.0), ("il" * 30, 8.5)):
        lines = wrapped(word, width, 8)
        assert "".join(lines) == word
        for line, following in pairwise(lines):
            assert width_of(line, 8) <= width < width_of(line + following[0], 8)
    assert wrapped("abc de", 0.5, 8) == ["a", "b", "c", "d", "e"]
    assert wrapped("one two three", width_of("one two", 8), 8) == ["one two", "three"]
    assert wrapped("one two three", width_of("one two", 8) - 0.01, 8) == ["one", "two", "three"]


def test_a_title_has_four_lines_at_most(catalog: Catalog) -> None:
    """A title of very many words is cut after four lines, with an ellipsis; one of four lines is whole."""
    figure, _, _ = drawn(catalog, title="word " * 180)
    lines = said(figure, "title")
    assert len(lines) == 4
    assert [line.endswith("…") for line in lines] == [False, False, False, True]


@pytest.mark.parametrize("projection", ["azimuthal-equidistant", "mercator", "plate-carree", "orthographic"])
@pytest.mark.parametrize("site", ["Nairobi", "Tromso"])
def test_an_extent_is_held_in_every_projection(projection: str, site: str, catalog: Catalog) -> None:
    """All within the extent of the site is on the map, and little more where nothing is stretched."""
    figure, scene, _ = drawn(catalog, sites=[site], extent="900 km", projection=projection)
    spot, axes = scene.sites[0].spot, figure.axes[0]
    crs: Any = axes.projection  # type: ignore[attr-defined]  # a GeoAxes
    west, east, south, north = (*axes.get_xlim(), *axes.get_ylim())

    def inside(radius: float) -> Any:
        x, y = flattened(crs, *rings([spot.latitude], [spot.longitude], [radius])[0, 0].T).T
        return (x >= west) & (x <= east) & (y >= south) & (y <= north)

    assert inside(880_000).all()
    assert site != "Nairobi" or not inside(1_250_000).all()


def test_names_are_spelled_as_maps_spell_them() -> None:
    """Where another script is written, a city's name bears no marks of transliteration; elsewhere it keeps its accents."""
    plain = [
        "AFG", "ARE", "BHR", "DZA", "EGY", "IND", "IRN", "IRQ", "ISR", "JOR", "JPN", "KWT", "LBN", "LBY", "MAR", "OMN",
        "PAK", "PSE", "QAT", "SAU", "SDN", "SYR", "TUN", "YEM",
    ]  # fmt: skip
    for code in plain:
        names = [short(cities()[0]._replace(name="Qal‘at Ṣāliḥ", country=code))]
        assert names == ["Qalat Salih"], code
    assert short(cities()[0]._replace(name="Łódź", country="POL")) == "Łódź"


def corners(figure: Figure, text: Text) -> np.ndarray[Any, Any]:
    """The box of a text in points of the map's projection: left, low, right, high."""
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # it has no types
    box = text.get_window_extent()
    edge: np.ndarray[Any, Any] = figure.axes[0].transData.inverted().transform([(box.x0, box.y0), (box.x1, box.y1)])
    return edge.ravel()


def test_no_country_is_named_upon_a_lake(catalog: Catalog) -> None:
    """Ukraine's name stands beside the lakes of the Dnipro, not upon them."""
    figure, _, _ = drawn(catalog, sites=[{"country": "Belarus"}])
    (name,) = [text for text in texts_of(figure, "country") if text.get_text() == "UKRAINE"]
    crs: Any = figure.axes[0].projection  # type: ignore[attr-defined]  # a GeoAxes
    lakes = shapely.transform(clip(load("lakes"), (15, 45, 45, 60)), lambda xy: flattened(crs, *xy.T))
    assert not lakes.intersects(shapely.box(*corners(figure, name)))


def test_rings_run_through_the_names_of_large_cities_alone(catalog: Catalog) -> None:
    """A name that a ring would strike through is left out, unless it is a capital's or a city's of a million."""
    figure, _, _ = drawn(catalog, sites=["Kaliningrad"], target_altitudes=["100 m", "1 km", "3 km"])
    rings = [shapely.LineString(path) for line in lines_of(figure, "ring") for path in line.get_segments()]
    struck = [
        text.get_text()
        for text in texts_of(figure, "city")
        if any(ring.intersects(shapely.box(*corners(figure, text))) for ring in rings)
    ]
    assert len(texts_of(figure, "city")) > 10
    known = {short(city) for city in cities() if city.capital or city.population >= 1_000_000}
    assert set(struck) <= known
