"""Tables with a column a measure → a row a claim, by what a user says of their columns, or as their columns say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ringfence.contribute.claims import AT_A_HEIGHT, COLUMNS
from ringfence.contribute.rows import Row
from ringfence.errors import NotFound, RingfenceError, UsageError, nearest
from ringfence.specs.measures import MEASURES, TEXT_MEASURES, read_measure
from ringfence.specs.targets import UNSPECIFIED, read_target
from ringfence.units.value import known_units

REQUIRED = ("system", "property", "value", "source")
_SAYS_NOTHING = ("", "-", "–", "?", "n/a", "unknown", "none")
_FIELD = re.compile(r"(?P<name>[^\[\]:]+?)\s*(?:\[(?P<target>[^\[\]]*)\])?\s*(?::\s*(?P<unit>\S.*?))?\s*")
_NUMBER = re.compile(r"[0-9][0-9.,\s]*(?:[–-][0-9.,\s]+)?")
_PARTS = ("effector", "interceptor", "sensor")
_CALLED = {"name": "system", "designation": "system", "id": "system", "class": "target", "missile": "effector"}
_EXAMPLE = "system,property,target,value,unit,source", "s-400,range_max,aircraft,400,km,daily-2015"


@dataclass(frozen=True)
class Measured:
    """What a column holds: a measure, for a class where it is named, in a unit where cells are bare numbers."""

    measure: str
    target: str | None = None
    unit: str | None = None


Meaning = str | Measured | None
"""A column of claims, a measure, or None where the column is left alone."""


@dataclass(frozen=True)
class Mapping:
    """What each column of a table holds, and what holds for every row."""

    columns: dict[str, Meaning]
    constants: dict[str, str]


def read_mapping(maps: Sequence[str], constants: Sequence[str]) -> Mapping:
    """`COLUMN=FIELD`, comma-separated; a FIELD is a column of claims, `-`, or `MEASURE[CLASS]:UNIT`. `constants`:
    `FIELD=VALUE`. Raises UsageError.
    """
    columns: dict[str, Meaning] = {}
    for part in (part for text in maps for part in re.split(r",(?=[^,=]+=)", text)):
        column, equals, said = part.rpartition("=")
        if not equals or not column.strip() or not said.strip():
            raise UsageError(
                f"--map {part!r} is not COLUMN=FIELD", hint="such as --map 'name=system,range_km=range:km'"
            )
        columns[" ".join(column.split()).casefold()] = _meaning(said.strip())
    fixed: dict[str, str] = {}
    for text in constants:
        name, equals, value = text.partition("=")
        if not equals or not value.strip() or not _is_field(name.strip()):
            known = ", ".join(sorted({*COLUMNS, *_PARTS} - {"reason", "line", "text"}))
            raise UsageError(f"--with {text!r} is not FIELD=VALUE", hint=f"such as --with source=daily-2015; {known}")
        fixed[name.strip()] = value.strip()
    return Mapping(columns, fixed)


def _is_field(name: str) -> bool:
    return name in COLUMNS or name in _PARTS


def _meaning(said: str) -> Meaning:
    if said == "-":
        return None
    if _is_field(said):
        return said
    parts = _FIELD.fullmatch(said)
    try:
        if not parts:
            raise NotFound("measure", said, MEASURES)
        measure = parts["name"] if parts["name"] in TEXT_MEASURES else read_measure(parts["name"]).name
        target = read_target(parts["target"]) if parts["target"] else None
    except NotFound as error:
        hint = f"a column of claims ({', '.join(REQUIRED)}, target …), '-' to leave it, or MEASURE[CLASS]:UNIT"
        raise UsageError(
            f"--map: {error.message}", hint="\n  ".join([hint, *([error.hint] if error.hint else [])])
        ) from error
    unit = parts["unit"]
    if unit and unit not in known_units():
        close = nearest(unit, known_units())
        raise UsageError(f"--map: no unit is called {unit!r}", hint=f"did you mean {close[0]!r}?" if close else None)
    return Measured(measure, None if target == UNSPECIFIED else target, unit)


def with_named_measures(mapping: Mapping, columns: Sequence[str]) -> Mapping:
    """The mapping, and the columns that are called as measures are: `range_max`, `range_max[aircraft]`."""
    found: dict[str, Meaning] = {}
    for column in columns:
        measure, _, target = column.partition("[")
        if column not in mapping.columns and measure in (*MEASURES, *TEXT_MEASURES) and "property" not in columns:
            found[column] = Measured(measure, read_target(target.rstrip("]")) if target else None)
    return Mapping(found | mapping.columns, mapping.constants)


def checked(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row], name: str) -> None:
    """Raises RingfenceError where a column that is mapped is not there, or no row can be a claim: with the columns that
    were found, those that are wanted, and an example.
    """
    gone = [column for column in mapping.columns if column not in columns]
    if gone and rows:
        raise UsageError(f"{name} has no column {gone[0]!r}", hint=f"columns found: {', '.join(columns) or 'none'}")
    meant = {*mapping.constants, *(m for m in mapping.columns.values() if isinstance(m, str))}
    meant |= {column for column in columns if column not in mapping.columns}
    if any(isinstance(meaning, Measured) for meaning in mapping.columns.values()):
        meant |= {"property", "value"}
    missing = [column for column in REQUIRED if column not in meant]
    if not missing or any(row.fault for row in rows):
        return
    if not rows:
        raise RingfenceError(
            f"{name} holds no rows", hint="a row a claim, for example:\n    " + "\n    ".join(_EXAMPLE)
        )
    guess = _guess([column for column in columns if column not in mapping.columns])
    more = " --with source=KEY" if "source" in missing else ""
    hints = [
        f"columns found: {', '.join(columns) or 'none'}",
        f"wanted: {', '.join(REQUIRED)}; and target, unit, element, note … where they are known; for example:",
        *(f"  {line}" for line in _EXAMPLE),
        "of a table with a column a measure say what each holds: COLUMN=FIELD, a measure with its unit:",
        f"  --map '{guess or 'name=system,range_km=range_max[aircraft]:km'}'{more}",
    ]
    raise RingfenceError(f"{name} has no column {', '.join(missing)}", hint="\n  ".join(hints))


def _guess(columns: Sequence[str]) -> str:
    """What columns may mean by their names: `name=system,range_km=range_max:km`."""
    units = {unit.casefold(): unit for unit in known_units() if unit}
    found = []
    for column in columns:
        *words, last = re.split(r"[\s_()\[\]/,]+", column.strip(" )]"))
        unit = units.get(last) if words else None
        try:
            measure = read_measure(" ".join(words) if unit else column.strip()).name
        except NotFound:
            if column in _CALLED:
                found.append(f"{column}={_CALLED[column]}")
            continue
        found.append(f"{column}={measure}" + (f":{unit}" if unit else ""))
    return ",".join(found) if any("=system" not in part for part in found) else ""


def claims_of(row: Row, mapping: Mapping) -> Iterator[Row]:
    """The row as rows of claims: itself, or one for each measure that it gives."""
    if row.fault or (not mapping.columns and not mapping.constants):
        yield row
        return
    base: dict[str, Any] = dict(mapping.constants)
    measured: list[tuple[Measured, Any]] = []
    for column, cell in row.cells.items():
        meaning = mapping.columns.get(column, column)
        if isinstance(meaning, Measured):
            if not isinstance(cell, str) or cell.strip().casefold() not in _SAYS_NOTHING:
                measured.append((meaning, cell))
        elif meaning is not None:
            base[meaning] = cell
    for part in _PARTS:
        if isinstance(base.get(part), str):
            base["element"] = f"{part}:{base.pop(part)}"
    if not any(isinstance(meaning, Measured) for meaning in mapping.columns.values()):
        yield Row(row.line, base, None, row.text, row)
    height = base.pop("at_altitude", None) if measured else None
    for meaning, cell in measured:
        bare = not isinstance(cell, str) or _NUMBER.fullmatch(cell.strip())
        more = {"unit": meaning.unit} if meaning.unit and bare else {}
        target = {"target": meaning.target} if meaning.target else {}
        more |= {"at_altitude": height} if height and meaning.measure in AT_A_HEIGHT else {}
        yield Row(row.line, {**base, "property": meaning.measure, "value": cell, **target, **more}, None, row.text, row)
