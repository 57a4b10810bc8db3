"""What the statements on one order come to, field by field: its status, year, what has arrived, other units, what is
still expected.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ringfence.evidence.counts import Count, Entry, Said, newest, number_of, tally, when, why_it_cannot_count
from ringfence.evidence.origins import lower_median
from ringfence.specs.statement import PartialDate

FINAL = ("cancelled", "completed")
"""After these nothing is outstanding."""
GROWING = frozenset({"pledged", "option"})
"""What is promised bit by bit: its count is the newest dated one."""
_STAGES = ("talks", "option", "approved", "pledged", "ordered", *FINAL[::-1])


@dataclass(frozen=True, slots=True)
class Expected:
    """One delivery that sources expected on a date: how many, which of the order, and who said so when."""

    due: PartialDate
    nth: int | None
    count: float | None
    source: str
    said: PartialDate | None


def status_of(some: list[Entry]) -> tuple[tuple[str, ...], list[Said]]:
    """The farthest stage holds: a source that tells of an approval does not deny the order. A final word holds unless a
    source of a later date says otherwise.
    """
    counting = [e for e in some if e.statement.counts]
    counting.sort(key=lambda e: (_STAGES.index(e.word), when(e.source.published)), reverse=True)
    final = [e for e in counting if e.word in FINAL]
    last = max((when(e.source.published) for e in final), default=when(None))
    if last > when(None) and any(when(e.source.published) > last for e in counting):
        counting = [e for e in counting if e not in final] + final
    words = tuple(dict.fromkeys(e.word for e in counting))
    return words, [
        e.said(why_it_cannot_count(e.statement) or (None if e.word == words[0] else f"{words[0]!r} holds"))
        for e in some
    ]


def signed(some: list[Entry]) -> tuple[Count | None, list[Said]]:
    """The year: lower median over origins, the earliest of each."""
    years: dict[str, float] = {}
    for entry in some:
        if entry.statement.counts:
            year = float(entry.date.text[:4])
            years[entry.origin] = min(years.get(entry.origin, year), year)
    ranked = sorted(years.values())
    count = Count(lower_median(ranked), ranked[0], ranked[-1], len(ranked)) if ranked else None
    return count, [e.said(why_it_cannot_count(e.statement)) for e in some]


def ordered(some: list[Entry], words: set[str], grows: bool) -> tuple[Count | None, list[Said]]:
    """The lower median over origins; of a pledge or an option, which grows, the newest dated figure."""
    if grows:
        return newest(some, words, lambda e: e.day)
    return tally(some, words)


def planned(some: list[Entry], words: set[str]) -> Count | None:
    """What was asked for, approved or offered and not ordered: the newest dated figure."""
    count, _ = newest(some, words, lambda e: e.day, context="planned")
    return count.at(None) if count else None


def delivered(some: list[Entry], words: set[str]) -> tuple[Count | None, list[Said]]:
    """The newest as-of wins; the day of its source stands for a statement that names none."""
    return newest(some, words, lambda e: e.day)


def others(some: list[Entry], words: set[str]) -> tuple[tuple[str, Count], ...]:
    """Quantities in other units: (`ordered` or `delivered`, how many of what)."""
    found = []
    for field in ("ordered", "delivered"):
        entries = [e for e in some if e.field == field]
        units = dict.fromkeys(e.quantity.unit for e in entries if e.quantity and e.quantity.unit not in words)
        for unit in units:
            count, _ = delivered(entries, {unit}) if field == "delivered" else tally(entries, {unit})
            if count:
                found.append((field, count.of(unit)))
    return tuple(found)


def expected(
    some: list[Entry], words: set[str], arrived: Callable[[Expected], bool]
) -> tuple[tuple[Expected, ...], tuple[Expected, ...], list[Said]]:
    """What is still due by the newest dated source, and what others said.

    Where the newest source speaks of numbered deliveries alone, those that it does not name stand as the newest source
    on each has them. What has arrived since is expected no longer; nor is anything where nothing is outstanding.
    """
    usable = [e for e in some if why_it_cannot_count(e.statement, planned=True) is None]
    found = {id(e): Expected(e.due, e.nth, number_of(e.quantity, words), e.key, e.source.published) for e in usable}
    open_ones = [e for e in usable if not arrived(found[id(e)])]
    dated = [e for e in open_ones if e.source.published]
    last = max((e.source.published for e in dated if e.source.published), key=when, default=None)
    now = [e for e in dated if e.source.published == last] if dated else open_ones
    if dated and all(e.nth for e in now):
        for nth in sorted({e.nth for e in dated if e.nth} - {e.nth for e in now}):
            same = [e for e in dated if e.nth == nth]
            latest = max((e.source.published for e in same if e.source.published), key=when)
            now += [e for e in same if e.source.published == latest]
    chosen = {id(e) for e in now}
    said = [
        e.said(why_it_cannot_count(e.statement,
        planned=True) or (None if id(e) in chosen else _why_not(e, e in open_ones, last)))
        for e in some
    ]  # fmt: skip
    ranked = sorted(usable, key=lambda e: (e.due.last, e.nth or 0, e.key))
    pick = tuple(found[id(e)] for e in ranked if id(e) in chosen)
    return pick, tuple(found[id(e)] for e in ranked if id(e) not in chosen), said


def _why_not(entry: Entry, is_open: bool, last: PartialDate | None) -> str:
    if not is_open:
        return "has arrived, or nothing is outstanding"
    return f"older than {last}" if entry.source.published else "no date"
