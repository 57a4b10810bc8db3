"""What `import ringfence as rf` offers: the commands as functions, in the words of the command line, on the shipped
catalog.

>>> import ringfence as rf
>>> rf.compare("s-400", "thaad", against="ballistic-missile")  # in a notebook a table, else one line
>>> rf.compare("s-400", "thaad").save("table.xlsx")
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

from ringfence.answers import Answer, Page, Picture
from ringfence.catalog.store import Catalog
from ringfence.cli.words import UNITS, one, several
from ringfence.errors import UsageError
from ringfence.evidence.comparison import Comparison
from ringfence.evidence.figures import Cell
from ringfence.evidence.orders import Holding
from ringfence.evidence.rule import Rule
from ringfence.specs.measures import read_measure
from ringfence.specs.system import System
from ringfence.specs.targets import MISSION, read_targets
from ringfence.specs.words import Units
from ringfence.tables.wording import Style

Words = str | Iterable[str]
_PLAIN = Rule()


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
    *systems: str, against: Words | None = None, measure: Words = ("range", "altitude"), rule: Rule = _PLAIN,
    sort: str | None = None, units: str = "metric", among: Catalog | None = None,
) -> Answer[Comparison]:  # fmt: skip
    """Systems side by side, by class of target. Raises NotFound, UsageError."""
    from ringfence.evidence.comparison import compare as compared
    from ringfence.tables.comparison import comparison_sheets

    book = among or catalog()
    names = several(book, systems, _silent)
    found = compared(book, names, against=_targets(against), measures=_parts(measure), rule=rule, sort=sort)
    sheets = comparison_sheets(found, _style(units), by_system=len(found.systems) > 4)
    return Answer(found, tuple(sheets), f"comparison of {', '.join(s.id for s in found.systems)}")


def cell(
    system: str, measure: str, against: str | None = None, *, rule: Rule = _PLAIN, among: Catalog | None = None
) -> Cell:
    """What sources say of one measure of one system against one class. Raises NotFound, UsageError."""
    from ringfence.evidence.figures import cell_of

    book, info = among or catalog(), read_measure(measure)
    found = book.get(one(book, [system]))
    if not info.targeted:
        return cell_of(found, info.name, None, rule)
    targets = _targets(against) or (found.reference,)
    if len(targets) != 1:
        raise UsageError(f"a cell is about one class, not {', '.join(targets)}", hint="ask rf.compare for several")
    return cell_of(found, info.name, targets[0], rule)


def explain(
    system: str, measure: Words = "range", against: Words | None = None, *, rule: Rule = _PLAIN,
    units: str = "metric", among: Catalog | None = None,
) -> Answer[tuple[Cell, ...]]:  # fmt: skip
    """Every statement behind a system's cells, with its address, and why it counts or not. Raises NotFound."""
    from ringfence.evidence.figures import cell_of
    from ringfence.tables.statements import explain_sheet

    book = among or catalog()
    found = book.get(one(book, [system]))
    targets = _targets(against) or tuple(dict.fromkeys((*MISSION, found.reference)))
    infos = [read_measure(part) for part in _parts(measure)]
    cells = tuple(cell_of(found, i.name, t, rule) for i in infos for t in (targets if i.targeted else (None,)))
    return Answer(cells, (explain_sheet(list(cells), _style(units)),), f"statements on {found.id}")


def show(system: str, *, rule: Rule = _PLAIN, units: str = "metric", among: Catalog | None = None) -> Answer[System]:
    """All cells of one system. Raises NotFound, Ambiguous."""
    from ringfence.tables.profile import profile_records
    from ringfence.tables.render import Sheet

    book = among or catalog()
    found = book.get(one(book, [system]))
    records = tuple(profile_records(found, rule, _style(units)))
    rows = tuple(tuple(str(r[key] or "") for key in ("measure", "target", "text")) for r in records)
    return Answer(found, (Sheet(("measure", "target", found.id), rows, records),), f"{found.name} ({found.id})")


