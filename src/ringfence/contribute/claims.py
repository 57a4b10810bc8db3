"""Rows of claims → statements with their place in a record.

A row: system, element (`system`, `launcher`, `interceptor:NAME` or `effector:NAME`, `sensor:NAME`), property
(`range.max` or `range_max`, …, `engages`), target, value, and optionally value_max, unit, qualifier, at_altitude of a
range, attributed_to, context, note, source, and whatever else a statement may carry.
"""

from dataclasses import dataclass, field, replace
from typing import Any, get_args

from ringfence.contribute.rows import Row, RowRefused
from ringfence.errors import ValueRefused, nearest, shortened
from ringfence.specs.measures import MEASURES, TEXT_MEASURES
from ringfence.specs.statement import RangeStatement
from ringfence.specs.system import Detection, Envelope, Figures
from ringfence.specs.targets import TARGETS
from ringfence.specs.words import By, Context
from ringfence.units.grammar import unmistakable
from ringfence.units.value import Value, value_from_yaml

_NONE = ("", "unspecified", "null", "none", None)
_BOUNDS = ("exactly", "up to", "at least", "more than", "less than", "about")
AT_A_HEIGHT = ("range_max", "range_min")
"""The measures that a source may state together with the target's height."""
_OF_THE_SYSTEM = ("missiles_per_launcher", "launchers_per_battery")
USUAL = {"by": "media", "context": "stated"}
"""What a statement says that says nothing of it."""
_ALSO_CALLED = {"by": "attributed_to"}
COLUMNS = {
    "system", "element", "property", "target", "value", "value_max", "unit", "qualifier", "source",
    *_ALSO_CALLED.values(), *RangeStatement.model_fields,
    "reason", "line", "text", # of the rows that an earlier import gave back
}  # fmt: skip


@dataclass
class Claim:
    """One row, understood: where it belongs (`block` and `part`), for which targets, and what it says.

    `extra` is what the row says beside the value, `context: stated` included where it says so; `rows` are those it was
    made of.
    """

    rows: list[Row]
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
        said = tuple(sorted((k, v) for k, v in (USUAL | self.extra).items() if k != "note"))
        flags = tuple(self.targets) if self.measure == "engages" else not self.targets
        return self.system, self.block, self.part, self.measure, self.source, self.value, said, flags


def claim_of(row: Row) -> Claim:
    """What a row says. Raises RowRefused."""
    if row.fault:
        raise RowRefused(row.fault)
    cells = row.cells
    for name in ("system", "property", "source", "value"):
        if cells.get(name) in ("", None):
            raise RowRefused(f"{name} is missing")
    for name in COLUMNS - {"value", "value_max", "line"}:
        if isinstance(cells.get(name), (list, bool, float)):
            raise RowRefused(f"{name} is a text, not {shortened(repr(cells[name]))}")
    measure = str(cells["property"]).replace(".", "_")
    known = {*MEASURES, *TEXT_MEASURES, "engages"}
    if measure not in known:
        close = nearest(measure, known)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise RowRefused(f"no property {shortened(str(cells['property']))!r}{hint}")
    block, part = _place(str(cells.get("element") or "system"), measure)
    target = cells.get("target")
    targets = [] if target in _NONE else [str(target)]
    if targets and targets[0] not in TARGETS:
        raise RowRefused(f"no target class {shortened(str(target))!r}; allowed: {', '.join(TARGETS)}")
    if measure == "engages" and not targets:
        raise RowRefused("engages needs a target class")
    extra = _extra(cells, measure)
    if targets and measure not in ("engages", *Envelope.model_fields, *Detection.model_fields):
        extra["note"] = "; ".join(text for text in (f"against {targets.pop()}", extra.get("note")) if text)
    value = _value(cells, measure)
    return Claim(
        rows=[row],
        system=str(cells["system"]),
        block=block,
        part=part,
        measure=measure,
        targets=targets,
        source=str(cells["source"]),
        value=value,
        extra=extra,
    )


