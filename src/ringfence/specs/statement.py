"""One statement of one source, the source itself, and dates that may be a year or a month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from ringfence.plain_text import as_written
from ringfence.specs.words import By, Context, SourceKind
from ringfence.units.value import Value, value_from_yaml

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,79}$")]

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z", re.ASCII)


class Frozen(BaseModel):
    """Base of all records: immutable, and a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, as written: 2018-10-05, 2018-10 or 2018."""

    text: str

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return _days(self.text)[0]

    @property
    def last(self) -> date:
        """The last day that it may mean: a bare year counts at its end."""
        return _days(self.text)[1]

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=10_000)
def _days(text: str) -> tuple[date, date]:
    year, month, day = (int(part) if part else None for part in text.split("-") + [""] * (3 - text.count("-") - 1))
    assert year is not None
    first = date(year, month or 1, day or 1)
    return first, date(year, month or 12, day or monthrange(year, month or 12)[1])


def read_date(value: object) -> PartialDate:
    """A date from YAML or the command line. Raises ValueError with what is allowed."""
    if isinstance(value, PartialDate):
        return value
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if _DATE.match(text):
        try:
            _days(text)
        except ValueError:
            raise ValueError(f"the date {text!r} does not exist") from None
        if int(text[:4]) >= 1900:
            return PartialDate(text)
    raise ValueError(f"a date is YYYY, YYYY-MM or YYYY-MM-DD from 1900 on, not {as_written(value)[:40]!r}")


Date = Annotated[
    PartialDate,
    PlainValidator(read_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}$"},
                {"type": "integer", "minimum": 1900, "maximum": 2200},
            ],
            "description": "YYYY, YYYY-MM or YYYY-MM-DD",
            "examples": ["2018-10"],
        }
    ),
]

MeasureValue = Annotated[
    Value,
    PlainValidator(value_from_yaml),
    PlainSerializer(lambda measure: measure.text, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "number"],
            "description": "[up to | at least | more than | less than | about] NUMBER[–NUMBER] UNIT; counts have no "
            "unit",
            "examples": ["up to 400 km", "250–300 km", "Mach 5", "about 500000000 USD"],
        }
    ),
]


class StatementBase(Frozen):
    """What every statement carries beside its value."""

    by: Annotated[By, Field(description="Who is quoted for it.")] = "media"
    context: Annotated[
        Context,
        Field(
            description="stated; test: one firing; planned: a requirement, a tender, an expectation; "
            "unclear: reach and range of the threat, or engagement and detection, cannot be told apart"
        ),
    ] = "stated"
    note: Annotated[Text | None, Field(description="What a reader must know of this figure.")] = None
    at: Annotated[Text | None, Field(description="Where in the source it stands.", examples=["p. 12", "table 3"])] = (
        None
    )
    doubt: Annotated[
        Text | None, Field(description="Why a reader should not count it, though the source says so; it stays listed.")
    ] = None
    superseded: Annotated[
        Text | None, Field(description="Why the source no longer says so; the statement stays listed.")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        return data if isinstance(data, (dict, StatementBase)) else {"value": data}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        long_form = handler(schema)
        resolved = handler.resolve_ref_schema(long_form)
        return {"anyOf": [resolved["properties"]["value"], long_form]}

    @property
    def counts(self) -> bool:
        """Test, planned, unclear, doubted and superseded statements are listed and never count."""
        return self.context == "stated" and self.superseded is None and self.doubt is None


class MeasureStatement(StatementBase):
    """A figure with its unit."""

    value: MeasureValue


class RangeStatement(MeasureStatement):
    """How far, and at which height of the target where the source states the two together."""

    at_altitude: Annotated[
        MeasureValue | None,
        Field(description="The height of the target at which the source states this range.", examples=["10 km"]),
    ] = None


class FlagStatement(StatementBase):
    """A yes or a no."""

    value: Annotated[bool, Field(strict=True)]


class TextStatement(StatementBase):
    """What a source says in words."""

    value: Text


class DateStatement(StatementBase):
    """A date that a source gives."""

    value: Date


def as_list(value: object) -> object:
    """A single value stands for a list of one. Raises ValueError for a list of none, which states nothing."""
    if isinstance(value, (list, tuple)) and not value:
        raise ValueError("an empty list states nothing: take the source out here")
    return value if isinstance(value, (list, tuple)) else [value]


class _OneOrMore:
    """In a file a single statement may stand without the list around it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


