"""What does it cost to read and check every value and its dimension? The same models with and without it, side by side."""

import time
from typing import Annotated, Any, get_args, get_origin

from harness import ROOT, ROUNDS, Timing, report, save
from pydantic import BaseModel, create_model

from ringfence.specs import acquisition, system
from ringfence.specs.statement import Date, Frozen, MeasureStatement, RangeStatement, StatementBase
from ringfence.strict_yaml import read_document

CHECKED, UNCHECKED = "values read and checked", "values taken as they are"


PASSES = 5


class Loose(StatementBase):
    """A figure at which nobody looks."""

    value: str | int | float


class LooseRange(Loose):
    """As `RangeStatement`, with the height that the source states with it."""

    at_altitude: str | int | float | None = None


class LooseQuantity(Loose):
    """As `QuantityStatement`, with the day of which it speaks."""

    as_of: Date | None = None


def unchecked_models() -> type[BaseModel]:
    """The model of a system, in which a measure's value is any text or number and nobody asks for its dimension."""
    made: dict[Any, Any] = {
        MeasureStatement: Loose,
        RangeStatement: LooseRange,
        acquisition.QuantityStatement: LooseQuantity,
        acquisition.DeliveredStatement: LooseQuantity,
    }

    def loosened(annotation: Any) -> Any:
        if annotation in made:
            return made[annotation]
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated and inner[0] in (MeasureStatement, RangeStatement):
            return made[inner[0]]  # without the checks of its dimension, which are its only annotations
        if origin is Annotated:
            return Annotated[(loosened(inner[0]), *inner[1:])]
        if origin in (dict, tuple):
            return origin[tuple(loosened(part) for part in inner)]
        if inner:  # a union; only those with None occur
            return loosened(inner[0]) | None if inner[-1] is type(None) else annotation
        return annotation

    for model in (
        system.Launcher, system.Effector, system.Sensor, system.Envelope, system.Detection,
        acquisition.Acquisition, system.System,
    ):  # fmt: skip
        fields: dict[str, Any] = {}
        for name, field in model.model_fields.items():
            checks = tuple(field.metadata)
            annotation = Annotated[(field.annotation, *checks)] if checks else field.annotation
            fields[name] = (loosened(annotation), ... if field.is_required() else field.default)
        made[model] = create_model(f"Loose{model.__name__}", __base__=Frozen, **fields)
    found: type[BaseModel] = made[system.System]
    return found


def records() -> list[dict[str, Any]]:
    """The shipped files, parsed."""
    found = []
    for path in sorted((ROOT / "catalog" / "systems").glob("*.yaml")):
        data = read_document(path).data
        assert isinstance(data, dict)
        found.append({"id": path.stem, **data})
    return found


def main() -> None:
    """Print the table and keep it."""
    shipped = records()
    models: dict[str, type[BaseModel]] = {CHECKED: system.System, UNCHECKED: unchecked_models()}
    seconds: dict[str, list[float]] = {name: [] for name in models}
    for turn in range(ROUNDS + 1):
        for name, model in models.items():
            start = time.perf_counter()
            for record in shipped * PASSES:
                model.model_validate(record)
            if turn:
                seconds[name].append(time.perf_counter() - start)
    timings = [Timing(name, tuple(some)) for name, some in seconds.items()]
    found = report(f"Validating the {len(shipped)} shipped records, {PASSES} times", timings, UNCHECKED, {CHECKED: 1.8})
    print(f"kept in {save('validation', [found])}")


if __name__ == "__main__":
    main()
