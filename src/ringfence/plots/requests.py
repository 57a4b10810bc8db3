"""What a chart was asked for, as data that travels in its file: the same request and the same records give the same
picture.
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from ringfence.catalog.store import Catalog
from ringfence.errors import RingfenceError, UsageError
from ringfence.evidence.rule import Rule
from ringfence.plots.lettering import drawn_with, steadily
from ringfence.plots.look import Caption
from ringfence.specs.faults import first_fault
from ringfence.specs.statement import Frozen, PartialDate, Text, read_date
from ringfence.specs.system import System
from ringfence.specs.words import Choice, Look, Units
from ringfence.tables.wording import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def _day(text: str) -> str:
    read_date(text)
    return text


class _Request(Frozen):
    rule: Choice = "typical"
    by: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    as_of: Annotated[str, AfterValidator(_day)] | None = None
    units: Units = "metric"
    look: Look = "light"
    title: Text | None = None

    @property
    def day(self) -> PartialDate | None:
        """The day by which sources count."""
        return read_date(self.as_of) if self.as_of else None

    @property
    def evidence_rule(self) -> Rule:
        """The rule that decides what a figure is."""
        return Rule(self.rule, frozenset(self.by), frozenset(self.kind), self.day)

    @property
    def style(self) -> Style:
        """How figures are written."""
        return Style(self.units)


class Ranking(_Request):
    """Systems ranked by a measure."""

    figure: Literal["chart"] = "chart"
    measure: str
    target: str | None = None
    where: str | None = None
    most: Annotated[int, Field(ge=1, le=60)] = 40


class Envelopes(_Request):
    """Altitude against range, a panel a system."""

    figure: Literal["envelope"] = "envelope"
    systems: tuple[str, ...]
    targets: tuple[str, ...]
    antenna_m: float | None = None
    refraction: float = 4 / 3


class Deliveries(_Request):
    """Orders over time."""

    figure: Literal["deliveries"] = "deliveries"
    operators: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    where: str | None = None
    most: Annotated[int, Field(ge=1, le=60)] = 40


class Layers(_Request):
    """What a country operates, by reach and height."""

    figure: Literal["layers"] = "layers"
    operator: str
    target: str = "aircraft"


class History(_Request):
    """A system over the years: orders, entry, and what a cell said."""

    figure: Literal["history"] = "history"
    system: str
    target: str = "aircraft"


Request = Annotated[Ranking | Envelopes | Deliveries | Layers | History, Field(discriminator="figure")]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(Request)


def read_request(data: Any) -> Any:
    """The request that a figure carries. Raises RingfenceError for what is none."""
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        raise RingfenceError(f"the request in the figure cannot be read: {first_fault(error)}") from error


@steadily
def make(request: Any, catalog: Catalog, stamp: str | None = None) -> "tuple[Figure, Caption]":
    """The figure of a request. `stamp`: the hash to write in place of the catalog's own. Raises RingfenceError."""
    figure, caption, records = _MAKERS[request.figure](request, catalog, stamp)
    evidence = {
        **caption.evidence, "figure": request.figure,
        "request": request.model_dump(mode="json", exclude_defaults=True) | {"figure": request.figure},
        "records": records, "drawn_with": drawn_with(),
    }  # fmt: skip
    return figure, Caption(caption.title, caption.description, evidence)


def _systems(catalog: Catalog, names: tuple[str, ...], where: str | None, rule: Rule) -> list[System]:
    from ringfence.evidence.where import systems_where

    if names:
        some = list({system.id: system for system in map(catalog.get, names)}.values())
        kept = {system.id for system in systems_where(catalog, where, rule)} if where else None
        return [system for system in some if kept is None or system.id in kept]
    return list(systems_where(catalog, where, rule)) if where else list(catalog)


def _ranking(request: Ranking, catalog: Catalog, stamp: str | None) -> Any:
    from ringfence.plots.charts import ranking
    from ringfence.specs.measures import read_measure
    from ringfence.specs.targets import read_target

    info, rule = read_measure(request.measure), request.evidence_rule
    target = read_target(request.target) if info.targeted and request.target else None
    known = stamp or catalog.digest
    systems = _systems(catalog, (), request.where, rule)
    return *ranking(
        systems, info, target, rule=rule, style=request.style, look=request.look, title=request.title, catalog=known,
        most=request.most
    ), known  # fmt: skip


def _envelopes(request: Envelopes, catalog: Catalog, stamp: str | None) -> Any:
    from ringfence.plots.envelope import diagram

    systems = [catalog.get(name) for name in request.systems]
    known = stamp or catalog.digest_of(system.id for system in systems)
    return *diagram(
        systems, request.targets, rule=request.evidence_rule, style=request.style, look=request.look,
        antenna_m=request.antenna_m, k=request.refraction,
        title=request.title, catalog=known,
    ), known  # fmt: skip


def _deliveries(request: Deliveries, catalog: Catalog, stamp: str | None) -> Any:
    from ringfence.evidence.orders import holdings
    from ringfence.evidence.timeline import story
    from ringfence.plots.timeline import timeline
    from ringfence.specs.countries import country_names, read_country

    if not request.operators and not request.systems:
        raise UsageError(
            "name an --operator or a --system", hint="such as: ringfence chart deliveries --operator India"
        )
    codes = [read_country(name) for name in request.operators]
    systems = _systems(catalog, request.systems, request.where, Rule())
    found = [story(h) for h in holdings(systems, as_of=request.day) if not codes or h.acquisition.operator in codes]
    who = ", ".join(country_names()[code] for code in codes)
    what = ", ".join(system.name for system in systems) if request.systems else ""
    heading = request.title or ": ".join(part for part in (who, what, "orders and deliveries") if part)
    digest = catalog.digest_of if stamp is None else lambda _ids: stamp
    drawn = timeline(found, records=digest, title=heading, look=request.look, as_of=request.day, most=request.most)
    return *drawn, drawn[1].evidence["records"]


def _layers(request: Layers, catalog: Catalog, stamp: str | None) -> Any:
    from ringfence.evidence.operators import ties
    from ringfence.plots.layers import layers
    from ringfence.specs.countries import country_names, read_country
    from ringfence.specs.targets import read_target

    code, target = read_country(request.operator), read_target(request.target)
    operated = [tie.system for tie in ties(catalog, countries=(code,), as_of=request.day) if tie.use == "operates"]
    if not operated:
        raise UsageError(f"no source says what {country_names()[code]} operates", hint="see: ringfence operators")
    known = stamp or catalog.digest_of(system.id for system in operated)
    return *layers(
        operated, target, country=country_names()[code], rule=request.evidence_rule, style=request.style,
        look=request.look, title=request.title,
        records=known,
    ), known  # fmt: skip


def _history(request: History, catalog: Catalog, stamp: str | None) -> Any:
    from ringfence.plots.history import history
    from ringfence.specs.targets import read_target

    system = catalog.get(request.system)
    known = stamp or catalog.digest_of([system.id])
    return *history(
        system, read_target(request.target), rule=request.evidence_rule, style=request.style, look=request.look,
        title=request.title, records=known
    ), known  # fmt: skip


_MAKERS: dict[str, Any] = {
    "chart": _ranking, "envelope": _envelopes, "deliveries": _deliveries, "layers": _layers, "history": _history
}  # fmt: skip
