"""What a reader must know beside a verdict, and the narrower wording that the records carry."""

from collections.abc import Iterable, Sequence

from ringfence.evidence.figures import Rule, Tier, cell_of
from ringfence.factcheck.judging.pools import ABOUT, LIMITS, converted_from
from ringfence.factcheck.judging.verdict import MAIN_CLASS, Outcome, Verdict
from ringfence.factcheck.model import Claim
from ringfence.geo.horizon import ANTENNA_M, radar_horizon
from ringfence.specs.measures import MEASURES
from ringfence.specs.system import System
from ringfence.specs.targets import family_of
from ringfence.tables.wording import Style, rounded, value_text
from ringfence.units.value import known_units

LOW_FLYERS = ("drone", "cruise-missile", "helicopter")
LOW_M = 100.0
PLURALS = {
    "aircraft": "aircraft", "helicopter": "helicopters", "drone": "drones", "cruise-missile": "cruise missiles", "ballistic-missile": "ballistic missiles",
    "srbm": "short-range ballistic missiles", "mrbm": "medium-range ballistic missiles", "irbm": "intermediate-range ballistic missiles",
    "icbm": "intercontinental ballistic missiles", "hypersonic": "hypersonic missiles", "rocket-artillery-mortar": "rockets, artillery and mortar rounds",
}  # fmt: skip


def remarks(verdict: Verdict, rule: Rule, style: Style) -> tuple[str, ...]:
    """Remarks on one verdict, the weightiest first."""
    found = [
        *_blankets(verdict, style),
        *_slack(verdict),
        *_more(verdict, style),
        *_weak(verdict),
        *_tests(verdict, rule),
        *_horizon(verdict),
    ]
    if verdict.ground and rule.as_of and verdict.ground.figure.undated:
        found.append(f"{verdict.ground.figure.undated} undated sources are left out as of {rule.as_of}")
    return (*found, *verdict.remarks)


def _blankets(verdict: Verdict, style: Style) -> Iterable[str]:
    """Sources that lump classes, named as such wherever they say more than the specific ones."""
    ground = verdict.ground
    if ground is None or verdict.outcome is Outcome.SUPPORTED:
        return
    for pool in ground.of(Tier.BLANKET):
        high = pool.each[-1]
        count, names = len(pool.each), ", ".join(high.targets)
        yield f"{_origins(count)} {'gives' if count == 1 else 'give'} one figure, up to {value_text(ground.figure.info, high, style)}, to several classes at once ({names}): blanket, not counted"


def _origins(count: int) -> str:
    return f"{count} origin{'s' * (count != 1)}"


def _slack(verdict: Verdict) -> Iterable[str]:
    """That rounding or `about` was needed."""
    q, pool = verdict.claim.quantity, verdict.pool
    if (
        q is None
        or pool is None
        or verdict.outcome not in (Outcome.SUPPORTED, Outcome.NARROWED)
        or not verdict.claim.positive
    ):
        return
    stated = pool.typical
    if not pool.typical.minimum and q.bound not in LIMITS and stated.counted < q.si * (1 - 1e-9):
        if q.bound == "about":
            yield f"'about' is taken to allow {ABOUT:.0%}"
        if q.unit != stated.measure.unit:
            yield f"equal within the rounding of {stated.measure.text} to {q.unit}"
        elif source := converted_from(q):
            yield f"{q.high:g} {q.unit} is taken to be {source[0]:g} {source[1]} converted: equal within its rounding"


def _more(verdict: Verdict, style: Style) -> Iterable[str]:
    """That the sources state more than the sentence does."""
    q, pool, ground = verdict.claim.quantity, verdict.pool, verdict.ground
    if (
        q
        and pool
        and ground
        and verdict.outcome is Outcome.SUPPORTED
        and verdict.claim.positive
        and q.bound not in (*LIMITS, "at least", "more than")
    ):
        stated = pool.typical
        if not stated.minimum and stated.counted > q.si * 1.1:
            yield f"the sources typically state more: {value_text(ground.figure.info, stated, style)}"


def _weak(verdict: Verdict) -> Iterable[str]:
    pool, claim = verdict.pool, verdict.claim
    if pool is None or verdict.outcome not in (Outcome.SUPPORTED, Outcome.NARROWED):
        return
    if len(pool.each) == 1:
        yield "it rests on one origin"
    if pool.tier is Tier.UNSPECIFIED and claim.target and verdict.outcome is Outcome.SUPPORTED:
        yield f"the sources name no target; a bare figure is taken to be about {claim.target}"


def _tests(verdict: Verdict, rule: Rule) -> Iterable[str]:
    ground = verdict.ground
    if ground and verdict.outcome is not Outcome.SUPPORTED:
        tests = [
            e
            for e in ground.figure.evidence
            if e.tier
            and e.left_out in ("test", "planned")
            and (not rule.as_of or (e.source.published and e.source.published.last <= rule.as_of.last))
        ]
        if tests:
            yield f"{len(tests)} statement{'s' * (len(tests) != 1)} of tests or plans do{'es' * (len(tests) == 1)} not count"


