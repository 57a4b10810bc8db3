"""One catalog file → one System, or every problem in it with file:line:column."""

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ringfence.catalog.names import ALIKE, SUFFIX, id_fault
from ringfence.errors import CatalogError, Place, Problem, ValueRefused, nearest, shortened
from ringfence.plain_text import as_written
from ringfence.specs.faults import plain
from ringfence.specs.rules import findings, future_dates
from ringfence.specs.system import Loc, System
from ringfence.strict_yaml import Document


def system_from(document: Document) -> System:
    """The record of a document. Raises CatalogError with all problems of the file."""
    system, problems = examine(document)
    if problems or system is None:
        raise CatalogError(problems)
    return system


def examine(document: Document, today: date | None = None) -> tuple[System | None, list[Problem]]:
    """The record, if the models take it, and all problems; with `today` also the dates that lie after it."""
    name = document.path.name
    stem = document.path.stem if name.casefold().endswith(ALIKE) else name.removesuffix(SUFFIX)
    if not isinstance(document.data, dict):
        place = Place(str(document.path), 1, 1)
        return None, [Problem(place, "not-a-mapping", "a catalog file is a mapping of keys to values")]
    data = dict(document.data)
    named = data.setdefault("id", stem)
    problems, top = [], Place(str(document.path), 1, 1)
    fault = id_fault(stem)
    right = f"{fault[1] if fault and fault[1] else stem}{SUFFIX}"
    if name.casefold().endswith(ALIKE) and not name.endswith(SUFFIX):
        hint = f"call the file {right}; under this name it is passed over"
        problems.append(Problem(top, "not-a-file", f"{name} does not end in {SUFFIX}", hint))
    if fault:
        problems.append(Problem(top, "id", fault[0], f"call the file {right}" if fault[1] else None))
        data["id"] = fault[1] or "unnamed"
    if named != stem:
        message = f"the id is {_shown(named)}, the file's name {stem!r}"
        problems.append(Problem(document.place(("id",)), "id-not-file-name", message, "make them equal"))
    try:
        system = System.model_validate(data)
    except ValidationError as error:
        return None, [*problems, *problems_of(document, error)]
    found = [*findings(system), *(future_dates(system, today) if today else ())]
    problems += [Problem(document.place(f.loc, of_key=f.code in _AT_KEY), f.code, f.message, f.hint) for f in found]
    return system, problems


RENAMED = {"primary_family": "reference", "origin": "retells"}
"""Keys of the first edition."""
_AT_KEY = {"source-not-defined", "source-not-used"}
_CODES = {
    "extra_forbidden": "unknown-key", "missing": "missing-key", "literal_error": "not-a-choice",
    "dict_type": "not-a-mapping",
    "tuple_type": "not-a-list", "string_type": "not-text", "string_pattern_mismatch": "pattern",
    "bool_type": "not-yes-or-no",
    "too_short": "empty", "string_too_short": "empty", "string_too_long": "too-long", "too_long": "too-long",
    "model_type": "not-a-mapping",
    "int_type": "not-a-number", "int_parsing": "not-a-number", "int_from_float": "not-a-number",
    "float_type": "not-a-number", "float_parsing": "not-a-number", "finite_number": "not-a-number",
    "greater_than_equal": "out-of-bounds", "greater_than": "out-of-bounds", "less_than_equal": "out-of-bounds",
    "less_than": "out-of-bounds",
}  # fmt: skip


def problems_of(document: Document, error: ValidationError, model: type[BaseModel] = System) -> Iterator[Problem]:
    """What a model that was made from a document refuses, each with its place in the file."""
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and any(_within(detail["loc"], other["loc"]) for other in details):
            continue  # a list all of whose items are bad is not short as well
        loc = tuple(step for step in detail["loc"] if step != "[key]")
        code, message, hint = _wording(detail, loc, model)
        at_key = code in ("unknown-key",) or "[key]" in detail["loc"]
        place = document.place(loc, of_key=at_key)
        if loc == ("id",):
            place = Place(str(document.path), 1, 1)
        yield Problem(place, code, message, hint)


def _within(outer: tuple[str | int, ...], inner: tuple[str | int, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _wording(detail: ErrorDetails, loc: Loc, model: type[BaseModel]) -> tuple[str, str, str | None]:
    where = ".".join(str(step) for step in loc)
    found = _shown(detail["input"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _keys_at(loc, model)
        if str(loc[-1]) in RENAMED and RENAMED[str(loc[-1])] in known:
            return (
                "unknown-key",
                f"{loc[-1]!r} is called {RENAMED[str(loc[-1])]!r} now",
                "ringfence check --fix renames it",
            )
        close = nearest(str(loc[-1]), known)
        hint = f"did you mean {close[0]!r}?" if close else f"known here: {', '.join(known)}"
        return "unknown-key", f"unknown key {str(loc[-1])!r}", hint
    if kind == "missing":
        return "missing-key", f"the key {str(loc[-1])!r} is missing", None
    if kind == "literal_error":
        allowed = detail.get("ctx", {}).get("expected", "")
        close = nearest(str(detail["input"]), [part.strip("' ") for part in allowed.replace(" or ", ",").split(",")])
        meant = f"did you mean {close[0]!r}?" if close else None
        return "not-a-choice", f"{where} is {found}; allowed: {allowed}", meant
    if kind == "value_error":
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, ValueRefused):
            return "value", f"{where}: {cause.message}", cause.hint
        text = str(cause)
        code = next((code for sign, code in _VALUE_CODES if sign in text), "value")
        return code, f"{where}: {text}" if where else text, None
    return _CODES.get(kind, kind.replace("_", "-")), f"{where} is {found}: {plain(detail)}", None


def _shown(value: object) -> str:
    """A value as a file would have it, cut where it is long."""
    return shortened(repr(value) if isinstance(value, str) else as_written(value))


_VALUE_CODES = (
    ("is wanted here", "dimension"), ("country code", "country"), ("target class", "target"), ("a date", "date"),
    ("the date", "date"), ("without a url", "source-not-findable"),
)  # fmt: skip


def _keys_at(loc: Loc, model: type[BaseModel]) -> list[str]:
    """The keys that the model at this place takes."""
    for step in loc[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            inner = _model_in(model.model_fields[step].annotation)
            model = inner or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
