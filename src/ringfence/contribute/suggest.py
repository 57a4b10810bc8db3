"""One figure of one source → the lines that it is in a catalog file, and what they do to the cell."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from ringfence.catalog.load import examine
from ringfence.catalog.store import Catalog
from ringfence.contribute.claims import claim_of, joined
from ringfence.contribute.edit import Editable
from ringfence.contribute.importing import Import
from ringfence.contribute.losses import lost
from ringfence.contribute.rows import Row, RowRefused
from ringfence.errors import NotFound, UsageError
from ringfence.specs.faults import first_fault
from ringfence.specs.measures import TEXT_MEASURES, read_measure
from ringfence.specs.statement import Source
from ringfence.specs.system import System
from ringfence.specs.targets import read_targets
from ringfence.strict_yaml import Document, parse_yaml


@dataclass(frozen=True)
class Suggestion:
    """What was said: of which system, measure and classes, and what (a value, yes or no, words)."""

    system: str
    measure: str
    targets: tuple[str, ...]
    value: str


@dataclass(frozen=True)
class Planned:
    """What would be written: the change, the source's key, the record as it would be, the added lines by number."""

    change: Import
    key: str
    system: System
    lines: tuple[tuple[int, str], ...]


def read_suggestion(catalog: Catalog, words: Sequence[str]) -> Suggestion:
    """`s-400 range aircraft "250 km"`: a system, a measure, the classes that the source named, the value.

    Raises UsageError where the words are not in this order, NotFound, Ambiguous.
    """
    at = next((n for n in range(1, len(words)) if _measure(words[n])), None)
    if at is None:
        example = 'ringfence suggest s-400 range aircraft "250 km" --url … --publisher …'
        raise UsageError("name a system, a measure, the classes and the value, in this order", hint=example)
    system = catalog.get(" ".join(words[:at])).id
    rest = list(words[at + 1 :])
    targets: list[str] = []
    while rest and (found := _targets(rest[0])):
        targets += found
        del rest[0]
    if not rest:
        raise UsageError("the value is missing", hint='put it in quotation marks: "up to 250 km"')
    return Suggestion(system, _measure(words[at]) or "", tuple(dict.fromkeys(targets)), " ".join(rest))


def plan(
    catalog: Catalog, suggestion: Suggestion, source: dict[str, Any], *, part: str | None = None, **extra: str | None
) -> Planned:
    """Work out what a suggestion changes, without writing.

    `source`: the fields of `Source`; a source of this address that the record has already is taken as it is. `part`:
    `effector:NAME` or `sensor:NAME`. `extra`: by, context, note, at, at_altitude. Raises RingfenceError where the
    file would not be good.
    """
    path = catalog.paths[suggestion.system]
    before = path.read_text("utf-8")
    editable = Editable(before)
    key, defined = _key(editable.data.get("sources", {}), source, suggestion.system)
    rows = [
        {"system": suggestion.system, "element": part or "system", "property": suggestion.measure, "target": target,
        "value": suggestion.value, "source": key, **extra}
        for target in suggestion.targets or (None,)
    ]  # fmt: skip
    try:
        claims = joined([claim_of(Row(1, row)) for row in rows])
        fresh = [claim for claim in claims if editable.add(claim)]
    except RowRefused as error:
        raise UsageError(str(error)) from error
    if not fresh:
        raise UsageError(f"{path} has this figure of {key!r} already")
    if defined:
        editable.add_source(key, defined)
    system, problems = examine(Document(path, parse_yaml(editable.text, path), editable.text))
    gone = lost(before, editable.text)
    if problems or system is None or gone:
        raise UsageError(f"the file would not be good: {problems[0].message if problems else gone}")
    change = Import({path: editable.text}, {path: before}, added=len(fresh))
    return Planned(change, key, system, tuple(_added(before, editable.text)))


def known_kind(catalog: Iterable[System], source: dict[str, Any]) -> dict[str, str]:
    """Kind and language as most sources of this publisher have them, else of this host; empty where none is known."""
    host = _host(source.get("url"))
    mine = str(source.get("publisher", "")).casefold()
    some = [known for system in catalog for known in system.sources.values()]
    alike = [s for s in some if mine and s.publisher.casefold() == mine] or [
        s for s in some if host and _host(s.url) == host
    ]
    if not alike:
        return {}
    (kind, language), _ = Counter((s.kind, s.language) for s in alike).most_common(1)[0]
    return {"kind": kind, "language": language}


def key_of(publisher: str, year: str, system_id: str) -> str:
    """A source's key: publisher, year and system, in what a key may hold."""
    return "-".join(part for part in (_slug(publisher)[:40].strip("-"), year, _slug(system_id)) if part)[:80].strip("-")


def _key(sources: Any, source: dict[str, Any], system_id: str) -> tuple[str, dict[str, Any] | None]:
    """The source's key in the record, and its definition where it is not there yet. Raises UsageError."""
    for key, there in sources.items():
        if source.get("url") and there.get("url") == source["url"]:
            return str(key), None
    try:
        read = Source.model_validate(source)
    except ValidationError as error:
        raise UsageError(f"the source cannot be taken: {first_fault(error)}") from error
    first = key_of(read.publisher, read.published.text[:4] if read.published else "", system_id)
    taken = [first, *(f"{first}-{number}" for number in range(2, 1000))]
    fields = [name for name in Source.model_fields if name in source or name == "published"]
    return next(key for key in taken if key not in sources), {name: source.get(name) for name in fields}


def _added(before: str, after: str) -> list[tuple[int, str]]:
    from difflib import SequenceMatcher

    old, new = before.splitlines(), after.splitlines()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(at + 1, new[at]) for tag, _, _, low, high in steps if tag != "equal" for at in range(low, high)]


def _measure(word: str) -> str | None:
    if word in (*TEXT_MEASURES, "engages"):
        return word
    try:
        return read_measure(word).name
    except NotFound:
        return None


def _targets(word: str) -> tuple[str, ...]:
    try:
        return read_targets(word)
    except (NotFound, UsageError):
        return ()


def _host(url: object) -> str:
    return (urlsplit(str(url)).hostname or "").removeprefix("www.") if url else ""


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "source"
