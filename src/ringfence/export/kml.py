"""Rings as KML 2.2 (OGC 07-147r2): a document a system, a style a ring, sources in every description, typed attributes.

An earth viewer draws every edge, seams too: a ring that was cut at 180° or at a pole has its outline as lines of their
own. Balloons show the escaped description alone: a viewer's own balloon takes names for markup.
"""

import json
from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import groupby, pairwise
from typing import IO, Any
from zipfile import ZipFile

import shapely
from lxml import etree
from shapely.geometry import LineString, Polygon

from ringfence.english import counted
from ringfence.evidence.figures import cell_of
from ringfence.export.archive import member
from ringfence.geo.dateline import polygons
from ringfence.geo.geodesy import Region
from ringfence.plots.look import INKS
from ringfence.plots.strokes import colour_of
from ringfence.scenes.features import COLUMNS, Feature, evidence, features, is_cut, plain, rounded
from ringfence.scenes.rings import Derived, Ring
from ringfence.scenes.scene import Scene

NAMESPACE = "http://www.opengis.net/kml/2.2"
_TYPES = {"text": "string", "real": "double", "integer": "int"}
_FILL, _BAND = "30", "50"


def write_kml(file: IO[bytes], scene: Scene, derived: Derived, catalog: str) -> None:
    """Write the document, placemark by placemark."""
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("kml", nsmap={None: NAMESPACE}), out.element("Document"):
            _head(out, scene, derived, catalog)
            for system, some in groupby(
                features(scene, derived, catalog, by_system=True), key=lambda f: f.ring.system.id
            ):
                with out.element(
                    "Document"
                ):  # not a folder: GDAL sees a schema in a KMZ only in the layer's own document
                    _system(out, system, some, scene)
            with out.element("Folder"):
                out.write(_element("name", "Sites"))
                for site in scene.sites:
                    spot = site.spot
                    mark = etree.Element("Placemark")
                    mark.append(_element("name", plain(site.name)))
                    mark.append(_element("description", f"<p>{_shown(site.name)}</p>"))
                    mark.append(_element("styleUrl", "#site"))
                    point = etree.SubElement(mark, "Point")
                    point.append(_element("coordinates", f"{spot.longitude:.7f},{spot.latitude:.7f}"))
                    out.write(mark, pretty_print=True)


def kmz_bytes(scene: Scene, derived: Derived, catalog: str) -> bytes:
    """The document zipped, the same bytes on every day."""
    inner, outer = BytesIO(), BytesIO()
    write_kml(inner, scene, derived, catalog)
    with ZipFile(outer, "w") as archive:
        archive.writestr(member("doc.kml"), inner.getvalue())
    return outer.getvalue()


def _element(tag: str, text: str, **attributes: str) -> Any:
    made = etree.Element(tag, **attributes)
    made.text = text
    return made


def _head(out: Any, scene: Scene, derived: Derived, catalog: str) -> None:
    about = evidence(scene, derived, catalog)
    out.write(
        _element(
            "name",
            plain(scene.title or "Range rings: " + ", ".join(dict.fromkeys(r.system.name for r in derived.rings))),
        )
    )
    out.write(_element("open", "1"))
    out.write(
        _element(
            "description",
            "Rings on the WGS84 ellipsoid about notional sites; what public sources state, not what was tested.",
        )
    )
    for style in (
        _balloon("site"),
        *(s for n, ring in enumerate(derived.rings) for s in _styles(n, ring, scene, derived)),
    ):
        out.write(style, pretty_print=True)
    data = etree.Element("ExtendedData")
    for name in ("ringfence", "catalog", "records", "rule"):
        etree.SubElement(data, "Data", name=name).append(_element("value", str(about[name])))
    etree.SubElement(data, "Data", name="evidence").append(
        _element("value", plain(json.dumps(about, ensure_ascii=False)))
    )
    out.write(data, pretty_print=True)


def _schema(system: str) -> Any:
    schema = etree.Element("Schema", name=system, id=f"schema-{system}")
    for column in COLUMNS:
        field = etree.SubElement(schema, "SimpleField", type=_TYPES[column.kind], name=column.name)
        field.append(_element("displayName", column.title))
    return schema


def _styles(number: int, ring: Ring, scene: Scene, derived: Derived) -> Iterator[Any]:
    """A system's colour as in pictures; KML has no dashes, so that sensors' rings and bounds are thin and not filled.

    `-cut`: an area without outline.
    """
    colour = colour_of(derived, ring, INKS[scene.style])
    red, green, blue = (colour[at : at + 2] for at in (1, 3, 5))
    plain_line = ring.purpose != "engagement"
    for suffix, fill in (("", _FILL), ("-cut", _FILL), *([("-spread", _BAND)] if scene.spread else [])):
        style = _balloon(f"ring-{number}{suffix}")
        balloon = style[0]
        line = etree.SubElement(style, "LineStyle")
        line.append(_element("color", f"ff{blue}{green}{red}"))
        line.append(_element("width", "1.5" if plain_line else "2.5"))
        area = etree.SubElement(style, "PolyStyle")
        area.append(_element("color", f"{'00' if plain_line else fill}{blue}{green}{red}"))
        area.append(_element("outline", "1" if suffix == "" else "0"))
        style.append(balloon)  # the schema has it last
        yield style


def _balloon(name: str) -> Any:
    style = etree.Element("Style", id=name)
    etree.SubElement(style, "BalloonStyle").append(_element("text", "$[description]"))
    return style


