"""Rules across the fields of one record, each with its own code; what one field alone can tell is in the models."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from math import inf
from typing import NamedTuple

from ringfence.errors import nearest
from ringfence.specs.acquisition import DeliveredStatement, ExpectedStatement
from ringfence.specs.limits import Bar, beyond
from ringfence.specs.measures import COUNT, MEASURES, MONEY
from ringfence.specs.statement import DateStatement, MeasureStatement, RangeStatement
from ringfence.specs.system import Envelope, Figures, Loc, System, classes_at, statements
from ringfence.specs.targets import FAMILIES, names_for

_PLANNED_YEARS = 50
_TOO_FAR = f"lies more than {_PLANNED_YEARS} years ahead"


class Finding(NamedTuple):
    """One broken rule: where in the file, its code, what was found, what to do."""

    loc: Loc
    code: str
    message: str
    hint: str | None = None


def findings(system: System) -> Iterator[Finding]:
    """What is wrong with a record, whatever the day."""
    yield from _sources(system)
    yield from _references(system)
    for index, envelope in enumerate(system.envelopes):
        yield from _ordered(("envelopes", index), envelope)
        yield from _ceiling(("envelopes", index), envelope)
    yield from _contradictions(system)
    yield from _lookalikes(system)
    yield from _possible(system)
    yield from _warheads(system)
    twice = [name for name, count in Counter(a.id for a in system.acquisitions).items() if count > 1]
    for name in twice:
        yield Finding(("acquisitions",), "acquisition-twice", f"two acquisitions are called {name!r}")


def _lookalikes(system: System) -> Iterator[Finding]:
    """Parts whose names differ by case, blanks or hyphens alone, and a system that is a variant of itself."""
    for block, parts in (("effectors", system.effectors), ("sensors", system.sensors)):
        seen: dict[str, str] = {}
        for name in parts:
            folded = "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())
            other = seen.setdefault(folded, name)
            if folded and other != name:
                message = f"{name!r} is called like {other!r} but for blanks, case or hyphens"
                yield Finding((block, name), "part-twice", message, "put their figures together, or tell them apart")
    if system.variant_of == system.id:
        yield Finding(("variant_of",), "variant-of-itself", f"{system.id!r} is no variant of itself")


def future_dates(system: System, today: date) -> Iterator[Finding]:
    """Dates after `today` that cannot be: a publication, a day of delivery, an entry into service that is not planned;
    and what is planned for a day that nobody plans for.
    """
    farthest = today.year + _PLANNED_YEARS
    for key, source in system.sources.items():
        for field in ("published", "accessed"):
            when = getattr(source, field)
            if when and when.first > today:
                yield _future(("sources", key, field), when.text, today)
    for loc, _, statement in statements(system):
        if isinstance(statement, DateStatement) and statement.context != "planned" and statement.value.first > today:
            yield _future(loc, statement.value.text, today)
        if isinstance(statement, DeliveredStatement) and statement.as_of and statement.as_of.first > today:
            yield _future((*loc, "as_of"), statement.as_of.text, today)
        if isinstance(statement, ExpectedStatement) and statement.due.first.year > farthest:
            yield Finding((*loc, "due"), "date-too-far", f"{statement.due.text} {_TOO_FAR}")
        if isinstance(statement, DateStatement) and statement.value.first.year > farthest:
            yield Finding(loc, "date-too-far", f"{statement.value.text} {_TOO_FAR}")


def _future(loc: Loc, text: str, today: date) -> Finding:
    return Finding(loc, "date-in-future", f"{text} lies in the future; today is {today}")


def _sources(system: System) -> Iterator[Finding]:
    used = set()
    for loc, key, _ in statements(system):
        if key not in system.sources and key not in used:
            close = nearest(key, system.sources)
            hint = f"did you mean {close[0]!r}?" if close else "define it under sources"
            yield Finding(loc[:-1], "source-not-defined", f"the source {key!r} is not defined", hint)
        used.add(key)
    for key in system.sources:
        if key not in used:
            yield Finding(
                ("sources", key),
                "source-not-used",
                f"the source {key!r} is never used",
                "put in what it states, or remove it",
            )
    yield from _circles(system)
    seen: dict[str, str] = {}
    for key, source in system.sources.items():
        if source.url and source.url in seen:
            message = f"{key!r} has the same url as {seen[source.url]!r}"
            yield Finding(("sources", key, "url"), "url-twice", message, "use one key for one page")
        elif source.url:
            seen[source.url] = key


def _circles(system: System) -> Iterator[Finding]:
    for key in system.sources:
        path = [key]
        while (source := system.sources.get(path[-1])) and source.retells and source.retells not in path:
            path.append(source.retells)
        if len(path) > 1 and source and source.retells == key and key == min(path):
            around = " → ".join([*path, key])
            message = f"the sources retell each other in a circle: {around}"
            yield Finding(("sources", key, "retells"), "retells-circle", message, "name the text that was there first")


_BARS: tuple[Bar, ...] = ("refused_above", "refused_below")


def _possible(system: System) -> Iterator[Finding]:
    """Figures that no system of the kind can have: slips of units, mostly."""
    for loc, key, statement in statements(system):
        if not isinstance(statement, MeasureStatement) or str(loc[-3]) not in MEASURES:
            continue
        name, value = str(loc[-3]), statement.value
        info = MEASURES[name]
        if value.si_high <= 0 and not info.minimum and info.dimension != MONEY:
            yield Finding(loc, "zero", f"{key!r} states a {info.label} of {value.text}", "leave out what nobody states")
        if info.dimension == COUNT and not (value.low.is_integer() and value.high.is_integer()):
            yield Finding(loc, "not-whole", f"{key!r} states {value.text} for {info.label}: a count is a whole number")
        told = [(bar, name, info.label, value) for bar in _BARS if value.si_high > 0]
        if isinstance(statement, RangeStatement) and statement.at_altitude:
            told.append(("refused_above", "altitude_max", "the height of a target", statement.at_altitude))
        for bar, measure, label, figure in told:
            over = beyond(bar, measure, classes_at(system, loc), figure, figure.si_high)
            if over:
                word = "more" if bar == "refused_above" else "less"
                message = f"{key!r} states {figure.text} for {label}, and nothing has {word} than {over[0].text}"
                yield Finding(loc, "impossible", message, f"look at the unit. {over[1]}")


def _warheads(system: System) -> Iterator[Finding]:
    for name, part in system.effectors.items():
        heaviest = max((s.value.si_high for some in part.mass.values() for s in some), default=inf)
        for key, some in part.warhead_mass.items():
            if min(s.value.si_low for s in some) > heaviest:
                message = f"{key!r} states a warhead that is heavier than the missile in any source: a slip of units?"
                yield Finding(("effectors", name, "warhead_mass", key), "warhead-above-mass", message)


def _references(system: System) -> Iterator[Finding]:
    named: list[tuple[Loc, str | None, Iterable[str]]] = [
        (("envelopes", i, "effector"), e.effector, system.effectors) for i, e in enumerate(system.envelopes)
    ]
    sensed = [(("detection", i, "sensor"), d.sensor, system.sensors) for i, d in enumerate(system.detection)]
    parts = {**system.effectors, **system.sensors}
    headed = [(("headline", i, "effector"), h.effector, parts) for i, h in enumerate(system.headline)]
    for loc, name, known in [*named, *sensed, *headed]:
        if name is not None and name not in known:
            close = nearest(name, known)
            hint = f"did you mean {close[0]!r}?" if close else f"define it under {loc[2]}s"
            yield Finding(loc, f"{loc[2]}-not-defined", f"the {loc[2]} {name!r} is not defined", hint)


def _ordered(loc: Loc, envelope: Envelope) -> Iterator[Finding]:
    for measure in ("range", "altitude", "threat_range"):
        least, most = getattr(envelope, f"{measure}_min"), getattr(envelope, f"{measure}_max")
        for key in least.keys() & most.keys():
            low = min(s.value.si_low for s in least[key])
            high = max(s.value.si_high for s in most[key])
            if low > high:
                message = f"{key!r} states a minimum {measure.replace('_', ' ')} above its maximum"
                yield Finding((*loc, f"{measure}_min", key), "min-above-max", message)


def _ceiling(loc: Loc, envelope: Envelope) -> Iterator[Finding]:
    for key in envelope.altitude_max.keys() & envelope.range_max.keys():
        ceiling = min((s.value.si_low for s in envelope.altitude_max[key] if s.counts), default=0.0)
        reach = max((s.value.si_high for s in envelope.range_max[key] if s.counts), default=ceiling)
        if ceiling > reach:
            message = f"{key!r} states a ceiling above the slant range: nothing flies higher than it flies far"
            hint = "if the source says so of ground range, put its ceiling into an envelope of its own, with a note"
            yield Finding((*loc, "altitude_max", key), "ceiling-above-range", message, hint)


def _contradictions(system: System) -> Iterator[Finding]:
    blocks: list[tuple[str | None, Loc, Figures]] = [(None, (), system)]
    blocks += [(name, ("effectors", name), effector) for name, effector in system.effectors.items()]
    denied = [
        (name, target, key, (*start, "engages", target, key))
        for name, start, block in blocks
        for target, flags in block.engages.items()
        for key, some in flags.items()
        if any(s.counts and not s.value for s in some)
    ]
    for name, target, key, loc in denied:
        for envelope in system.envelopes:
            if name is not None and envelope.effector != name:
                continue
            about = {*names_for(target), *FAMILIES.get(target, ())} & set(envelope.targets)
            stated = envelope.range_max
            if about and any(s.counts for s in stated.get(key, ())):
                message = f"{key!r} gives a range against {target} and says that {target} is not engaged"
                yield Finding(
                    loc, "engages-contradiction", message, "give the class that the source excluded, or a note"
                )
