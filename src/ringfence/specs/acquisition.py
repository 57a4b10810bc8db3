"""Who ordered what: one entry a contract, a donation or a plan; every figure with its source."""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, get_args

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema

from ringfence.english import plural
from ringfence.errors import ValueRefused, nearest
from ringfence.plain_text import as_written
from ringfence.specs.countries import country_names
from ringfence.specs.statement import ONE_OR_MORE, Date, Dates, Frozen, Key, StatementBase, Sums, Text
from ringfence.specs.words import OrderStatus, OrderUnit
from ringfence.units.value import Value, value_from_yaml


def _known_country(code: str) -> str:
    names = country_names()
    if code not in names:
        by_name = {name.casefold(): known for known, name in names.items()}
        word = code.casefold()
        begun = [name for name in by_name if len(word) > 3 and name.startswith(word)]
        near = begun or nearest(code, names if len(word) < 5 else by_name)
        close = by_name.get(word) or next((by_name.get(name, name) for name in near), None)
        raise ValueError(
            f"{code!r} is no ISO 3166-1 alpha-3 country code" + (f"; did you mean {close!r}?" if close else "")
        )
    return code


Country = Annotated[str, AfterValidator(_known_country), Field(description="ISO 3166-1 alpha-3", examples=["RUS"])]


_UNITS: dict[str, OrderUnit] = {word: unit for unit in get_args(OrderUnit) for word in (unit, plural(unit))}


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many of something: `about 5 regiments`, `4–5 systems`."""

    count: Value
    unit: str

    @property
    def text(self) -> str:
        """As a catalog file writes it; reading it again gives the same quantity."""
        return f"{self.count.text} {self.unit if self.count.high == 1 else plural(self.unit)}"


def read_quantity(value: object) -> Quantity:
    """`[bound] NUMBER[–NUMBER] UNIT`, the unit singular or plural. Raises ValueRefused."""
    if isinstance(value, Quantity):
        return value
    text = as_written(value)
    match = re.fullmatch(r"(.*\S) ([A-Za-z-]{1,20})", text)
    unit = _UNITS.get(match[2]) if match else None
    if match is None or unit is None:
        raise ValueRefused(
            text, f"a quantity is a number and one of: {', '.join(get_args(OrderUnit))}", position=len(text)
        )
    return Quantity(value_from_yaml(match[1]), unit)


QuantityValue = Annotated[
    Quantity,
    PlainValidator(read_quantity),
    PlainSerializer(lambda quantity: quantity.text, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["5 regiments", "4–5 systems", "about 120 missiles"]}),
]


class QuantityStatement(StatementBase):
    """How many, by a day where the source speaks of an earlier one than its own."""

    value: QuantityValue
    as_of: Annotated[Date | None, Field(description="The day of which the count speaks.")] = None


class DeliveredStatement(QuantityStatement):
    """How many had arrived by a day."""


class ExpectedStatement(StatementBase):
    """A delivery that a source expects."""

    value: QuantityValue | None = None
    nth: Annotated[int | None, Field(ge=1, le=1000, description="Which one of the order: 4 for the fourth.")] = None
    due: Annotated[Date, Field(description="When it was expected; a year at its end.")]


class StatusStatement(StatementBase):
    """Where the acquisition stood, in the source's view."""

    value: OrderStatus


class Acquisition(Frozen):
    """One contract, donation or plan of one operator."""

    SOURCED: ClassVar[tuple[str, ...]] = ("status", "signed", "ordered", "price", "delivered", "expected")

    id: Annotated[Key, Field(description="Unique in the file: the buyer and the year.", examples=["india-2018"])]
    operator: Country
    unit: Annotated[OrderUnit, Field(description="What the order is counted in.")]
    also_called: Annotated[
        tuple[Annotated[str, StringConstraints(max_length=30)], ...],
        Field(description="Other words that sources use for the same thing in this contract."),
    ] = ()
    note: Text | None = None
    status: dict[Key, Annotated[tuple[StatusStatement, ...], ONE_OR_MORE]] = {}
    signed: Dates = {}
    ordered: dict[Key, Annotated[tuple[QuantityStatement, ...], ONE_OR_MORE]] = {}
    price: Sums = {}
    delivered: dict[Key, Annotated[tuple[DeliveredStatement, ...], ONE_OR_MORE]] = {}
    expected: dict[Key, Annotated[tuple[ExpectedStatement, ...], ONE_OR_MORE]] = {}