ONE_OR_MORE = _OneOrMore()


def _a_length(statement: RangeStatement) -> RangeStatement:
    height = statement.at_altitude
    if height and height.dimension != "length":
        raise ValueError(f"`at_altitude` is a length, and {height.text!r} is a {height.dimension.split(':')[0]}")
    return statement


def _of_dimension(dimension: str) -> AfterValidator:
    wanted = ("speed", "mach") if dimension == "speed" else (dimension,)

    def check(statement: MeasureStatement) -> MeasureStatement:
        found = statement.value.dimension.split(":")[0]
        if found not in wanted:
            raise ValueError(f"a {dimension} is wanted here, and {statement.value.text!r} is a {found}")
        return statement

    return AfterValidator(check)


_Length = Annotated[MeasureStatement, _of_dimension("length")]
_Range = Annotated[RangeStatement, _of_dimension("length"), AfterValidator(_a_length)]
_Speed = Annotated[MeasureStatement, _of_dimension("speed")]
_Mass = Annotated[MeasureStatement, _of_dimension("mass")]
_Time = Annotated[MeasureStatement, _of_dimension("time")]
_Count = Annotated[MeasureStatement, _of_dimension("count")]
_Sum = Annotated[MeasureStatement, _of_dimension("money")]

# source key → what that source says, once or several times
Lengths = dict[Key, Annotated[tuple[_Length, ...], ONE_OR_MORE]]
Ranges = dict[Key, Annotated[tuple[_Range, ...], ONE_OR_MORE]]
Speeds = dict[Key, Annotated[tuple[_Speed, ...], ONE_OR_MORE]]
Masses = dict[Key, Annotated[tuple[_Mass, ...], ONE_OR_MORE]]
Times = dict[Key, Annotated[tuple[_Time, ...], ONE_OR_MORE]]
Counts = dict[Key, Annotated[tuple[_Count, ...], ONE_OR_MORE]]
Sums = dict[Key, Annotated[tuple[_Sum, ...], ONE_OR_MORE]]
Flags = dict[Key, Annotated[tuple[FlagStatement, ...], ONE_OR_MORE]]
Texts = dict[Key, Annotated[tuple[TextStatement, ...], ONE_OR_MORE]]
Dates = dict[Key, Annotated[tuple[DateStatement, ...], ONE_OR_MORE]]


def _findable(url: str | None) -> str | None:
    """An address that a browser can open, and that says where it leads. Raises ValueError."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueError(f"the address {url[:60]!r} cannot be read: {error}") from error
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address names no user: what stands before @ hides where it leads")
    if port == 0 or not (":" in host or re.search(r"[^.]\.[^.]", host)):
        raise ValueError(f"the address {url[:60]!r} names no host")
    return url


class Source(Frozen):
    """Who said it, and where it can be read."""

    publisher: Text
    title: Annotated[Text | None, Field(description="As printed; required where there is no url.")] = None
    url: Annotated[
        str | None, Field(pattern=r'^https?://[^\s<>"]+$', description="http or https"), AfterValidator(_findable)
    ] = None
    published: Annotated[
        Date | None, Field(description="The date on the page; null where it shows none. Never a guess.")
    ]
    kind: SourceKind
    language: Annotated[
        str, StringConstraints(pattern=r"^[a-z]{2,3}$"), Field(description="ISO 639-1 code", examples=["en"])
    ]
    retells: Annotated[
        Key | None,
        Field(
            description="The text that it retells: a source of this file, or a name for a text that is not in it. "
            "Sources that retell one text count once."
        ),
    ] = None
    credits: Annotated[Text | None, Field(description="Whom the page credits, in its own words.")] = None
    accessed: Annotated[Date | None, Field(description="The day on which a contributor read it.")] = None
    archived: Annotated[
        str | None, Field(pattern=r'^https?://[^\s<>"]+$', description="Where a copy of the page is kept.")
    ] = None
    note: Text | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> "Source":
        if not self.url and not (self.title and self.published):
            raise ValueError("a source without a url needs publisher, title and published")
        return self
