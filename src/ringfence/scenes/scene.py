"""A scene: what to draw where, read from YAML or put together from options. Sites are notional: cities, and points that the user gives."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from ringfence.errors import CatalogError, NotFound, Problem, RingfenceError
from ringfence.evidence.rule import Rule
from ringfence.geo.places import Site as Spot
from ringfence.geo.places import site as read_place
from ringfence.specs.statement import Frozen, Text, read_date
from ringfence.specs.targets import read_target
from ringfence.strict_yaml import read_document
from ringfence.units.value import Value, parse_value

Projection = Literal["azimuthal-equidistant", "plate-carree", "mercator", "orthographic"]


def _length(value: object) -> Value:
    measure = value if isinstance(value, Value) else parse_value(str(value))
    if measure.dimension != "length":
        raise ValueError(f"a length is wanted here, and {measure.text!r} is a {measure.dimension}")
    return measure


Length = Annotated[
    Value,
    PlainValidator(_length),
    PlainSerializer(lambda measure: measure.text, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["100 m", "3 km"]}),
]


def _target(text: str) -> str:
    try:
        return read_target(text)
    except NotFound as error:
        raise ValueError(str(error)) from error


Target = Annotated[str, AfterValidator(_target)]


_read_place = lru_cache(maxsize=10_000)(read_place)


class Site(Frozen):
    """A notional site: a city of the shipped list, or a point with a name of the user's."""

    name: Text
    at: Annotated[
        str | None,
        Field(
            description="Latitude, longitude in degrees, or degrees and minutes; absent: the name is a city.",
            examples=["28.61, 77.21", "28°37'N 77°13'E"],
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        return {"name": data} if isinstance(data, str) else data

    @property
    def spot(self) -> Spot:
        """Where it lies. Raises NotFound, Ambiguous or UsageError."""
        return _read_place(self.at or self.name)


class Scene(Frozen):
    """What a map shows."""

    title: Text | None = None
    subtitle: Text | None = None
    sites: Annotated[tuple[Site, ...], Field(min_length=1)]
    systems: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]
    against: tuple[Target, ...] = ("aircraft", "ballistic-missile")
    target_altitudes: Annotated[
        tuple[Length, ...],
        Field(description="Draw what horizon and altitude cover leave of each range at these heights, too."),
    ] = ()
    only_altitudes: Annotated[bool, Field(description="Leave out the rings of the stated ranges themselves.")] = False
    antenna: Annotated[Length, Field(description="Height of the radar's antenna above the ground.")] = parse_value(
        "10 m"
    )
    refraction: Annotated[float, Field(gt=0.5, lt=5, description="Effective earth radius factor k.")] = 4 / 3
    rule: Literal["typical", "lowest", "highest"] = "typical"
    as_of: str | None = None
    by: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    spread: Annotated[bool, Field(description="A band from the lowest to the highest stated value.")] = False
    dead_zone: Annotated[bool, Field(description="Leave the minimum range open.")] = False
    detection: Annotated[bool, Field(description="Sensor rings, dashed.")] = False
    units: Literal["metric", "imperial", "nautical", "as-stated"] = "metric"
    borders: bool = True
    extent: Annotated[
        Length | None, Field(description="From the centre to the map's edge; absent: as the rings need.")
    ] = None
    projection: Projection = "azimuthal-equidistant"
    style: Literal["light", "dark", "print"] = "light"

    @property
    def evidence_rule(self) -> Rule:
        """The rule that decides what a ring's radius is."""
        return Rule(self.rule, frozenset(self.by), frozenset(self.kind), read_date(self.as_of) if self.as_of else None)


def read_scene(path: Path) -> Scene:
    """Read a scene file. Raises CatalogError with file:line:column for what is wrong in it."""
    document = read_document(path)
    if not isinstance(document.data, dict):
        raise CatalogError(
            [Problem(document.place(()), "scene", "a scene is a mapping of keys to values", "see plots/scenes")]
        )
    try:
        return Scene.model_validate(document.data)
    except ValidationError as error:
        problems = []
        for detail in error.errors(include_url=False):
            loc = tuple(step for step in detail["loc"] if step != "[key]")
            known = f"known: {', '.join(Scene.model_fields)}" if detail["type"] == "extra_forbidden" else None
            message = detail["msg"].removeprefix("Value error, ")
            place = document.place(loc, of_key=detail["type"] == "extra_forbidden")
            problems.append(Problem(place, "scene", f"{'.'.join(map(str, loc))}: {message}", known))
        raise CatalogError(problems) from error


def make_scene(**options: Any) -> Scene:
    """A scene from options. Raises RingfenceError for what cannot be meant."""
    try:
        return Scene.model_validate(options)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        raise RingfenceError(
            f"{'.'.join(map(str, detail['loc']))}: {detail['msg'].removeprefix('Value error, ')}"
        ) from error


def schema_text() -> str:
    """What specs/scene.schema.json should hold: JSON Schema 2020-12 of a scene file."""
    schema = Scene.model_json_schema(mode="validation")
    site = schema["$defs"]["Site"]
    schema["$defs"]["Site"] = {"anyOf": [{"type": "string", "description": "A city of the shipped list."}, site]}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "ringfence scene"}
    return json.dumps(head | {k: v for k, v in schema.items() if k != "title"}, ensure_ascii=False, indent=1) + "\n"