def joined(claims: list[Claim]) -> list[Claim]:
    """One source's equal figures for several classes as one new claim with several targets."""
    found: dict[object, Claim] = {}
    for claim in claims:
        first = found.setdefault(claim.same, claim)
        if first is not claim:
            targets = sorted({*first.targets, *claim.targets}, key=TARGETS.index)
            notes = dict.fromkeys(text for c in (first, claim) if (text := c.extra.get("note")))
            extra = first.extra | ({"note": "; ".join(notes)} if notes else {})
            found[claim.same] = replace(first, rows=[*first.rows, *claim.rows], targets=targets, extra=extra)
    return list(found.values())


def _place(element: str, measure: str) -> tuple[str, str | None]:
    kind, _, name = element.partition(":")
    if kind not in ("system", "launcher", "interceptor", "effector", "sensor") or (
        kind in ("interceptor", "effector", "sensor")
    ) != bool(name.strip()):
        allowed = "system, launcher, effector:NAME (or interceptor:NAME), sensor:NAME"
        raise RowRefused(f"no element {shortened(element)!r}; allowed: {allowed}")
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


def _extra(cells: dict[str, Any], measure: str) -> dict[str, str]:
    height = _height(cells, measure)
    extra = {"at_altitude": height} if height else {}
    for key in RangeStatement.model_fields:
        if key in ("value", "at_altitude"):
            continue
        name = _ALSO_CALLED.get(key, key)
        word = cells.get(name) or cells.get(key)
        allowed = {"by": get_args(By), "context": get_args(Context)}.get(key)
        if word in ("", None):
            continue
        if allowed and word not in allowed:
            raise RowRefused(f"{name} is {shortened(str(word))!r}; allowed: {', '.join(allowed)}")
        extra[key] = " ".join(str(word).split())
    return extra


def _height(cells: dict[str, Any], measure: str) -> str | None:
    said = cells.get("at_altitude")
    if said in ("", None):
        return None
    if measure not in AT_A_HEIGHT:
        raise RowRefused(f"at_altitude stands beside {' and '.join(AT_A_HEIGHT)} alone, not beside {measure}")
    try:
        read: Value = value_from_yaml(str(said).strip())
    except ValueRefused as error:
        hint = f"; did you mean {error.suggestion!r}?" if error.suggestion else ""
        raise RowRefused(f"at_altitude: {error.message}{hint}") from error
    if read.dimension != "length":
        raise RowRefused(f"at_altitude is a length with its unit, such as 3 km, not {shortened(read.text)!r}")
    return read.text


def _value(cells: dict[str, Any], measure: str) -> str | int | bool:
    value = cells["value"]
    if measure == "engages":
        answer = {"true": True, "yes": True, "false": False, "no": False}.get(str(value).casefold())
        if answer is None:
            raise RowRefused(f"engages is true or false, not {shortened(str(value))!r}")
        return answer
    if measure in TEXT_MEASURES:
        return " ".join(str(value).split())
    bound = cells.get("qualifier") or "exactly"
    if bound not in _BOUNDS:
        raise RowRefused(f"qualifier is {shortened(str(bound))!r}; allowed: {', '.join(_BOUNDS)}")
    unit = "" if cells.get("unit") in (None, "", "count") else str(cells["unit"])
    numbers = "–".join(_number(n) for n in (value, cells.get("value_max")) if n not in (None, ""))
    text = " ".join(word for word in ("" if bound == "exactly" else str(bound), numbers, unit) if word)
    try:
        read: Value = value_from_yaml(text)
    except ValueRefused as error:
        hint = f"; did you mean {error.suggestion!r}?" if error.suggestion else ""
        raise RowRefused(f"{error.message}{hint}") from error
    if read.unit == "" and MEASURES[measure].dimension != "count":
        raise RowRefused(
            f"{measure} is {read.text} without a unit: say it in a column `unit`, or --map COLUMN={measure}:m"
        )
    plain = read.unit == "" and read.bound == "exactly" and not read.is_interval and read.low == int(read.low)
    return int(read.low) if plain else read.text


def _number(value: object) -> str:
    if isinstance(value, float):
        text = f"{value:f}".rstrip("0").rstrip(".")
        if value == value and abs(value) < 1e300 and float(text) != value:
            raise RowRefused(f"the number {value!r} is too small or too fine to be kept")
        return unmistakable(text)  # a number of JSON's has no thousands
    return str(value).strip()
