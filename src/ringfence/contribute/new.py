"""A new catalog file: what is known filled in, everything else commented, ready for the first figure."""

import json
from dataclasses import dataclass
from pathlib import Path

from ringfence.catalog.names import SUFFIX, id_fault
from ringfence.catalog.store import Catalog
from ringfence.contribute.schema import FIRST_LINE, schema_copied
from ringfence.errors import Ambiguous, NotFound, RingfenceError, UsageError
from ringfence.paths import reason
from ringfence.writing import write_atomically


@dataclass(frozen=True)
class FirstSource:
    """The source that a new record begins with."""

    key: str
    publisher: str
    url: str
    kind: str
    language: str
    published: str | None = None


def start(
    catalog: Catalog,
    folder: Path,
    system_id: str,
    *,
    name: str,
    origin: tuple[str, ...],
    kind: str,
    source: FirstSource,
) -> Path:
    """Write `<folder>/<id>.yaml`. Raises UsageError where the id is taken, or is none, RingfenceError where it cannot
    be written.
    """
    path = free_path(catalog, folder, system_id)
    free_name(catalog, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, _text(schema_copied(folder), name, origin, kind, source))
    except OSError as error:
        raise RingfenceError(f"cannot write {path}: {reason(error)}") from error
    return path


def free_path(catalog: Catalog, folder: Path, system_id: str) -> Path:
    """The file of a new id. Raises UsageError where the id is taken, or is none."""
    fault = id_fault(system_id)
    if fault:
        raise UsageError(fault[0], hint=f"did you mean {fault[1]!r}?" if fault[1] else None)
    path = folder / f"{system_id}{SUFFIX}"
    if path.exists():
        raise UsageError(f"{path} is there already", hint="edit it, or choose another id")
    free_name(catalog, system_id)
    return path


def free_name(catalog: Catalog, name: str) -> str:
    """A name that no system has yet. Raises UsageError."""
    try:
        owner = catalog.get(name)
    except NotFound:
        return name
    except Ambiguous as error:
        raise UsageError(
            f"the name {name!r} belongs to several systems already: {', '.join(error.candidates)}"
        ) from error
    raise UsageError(f"the name {name!r} belongs to {owner.id!r} already", hint=f"see: ringfence show {owner.id}")


def _text(schema: str, name: str, origin: tuple[str, ...], kind: str, source: FirstSource) -> str:
    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    reference = "ballistic-missile" if kind == "abm" else "aircraft"
    return f"""{FIRST_LINE}{schema}
# Every key is explained in specs/template.yaml; `ringfence check` says what is wrong and where.
name: {quoted(name)}
# native_name:                      # in the maker's own script
# aliases: []                       # every other name a reader may type
# nato_name:                        # NATO reporting name
origin: [{", ".join(origin)}]
# maker:
kind: {kind}
platform: [land]                    # land | sea | silo
reference: {reference}         # the class that a bare figure, with no target named, is about
status: in-service                  # proposed | in-development | in-service | retired | cancelled
# entered_service: {{{source.key}: 2007}}

# effectors:
#   NAME-1: {{kind: missile, speed_max: {{{source.key}: Mach 4}}}}

# The figures: measure → source → value. `targets` are the classes that the source named for this figure; leave the key
# out where it named none. Take the hash signs away and put in what the source states.
# envelopes:
#   - targets: [aircraft]
#     range_max: {{{source.key}: up to 40 km}}
#     altitude_max: {{{source.key}: 15 km}}

# engages:
#   ballistic-missile: {{{source.key}: false}}

sources:
  {source.key}:
    publisher: {quoted(source.publisher)}
    url: {quoted(source.url)}
    published: {source.published or "null"}                 # the date on the page; null where it shows none
    kind: {source.kind}
    language: {source.language}
"""
