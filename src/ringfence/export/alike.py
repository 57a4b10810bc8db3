"""In what two files differ that a reader sees: every text, number and attribute, and geometry by more than a metre."""

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from math import cos, hypot, radians
from typing import Any
from zipfile import ZipFile

from ringfence.errors import shortened
from ringfence.plots.carried import inner, png_image, xml_root

TOLERANCE_M = 1.0
_METRES = 111_320.0
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?(?:e-?\d+)?)[ ,](-?\d+(?:\.\d+)?(?:e-?\d+)?)", re.IGNORECASE)


def differences(kind: str, then: bytes, now: bytes, *, within_m: float = TOLERANCE_M) -> Iterator[str]:
    """A line for each difference between a file as it is and as it is drawn anew; none where they are alike, and
    coordinates within so many metres.
    """
    if then == now:
        return
    if kind == "geojson":
        yield from _data("", json.loads(then, object_pairs_hook=_once), json.loads(now), within_m)
    elif kind in ("svg", "kml", "kmz"):
        yield from _members(then, now) if kind == "kmz" else ()
        one, two = inner(then, kind), inner(now, kind)
        yield from _heads(one, two)
        yield from _elements(xml_root(one), xml_root(two), None if kind == "svg" else within_m)
    elif kind == "csv":
        yield from _rows(then, now, within_m)
    elif kind == "png":
        yield from _pictures(then, now)
    else:
        yield "the file's bytes are others"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; a key that stands in it twice is a difference, for readers take one or the other."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    return {**found, "a key stands twice": sorted({key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1})}


def _members(then: bytes, now: bytes) -> Iterator[str]:
    """What a KMZ holds beside its document, which is compared by itself."""
    names = [sorted(ZipFile(io.BytesIO(raw)).namelist()) for raw in (then, now)]
    if names[0] != names[1]:
        yield _line("the archive's files", ", ".join(names[0]), ", ".join(names[1]))


def _data(where: str, then: Any, now: Any, within_m: float) -> Iterator[str]:
    """JSON, value by value. Coordinates may differ by so many metres."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*then, *now]):
            yield from _data(f"{where}.{key}" if where else str(key), then.get(key), now.get(key), within_m)
    elif isinstance(then, list) and isinstance(now, list):
        if _is_place(then) and _is_place(now):
            if ("coordinates" in where and not _near(then, now, within_m)) or (
                "coordinates" not in where and then != now
            ):
                yield f"{where}: {then}, {now} derived"
            return
        if len(then) != len(now):
            yield f"{where}: {len(then)} items, {len(now)} derived"
        for number, (one, two) in enumerate(zip(then, now, strict=False)):
            yield from _data(f"{where}[{number}]", one, two, within_m)
    elif then != now or isinstance(then, bool) != isinstance(now, bool):  # 400000 and 400000.0 are one number
        yield _line(where, then, now)


def _is_place(value: list[Any]) -> bool:
    return len(value) == 2 and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value)


def _near(one: list[float], two: list[float], within_m: float) -> bool:
    across = (one[0] - two[0]) * cos(radians(min(abs(two[1]), 89.9)))
    away = hypot(across, one[1] - two[1]) * _METRES
    return away <= within_m  # not a number is never near


def _heads(then: bytes, now: bytes) -> Iterator[str]:
    """What stands before the first element: a style sheet or a definition there would change what is shown."""
    heads = [" ".join(re.split(r"<\w", raw.decode("utf-8-sig"), maxsplit=1)[0].split()) for raw in (then, now)]
    if heads[0] != heads[1]:
        yield _line("before the first element", *heads)


def _elements(then: Any, now: Any, within_m: float | None) -> Iterator[str]:
    """XML, element by element, comments among them: in SVG they say what the outlines of letters spell.

    `within_m`: how far coordinates may lie apart; None where there are none.
    """
    for one, two in zip_longest(then.iter(), now.iter()):
        if one is None or two is None:
            left = one if one is not None else two
            yield f"{_tag(left)}: {'is not derived' if two is None else 'is missing'}"
            return
        if one.tag != two.tag:
            yield f"{_tag(one)} stands where {_tag(two)} is derived"
            return
        if len(one) != len(two):
            yield f"{_tag(one)} holds {len(one)} parts, {len(two)} derived"
            return
        for name in dict.fromkeys([*one.attrib, *two.attrib]):
            if not _same_text(one.get(name), two.get(name)):
                yield _line(f"{_tag(one)} {name}", one.get(name), two.get(name))
        for before, after in ((one.text, two.text), (one.tail, two.tail)):
            near = within_m if _tag(one) == "coordinates" else None
            if not (_same_text(before, after) if near is None else _close_pairs(before, after, near)):
                yield _line(_tag(one), before, after)


def _tag(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else "comment"


def _same_text(one: str | None, two: str | None) -> bool:
    """Whether two texts are one but for blanks."""
    return (one or "").split() == (two or "").split()


def _close_pairs(one: str | None, two: str | None, within_m: float) -> bool:
    """Whether coordinates in text are the same within so many metres, and all else between them is."""
    first, second = (" ".join((text or "").split()) for text in (one, two))
    if first == second:
        return True
    pairs = [[[float(a), float(b)] for a, b in _PAIR.findall(text)] for text in (first, second)]
    if len(pairs[0]) != len(pairs[1]) or _PAIR.sub("", first) != _PAIR.sub("", second):
        return False
    return all(_near(a, b, within_m) for a, b in zip(*pairs, strict=True))


def _rows(then: bytes, now: bytes, within_m: float) -> Iterator[str]:
    """CSV, cell by cell."""
    tables = [list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))) for raw in (then, now)]
    if len(tables[0]) != len(tables[1]):
        yield f"{len(tables[0]) - 1} rows, {len(tables[1]) - 1} derived"
    head = tables[1][0]
    for number, (one, two) in enumerate(zip(*tables, strict=False)):
        for name, before, after in zip_longest(head, one, two):
            if before != after and not (name == "WKT" and _close_pairs(before, after, within_m)):
                yield _line(f"row {number}, {name}", before, after)


def _pictures(then: bytes, now: bytes) -> Iterator[str]:
    """PNG: what it shows, dot by dot, and the texts that it carries."""
    import numpy as np

    images = [png_image(raw) for raw in (then, now)]
    for name in ("Title", "Description", "ringfence", "Software"):
        if images[0].info.get(name) != images[1].info.get(name):
            yield _line(name, images[0].info.get(name), images[1].info.get(name))
    if images[0].size != images[1].size:
        yield f"{images[0].size} dots, {images[1].size} derived"
        return
    dots = [np.asarray(image.convert("RGBA"), dtype=np.int16) for image in images]
    off = np.abs(dots[0] - dots[1]).max(axis=2) > 2
    if off.any():
        rows, columns = np.nonzero(off)
        yield (
            f"the picture: {int(off.sum())} dots differ, from {columns.min()},{rows.min()} to "
            f"{columns.max()},{rows.max()}"
        )


def _line(where: str, then: object, now: object) -> str:
    before, after = str(then), str(now)
    start = next(
        (n for n, (x, y) in enumerate(zip(before, after, strict=False)) if x != y), min(len(before), len(after))
    )
    cut = max(0, start - 24)
    lead = "…" if cut else ""
    return f"{where}: {lead}{shortened(before[cut:])!r}, {lead}{shortened(after[cut:])!r} derived"