def orders(
    *words: str, as_of: str | None = None, since: str | None = None, among: Catalog | None = None
) -> Answer[tuple[Holding, ...]]:
    """Who ordered what: `words` are countries and systems in any order. Raises NotFound."""
    from ringfence.cli.options import countries_and_systems
    from ringfence.evidence.orders import holdings
    from ringfence.specs.statement import read_date
    from ringfence.tables.orders import acquisitions_sheet, sorted_holdings

    book = among or catalog()
    codes, names = countries_and_systems(book, words)
    day, first = (read_date(text) if text else None for text in (as_of, since))
    some = [book.get(name) for name in names] if names else list(book)
    held = [h for h in holdings(some, as_of=day, since=first) if not codes or h.acquisition.operator in codes]
    rows = sorted_holdings(held, "operator")
    return Answer(tuple(rows), (acquisitions_sheet(rows, Style(), day),), f"{len(rows)} orders")


def rings(*systems: str, at: Words, among: Catalog | None = None, **options: Any) -> Picture:
    """A map of range rings; `options` are the keys of a scene: against, target_altitudes, title … Raises
    RingfenceError.
    """
    from ringfence.cli.scene_options import read_site
    from ringfence.plots.map import draw
    from ringfence.scenes.rings import derive
    from ringfence.scenes.scene import make_scene

    book = among or catalog()
    sites = [read_site(text) for text in ((at,) if isinstance(at, str) else at)]
    classes = _targets(options.pop("against", None)) or ("aircraft", "ballistic-missile")
    scene = make_scene(systems=several(book, systems, _silent), sites=sites, against=list(classes), **options)
    derived = derive(scene, book)
    return Picture(derived, *draw(scene, derived))


def envelope(
    *systems: str, against: Words = ("aircraft", "ballistic-missile"), among: Catalog | None = None, **options: Any
) -> Picture:
    """Altitude against range, a panel a system. Raises RingfenceError."""
    from ringfence.plots.requests import Envelopes, make

    book = among or catalog()
    ids = tuple(book.get(name).id for name in several(book, systems, _silent))
    request = Envelopes(systems=ids, targets=_targets(against) or (), **options)
    return Picture(request, *make(request, book))


def chart(measure: str, against: str = "aircraft", *, among: Catalog | None = None, **options: Any) -> Picture:
    """Systems ranked by a measure; `options`: where, most, title … Raises RingfenceError."""
    from ringfence.plots.requests import Ranking, make

    info = read_measure(measure)
    target = (_targets(against) or (None,))[0] if info.targeted else None
    request = Ranking(measure=info.name, target=target, **options)
    return Picture(request, *make(request, among or catalog()))


def explore(*systems: str, against: Words | None = None, among: Catalog | None = None) -> Page:
    """The page of the explorer for some systems, or all. Raises RingfenceError."""
    from ringfence.explore.build import explore as explored
    from ringfence.explore.model import Opening

    book = among or catalog()
    opening = Opening(against=_targets(against) or ())
    return Page(explored(book, several(book, systems, _silent), opening=opening)[0])


def factcheck(text: str, *, rule: Rule = _PLAIN, among: Catalog | None = None) -> Page:
    """Which part of a text the sources carry. Raises UsageError for a text that cannot be read."""
    from ringfence.factcheck.publish import page
    from ringfence.factcheck.report import factcheck as checked

    report = checked(text, among or catalog(), rule=rule)
    return Page(page([report]), report.summary, report)


def _targets(against: Words | None) -> tuple[str, ...] | None:
    return None if against is None else read_targets(against if isinstance(against, str) else ",".join(against))


def _parts(words: Words) -> list[str]:
    return [part.strip() for part in (words.split(",") if isinstance(words, str) else words)]


def _style(units: str) -> Style:
    word = UNITS.meaning(units)
    if word not in UNITS.choices:
        raise UsageError(f"{units!r} are no units", hint=f"there are: {', '.join(UNITS.choices)}")
    return Style(cast("Units", word))


def _silent(_: str) -> None:
    """Families are taken without a word: the answer shows its systems."""
