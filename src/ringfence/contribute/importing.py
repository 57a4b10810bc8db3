"""A file of claims → changed catalog files, or a list of what cannot be taken; nothing is written half."""

import difflib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ringfence.catalog.load import SUFFIX, examine
from ringfence.catalog.store import Catalog
from ringfence.contribute.edit import Editable
from ringfence.contribute.rows import Claim, RowRefused, claim_of, read_rows
from ringfence.errors import Ambiguous, CatalogError, NotFound
from ringfence.paths import write_atomically
from ringfence.specs.statement import Source
from ringfence.specs.targets import TARGETS
from ringfence.strict_yaml import Document, parse_yaml


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken, and why."""

    line: int
    reason: str
    row: dict[str, Any] | str


@dataclass
class Import:
    """What an import would do: new texts of files, how many claims they add, and the rows that were not taken."""

    texts: dict[Path, str] = field(default_factory=dict)
    before: dict[Path, str] = field(default_factory=dict)
    added: int = 0
    known: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def diff(self) -> str:
        """The changes as a unified diff."""
        parts = [
            difflib.unified_diff(
                self.before.get(path, "").splitlines(keepends=True),
                text.splitlines(keepends=True),
                str(path),
                str(path),
                n=2,
            )
            for path, text in sorted(self.texts.items())
        ]
        return "".join(line for part in parts for line in part)

    def write(self) -> None:
        """Write the changed files, each moved into place whole."""
        for path, text in sorted(self.texts.items()):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, text)

    def rejected_lines(self) -> str:
        """The rows that were not taken, as JSON Lines to mend and import again."""
        rows = [
            {"reason": r.reason, "line": r.line, **(r.row if isinstance(r.row, dict) else {"text": r.row})}
            for r in self.rejected
        ]
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def plan_import(
    catalog: Catalog, claims: Path, sources: Path | None = None, systems: Path | None = None, into: Path | None = None
) -> Import:
    """Work out what importing a file of claims changes, without writing.

    `sources`: rows that define sources (source, publisher, url, published, kind, language, …); `systems`: rows that define
    systems which are not in the catalog (system, name, origin, kind, primary_family, status); `into`: the folder of new files.
    Raises RingfenceError where a file cannot be read.
    """
    plan = Import()
    defined = _definitions(sources, "source", plan)
    founders = _definitions(systems, "system", plan)
    by_system: dict[str, list[Claim]] = {}
    for line, row in read_rows(claims):
        try:
            if isinstance(row, str):
                raise RowRefused(row)
            claim = claim_of(line, row)
            by_system.setdefault(_known_system(catalog, claim.system, founders), []).append(claim)
        except RowRefused as error:
            plan.rejected.append(Rejected(line, str(error), row))
    for system_id, some in sorted(by_system.items()):
        _one_system(plan, catalog, system_id, _joined(some), defined, founders, into)
    plan.rejected.sort(key=lambda r: r.line)
    return plan


def _definitions(path: Path | None, key: str, plan: Import) -> dict[str, dict[str, Any]]:
    found = {}
    for line, row in read_rows(path) if path else ():
        if isinstance(row, str) or not row.get(key):
            plan.rejected.append(Rejected(line, row if isinstance(row, str) else f"{key} is missing in {path}", row))
            continue
        found[str(row[key])] = {name: value for name, value in row.items() if name != key}
    return found


def _known_system(catalog: Catalog, name: str, founders: dict[str, dict[str, Any]]) -> str:
    if name in founders and name not in catalog:
        return name
    try:
        return catalog.get(name).id
    except (NotFound, Ambiguous) as error:
        raise RowRefused(
            f"{error.message}: {error.hint or 'begin it with ringfence new, or define it with --systems'}"
        ) from error


def _joined(claims: list[Claim]) -> list[Claim]:
    """One source's equal figures for several classes as one claim with several targets."""
    found: dict[object, Claim] = {}
    for claim in claims:
        first = found.setdefault(
            claim.same if claim.measure != "engages" else (claim.same, tuple(claim.targets)), claim
        )
        if first is not claim:
            first.targets = sorted({*first.targets, *claim.targets}, key=TARGETS.index)
            notes = dict.fromkeys(text for c in (first, claim) if (text := c.extra.get("note")))
            if notes:
                first.extra["note"] = "; ".join(notes)
    return list(found.values())


def _one_system(
    plan: Import, catalog: Catalog, system_id: str, claims: list[Claim],
    defined: dict[str, dict[str, Any]], founders: dict[str, dict[str, Any]], into: Path | None,
) -> None:  # fmt: skip
    path = catalog.paths.get(system_id) or (into or catalog.folders[-1]) / f"{system_id}{SUFFIX}"
    before = path.read_text("utf-8") if path.is_file() else ""
    try:
        text = before or _founded(founders[system_id])
        added, known = [], 0
        editable = Editable(text)
        for claim in claims:
            reason = _source_missing(claim, editable, defined)
            if reason:
                plan.rejected.append(Rejected(claim.line, reason, claim.row))
            elif editable.add(claim):
                editable.add_source(claim.source, _clean(defined.get(claim.source, {})))
                added.append(claim)
            else:
                known += 1
        _require_good(path, editable.text)
    except CatalogError as error:
        reason = error.problems[0].message
        plan.rejected += [Rejected(c.line, f"the file would not be valid: {reason}", c.row) for c in claims]
        return
    plan.added += len(added)
    plan.known += known
    if editable.changed:
        plan.texts[path], plan.before[path] = editable.text, before


def _require_good(path: Path, text: str) -> None:
    document = Document(path, parse_yaml(text, path), text)
    system, problems = examine(document)
    if problems or system is None:
        raise CatalogError(problems)


def _source_missing(claim: Claim, editable: Editable, defined: dict[str, dict[str, Any]]) -> str | None:
    """Why a claim's source cannot stand in the record; None where it can."""
    if claim.source in editable.data.get("sources", {}):
        return None
    if claim.source not in defined:
        return f"the source {claim.source!r} is not defined; add it to the sources file"
    try:
        Source.model_validate(_clean(defined[claim.source]))
    except ValidationError as error:
        detail = error.errors()[0]
        where = ".".join(str(step) for step in detail["loc"])
        return (
            f"the source {claim.source!r}{f', {where}' if where else ''}: {detail['msg'].removeprefix('Value error, ')}"
        )
    return None


def _clean(source: dict[str, Any]) -> dict[str, Any]:
    """A source's row as the record's source: what the row leaves empty is left out, but for the date."""
    kept = {name: value for name, value in source.items() if name in Source.model_fields and value not in (None, "")}
    kept.setdefault("published", None)
    return {name: kept[name] for name in Source.model_fields if name in kept}


def _founded(row: dict[str, Any]) -> str:
    origin = row.get("origin") or []
    codes = origin if isinstance(origin, list) else [part.strip() for part in str(origin).split(",")]
    lines = [
        "# yaml-language-server: $schema=../../specs/system.schema.json",
        f"name: {json.dumps(str(row.get('name', '')), ensure_ascii=False)}",
        f"origin: [{', '.join(codes)}]",
        f"kind: {row.get('kind', 'sam')}",
        f"primary_family: {row.get('primary_family', 'aerodynamic')}",
        f"status: {row.get('status', 'in-service')}",
    ]
    return "\n".join(lines) + "\n"
