"""From records to the document of a page: every cell in all units and rules, by the day, with its statements."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ringfence import __version__
from ringfence.catalog.store import Catalog
from ringfence.evidence.rule import RULE, Rule
from ringfence.explore.cells import BEFORE, cells_of
from ringfence.explore.ground import Detail, packed_ground
from ringfence.explore.model import (
    CityText,
    Document,
    FigureText,
    GroundText,
    MeasureText,
    Opening,
    Reading,
    Said,
    SourceText,
    SystemText,
    TargetText,
)
from ringfence.explore.orders import order_days, ties_of
from ringfence.geo.places import City, cities
from ringfence.progress import steps
from ringfence.specs.countries import country_names
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import Source
from ringfence.specs.system import System
from ringfence.specs.targets import CLASSES, family_of
from ringfence.tables.wording import Style

MOST_CITIES = 1_500
T = TypeVar("T", bound=Hashable)


@dataclass
class Kept(Generic[T]):
    """Things in the order in which they were first asked for, each once."""

    found: dict[T, int] = field(default_factory=dict)

    def index(self, thing: T) -> int:
        """Where it stands."""
        return self.found.setdefault(thing, len(self.found))

    @property
    def all(self) -> tuple[T, ...]:
        """All of them."""
        return tuple(self.found)


@dataclass
class Shelves:
    """What cells refer to by number."""

    sources: Kept[SourceText] = field(default_factory=Kept)
    statements: Kept[Said] = field(default_factory=Kept)
    texts: Kept[str] = field(default_factory=Kept)
    figures: Kept[FigureText] = field(default_factory=Kept)
    readings: Kept[Reading] = field(default_factory=Kept)
    days: Kept[str] = field(default_factory=Kept)

    def source(self, key: str, source: Source) -> int:
        """The number of a source."""
        return self.sources.index(
            SourceText(
                key=key, publisher=source.publisher, kind=source.kind, language=source.language,
                published=str(source.published) if source.published else None, url=source.url, title=source.title,
                retells=source.retells,
                archived=source.archived,
            )
        )  # fmt: skip


def make_document(
    catalog: Catalog, systems: Sequence[System], *, opening: Opening, rule: Rule = Rule(),  # noqa: B008  # frozen
    title: str, command: str,
    detail: Detail = "50m",
) -> Document:  # fmt: skip
    """The document of a page that holds these systems, opened as asked. Of `rule` who is quoted and which
    kinds count.
    """
    shelves = Shelves()
    for day in _days(systems):
        shelves.days.index(day)
    cells = [told for system in steps(systems, "systems", len(systems)) for told in cells_of(system, rule, shelves)]
    ties = [tied for system in systems for tied in ties_of(system, shelves)]
    places = sorted(cities(), key=lambda city: (-city.population, city.name, city.country))
    places = [city for rank, city in enumerate(places) if rank < MOST_CITIES or city.capital]
    used = {code for s in systems for code in s.origin} | {tie.country for tie, _ in ties} | {c.country for c in places}
    return Document(
        ringfence=__version__, catalog=catalog.digest, records=catalog.digest_of(s.id for s in systems),
        by=tuple(sorted(rule.by)), kind=tuple(sorted(rule.kind)), title=title, command=command,
        legend=Style().legend(), rule=rule_sentences(), opening=opening,
        measures=tuple(
            MeasureText(name=m.name, label=m.label, meaning=m.meaning, targeted=m.targeted, minimum=m.minimum)
            for m in MEASURES.values()
        ),
        targets=tuple(TargetText(name=name, family=family_of(name)) for name in CLASSES),
        countries={code: name for code, name in country_names().items() if code in used},
        systems=tuple(map(_system, systems)), sources=shelves.sources.all, statements=shelves.statements.all,
        texts=shelves.texts.all, days=shelves.days.all, figures=shelves.figures.all, readings=shelves.readings.all,
        cells=tuple(cell for cell, _ in cells), states=tuple(state for _, then in cells for state in then),
        ties=tuple(tie for tie, _ in ties), lines=tuple(line for _, lines in ties for line in lines),
        cities=tuple(map(_city, places)),
        ground=tuple(GroundText.model_validate({"scale": s, **layers}) for s, layers in packed_ground(detail).items()),
    )  # fmt: skip


def rule_sentences() -> tuple[str, ...]:
    """The evidence rule in words, a text a point."""
    joined = " ".join(RULE.split())
    starts = [joined.index(f"{number}. ") for number in range(1, 9)]
    return tuple(joined[a:b].partition(". ")[2].strip() for a, b in zip(starts, [*starts[1:], None], strict=True))


def _days(systems: Sequence[System]) -> list[str]:
    """A day before all sources, every source's last day, and every day of which one speaks, in order."""
    found = {s.published.last.isoformat() for system in systems for s in system.sources.values() if s.published}
    found |= {day for system in systems for day in order_days(system)}
    return [BEFORE, *sorted(found)]


def _system(system: System) -> SystemText:
    parts = [name for key, missile in system.effectors.items() for name in (key, *missile.aliases)]
    parts += [name for key, sensor in system.sensors.items() for name in (key, *sensor.aliases)]
    return SystemText(
        id=system.id, name=system.name, names=tuple(n for n in system.names if n not in (system.id, system.name)),
        parts=tuple(dict.fromkeys(parts)), origin=system.origin, maker=system.maker, kind=system.kind,
        status=system.status, reference=system.reference, note=system.note,
    )  # fmt: skip


def _city(city: City) -> CityText:
    return CityText(
        name=city.name, country=city.country, latitude=round(city.latitude, 3), longitude=round(city.longitude, 3),
        population=city.population // 1000,
    )  # fmt: skip
