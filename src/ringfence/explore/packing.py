"""The document as JSON: each shelf as columns, a column that repeats itself as its values and their numbers."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

from pydantic import Field, create_model

from ringfence.explore.model import (
    CellText,
    CityText,
    Document,
    FigureText,
    Index,
    LineText,
    Reading,
    Said,
    SourceText,
    State,
    TieText,
)
from ringfence.specs.statement import Frozen

T = TypeVar("T")
SHELVES: dict[str, type[Frozen]] = {
    "sources": SourceText, "statements": Said, "figures": FigureText, "readings": Reading, "cells": CellText,
    "states": State, "ties": TieText, "lines": LineText, "cities": CityText,
}  # fmt: skip


class Pool(Frozen, Generic[T]):
    """A column whose values repeat: the values, the most frequent first, and for each row the number of its own."""

    of: tuple[T, ...]
    at: tuple[Index, ...]


def document_text(document: Document) -> str:
    """The document as one line of JSON; what has its default is left out."""
    plain = document.model_dump(exclude_defaults=True, exclude=set(SHELVES))
    for shelf, kind in SHELVES.items():
        plain[shelf] = packed(kind, getattr(document, shelf))
    return _json(plain)


def packed(kind: type[Frozen], rows: Sequence[Frozen]) -> dict[str, Any]:
    """Rows as columns; a column in which every row has the default is left out, and a default stands as null."""
    found: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        values = [getattr(row, name) for row in rows]
        if not field.is_required():
            values = [None if value == field.default else value for value in values]
        if any(value is not None for value in values):
            found[name] = _column([_plain(value) for value in values])
    return found


def _column(values: list[Any]) -> Any:
    texts = list(map(_json, values))
    counts = Counter(texts)
    ranked = sorted(counts, key=lambda text: -counts[text])  # of equal counts what comes first stays first
    number = {text: place for place, text in enumerate(ranked)}
    at = [number[text] for text in texts]
    pool = sum(map(len, ranked)) + len(ranked) + len(_json(at)) + len('{"of":[],"at":}')
    if pool >= sum(map(len, texts)) + len(texts) + 1:
        return values
    return {"of": list(map(json.loads, ranked)), "at": at}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def unpacked(columns: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a shelf, each with what it says beside the defaults. Raises KeyError, TypeError or IndexError where
    it is none.
    """
    plain = {
        name: [column["of"][number] for number in column["at"]] if isinstance(column, dict) else column
        for name, column in columns.items()
    }
    for values in zip(*plain.values(), strict=True):
        yield {name: value for name, value in zip(plain, values, strict=True) if value is not None}


def document_schema() -> dict[str, Any]:
    """JSON Schema of what `document_text` writes."""
    shelves: dict[str, Any] = {name: (_columns(kind), ...) for name, kind in SHELVES.items()}
    return create_model("Document", __base__=Document, __doc__=Document.__doc__, **shelves).model_json_schema(
        mode="serialization"
    )


def _columns(kind: type[Frozen]) -> type[Frozen]:
    fields: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        entry: Any = field.annotation if field.is_required() else field.annotation | None  # type: ignore[operator]  # a type
        column = tuple[entry, ...] | Pool[entry]
        fields[name] = (column, Field(description=field.description)) if field.is_required() else (column | None, None)
    return create_model(f"{kind.__name__}Columns", __base__=Frozen, __doc__=kind.__doc__, **fields)
