"""A scene: what to draw where, read from YAML or put together from options. Sites are notional: cities, points and
countries that the user names.
"""

import re
from functools import lru_cache
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from ringfence.errors import NotFound, UsageError
from ringfence.evidence.rule import Rule
from ringfence.geo.countries import middle
from ringfence.geo.horizon import RangeIs
from ringfence.geo.places import Site as Spot
from ringfence.geo.places import site as read_place
from ringfence.plain_text import as_written
from ringfence.specs.countries import country_names, read_country
from ringfence.specs.faults import first_fault
from ringfence.specs.statement import Frozen, Text, read_date
from ringfence.specs.targets import UNSPECIFIED, read_target
from ringfence.specs.words import By, Choice, Look, Projection, SourceKind, Units
from ringfence.units.value import Value, parse_value

MOST_SYSTEMS, MOST_SITES = 20, 5_000
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[x×]\s*(\d+(?:\.\d+)?))?\s*(mm|cm|in)")
_SECTOR = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*°?\s*[-–]\s*(\d{1,3}(?:\.\d+)?)\s*°?")


def _length(value: object) -> Value:
    found = value if isinstance(value, Value) else parse_value(as_written(value))
    if found.dimension != "length":
        raise ValueError(f"a length is wanted here, and {found.text!r} is a {found.dimension}")
    return found


Length = Annotated[
    Value,
    PlainValidator(_length),
    PlainSerializer(lambda value: value.text, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["100 m", "3 km"]}),
]


def _edge(found: Value) -> Value:
    if found.si_high < 100:
        raise ValueError(f"a map that ends {found.text} from its centre shows nothing: 100 m at least")
    return found


def _target(text: str) -> str:
    try:
        target = read_target(text)
    except NotFound as error:
        raise ValueError(str(error)) from error
    if target == UNSPECIFIED:
        raise ValueError(
            "a ring is of a class: what names none counts for the system's reference class, and is drawn there"
        )
    return target


def _split(words: object) -> object:
    """`a,b` on the command line are two words."""
    if not isinstance(words, (list, tuple)):
        return words
    parts = [part for word in words for part in (word.split(",") if isinstance(word, str) else [word])]
    return [part.strip() if isinstance(part, str) else part for part in parts]


def _country(text: str) -> str:
    try:
        return read_country(text)
    except NotFound as error:
        raise ValueError(str(error)) from error


def _day(text: str) -> str:
    read_date(text)
    return text


def _size(text: str) -> str:
    width, height = page(text)
    if not (60 <= width <= 1200 and (height is None or 60 <= height <= 1200)):
        raise ValueError(f"a figure of {text}: its sides are between 60 mm and 1200 mm")
    return text


def _sector(text: str) -> str:
    start, end = bearings(text)
    if not (0 <= start <= 360 and 0 <= end <= 360 and start % 360 != end % 360):
        raise ValueError(f"a sector of {text!r}: two bearings between 0 and 360 degrees, such as 45-135")
    return text


def page(text: str) -> tuple[float, float | None]:
    """Width and, where it is said, height of a figure in millimetres: `160mm`, `16x12cm`, `7in`. Raises ValueError."""
    found = _SIZE.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(f"a size of {text!r} cannot be read; write 160mm, or 160x120mm for width and height")
    unit = _MM[found[3]]
    return float(found[1]) * unit, float(found[2]) * unit if found[2] else None


def bearings(text: str) -> tuple[float, float]:
    """The two bearings of a sector, clockwise from north: `45-135`. Raises ValueError."""
    found = _SECTOR.fullmatch(text.strip())
    if not found:
        raise ValueError(f"a sector of {text!r} cannot be read; write two bearings, clockwise: 45-135")
    return float(found[1]), float(found[2])


Target = Annotated[str, AfterValidator(_target)]
_read_place = lru_cache(maxsize=10_000)(read_place)


class Site(Frozen):
    """A notional site: a city of the shipped list, a point with a name of the user's, or any point of a country."""

    name: Text
    at: Annotated[
        str | None,
        Field(
            description="Latitude, longitude in degrees, or degrees and minutes; absent: the name is a city.",
            examples=["28.61, 77.21", "28°37'N 77°13'E"],
        ),
    ] = None
    country: Annotated[
        Annotated[str, AfterValidator(_country)] | None,
        Field(
            description="In place of `at`: the reach of what may stand anywhere in this country.", examples=["Belarus"]
        ),
    ] = None
    systems: Annotated[tuple[Text, ...], Field(description="What stands here; absent: the scene's `systems`.")] = ()
    sector: Annotated[
        Annotated[str, AfterValidator(_sector)] | None,
        Field(description="Two bearings in degrees, clockwise from north; absent: all round.", examples=["45-135"]),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"name": data}
        if isinstance(data, dict) and data.get("country") and not data.get("name"):
            return {**data, "name": str(data["country"])}
        return data

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.country and (self.at or self.sector):
            raise ValueError(f"{self.name} is a country: it has neither `at` nor `sector`")
        return self

    @property
    def spot(self) -> Spot:
        """Where it lies; of a country a point well inside it. Raises NotFound, Ambiguous or UsageError."""
        if self.country:
            return Spot(country_names()[self.country], *middle(self.country), self.country)
        return _read_place(self.at or self.name)


