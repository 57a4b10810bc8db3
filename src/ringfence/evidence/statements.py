"""The statements of one measure, each with how it bears on a class: named, blanket, unnamed, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ringfence.evidence.origins import origin_of
from ringfence.specs.measures import MeasureInfo
from ringfence.specs.statement import MeasureStatement, RangeStatement, Source
from ringfence.specs.system import Figures, Loc, System
from ringfence.specs.targets import UNSPECIFIED, family_of, names_for
from ringfence.units.value import Value

Naming = Literal["named", "unnamed", "blanket"]
"""How a statement speaks for a class: it names it or its family; it names no target; it names classes of several
families.
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement as it bears on one cell.

    `group` is the effector or sensor, None for the system as a whole; `naming` is None where the statement does not
    speak for the class; `why_not` says why it does not count, None where it does; `origin` is the text that the source
    retells.
    """

    source_key: str
    source: Source
    statement: MeasureStatement
    targets: tuple[str, ...]
    group: str | None
    loc: Loc
    origin: str
    minimum: bool = False
    naming: Naming | None = None
    why_not: str | None = None

    @property
    def value(self) -> Value:
        """The figure as stated, with both ends of an interval."""
        return self.statement.value

    @property
    def height(self) -> Value | None:
        """The height of the target at which the source states this range, where it states one."""
        return self.statement.at_altitude if isinstance(self.statement, RangeStatement) else None

    @property
    def counted(self) -> float:
        """The end that counts, in SI: of a maximum the upper, of a minimum the lower."""
        return self.value.si_low if self.minimum else self.value.si_high

    @property
    def doubtful(self) -> tuple[bool, bool]:
        """Sorts plain figures before intervals, and exact ones before bounds."""
        return self.value.is_interval, self.value.bound != "exactly"


def naming_of(targets: tuple[str, ...], target: str | None, reference: str) -> Naming | None:
    """How a statement with these targets speaks for a class; None where it does not.

    A statement without targets is about the reference class alone.
    """
    if not targets:
        return "unnamed" if target in (None, UNSPECIFIED, reference) else None
    if target is None or target == UNSPECIFIED or not names_for(target) & set(targets):
        return None
    return "named" if len({family_of(t) for t in targets}) == 1 else "blanket"


def gathered(system: System, info: MeasureInfo) -> list[Evidence]:
    """All statements of a measure; one source's equal figures for several classes joined into one."""
    joined: dict[tuple[object, ...], Evidence] = {}
    for group, targets, loc, block in _blocks(system, info):
        by_source: dict[str, tuple[MeasureStatement, ...]] = getattr(block, info.name)
        for key, some in by_source.items():
            source = system.sources.get(key)
            if source is None:
                continue
            origin = origin_of(key, system.sources)
            for index, statement in enumerate(some):
                value = statement.value
                here = Evidence(
                    source_key=key, source=source, statement=statement, targets=targets, group=group,
                    loc=(*loc, info.name, key, index), origin=origin, minimum=info.minimum,
                )  # fmt: skip
                who = (statement.by, statement.context, statement.superseded, statement.doubt, here.height)
                same = (key, group, value.dimension, value.si_low, value.si_high, who, not targets)
                first = joined.setdefault(same, here)
                if first is not here:
                    both = tuple(dict.fromkeys([*first.targets, *targets]))
                    kept = max(first, here, key=lambda e: e.value.text)  # words of doubt come after digits
                    joined[same] = replace(kept, targets=both)
    return list(joined.values())


def _blocks(system: System, info: MeasureInfo) -> Iterator[tuple[str | None, tuple[str, ...], Loc, object]]:
    if not info.targeted:
        yield None, (), (), system
        if system.launcher:
            yield "launcher", (), ("launcher",), system.launcher
        parts: dict[str, Figures] = {**system.effectors, **system.sensors}
        for name, part in parts.items():
            yield name, (), ("effectors" if name in system.effectors else "sensors", name), part
    elif info.range_kind in ("detection", "tracking", "instrumented"):
        for index, detection in enumerate(system.detection):
            yield detection.sensor, detection.targets, ("detection", index), detection
    else:
        alone = len(system.effectors) == 1  # the only effector of a record is the system
        for index, envelope in enumerate(system.envelopes):
            yield None if alone else envelope.effector, envelope.targets, ("envelopes", index), envelope
