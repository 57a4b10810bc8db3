"""Where a text names a system, its missiles and sensors, or a product that the catalog does not hold.

A word of everyday life needs more than a capital.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from ringfence.factcheck.lexicon import Lexicon, Runs, runs_of
from ringfence.factcheck.rows import table
from ringfence.factcheck.rows.names import EVERYDAY, FOLDED, FOREIGN, WORD_OR_NUMBER

_GAP = r"[\s\-./'\"\0]{0,3}"
_LETTER = r"(?P<letter>(?<=\d)(?-i:[A-RT-Z][A-Z]?\d?))"  # 40N6E is a version of 40N6
_ALSO = re.compile(r"/(\w{1,4})\b")
_EDITION = re.compile(r".*[- ]?(?:Plus|Block|Mk|MK)|[A-Z]IM-\d+[A-Z]")  # of the same system
_BROKEN = re.compile(r"[.'\"]\s|\s\s.*\n|\n\n")
MOST = 5000  # so many names of a text are read


@dataclass(frozen=True, slots=True)
class Mention:
    """A name. `systems`: several of a family, none of another product; `part`: a missile or sensor."""

    start: int
    end: int
    text: str
    systems: tuple[str, ...] = ()
    part: str | None = None
    sensor: bool = False
    version: bool = False


@cache
def product(name: str) -> re.Pattern[str]:
    """The rows of one name in one pattern, in a group, with what stands around them."""
    some = "|".join(sorted(FOREIGN)).replace(" ", " ?") if name == "foreign" else ""
    some = some or "|".join(row.pattern for row in table("products") if row.name == name)
    around = {
        "thing-behind": (r"(?:'s)?[\s-]+(?:[a-z-]+[\s-]+){0,2}?(", r")\b"),
        "thing-before": (r"\b(", r")\s+\Z"),
        "designation": (r"(?<![\w-])(", r")(?![\w])"),
        "foreign": (r"\b((?:", r")s?)(?![\w-])"),
        "title": (r"^[\s\"'*-]*(?i:", r")[\"'*]*\s*(?::|=>|=)[\s\"'*]*([A-Z][^\"'\n,;:]{1,40})"),
    }
    return re.compile((some or "(?!)").join(around.get(name, ("(", ")"))), re.MULTILINE)


def mentions(plain: str, known: Lexicon) -> tuple[list[Mention], int | None]:
    """Every name in a text, in order, none overlapping another; where there are too many, the place behind the last."""
    plain = plain.translate(FOLDED)
    said = {runs_of(word)[0] for word in set(WORD_OR_NUMBER.findall(plain))}
    said |= {word.removesuffix("s") for word in said}
    wanted = [runs for runs in known if said.issuperset(runs)]
    found = list(islice(_found(plain, known, wanted), MOST)) if wanted else []
    end = found[-1].end if len(found) == MOST else None
    told = product("thing-is")  # where a text itself says that it is a weapon, it is one wherever it stands
    sure = {one for name in found if not _everyday(name) or told.match(plain, name.end) for one in name.systems}
    found = [name for name in found if not _everyday(name) or sure & set(name.systems) or _is_thing(plain, name)]
    heads = {runs[0] for runs in known}
    others: list[Mention] = []
    for kind in ("title", "designation", "foreign"):
        others += list(islice(_others(kind, plain[:end], [*found, *others], heads), MOST))
        end = others[-1].end if len(others) >= MOST else end
    return sorted([*found, *others], key=lambda name: name.start), end


def _found(plain: str, known: Lexicon, wanted: list[Runs]) -> Iterator[Mention]:
    ranked = sorted(wanted, key=lambda runs: (-len(runs), -len("".join(runs)), runs))
    alternation = "|".join(_GAP.join(map(re.escape, runs)).replace("defence", "defen[cs]e") for runs in ranked)
    glued = {"".join(runs): runs for runs in ranked}  # TorM2 is Tor-M2
    pattern = re.compile(rf"(?<![^\W_])(?<!\w-)({alternation})(?:s|{_LETTER})?(?![^\W_])", re.IGNORECASE)
    for match in pattern.finditer(plain):
        runs = runs_of(match[1])
        meant = known[runs if runs in known else glued["".join(runs)]]
        if not _capital(meant.spelling, match[1]) or _BROKEN.search(match[1]):
            continue
        whole = match["letter"] or match.end() > match.end(1)
        version = None if whole else product("version").match(plain, match.end(1))
        start, end = match.start(), version.end() if version else match.end()
        text, tail = plain[start:end], known.get((*runs[-1:], *runs_of(version[0]))) if version else None
        if tail or not (version or match["letter"]):  # Patriot PAC-2 GEM-T is of GEM-T, `Arrow 2/3` are two
            also = _ALSO.match(plain, end)
            other = known.get((*runs_of(match[1])[:-1], *runs_of(also[1]))) if also else None
            systems = tuple(dict.fromkeys([*meant.systems, *(other.systems if other else ())]))
            yield Mention(start, end, text, systems, (tail or meant).part, meant.sensor)
        else:
            systems, part = (meant.systems, text) if meant.part or _EDITION.match(text) else ((), None)
            yield Mention(start, end, text, systems, part, meant.sensor, version=True)


def _others(kind: str, plain: str, found: list[Mention], heads: set[str]) -> Iterator[Mention]:
    """Products that the catalog does not hold, of one kind: titles of records, designations, weapons of a list."""
    taken = {place for name in found for place in range(name.start, name.end)}
    for match in product(kind).finditer(plain):
        start, end = match.span(1)
        if taken.isdisjoint(range(start, end)) and not product("no-product").match(match[1]):
            first = runs_of(match[1])[0]
            yield Mention(start, end, match[1], version=kind == "title" or (len(first) > 1 and first in heads))


def _capital(spelling: str, text: str) -> bool:
    """Whether a name has the capitals that tell it from ordinary words."""
    runs = WORD_OR_NUMBER.findall(text)
    first: str = next((run for run in runs if run.isalpha()), "")
    if not first or first != runs[0] or any(run.isdigit() for run in runs):
        return not first or first[0].isupper() or len(first) == 1
    short = len(runs) == 1 and spelling.isupper() and len(spelling) < 5 and spelling.casefold() not in EVERYDAY
    return text.isupper() if short else first[0].isupper()


def _everyday(name: Mention) -> bool:
    runs = runs_of(name.text)
    called = " ".join(runs)
    return called in EVERYDAY or called.removesuffix("s") in EVERYDAY or len("".join(runs)) < 3


def _is_thing(plain: str, name: Mention) -> bool:
    """Whether an everyday word stands alone on its line, or the words around it say that it is a weapon's."""
    line = re.split(r"[\n|]", plain[max(0, name.start - 80) : name.start])[-1] + name.text
    line += re.split(r"[\n|]", plain[name.end : name.end + 80])[0]
    behind = product("thing-behind").match(plain, name.end, name.end + 60)
    before = product("thing-before").search(plain, max(0, name.start - 14), name.start)
    return bool(behind or before or line.strip(" #\0") == name.text)


def narrowed(names: list[Mention]) -> list[Mention]:
    """A missile that several systems fire is the one's that its sentence names."""
    sure = {name.systems[0] for name in names if len(name.systems) == 1}
    kept = [tuple(system for system in name.systems if system in sure) if name.part else () for name in names]
    return [replace(name, systems=some) if some else name for name, some in zip(names, kept, strict=True)]