def _horizon(verdict: Verdict) -> Iterable[str]:
    """That a low target is below the radar's horizon long before a missile's range ends."""
    claim, q = verdict.claim, verdict.claim.quantity
    height = claim.target_altitude or (LOW_M if claim.target in LOW_FLYERS else None)
    if q is None or height is None or claim.measure not in ("range_max", "detection_range") or not claim.positive:
        return
    reach = radar_horizon(height)
    if q.si > reach:
        what = (
            "a target"
            if claim.target is None
            else f"a {claim.target.replace('-', ' ')}"
            if claim.target != "aircraft"
            else "an aircraft"
        )
        yield f"{what} at {height:g} m is below the radar horizon beyond about {reach / 1000:.0f} km ({ANTENNA_M:g} m antenna)"


def suggestion(verdicts: Sequence[Verdict], rule: Rule, style: Style) -> str | None:
    """A narrower wording for one sentence's claims on one system and measure; None where it needs none, or nothing is stated."""
    asked = [
        v
        for v in verdicts
        if v.system
        and v.claim.measure in _PHRASES
        and v.claim.positive
        and not v.claim.versus
        and v.outcome is not Outcome.NOT_CHECKABLE
    ]
    if not asked or all(v.outcome is Outcome.SUPPORTED for v in asked):
        return None
    first = asked[0]
    system, measure = first.system, first.claim.measure
    assert system
    said: dict[str, list[str]] = {}
    silent: list[str] = []
    for v in asked:
        target = v.claim.target or MAIN_CLASS[system.primary_family]
        text = _carried(v, system, measure, target, rule, style)
        if text is None:
            silent.append(PLURALS.get(target, target))
        else:
            said.setdefault(text, []).append(PLURALS.get(target, target) if MEASURES[measure].targeted else "")
    verb, joint = _PHRASES[measure]
    parts = [
        f"{_listed(list(dict.fromkeys(names)))}{joint}{text}" if names[0] else f"{joint.strip()} {text}"
        for text, names in said.items()
    ]
    wording = f"{system.name} {verb} {_listed(parts)}." if parts else ""
    if silent:
        wording += f" No source states {'figures' if len(silent) > 1 else 'a figure'} for {_listed(silent)}."
    return wording.strip() or None


_PHRASES = {
    "range_max": ("can engage", " at up to "), "altitude_max": ("can engage", " at altitudes of up to "), "detection_range": ("can detect", " at up to "),
    "tracking_range": ("can track", " at up to "), "speed_max": ("has missiles with a speed of", " up to "), "target_speed_max": ("can engage", " flying at up to "),
    "targets_engaged": ("can engage", " up to "), "targets_tracked": ("can track", " up to "), "threat_range_max": ("can stop", " with ranges of up to "),
}  # fmt: skip


def _carried(v: Verdict, system: System, measure: str, target: str, rule: Rule, style: Style) -> str | None:
    """The figure that the sources carry for a class: the claim's own where they do, else the typical one."""
    if v.outcome is Outcome.BLANKET or (
        v.outcome is Outcome.NOT_COVERED and v.ground and not v.ground.of(Tier.SPECIFIC)
    ):
        return None
    cell = cell_of(system, measure, target if MEASURES[measure].targeted else None, rule)
    best = cell.best
    named = v.narrowing.removeprefix("name ") if v.narrowing.startswith("name ") and not v.parts else None
    if named:
        best = next((g for g in cell.groups if g.name == named), best)
    if (
        best is None
        or best.tier is Tier.BLANKET
        or (best.tier is Tier.UNSPECIFIED and target != MAIN_CLASS[family_of(target)])
    ):
        return None
    text = value_text(cell.info, best.value, style).lstrip("~")
    noun = " targets at once" if measure.startswith("targets_") else ""
    return f"{text}{noun}" + (f" with the {named}" if named else "")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def claim_text(claim: Claim, system: System | None) -> str:
    """A claim in a few words: `S-400 Triumf, range against ballistic missiles, 400 km`."""
    name = system.name if system else " or ".join(claim.systems)
    name += f" ({claim.effector or claim.sensor})" if claim.effector or claim.sensor else ""
    against = (
        f" against {claim.target_text or claim.target}" if claim.target or (claim.doubt and claim.target_text) else ""
    )
    if claim.versus:
        return f"{name}, {MEASURES[claim.measure].label}{against}, {claim.bound + ' ' if claim.bound != 'exactly' else ''}{claim.factor:g} times that of {' or '.join(claim.versus)}"
    denied = "" if claim.positive else "not "
    if claim.measure == "engages":
        return f"{name}, engages {denied}{claim.target_text or claim.target}".replace("engages not", "does not engage")
    if claim.measure == "entered_service":
        return f"{name}, in service since {claim.date}"
    if claim.order:
        from ringfence.factcheck.orders.wording import order_text

        return f"{name}, {order_text(claim)}"
    bound = f"{claim.bound} " if claim.bound not in ("exactly", "up to") else ""
    return f"{name}, {MEASURES[claim.measure].label}{against}, {denied}{bound}{figure_text(claim)}"


def figure_text(claim: Claim) -> str:
    """The figure as the sentence gives it."""
    q = claim.quantity
    if q is None:
        return f"{claim.count:g}" if claim.count is not None else ""
    low = f"{rounded(q.low) if q.low < 10 else f'{q.low:g}'}–" if q.low != q.high else ""
    text = f"Mach {low}{q.high:g}" if q.unit == "Mach" else f"{low}{q.high:g} {q.unit}"
    if q.again:
        text += f" ({q.again[0]:g} {q.again[1]})"
    assert q.unit in known_units()
    return text
