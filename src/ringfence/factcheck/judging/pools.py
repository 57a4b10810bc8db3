"""The statements behind a cell, as a claim meets them: by effector and tier, once an origin."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ringfence.evidence.figures import Cell, Evidence, Rule, Tier, cell_of
from ringfence.factcheck.model import Claim
from ringfence.factcheck.prose.quantities import Quantity
from ringfence.specs.system import System
from ringfence.units.value import known_units

ABOUT = 0.05
"""What `about` is taken to allow."""
ROUNDING = 0.035
"""The most that the rounding of a converted figure is taken to allow, unless it has too few places for even that."""

LIMITS = ("no more than", "only")
ONLY = 0.1
"""`only 60 km` says that 60 km are reached and no more: so much below it a figure still agrees."""

Agrees = Callable[[Evidence], bool | None]


@dataclass(frozen=True, slots=True)
class Pool:
    """Statements on one effector (None: the system as a whole) in one tier; `each` holds one an origin, lowest first."""

    group: str | None
    tier: Tier
    each: tuple[Evidence, ...]

    @property
    def typical(self) -> Evidence:
        """The lower median, by the origin that states it plainest."""
        value = self.each[(len(self.each) - 1) // 2]
        return next((e for e in self.each if e.counted == value.counted and not e.measure.is_interval), value)


@dataclass(frozen=True, slots=True)
class Ground:
    """All that bears on a claim: the figure with its evidence, and the pools that may speak."""

    figure: Cell
    pools: tuple[Pool, ...]
    other_scale: bool = False

    def of(self, tier: Tier) -> list[Pool]:
        """The pools of one tier, the system as a whole first."""
        return sorted((p for p in self.pools if p.tier is tier), key=lambda p: (p.group is not None, p.group or ""))


def ground(
    system: System, measure: str, target: str | None, rule: Rule, claim: Claim, effector: str | None = None
) -> Ground:
    """The statements that may speak for a claim: in its unit's dimension, and of its effector where it names one."""
    found = cell_of(system, measure, target, rule)
    wanted = claim.quantity.dimension if claim.quantity else "count"
    counting, other_scale = [], False
    for e in found.evidence:
        if e.tier is None or (e.left_out and not e.left_out.startswith("stated in ")):
            continue
        if measure in ("speed_max", "target_speed_max") and e.measure.dimension != wanted:
            other_scale = True
        elif effector is None or is_part(e.group, effector):
            counting.append(e)
    keys = dict.fromkeys((e.group, e.tier) for e in counting)
    pools = tuple(
        Pool(g, t, _once(e for e in counting if (e.group, e.tier) == (g, t))) for g, t in keys if t is not None
    )
    return Ground(found, pools, other_scale and not pools)


def is_part(group: str | None, name: str) -> bool:
    """Whether a group is the part of this name, or one mode of it: `AN/TPY-2 (terminal mode)` is AN/TPY-2."""
    return group == name or (group is not None and group.startswith(f"{name} ("))


def _once(some: Iterable[Evidence]) -> tuple[Evidence, ...]:
    listed = list(some)
    by_origin: dict[str, Evidence] = {}
    for e in sorted(listed, key=lambda e: (e.counted, e.source_key), reverse=not listed[0].minimum):
        by_origin.setdefault(e.origin, e)
    return tuple(sorted(by_origin.values(), key=lambda e: (e.counted, e.source_key)))


def allowance(q: Quantity, unit: str) -> float:
    """The relative slack of a figure as written against one stated in `unit`: rounding where they differ or one was converted, and `about`."""
    slack = ABOUT if q.bound == "about" else 0.0
    source = converted_from(q)
    if q.unit == unit and source:
        slack += source[2]
    elif q.unit != unit:
        last = min(q.step, 0.5) / q.high if q.high else 0.0
        slack += max(last, min(q.step / q.high if q.high else 0.0, ROUNDING))
    return slack + 1e-9


_OTHER_UNITS = {"km": ("mi", "nmi"), "mi": ("km",), "nmi": ("km",), "m": ("ft",), "ft": ("km", "m")}


def converted_from(q: Quantity) -> tuple[float, str, float] | None:
    """What an unround figure was converted from, as 402 km was from 250 mi, with the relative slack that its rounding leaves; None for others."""
    if q.high < 100 or q.step > 0.5:
        return None
    for unit in _OTHER_UNITS.get(q.unit, ()):
        scale = known_units()[q.unit].si / known_units()[unit].si
        there = q.high * scale
        for grain in (10.0, 25.0) if there >= 100 else (5.0,) if there >= 20 else (1.0,):
            plain = grain * round(there / grain)
            if plain and abs(there - plain) <= 0.5 * scale:
                return plain, unit, min(min(grain, 10.0) / 2 / plain, ROUNDING)
    return None


def agreement(claim: Claim, *, minimum: bool) -> Agrees:
    """Whether a statement agrees with a claim: yes, no, or None where its figure is open at the end that matters."""
    at_most, only = is_limit(claim), claim.positive and claim.bound == "only"
    strict = not claim.positive and claim.bound not in ("more than", *LIMITS)

    def agrees(e: Evidence) -> bool | None:
        value, slack = _claimed(claim, e, minimum)
        stated, bound = e.counted, e.measure.bound
        open_above = bound in ("more than", "at least")
        if minimum:
            if at_most:
                return stated >= value * (1 - slack)
            return stated <= value * (1 + slack)
        if at_most:
            if only and stated < value * (1 - max(slack, ONLY)):
                return None if open_above else False
            if open_above:
                return False if stated >= value else None
            return stated < value * (1 - slack) if strict else stated <= value * (1 + slack)
        if stated >= value * (1 - slack):
            return True
        return None if open_above else False

    return agrees


def is_limit(claim: Claim) -> bool:
    """Whether a claim sets a limit from above, by saying `no more than` or by denying that something is reached."""
    return claim.positive == (claim.bound in LIMITS)


def speaking(claim: Claim, pools: list[Pool]) -> list[Pool]:
    """The pools that a claim is held against: all, but for a limit only the one that reaches farthest."""
    if not is_limit(claim) or claim.effector or claim.sensor or not pools:
        return pools
    return [max(pools, key=lambda p: p.typical.counted)]


def exceeds(claim: Claim, e: Evidence) -> bool:
    """Whether a statement carries `more than` the claimed figure rather than just that figure."""
    value, _ = _claimed(claim, e, False)
    return e.counted > value * (1 + 1e-9) or (
        e.measure.bound in ("more than", "at least") and e.counted >= value * (1 - 1e-9)
    )


def _claimed(claim: Claim, e: Evidence, minimum: bool) -> tuple[float, float]:
    q = claim.quantity
    if q is None:
        return claim.count or 0.0, (ABOUT if claim.bound == "about" else 0.0) + 1e-9
    if q.again and q.again[1] == e.measure.unit:
        return q.again[0] * known_units()[q.again[1]].si, allowance(q, q.unit)
    return (q.si_low if minimum else q.si), allowance(q, e.measure.unit)
