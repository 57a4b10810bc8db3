"""A style for QGIS: a rule a ring in the colours of the pictures, the largest drawn first, cut edges not drawn."""

from lxml import etree

from ringfence.plots.look import INKS
from ringfence.plots.strokes import stroke_of
from ringfence.scenes.rings import Derived, Ring
from ringfence.scenes.scene import Scene

_SEAMS = "MULTILINESTRING((-180 -90,-180 90),(180 -90,180 90),(-180 90,180 90),(-180 -90,180 -90))"
_OUTLINE = f"difference(boundary($geometry), buffer(geom_from_wkt('{_SEAMS}'), 0.000001))"
_POINTS_IN_MM = 25.4 / 72


def style(scene: Scene, derived: Derived) -> str:
    """The style of the layer of rings, as QGIS keeps it in a .qml file or in a GeoPackage's table `layer_styles`."""
    root = etree.Element("qgis", version="3.22.0", styleCategories="Symbology")
    renderer = etree.SubElement(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="1", forceraster="0"
    )
    rules = etree.SubElement(renderer, "rules", key="{rings}")
    symbols = etree.SubElement(renderer, "symbols")
    for number, ring in enumerate(derived.rings):
        for part, fill in (("ring", 0.06), ("spread", 0.16)):
            key = f"{number * 2 + (part == 'spread')}"
            label = ring.label + (" (spread)" if part == "spread" else "")
            if part == "spread" and not scene.spread:
                continue
            etree.SubElement(rules, "rule", key=f"{{ring-{key}}}", symbol=key, label=label, filter=_filter(ring, part))
            symbols.append(_symbol(key, scene, derived, ring, fill, line=part == "ring"))
    order = etree.SubElement(renderer, "orderby")
    etree.SubElement(order, "orderByClause", asc="0", nullsFirst="0").text = '"radius_m"'
    etree.SubElement(root, "layerGeometryType").text = "2"
    text: bytes = etree.tostring(root, encoding="utf-8", pretty_print=True,
        doctype="<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>")  # fmt: skip
    return text.decode()


def _filter(ring: Ring, part: str) -> str:
    """The attributes that tell a ring from all others of its scene."""
    height = f'"altitude_m" = {ring.altitude.si_high:g}' if ring.altitude else '"altitude_m" IS NULL'
    parts = {
        "system": ring.system.id,
        "target": ring.target,
        "purpose": ring.purpose,
        "limit": ring.limit,
        "part": part,
    }
    said = [f"\"{name}\" = '{text}'" for name, text in parts.items()]
    return " AND ".join([*said, height, f'abs("radius_m" - {ring.radius_m:.3f}) < 0.01'])


def _symbol(key: str, scene: Scene, derived: Derived, ring: Ring, fill: float, *, line: bool) -> etree._Element:
    stroke = stroke_of(scene, derived, ring, INKS[scene.style])
    symbol = etree.Element("symbol", name=key, type="fill", alpha="1", clip_to_extent="1", force_rhr="0")
    alpha = 0.0 if ring.purpose != "engagement" else fill
    rgb = ",".join(str(int(stroke.colour[at : at + 2], 16)) for at in (1, 3, 5))
    _layer(symbol, "SimpleFill", {"color": f"{rgb},{round(255 * alpha)}", "style": "solid", "outline_style": "no"})
    if line:
        made = _layer(symbol, "GeometryGenerator", {"SymbolType": "Line", "geometryModifier": _OUTLINE})
        inner = etree.SubElement(
            made, "symbol", name=f"@{key}@1", type="line", alpha="1", clip_to_extent="1", force_rhr="0"
        )
        dash = {} if stroke.dash == "-" else _dash(stroke.dash, stroke.width)
        width = f"{stroke.width * _POINTS_IN_MM:.3f}"
        _layer(inner, "SimpleLine", {"line_color": f"{rgb},255", "line_width": width, "line_width_unit": "MM", **dash})
    return symbol


def _dash(dash: tuple[float, tuple[float, ...]], width: float) -> dict[str, str]:
    """Dashes are parts of the line's width in pictures, and lengths in QGIS."""
    lengths = ";".join(f"{max(part, 0.4) * width * _POINTS_IN_MM:.3f}" for part in dash[1])
    return {"use_custom_dash": "1", "customdash": lengths, "customdash_unit": "MM", "capstyle": "flat"}


def _layer(symbol: etree._Element, kind: str, options: dict[str, str]) -> etree._Element:
    """A layer of a symbol; older versions read `prop`, newer ones `Option`."""
    layer = etree.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    known = etree.SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        etree.SubElement(known, "Option", name=name, value=value, type="QString")
        etree.SubElement(layer, "prop", k=name, v=value)
    return layer