def _system(out: Any, system: str, some: Iterator[Feature], scene: Scene) -> None:
    described: dict[int, str] = {}
    for number, feature in enumerate(some):
        if number == 0:
            out.write(_element("name", feature.values["sysname"]))
            out.write(_schema(system), pretty_print=True)
        if feature.number not in described:
            described[feature.number] = _description(feature.ring, scene)
        text = described[feature.number]
        out.write(_placemark(feature, text), pretty_print=False)
        if feature.part == "ring" and is_cut(feature.shape):
            out.write(_outline(feature, text))


def _placemark(feature: Feature, description: str) -> Any:
    values, shape = feature.values, rounded([feature.shape])[0]
    mark = etree.Element("Placemark")
    what = " (spread)" if feature.part == "spread" else ""
    mark.append(_element("name", f"{feature.site}: {values['label']}{what}"))
    mark.append(_element("description", f"<p>{_shown(feature.site)}</p>{description}"))
    suffix = "-spread" if what else "-cut" if is_cut(feature.shape) else ""
    mark.append(_element("styleUrl", f"#ring-{feature.number}{suffix}"))
    data = etree.SubElement(
        etree.SubElement(mark, "ExtendedData"), "SchemaData", schemaUrl=f"#schema-{values['system']}"
    )
    for column in COLUMNS:
        if values[column.name] is not None:
            data.append(_element("SimpleData", str(values[column.name]), name=column.name))
    parts = polygons(shape)
    parent = mark if len(parts) == 1 else etree.SubElement(mark, "MultiGeometry")
    for polygon in parts:
        _polygon(parent, polygon)
    return mark


def _polygon(parent: Any, polygon: Polygon) -> None:
    made = etree.SubElement(parent, "Polygon")
    # on the ground, also of a ring at a height, which is an attribute: a sheet in the air would lie inside the
    # mountains
    made.append(_element("tessellate", "1"))
    for name, line in (
        ("outerBoundaryIs", polygon.exterior),
        *(("innerBoundaryIs", hole) for hole in polygon.interiors),
    ):
        ring = etree.SubElement(etree.SubElement(made, name), "LinearRing")
        ring.append(_element("coordinates", _coordinates(line)))


def _coordinates(line: LineString) -> str:
    text: str = shapely.to_wkt(line, rounding_precision=7)
    return text[text.index("(") + 1 : -1].replace(", ", ";").replace(" ", ",").replace(";", " ")


def _outline(feature: Feature, description: str) -> Any:
    """The ring itself, without the seams along 180° and the poles."""
    mark = etree.Element("Placemark")
    mark.append(_element("name", f"{feature.site}: {feature.values['label']} (outline)"))
    mark.append(_element("description", f"<p>{_shown(feature.site)}</p>{description}"))
    mark.append(_element("styleUrl", f"#ring-{feature.number}"))
    many = etree.SubElement(mark, "MultiGeometry")
    for line in seamless(rounded([feature.shape])[0]):
        made = etree.SubElement(many, "LineString")
        made.append(_element("tessellate", "1"))
        made.append(_element("coordinates", _coordinates(line)))
    return mark


def seamless(shape: Region) -> list[LineString]:
    """The parts of a shape's boundary that lie neither on ±180° nor on a pole."""
    lines = []
    for polygon in [shape] if isinstance(shape, Polygon) else shape.geoms:
        for ring in (polygon.exterior, *polygon.interiors):
            run: list[tuple[float, float]] = []
            xy = [(x, y) for x, y, *_ in ring.coords]
            for start, end in pairwise(xy):
                if (abs(start[0]) == 180 and start[0] == end[0]) or (abs(start[1]) == 90 and start[1] == end[1]):
                    lines += [LineString(run)] if run else []
                    run = []
                else:
                    run += [end] if run else [start, end]
            lines += [LineString(run)] if run else []
    return lines


def _description(ring: Ring, scene: Scene) -> str:
    """HTML for the balloon: what limits the ring, and each source with its date, its words' figure and its link."""
    measure = "range_max" if ring.purpose != "detection" else ring.limit.replace(" ", "_")
    said: dict[str, list[str]] = {}
    for target in ring.targets:
        # the ring's own group: what the source says of another effector is no figure of this ring
        cell = cell_of(ring.system, measure, target, scene.evidence_rule)
        shown = cell.bound if ring.purpose == "bound" else cell.best
        for one in shown.counted if shown else ():
            said.setdefault(one.source_key, []).append(one.value.text)
    lines = []
    for key in ring.sources:
        source = ring.system.sources[key]
        who = _shown(f"{source.publisher}, {source.published or 'undated'}")
        figures = _shown(", ".join(dict.fromkeys(said.get(key, []))))
        link = (
            f'<a href="{escape(source.url, quote=True).replace("$", "%24")}">{who}</a>'
            if source.url
            else f"<cite>{who}</cite>"
        )
        lines.append(f"<li>{link}{': ' if figures else ''}{figures}</li>")
    origins = counted(ring.origins, "independent origin")
    spread = f"{ring.low_m / 1000:g} to {ring.high_m / 1000:g} km by {origins} (class {ring.naming})"
    judged = [_shown(text) for text in (ring.cover, ring.antenna) if text]
    limits = "; ".join([escape(ring.limit), *judged, escape(spread)])
    return f"<p>{_shown(ring.label)}</p><p>Limited by: {limits}.</p><ul>{''.join(lines)}</ul>"


def _shown(text: str) -> str:
    """Text for a balloon: no markup, and no `$[name]` that a viewer would fill in."""
    return escape(plain(text)).replace("$", "&#36;")
