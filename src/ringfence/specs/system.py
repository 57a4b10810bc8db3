"""One catalog file: a system, its effectors and sensors, whom it engages, and the sources of every figure."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from ringfence.errors import nearest
from ringfence.showing import html_of
from ringfence.specs.acquisition import Acquisition, Country
from ringfence.specs.measures import MEASURES, TEXT_MEASURES
from ringfence.specs.statement import (
    ONE_OR_MORE,
    Counts,
    Dates,
    Flags,
    Frozen,
    Lengths,
    Masses,
    Ranges,
    Source,
    Speeds,
    StatementBase,
    Sums,
    Text,
    Texts,
    Times,
)
from ringfence.specs.targets import TARGETS
from ringfence.specs.words import Platform, Reference, SystemKind, SystemStatus

SystemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
PLANNED: tuple[SystemStatus, ...] = ("proposed", "in-development", "cancelled")
"""Systems of these statuses are on paper: their figures are plans, and are shown as such."""


def _known_target(name: str) -> str:
    if name not in TARGETS:
        close = nearest(name, TARGETS)
        raise ValueError(
            f"{name!r} is no target class; {f'did you mean {close[0]!r}?' if close else ''} "
            f"Known are: {', '.join(TARGETS)}"
        )
    return name


Target = Annotated[str, AfterValidator(_known_target), Field(json_schema_extra={"enum": list(TARGETS)})]


class Figures(Frozen):
    """The measures that anything may have: the system, its launcher, an effector, a sensor."""

    targets_engaged: Counts = {}
    targets_tracked: Counts = {}
    launchers_per_battery: Counts = {}
    missiles_per_launcher: Counts = {}
    deployment_time: Times = {}
    reaction_time: Times = {}
    system_cost: Sums = {}
    unit_cost: Sums = {}
    speed_max: Speeds = {}
    mass: Masses = {}
    warhead_mass: Masses = {}
    length: Lengths = {}
    diameter: Lengths = {}
    antenna_height: Lengths = {}
    guidance: Texts = {}
    seeker: Texts = {}
    radar_band: Texts = {}
    engages: Annotated[
        dict[Target, Flags], Field(description="Yes/no statements: target class → source → true or false.")
    ] = {}


class Launcher(Figures):
    """The launcher, where a source speaks of it alone."""

    aliases: tuple[Text, ...] = ()
    note: Text | None = None


class Effector(Figures):
    """A missile, gun or laser; one entry a version, for versions that differ are never averaged."""

    kind: Literal["missile", "gun", "laser", "microwave", "jammer", "drone"] = "missile"
    aliases: tuple[Text, ...] = ()
    note: Text | None = None


class Sensor(Figures):
    """A radar or an optical sensor."""

    kind: Literal["radar", "optical", "acoustic", "passive"] = "radar"
    aliases: tuple[Text, ...] = ()
    note: Text | None = None


class Headline(Frozen):
    """The group of statements that a cell shows, where it is not the one with most origins."""

    effector: Annotated[
        Text | None, Field(description="A key of `effectors` or `sensors`; absent: the system as a whole.")
    ] = None
    targets: Annotated[
        tuple[Target, ...], Field(description="Only in the cells of these classes; absent: in all.")
    ] = ()
    reason: Text


class Envelope(Frozen):
    """Who can be engaged, and how far, how high, how fast: figures that share effector and target classes."""

    effector: Annotated[Text | None, Field(description="A key of `effectors`; absent: the system as a whole.")] = None
    targets: Annotated[
        tuple[Target, ...],
        Field(description="The classes that the source named for this figure; absent: it named none."),
    ] = ()
    range_max: Ranges = {}
    range_min: Ranges = {}
    altitude_max: Lengths = {}
    altitude_min: Lengths = {}
    target_speed_max: Speeds = {}
    threat_range_max: Lengths = {}
    threat_range_min: Lengths = {}
    note: Text | None = None


class Detection(Frozen):
    """What a sensor sees; never mixed with engagement."""

    sensor: Annotated[Text | None, Field(description="A key of `sensors`; absent: the system as a whole.")] = None
    targets: tuple[Target, ...] = ()
    detection_range: Lengths = {}
    tracking_range: Lengths = {}
    instrumented_range: Lengths = {}
    note: Text | None = None


class System(Figures):
    """One air-defence system. The file's name is its id; every figure is source → value."""

    id: Annotated[SystemId, Field(description="Optional in a file; where present it equals the file's name.")]
    name: Annotated[Text, Field(description="In English, as most sources write it.")]
    native_name: Text | None = None
    aliases: Annotated[tuple[Text, ...], Field(description="Every other name a reader may type.")] = ()
    nato_name: Annotated[Text | None, Field(examples=["SA-21 Growler"])] = None
    origin: Annotated[tuple[Country, ...], Field(min_length=1, examples=[["RUS"]])]
    maker: Text | None = None
    kind: SystemKind
    platform: tuple[Platform, ...] = ()
    reference: Annotated[Reference, Field(description="The class that a bare figure, with no target named, is about.")]
    status: SystemStatus
    variant_of: Annotated[SystemId | None, Field(description="The id of the system that this one develops.")] = None
    headline: Annotated[tuple[Headline, ...], ONE_OR_MORE] = ()
    note: Text | None = None
    entered_service: Dates = {}
    launcher: Launcher | None = None
    effectors: dict[Text, Effector] = {}
    sensors: dict[Text, Sensor] = {}
    envelopes: tuple[Envelope, ...] = ()
    detection: tuple[Detection, ...] = ()
    operators: dict[Country, Flags] = {}
    acquisitions: tuple[Acquisition, ...] = ()
    sources: dict[str, Source]

    def __repr__(self) -> str:
        return f"<System {self.id}: {self.name}, {len(self.sources)} sources>"

    __str__ = __repr__

    def _repr_html_(self) -> str | None:
        return html_of(self)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that finds this system: id, name, native name, aliases, NATO name and its parts."""
        found = [self.id, self.name, self.native_name, *self.aliases, *nato_parts(self.nato_name)]
        return tuple(dict.fromkeys(name for name in found if name))


def nato_parts(nato_name: str | None) -> tuple[str, ...]:
    """`SA-21 Growler` is found under its whole and under its designation; a nickname alone may be several systems'."""
    if not nato_name:
        return ()
    head, *rest = nato_name.split()
    return tuple(dict.fromkeys([nato_name, head, " ".join(rest)])) if rest and "-" in head else (nato_name,)


