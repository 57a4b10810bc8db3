"""Rows of claims, as JSON Lines or CSV, → statements with their place in a record.

A row: system, element (`system`, `launcher`, `interceptor:NAME` or `effector:NAME`, `sensor:NAME`), property (`range.max` or
`range_max`, …, `engages`), target, value, and optionally value_max, unit, qualifier, attributed_to, context, note, source.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ringfence.errors import RingfenceError, ValueRefused, nearest
from ringfence.specs.measures import MEASURES, TEXT_MEASURES
from ringfence.specs.system import Detection, Envelope, Figures
from ringfence.specs.targets import TARGETS
from ringfence.units.value import Value, value_from_yaml

_NONE = ("", "unspecified", "null", "none", None)
_BOUNDS = ("exactly", "up to", "at least", "more than", "less than", "about")
_BY = ("media", "analyst", "government", "manufacturer", "military")
_CONTEXTS = ("stated", "test", "planned")
_OF_THE_SYSTEM = ("missiles_per_launcher", "launchers_per_battery")


class RowRefused(Exception):
    """A row that cannot be taken; the message says why."""


@dataclass
class Claim:
    """One row, understood: where it belongs (`block` and `part`), for which targets, and what it says."""

    line: int
    row: dict[str, Any]
    system: str
    block: str
    part: str | None
    measure: str
    targets: list[str]
    source: str
    value: str | int | bool
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def same(self) -> tuple[object, ...]:
        """Equal for rows of one source that give one figure, each for another class."""
        return (
            self.system,
            self.block,
            self.part,
            self.measure,
            self.source,
            self.value,
            self.extra.get("context"),
            not self.targets,
        )


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Line number and row, or why the line is none. Raises RingfenceError where the file cannot be read."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RingfenceError(
            f"cannot read {path}: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}"
        ) from error
    if path.suffix.lower() == ".csv":
        reader = csv.DictReader(io.StringIO(text), strict=True)
        try:
            for row in reader:
                extra = row.pop(None, None)
                yield (
                    reader.line_num,
                    "the line has more cells than the header"
                    if extra
                    else {k: v for k, v in row.items() if v not in ("", None)},
                )
        except csv.Error as error:
            raise RingfenceError(f"{path}:{reader.line_num}: not CSV: {error}") from error
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            yield number, f"not JSON: {error}"
            continue
        yield number, row if isinstance(row, dict) else "a line is one JSON object"


def claim_of(line: int, row: dict[str, Any]) -> Claim:
    """What a row says. Raises RowRefused."""
    for name in ("system", "property", "source", "value"):
        if row.get(name) in ("", None):
            raise RowRefused(f"{name} is missing")
    measure = str(row["property"]).replace(".", "_")
    known = {*MEASURES, *TEXT_MEASURES, "engages"}
    if measure not in known:
        close = nearest(measure, known)
        raise RowRefused(f"no property {row['property']!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    block, part = _place(str(row.get("element") or "system"), measure)
    target = row.get("target")
    targets = [] if target in _NONE else [str(target)]
    if targets and targets[0] not in TARGETS:
        raise RowRefused(f"no target class {target!r}; allowed: {', '.join(TARGETS)}")
    if measure == "engages" and not targets:
        raise RowRefused("engages needs a target class")
    extra = _extra(row)
    if targets and measure not in ("engages", *Envelope.model_fields, *Detection.model_fields):
        extra["note"] = "; ".join(text for text in (f"against {targets.pop()}", extra.get("note")) if text)
    return Claim(
        line, row, str(row["system"]), block, part, measure, targets, str(row["source"]), _value(row, measure), extra
    )


def _place(element: str, measure: str) -> tuple[str, str | None]:
    kind, _, name = element.partition(":")
    if kind not in ("system", "launcher", "interceptor", "effector", "sensor") or (
        kind in ("interceptor", "effector", "sensor")
    ) != bool(name):
        raise RowRefused(
            f"no element {element!r}; allowed: system, launcher, effector:NAME (or interceptor:NAME), sensor:NAME"
        )
    part = name.strip() or None
    if measure in Envelope.model_fields:
        if kind == "sensor":
            raise RowRefused(f"{measure} is a measure of engagement, and {element!r} a sensor")
        return "envelopes", part
    if measure in Detection.model_fields:
        if kind in ("interceptor", "effector"):
            raise RowRefused(f"{measure} is a measure of a sensor, and {element!r} an effector")
        return "detection", part
    assert measure in Figures.model_fields
    if kind == "launcher":
        return ("", None) if measure in _OF_THE_SYSTEM else ("launcher", None)
    return {"system": "", "sensor": "sensors"}.get(kind, "effectors"), part


def _extra(row: dict[str, Any]) -> dict[str, str]:
    extra = {}
    for name, key, allowed, usual in (
        ("attributed_to", "by", _BY, "media"),
        ("context", "context", _CONTEXTS, "stated"),
    ):
        word = row.get(name) or row.get(key) or usual
        if word not in allowed:
            raise RowRefused(f"{name} is {word!r}; allowed: {', '.join(allowed)}")
        if word != usual:
            extra[key] = str(word)
    if row.get("note"):
        extra["note"] = " ".join(str(row["note"]).split())
    return extra


def _value(row: dict[str, Any], measure: str) -> str | int | bool:
    value = row["value"]
    if measure == "engages":
        answer = {"true": True, "yes": True, "false": False, "no": False}.get(str(value).casefold())
        if answer is None:
            raise RowRefused(f"engages is true or false, not {value!r}")
        return answer
    if measure in TEXT_MEASURES:
        return " ".join(str(value).split())
    bound = row.get("qualifier") or "exactly"
    if bound not in _BOUNDS:
        raise RowRefused(f"qualifier is {bound!r}; allowed: {', '.join(_BOUNDS)}")
    unit = "" if row.get("unit") in (None, "", "count") else str(row["unit"])
    numbers = "–".join(_number(n) for n in (value, row.get("value_max")) if n not in (None, ""))
    text = " ".join(word for word in ("" if bound == "exactly" else bound, numbers, unit) if word)
    try:
        read: Value = value_from_yaml(text)
    except ValueRefused as error:
        raise RowRefused(
            f"{error.message}" + (f"; did you mean {error.suggestion!r}?" if error.suggestion else "")
        ) from error
    plain = read.unit == "" and read.bound == "exactly" and not read.is_interval and read.low == int(read.low)
    return int(read.low) if plain else read.text


def _number(value: object) -> str:
    if isinstance(value, float):
        return f"{value:f}".rstrip("0").rstrip(".")
    return str(value).strip()
