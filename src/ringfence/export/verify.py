"""Does a drawn figure, or a file of rings, still hold? It is made anew from the request that it carries, and compared
in all that a reader sees.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ringfence import __version__
from ringfence.catalog.store import Catalog
from ringfence.errors import RingfenceError
from ringfence.export.alike import TOLERANCE_M, differences
from ringfence.export.formats import rings_text
from ringfence.plots.carried import evidence_in, kind_of, png_image, read_bytes
from ringfence.plots.lettering import drawn_with
from ringfence.scenes.rings import Derived, derive
from ringfence.scenes.scene import Scene
from ringfence.specs.faults import first_fault

_MOST = 20
_TEXTS = ("geojson", "kml", "csv")
_SAME_M = 0.5


@dataclass(frozen=True)
class Verdict:
    """Whether a figure holds, whether it was drawn from these very records, and a line for each ring, cell and
    difference.
    """

    holds: bool
    same_catalog: bool
    lines: tuple[str, ...]


def verify(path: Path, catalog: Catalog) -> Verdict:
    """Hold a figure against a catalog. Raises RingfenceError where the file carries no evidence that can be read."""
    raw = read_bytes(path)
    carried, kind = evidence_in(raw, path), kind_of(raw)
    if carried.get("figure") == "rings":
        return _rings(raw, kind, carried, catalog, path)
    return _chart(raw, kind, carried, catalog)


def _rings(raw: bytes, kind: str, carried: dict[str, Any], catalog: Catalog, path: Path) -> Verdict:
    try:
        scene = Scene.model_validate(carried.get("scene"))
    except RecursionError as error:
        raise RingfenceError(f"the scene in {path} cannot be read: it is nested too deeply") from error
    except ValidationError as error:
        raise RingfenceError(f"the scene in {path} cannot be read: {first_fault(error)}") from error
    try:
        now = derive(scene, catalog)
    except RingfenceError as error:
        return Verdict(False, False, (f"gone: {error.message}",))
    same = carried.get("records") == now.records
    lines = list(_compared(carried.get("rings"), [ring.evidence() for ring in now.rings]))
    stamped = replace(now, records=str(carried.get("records")))
    lines += _drawing(raw, kind, carried, lambda: _rings_anew(kind, scene, stamped, carried, raw))
    return _verdict(same, lines)


def _rings_anew(kind: str, scene: Scene, derived: Derived, carried: dict[str, Any], raw: bytes) -> bytes:
    """The file that the scene gives now, with the hashes that the old one names."""
    known = str(carried.get("catalog", ""))
    options = carried.get("options")
    said = options if isinstance(options, dict) else {}
    points, simplestyle = said.get("points") is True, said.get("simplestyle") is True
    if kind in _TEXTS:
        text = rings_text(
            scene, derived, kind, catalog=known,  # type: ignore[arg-type]  # one of the three formats
            points=points, simplestyle=simplestyle,
        )  # fmt: skip
        return text.encode()
    if kind == "kmz":
        from ringfence.export.kml import kmz_bytes

        return kmz_bytes(scene, derived, known)
    from ringfence.plots.map import draw

    return _rendered(draw(scene, derived), kind, raw)


def _rendered(drawn: Any, kind: str, raw: bytes) -> bytes:
    from ringfence.plots.look import render

    figure, caption = drawn
    if kind != "png":
        return render(figure, f".{kind}", caption)
    with png_image(raw) as image:
        dpi = round(image.size[0] / figure.get_figwidth())
    return render(figure, ".png", caption, min(max(dpi, 20), 1200))


def _chart(raw: bytes, kind: str, carried: dict[str, Any], catalog: Catalog) -> Verdict:
    from ringfence.plots.requests import make, read_request

    request = read_request(carried.get("request"))
    stamp = str(carried.get("records"))
    try:
        drawn = make(request, catalog, stamp)
        same = make(request, catalog)[1].evidence["records"] == carried.get("records")
    except RingfenceError as error:
        return Verdict(False, False, (f"gone: {error.message}",))
    now = drawn[1].evidence
    lines: list[str] = []
    for name in ("cells", "points", "orders", "events"):
        if name in now or name in carried:
            lines += _compared(carried.get(name), now.get(name))
    lines += _drawing(raw, kind, carried, lambda: _rendered(drawn, kind, raw))
    return _verdict(same, lines)


def _drawing(raw: bytes, kind: str, carried: dict[str, Any], anew: Any) -> Iterator[str]:
    """What differs between the file and what is made now; or that it cannot be told, and why."""
    if carried.get("ringfence") != __version__:
        yield f"not checked: all but the evidence, for it was made by ringfence {str(carried.get('ringfence'))[:20]}"
        return
    here = drawn_with()
    if kind in ("svg", "png", "pdf") and carried.get("drawn_with") != here:
        yield f"not checked: the drawing, for it was made with {str(carried.get('drawn_with'))[:30]} and here is {here}"
        return
    try:
        now = anew()
        found = list(islice(differences(kind, raw, now), _MOST + 1))
        near = [] if found else list(islice(differences(kind, raw, now, within_m=0.0), 1))
    except (ValueError, KeyError, TypeError, RecursionError, OSError, SyntaxError) as error:
        yield f"altered: the file cannot be read to its end: {type(error).__name__}"
        return
    except RingfenceError as error:
        yield f"altered: it cannot be made anew: {error.message}"
        return
    yield from (f"altered: {line}" for line in found[:_MOST])
    yield from (f"holds within {TOLERANCE_M:g} m, not to the digit: {line}" for line in near)
    if len(found) > _MOST:
        yield "altered: and more"


def _compared(then: Any, now: Any) -> Iterator[str]:
    """A line for each ring, cell or order that the evidence lists."""
    old = [row for row in then if isinstance(row, dict)] if isinstance(then, list) else []
    fresh: dict[str, Any] = {_name(row): row for row in now or () if isinstance(row, dict)}
    for row in old:
        name = _name(row)
        found = fresh.pop(name, None)
        if found is None:
            yield f"gone: {name}"
            continue
        changed = [key for key in dict.fromkeys([*found, *row]) if not _same(row.get(key), found.get(key))]
        if changed:
            told = ", ".join(f"{key} {_short(row.get(key))} then, {_short(found.get(key))} now" for key in changed)
            yield f"changed: {name}: {told}"
        else:
            yield f"holds: {name}{_size(found)}"
    yield from (f"new: {name}" for name in fresh)


def _same(then: object, now: object) -> bool:
    if isinstance(then, int | float) and isinstance(now, int | float) and not isinstance(then, bool | str):
        return abs(then - now) <= _SAME_M if abs(now) > 1000 else then == now  # not a number is never the same
    return then == now


def _short(value: object) -> str:
    if isinstance(value, float) and value >= 1000:
        return f"{value / 1000:g} km"
    return str(value)[:60]


def _size(row: dict[str, Any]) -> str:
    return f": {row['radius_m'] / 1000:g} km ({row['limit']})" if "radius_m" in row else ""


_TELLS = ("system", "year", "purpose", "target", "altitude", "effector", "limit", "acquisition")


def _name(row: dict[str, Any]) -> str:
    return ", ".join(str(row[key])[:60] for key in _TELLS if row.get(key) not in (None, "", "stated range"))


def _verdict(same: bool, lines: list[str]) -> Verdict:
    return Verdict(all(line.startswith(("holds", "not checked")) for line in lines) and bool(lines), same, tuple(lines))