@cache
def _sourced_fields(model: type[Frozen]) -> tuple[str, ...]:
    known = {*MEASURES, *TEXT_MEASURES, "entered_service"}
    return tuple(name for name in model.model_fields if name in known)


Loc = tuple[str | int, ...]


def statements(system: System) -> Iterator[tuple[Loc, str, StatementBase]]:
    """Every statement of a record: its key path in the file, its source's key, and the statement."""
    yield from _of_block((), system)
    if system.launcher:
        yield from _of_block(("launcher",), system.launcher)
    for group, parts in (("effectors", system.effectors), ("sensors", system.sensors)):
        for name, part in parts.items():
            yield from _of_block((group, name), part)
    for index, envelope in enumerate(system.envelopes):
        yield from _of_block(("envelopes", index), envelope)
    for index, detection in enumerate(system.detection):
        yield from _of_block(("detection", index), detection)
    for country, flags in system.operators.items():
        yield from _each(("operators", country), flags)
    for index, acquisition in enumerate(system.acquisitions):
        for field in acquisition.SOURCED:
            yield from _each(("acquisitions", index, field), getattr(acquisition, field))


def _of_block(loc: Loc, block: Frozen) -> Iterator[tuple[Loc, str, StatementBase]]:
    for name in _sourced_fields(type(block)):
        by_source = getattr(block, name)
        if by_source:
            yield from _each((*loc, name), by_source)
    if isinstance(block, Figures):
        for target, flags in block.engages.items():
            yield from _each((*loc, "engages", target), flags)


def _each(loc: Loc, by_source: Mapping[str, tuple[StatementBase, ...]]) -> Iterator[tuple[Loc, str, StatementBase]]:
    for key, some in by_source.items():
        for index, statement in enumerate(some):
            yield (*loc, key, index), key, statement


def classes_at(system: System, loc: Loc) -> tuple[str, ...]:
    """The classes that a statement at this place is about: those it names, else the reference class; none where none
    apply.
    """
    if loc[0] not in ("envelopes", "detection"):
        return ()
    block = (system.envelopes if loc[0] == "envelopes" else system.detection)[int(loc[1])]
    return block.targets or (system.reference,)
