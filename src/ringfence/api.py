"""What `import ringfence as rf` offers: the commands as functions, in the words of the command line, on the shipped
catalog.

>>> import ringfence as rf
>>> rf.compare("s-400", "thaad", against="ballistic-missile")  # in a notebook a table, else one line
>>> rf.compare("s-400", "thaad").save("table.xlsx")

Where it is said of a function that it takes a rule, `rule` is a `Rule` or one of typical, lowest, highest; `as_of`,
`by` and `kind` are its other parts, as `Rule` takes them. `among` is a catalog in place of the shipped one.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from ringfence.answers import Answer, Checked, Page, Picture
from ringfence.catalog.store import Catalog
from ringfence.cli.words import UNITS, one, several
from ringfence.errors import UsageError, nearest
from ringfence.evidence.comparison import Comparison
from ringfence.evidence.figures import Cell
from ringfence.evidence.orders import Holding
from ringfence.evidence.rule import Rule, read_day
from ringfence.specs.faults import first_fault
from ringfence.specs.measures import MeasureInfo, read_measure
from ringfence.specs.statement import PartialDate
from ringfence.specs.system import System
from ringfence.specs.targets import MISSION, read_targets
from ringfence.specs.words import Units
from ringfence.tables.wording import Style

Words = str | Iterable[str]
Day = PartialDate | str | int | None
Place = str | tuple[float, float]
M = TypeVar("M", bound=BaseModel)


@cache
def catalog(*folders: str | Path) -> Catalog:
    """The shipped catalog with the user's own folder and those that are named; warns of files that are left out, as
    drafts are.

    Raises RingfenceError where a folder is not there.
    """
    found = Catalog.load(*folders)
    found.lenient = True
    return found


def compare(
    *systems: Words, against: Words | None = None, measure: Words = ("range", "altitude"), sort: str | None = None,
    rule: Rule | str = "typical", as_of: Day = None, by: Words = (), kind: Words = (), units: str = "metric",
    among: Catalog | None = None,
) -> Answer[Comparison]:  # fmt: skip
    """Systems side by side, by class of target. Takes a rule. Raises NotFound, UsageError."""
    from ringfence.evidence.comparison import compare as compared
    from ringfence.tables.comparison import comparison_sheets

    book, asked = _book(among), _rule(rule, as_of, by, kind)
    names = several(book, _texts(systems, "a system"), _silent)
    found = compared(book, names, against=_targets(against), measures=_parts(measure), rule=asked, sort=sort)
    sheets = comparison_sheets(found, _style(units), by_system=len(found.systems) > 4)
    return Answer(found, tuple(sheets), f"comparison of {', '.join(s.id for s in found.systems)}")


def cell(
    system: str, measure: str, against: str | None = None, *, rule: Rule | str = "typical", as_of: Day = None,
    by: Words = (), kind: Words = (), among: Catalog | None = None,
) -> Cell:  # fmt: skip
    """What sources say of one measure of one system against one class. Takes a rule. Raises NotFound, UsageError."""
    from ringfence.evidence.figures import cell_of

    asked, info = _rule(rule, as_of, by, kind), _one_measure(measure)
    found = _system(system, among)
    return cell_of(found, info.name, _one_target(against, found.reference) if info.targeted else None, asked)


def explain(
    system: str, measure: Words = "range", against: Words | None = None, *, rule: Rule | str = "typical",
    as_of: Day = None, by: Words = (), kind: Words = (), units: str = "metric", among: Catalog | None = None,
) -> Answer[tuple[Cell, ...]]:  # fmt: skip
    """Every statement behind a system's cells, with its address, and why it counts or not. Takes a rule. Raises
    NotFound, UsageError.
    """
    from ringfence.evidence.figures import cell_of
    from ringfence.tables.statements import explain_sheet, explain_text

    asked, style, found = _rule(rule, as_of, by, kind), _style(units), _system(system, among)
    targets = _targets(against) or tuple(dict.fromkeys((*MISSION, found.reference)))
    infos = [read_measure(part) for part in _parts(measure)]
    cells = tuple(cell_of(found, i.name, t, asked) for i in infos for t in (targets if i.targeted else (None,)))
    text = "\n".join(explain_text(cell, style) for cell in cells)
    return Answer(cells, (explain_sheet(list(cells), style),), f"statements on {found.id}", text)


def show(
    system: str, *, rule: Rule | str = "typical", as_of: Day = None, by: Words = (), kind: Words = (),
    units: str = "metric", among: Catalog | None = None,
) -> Answer[System]:  # fmt: skip
    """All that is held on one system. Takes a rule. Raises NotFound, Ambiguous, UsageError."""
    from ringfence.tables.profile import profile_records, profile_text
    from ringfence.tables.render import Sheet

    asked, style, found = _rule(rule, as_of, by, kind), _style(units), _system(system, among)
    records = tuple(profile_records(found, asked, style))
    rows = tuple(tuple(str(r[key] or "") for key in ("measure", "target", "text")) for r in records)
    sheet = Sheet(("measure", "target", found.id), rows, records)
    return Answer(found, (sheet,), f"{found.name} ({found.id})", profile_text(found, asked, style, 80))


def orders(
    *words: str, as_of: Day = None, since: Day = None, among: Catalog | None = None
) -> Answer[tuple[Holding, ...]]:
    """Who ordered what: `words` are countries and systems in any order. Raises NotFound, UsageError."""
    from ringfence.cli.options import countries_and_systems
    from ringfence.evidence.orders import holdings
    from ringfence.tables.orders import acquisitions_sheet, sorted_holdings

    book = _book(among)
    codes, names = countries_and_systems(book, tuple(_texts(words, "a country or a system")))
    day, first = read_day(as_of), read_day(since)
    some = [book.get(name) for name in names] if names else list(book)
    held = [h for h in holdings(some, as_of=day, since=first) if not codes or h.acquisition.operator in codes]
    rows = sorted_holdings(held, "operator")
    return Answer(tuple(rows), (acquisitions_sheet(rows, Style(), day),), f"{len(rows)} orders")


def rings(
    *systems: Words, at: Place | Sequence[Place], against: Words = ("aircraft", "ballistic-missile"),
    target_altitude: Words = (), as_of: Day = None, among: Catalog | None = None, **options: Any,
) -> Picture:  # fmt: skip
    """A map of range rings. `at`: places as --at takes them, or (latitude, longitude); `options`: other keys of a
    scene, such as title, spread, style, size, sources.

    Raises RingfenceError.
    """
    from ringfence.plots.map import draw
    from ringfence.scenes.rings import derive

    book = _book(among)
    scene = _scene(book, systems, at, against, target_altitude, as_of=as_of, **options)
    derived = derive(scene, book)
    return Picture(derived, *draw(scene, derived))


def envelope(
    *systems: Words, against: Words = ("aircraft", "ballistic-missile"), among: Catalog | None = None, **options: Any
) -> Picture:
    """Altitude against range, a panel a system; `options`: title, as_of, units, look … Raises RingfenceError."""
    from ringfence.plots.requests import Envelopes, make

    book = _book(among)
    ids = tuple(book.get(name).id for name in several(book, _texts(systems, "a system"), _silent))
    request = _request(Envelopes, systems=ids, targets=_targets(against) or (), **options)
    return Picture(request, *make(request, book))


def chart(measure: str, against: str = "aircraft", *, among: Catalog | None = None, **options: Any) -> Picture:
    """Systems ranked by a measure; `options`: where, most, title, as_of … Raises RingfenceError."""
    from ringfence.plots.requests import Ranking, make

    info = _one_measure(measure)
    target = _one_target(against, "aircraft") if info.targeted else None
    request = _request(Ranking, measure=info.name, target=target, **options)
    return Picture(request, *make(request, _book(among)))


def explore(
    *systems: Words, against: Words = ("aircraft", "drone", "ballistic-missile"),
    at: Place | Sequence[Place] = "New Delhi", target_altitude: str | None = None, rule: Rule | str = "typical",
    as_of: Day = None, by: Words = (), kind: Words = (), title: str | None = None, among: Catalog | None = None,
) -> Page:  # fmt: skip
    """The page of the explorer for some systems, or all. Takes a rule. Raises RingfenceError."""
    from ringfence.explore.build import explore as explored
    from ringfence.explore.build import opening_of

    book, asked = _book(among), _rule(rule, as_of, by, kind)
    names = several(book, _texts(systems, "a system"), _silent)
    scene = _scene(book, names or [book.ids[0]], at, against, target_altitude or ())
    opening = opening_of(scene, book).model_copy(update={"systems": ()})
    return Page(explored(book, names, opening=opening, rule=asked, title=title)[0], title or "explorer")


def factcheck(
    text: str, *, system: str | None = None, rule: Rule | str = "typical", as_of: Day = None, by: Words = (),
    kind: Words = (), among: Catalog | None = None,
) -> Checked:  # fmt: skip
    """Which part of a text the sources carry; `system` is what a sentence is about that names none. Takes a rule.
    Raises UsageError for a text that cannot be read.
    """
    from ringfence.factcheck.report import factcheck as checked

    asked, (said,) = _rule(rule, as_of, by, kind), _texts([text], "a text")
    about = None if system is None else _system(system, among).id
    return Checked(checked(said, _book(among), system=about, rule=asked))


def _scene(
    book: Catalog, systems: Iterable[Words], at: Place | Sequence[Place], against: Words, heights: Words, /,
    **options: Any,
) -> Any:  # fmt: skip
    """The scene of these words. Raises RingfenceError."""
    from ringfence.cli.scene_options import place_texts, read_site, spaced
    from ringfence.scenes.scene import Scene

    twice = sorted(options.keys() & {"sites", "systems"})
    if twice:
        raise UsageError(f"{twice[0]!r} is no option here", hint="name systems first, and sites by `at`")
    asked = {
        "systems": several(book, _texts(systems, "a system"), _silent),
        "sites": [read_site(text) for text in place_texts(at)],
        "against": list(_targets(against) or ()), "target_altitudes": [spaced(part) for part in _parts(heights)],
        **options,
    }  # fmt: skip
    if options.get("as_of"):
        asked["as_of"] = str(read_day(options["as_of"]))
    for name in ("antenna", "extent"):
        if isinstance(asked.get(name), str):
            asked[name] = spaced(asked[name])
    return _request(Scene, **{name: value for name, value in asked.items() if value is not None})


def _request(model: type[M], **fields: Any) -> M:
    """A model of these fields. Raises UsageError, which says what there is."""
    for name in fields.keys() - model.model_fields.keys():
        close = nearest(name, model.model_fields)
        there = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(model.model_fields)}"
        raise UsageError(f"no option is called {name!r}", hint=there)
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise UsageError(first_fault(error)) from error


def _book(among: Catalog | None) -> Catalog:
    if among is not None and not isinstance(among, Catalog):
        raise UsageError(f"`among` is a catalog, not {among!r}", hint="rf.catalog(folder) reads one")
    return catalog() if among is None else among  # an empty one is none of the shipped


def _one_measure(measure: str) -> MeasureInfo:
    names = _texts([measure], "a measure")
    if len(names) != 1:
        raise UsageError(f"one measure is wanted here, and {len(names)} are named")
    return read_measure(names[0])


def _system(name: str, among: Catalog | None) -> System:
    book = _book(among)
    return book.get(one(book, _texts([name], "a system")))


def _rule(rule: Rule | str, as_of: Day, by: Words, kind: Words) -> Rule:
    given = rule if isinstance(rule, Rule) else Rule(rule)  # type: ignore[arg-type]  # Rule refuses what is none
    people, kinds = (_texts([words], "a word") for words in (by, kind))
    return Rule(given.choice, people or given.by, kinds or given.kind, given.as_of if as_of is None else as_of)


def _targets(against: Words | None) -> tuple[str, ...] | None:
    return None if against is None else read_targets(",".join(_parts(against)))


def _one_target(against: Words | None, usual: str) -> str:
    targets = _targets(against) or (usual,)
    if len(targets) != 1:
        raise UsageError(f"one class is wanted here, not {', '.join(targets)}", hint="ask rf.compare for several")
    return targets[0]


def _parts(words: Words) -> list[str]:
    return [part.strip() for text in _texts([words], "a word") for part in text.split(",") if part.strip()]


def _texts(words: Iterable[Words], what: str) -> list[str]:
    """Texts, and lists of them, as one list. Raises UsageError for what is neither."""
    found: list[str] = []
    for word in words:
        some = word if isinstance(word, (list, tuple, set, frozenset)) else [word]
        odd = [one for one in some if not isinstance(one, str)]
        if odd:
            raise UsageError(f"{what} is wanted here as a text, not {odd[0]!r}")
        found += cast("Iterable[str]", some)
    return found


def _style(units: str) -> Style:
    word = UNITS.meaning(units) if isinstance(units, str) else units
    if word not in UNITS.choices:
        raise UsageError(f"{units!r} are no units", hint=f"there are: {', '.join(UNITS.choices)}")
    return Style(cast("Units", word))


def _silent(_: str) -> None:
    """Families are taken without a word: the answer shows its systems."""
