"""What no system of a kind can do: specs/limits.json, a row a measure and class, each with its reason.

`refused_above`, `refused_below`: `check` refuses the statement. `questioned_above`: `audit` asks. `not_counted_above`:
it is listed, and never counts.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from ringfence.paths import data_folder
from ringfence.specs.targets import FAMILIES
from ringfence.units.value import Value, parse_value

Bar = Literal["not_counted_above", "questioned_above", "refused_above", "refused_below"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One row: the measures and classes (none: all) that it is about, its bars, and why they stand where they do."""

    measures: tuple[str, ...]
    classes: tuple[str, ...]
    reason: str
    bars: dict[Bar, tuple[Value, ...]]

    def passed(self, bar: Bar, si: float, dimension: str) -> Value | None:
        """The bar that a figure (in SI of a dimension) lies beyond; None where it does not."""
        side = -1 if bar == "refused_below" else 1
        bars = (b for b in self.bars.get(bar, ()) if b.dimension == dimension)
        return next((b for b in bars if side * si > side * b.si_high), None)


@cache
def limits_of(measure: str) -> tuple[Limit, ...]:
    """The rows on a measure."""
    return tuple(limit for limit in _all() if measure in limit.measures)


@cache
def _all() -> tuple[Limit, ...]:
    rows = json.loads((data_folder("specs") / "limits.json").read_text("utf-8"))
    return tuple(
        Limit(
            tuple(row["measures"]),
            tuple(row["classes"]),
            row["reason"],
            {bar: tuple(map(parse_value, row[bar])) for bar in get_args(Bar) if bar in row},
        )
        for row in rows
    )


def beyond(bar: Bar, measure: str, targets: tuple[str, ...], value: Value, si: float) -> tuple[Value, str] | None:
    """The bar that a figure lies beyond for every one of these classes, with its reason; None where one class allows
    it.

    `targets`: classes and families; none where the measure has none.
    """
    rows = limits_of(measure)
    found: tuple[Value, str] | None = None
    classes = {name for target in targets for name in FAMILIES.get(target, (target,))} or {""}
    for name in sorted(classes):
        hit = next(
            (
                (over, limit.reason)
                for limit in rows
                if not limit.classes or name in limit.classes
                if (over := limit.passed(bar, si, value.dimension))
            ),
            None,
        )
        if hit is None:
            return None
        found = hit
    return found