class Scene(Frozen):
    """What a map shows."""

    title: Text | None = None
    subtitle: Text | None = None
    sites: Annotated[tuple[Site, ...], Field(min_length=1, max_length=MOST_SITES)]
    systems: Annotated[
        tuple[Text, ...], Field(max_length=MOST_SYSTEMS, description="What stands at every site that names none.")
    ] = ()
    against: Annotated[tuple[Target, ...], Field(min_length=1)] = ("aircraft", "ballistic-missile")
    target_altitudes: Annotated[
        tuple[Length, ...],
        Field(description="Draw what horizon and altitude cover leave of each range at these heights, too."),
    ] = ()
    only_altitudes: Annotated[bool, Field(description="Leave out the rings of the stated ranges themselves.")] = False
    range_is: Annotated[
        RangeIs, Field(description="What a stated range is at a height: ground range, or slant range to the target.")
    ] = "ground"
    antenna: Annotated[
        Length | None,
        Field(description="Height of the radar's antenna above the ground; absent: as the record states, else 10 m."),
    ] = None
    refraction: Annotated[float, Field(gt=0.5, lt=5, description="Effective earth radius factor k.")] = 4 / 3
    rule: Choice = "typical"
    as_of: Annotated[str, AfterValidator(_day)] | None = None
    by: Annotated[tuple[By, ...], BeforeValidator(_split)] = ()
    kind: Annotated[tuple[SourceKind, ...], BeforeValidator(_split)] = ()
    bounds: Annotated[
        bool, Field(description="Draw upper bounds, `yes, ≤ 40 km`, dotted; they are reasoning, no figures.")
    ] = False
    spread: Annotated[bool, Field(description="A band from the lowest to the highest stated value.")] = False
    dead_zone: Annotated[bool, Field(description="Leave the minimum range open.")] = False
    detection: Annotated[bool, Field(description="Sensor rings, dotted.")] = False
    units: Units = "metric"
    borders: bool = True
    names: Annotated[bool, Field(description="Names of countries and cities.")] = True
    sources: Annotated[bool, Field(description="A numbered list of the sources beneath the map.")] = False
    extent: Annotated[
        Annotated[Length, AfterValidator(_edge)] | None,
        Field(description="From the centre to the map's edge; absent: as the rings need."),
    ] = None
    size: Annotated[
        Annotated[str, AfterValidator(_size)] | None,
        Field(description="Width, or width and height, of the figure.", examples=["160mm", "160x120mm"]),
    ] = None
    projection: Projection = "azimuthal-equidistant"
    style: Look = "light"

    @model_validator(mode="after")
    def _something_everywhere(self) -> Self:
        bare = [site.name for site in self.sites if not site.systems]
        if bare and not self.systems:
            raise ValueError(f"no system stands at {', '.join(bare[:3])}: name `systems` there, or for the whole scene")
        if len(self.all_systems) > MOST_SYSTEMS:
            raise ValueError(f"{len(self.all_systems)} systems are named; a scene takes {MOST_SYSTEMS}")
        return self

    @property
    def all_systems(self) -> tuple[str, ...]:
        """Every system's name as written, in order: the scene's, then the sites' own."""
        everywhere = self.systems if any(not site.systems for site in self.sites) else ()
        return tuple(dict.fromkeys([*everywhere, *(name for site in self.sites for name in site.systems)]))

    @property
    def evidence_rule(self) -> Rule:
        """The rule that decides what a ring's radius is."""
        return Rule(self.rule, frozenset(self.by), frozenset(self.kind), read_date(self.as_of) if self.as_of else None)


def make_scene(**options: Any) -> Scene:
    """A scene from options. Raises RingfenceError for what cannot be meant."""
    try:
        return Scene.model_validate(options)
    except ValidationError as error:
        raise UsageError(first_fault(error)) from error


def changed(scene: Scene, **options: Any) -> Scene:
    """The scene with other options. Raises RingfenceError."""
    return make_scene(**{**scene.model_dump(mode="json", exclude_defaults=True), **options})
