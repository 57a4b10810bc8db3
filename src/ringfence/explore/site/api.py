"""The data as JSON files under `api/v1`, and the OpenAPI document that describes them."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from ringfence.explore.model import Document, MeasureText, SourceText, TargetText
from ringfence.explore.site.facts import SystemFacts
from ringfence.specs.statement import Frozen

ROOT = "api/v1"


class SystemEntry(Frozen):
    """A system in the list of systems."""

    id: str
    name: str
    origin: tuple[str, ...]
    maker: str | None = None
    kind: str
    status: str
    path: str


class Index(Frozen):
    """What the site holds, and what it was made from."""

    ringfence: str
    catalog: str
    systems: tuple[SystemEntry, ...]
    measures: tuple[MeasureText, ...]
    targets: tuple[TargetText, ...]
    countries: dict[str, str]
    rule: tuple[str, ...]


class Sources(Frozen):
    """Every source, once."""

    sources: tuple[SourceText, ...]


def files(document: Document, facts: Sequence[SystemFacts]) -> Iterator[tuple[str, str]]:
    """Path and content of every file of the API."""
    entries = tuple(
        SystemEntry(
            id=f.id, name=f.name, origin=f.origin, maker=f.maker, kind=f.kind, status=f.status,
            path=f"systems/{f.id}.json",
        )
        for f in facts
    )  # fmt: skip
    index = Index(
        ringfence=document.ringfence, catalog=document.catalog, systems=entries, measures=document.measures,
        targets=document.targets, countries=document.countries, rule=document.rule,
    )  # fmt: skip
    yield f"{ROOT}/index.json", _text(index)
    yield f"{ROOT}/sources.json", _text(Sources(sources=document.sources))
    for each in facts:
        yield f"{ROOT}/systems/{each.id}.json", _text(each)
    yield f"{ROOT}/openapi.json", openapi_text(document)


def openapi_text(document: Document) -> str:
    """OpenAPI 3.1: what each path serves, its schemas those of the models."""
    _, definitions = models_json_schema(
        [(model, "serialization") for model in (Index, SystemFacts, Sources)],
        ref_template="#/components/schemas/{model}",
    )
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "s-400"}
    paths = {
        "/index.json": _path("What the site holds.", "Index"),
        "/sources.json": _path("Every source.", "Sources"),
        "/systems/{id}.json": {
            "parameters": [parameter],
            **_path("A system with all its cells and statements.", "SystemFacts"),
        },
    }
    about = {
        "title": "ringfence", "version": document.ringfence,
        "description": f"What public sources say of air-defence systems; catalog {document.catalog}.",
    }  # fmt: skip
    whole = {
        "openapi": "3.1.0", "info": about, "servers": [{"url": "."}], "paths": paths,
        "components": {"schemas": definitions["$defs"]},
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _path(summary: str, model: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model}"}
    answer = {"description": summary, "content": {"application/json": {"schema": schema}}}
    return {"get": {"summary": summary, "responses": {"200": answer}}}


def _text(model: Frozen) -> str:
    return model.model_dump_json(exclude_none=True) + "\n"
