"""A file of claims → changed catalog files, or a list of what cannot be taken; nothing is written half, and nothing is
lost.
"""

import difflib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ringfence.catalog.load import examine
from ringfence.catalog.names import SUFFIX, id_fault
from ringfence.catalog.store import Catalog
from ringfence.contribute.claims import COLUMNS, Claim, claim_of, joined
from ringfence.contribute.edit import Editable
from ringfence.contribute.losses import lost
from ringfence.contribute.rejected import Rejected, given_back
from ringfence.contribute.rows import Row, RowRefused, Rows, names_of, read_rows
from ringfence.contribute.schema import FIRST_LINE, schema_near
from ringfence.contribute.wide import Mapping, checked, claims_of, with_named_measures
from ringfence.errors import Ambiguous, CatalogError, NotFound, RingfenceError
from ringfence.paths import reason
from ringfence.specs.countries import read_country
from ringfence.specs.faults import first_fault
from ringfence.specs.statement import Frozen, Source
from ringfence.specs.system import System
from ringfence.strict_yaml import Document, parse_yaml
from ringfence.writing import write_all

Definitions = dict[str, dict[str, Any]]


@dataclass
class Import:
    """What an import would do: new texts of files, how many claims they add, and the rows that were not taken.

    `unread`: columns that nothing is made of. `guesses`: files whose encoding was guessed, and as what they were read.
    """

    texts: dict[Path, str] = field(default_factory=dict)
    before: dict[Path, str] = field(default_factory=dict)
    added: int = 0
    known: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    guesses: dict[Path, str] = field(default_factory=dict)

    def diff(self) -> str:
        """The changes as a unified diff."""
        parts = [
            difflib.unified_diff(
                self.before.get(path, "").splitlines(keepends=True), text.splitlines(keepends=True), str(path),
                str(path), n=2
            )
            for path, text in sorted(self.texts.items())
        ]  # fmt: skip
        return "".join(line for part in parts for line in part)

    def write(self, rejected: Path | None = None) -> None:
        """Write the changed files, and the rows that were not taken: all, or none. Raises RingfenceError."""
        contents: dict[Path, str | bytes] = dict(self.texts)
        if rejected:
            contents[rejected] = self.rejected_lines()
        try:
            for path in self.texts:
                path.parent.mkdir(parents=True, exist_ok=True)
            write_all(contents)
        except OSError as error:
            where = f" {error.filename}" if error.filename else ""
            raise RingfenceError(f"nothing was imported: cannot write{where}: {reason(error)}") from error

    def rejected_lines(self) -> str:
        """The rows that were not taken, as JSON Lines to mend and import again."""
        return given_back(self.rejected)


def plan_import(
    catalog: Catalog,
    claims: Path,
    sources: Path | None = None,
    systems: Path | None = None,
    into: Path | None = None,
    *,
    mapping: Mapping | None = None,
    encoding: str | None = None,
) -> Import:
    """Work out what importing a file of claims changes, without writing.

    `sources`: rows that define sources (source, publisher, url, published, kind, language, …); `systems`: rows that
    define systems which are not in the catalog (system, name, origin, kind, status, …); `into`: the folder of new
    files; `mapping`: what the columns hold; `encoding`: of all files, None to find it out. Raises RingfenceError where
    a file cannot be read, or a row of the definitions is none.
    """
    plan = Import()
    defined = _definitions(plan, sources, "source", Source, encoding)
    founders = _definitions(plan, systems, "system", System, encoding)
    for name in founders:
        fault = id_fault(name)
        if fault:
            raise RingfenceError(f"{systems}: {fault[0]}", hint=f"did you mean {fault[1]!r}?" if fault[1] else None)
    by_system: dict[str, list[Claim]] = {}
    for row in _claim_rows(plan, claims, mapping or Mapping({}, {}), encoding):
        try:
            claim = claim_of(row)
            by_system.setdefault(_known_system(catalog, claim.system, founders), []).append(claim)
        except RowRefused as error:
            plan.rejected.append(Rejected(claims, row.whole or row, str(error)))
    for system_id, some in sorted(by_system.items()):
        path = catalog.paths.get(system_id) or (into or catalog.folders[-1]) / f"{system_id}{SUFFIX}"
        _Merge(plan, claims, path, defined, founders.get(system_id)).take(some)
    plan.rejected.sort(key=lambda r: r.row.line)
    return plan


def _read(plan: Import, path: Path, encoding: str | None) -> Rows:
    found = read_rows(path, encoding)
    if found.guess:
        plan.guesses[path] = found.guess
    return found


def _claim_rows(plan: Import, path: Path, mapping: Mapping, encoding: str | None) -> list[Row]:
    """The rows of the file, a row a claim. Raises RingfenceError where its columns can be no claims."""
    found = _read(plan, path, encoding)
    mapping = with_named_measures(mapping, found.columns)
    checked(mapping, found.columns, found.rows, path.name)
    plan.unread |= names_of(found.rows) - COLUMNS - {*mapping.columns}
    return [claim for row in found.rows for claim in claims_of(row, mapping)]


def _definitions(plan: Import, path: Path | None, key: str, model: type[Frozen], encoding: str | None) -> Definitions:
    found: Definitions = {}
    rows = _read(plan, path, encoding).rows if path else []
    plan.unread |= names_of(rows) - {key, *model.model_fields}
    for row in rows:
        if row.fault or not isinstance(row.cells.get(key), str):
            raise RingfenceError(f"{path}:{row.line}: {row.fault or f'{key} is missing'}")
        cells = {name: value for name, value in row.cells.items() if name != key and value not in (None, "")}
        if found.setdefault(row.cells[key], cells) != cells:
            raise RingfenceError(f"{path}:{row.line}: {row.cells[key]!r} is defined otherwise above")
    return found


def _known_system(catalog: Catalog, name: str, founders: Definitions) -> str:
    if name in founders and name not in catalog:
        return name
    try:
        return catalog.get(name).id
    except (NotFound, Ambiguous) as error:
        hint = error.hint or "begin it with ringfence new, or define it with --systems"
        raise RowRefused(f"{error.message}: {hint}") from error


@dataclass
class _Merge:
    """The claims of one system on their way into its file."""

    plan: Import
    claims: Path
    path: Path
    defined: Definitions
    founder: dict[str, Any] | None

    def take(self, some: list[Claim]) -> None:
        """Take all claims at once; where the file would not be good with them, one by one, so that only the bad are
        left out.
        """
        try:
            before = self.path.read_text("utf-8") if self.path.is_file() else ""
            start = before or _founded(self.founder or {}, schema_near(self.path.parent))
            text, added, known, refused = self._merged(start, some)
        except RingfenceError as error:
            self._refuse(some, f"the file would not be valid: {_first(error)}")
            return
        fault = self._fault(start, text)
        if fault and added:
            text, added, refused = self._one_by_one(start, some, refused)
        elif fault:
            self._refuse(some, fault)
            return
        for claim, why in refused:
            self._refuse([claim], why)
        self.plan.added += len(added)
        self.plan.known += known
        if text != before and added:
            self.plan.texts[self.path], self.plan.before[self.path] = text, before

    def _merged(self, text: str, some: list[Claim]) -> tuple[str, list[Claim], int, list[tuple[Claim, str]]]:
        """The file's text with the claims, those that it took, how many it held already, and those refused."""
        editable = Editable(text)
        fresh, refused = [], []
        for claim in some:
            try:
                why = _source_missing(claim, editable, self.defined)
                if why:
                    raise RowRefused(why)
                if not editable.holds(claim):
                    fresh.append(claim)
            except RowRefused as error:
                refused.append((claim, str(error)))
        known = len(some) - len(fresh) - len(refused)
        added = []
        for claim in joined(fresh):
            try:
                editable.add(claim)
            except RowRefused as error:
                refused.append((claim, str(error)))
                continue
            editable.add_source(claim.source, _clean(self.defined.get(claim.source, {})))
            added.append(claim)
        return editable.text, added, known, refused

    def _one_by_one(
        self, text: str, some: list[Claim], refused: list[tuple[Claim, str]]
    ) -> tuple[str, list[Claim], list[tuple[Claim, str]]]:
        out = {id(row) for claim, _ in refused for row in claim.rows}
        added: list[Claim] = []
        for claim in joined([c for c in some if id(c.rows[0]) not in out]):
            after, taken, _, bad = self._merged(text, [claim])
            fault = self._fault(text, after) if taken else None
            if bad or fault:
                refused = [*refused, (claim, bad[0][1] if bad else str(fault))]
            elif taken:
                text, added = after, [*added, claim]
        return text, added, refused

    def _fault(self, before: str, after: str) -> str | None:
        """Why a text cannot be written: it is no good catalog file, or something is lost that stood in the file."""
        try:
            document = Document(self.path, parse_yaml(after, self.path), after)
        except CatalogError as error:
            return f"the file would not be valid: {error.problems[0].message}"
        _, problems = examine(document)
        if problems:
            return f"the file would not be valid: {problems[0].message}"
        gone = lost(before, after)
        return f"the file would lose {gone}" if gone else None

    def _refuse(self, some: list[Claim], why: str) -> None:
        self.plan.rejected += [Rejected(self.claims, row.whole or row, why) for claim in some for row in claim.rows]


def _first(error: RingfenceError) -> str:
    return error.problems[0].message if isinstance(error, CatalogError) else error.message


def _source_missing(claim: Claim, editable: Editable, defined: Definitions) -> str | None:
    """Why a claim's source cannot stand in the record; None where it can."""
    if claim.source in editable.data.get("sources", {}):
        return None
    if claim.source not in defined:
        return f"the source {claim.source!r} is not defined; add it to the sources file"
    try:
        Source.model_validate(_clean(defined[claim.source]))
    except ValidationError as error:
        return f"the source {claim.source!r}: {first_fault(error)}"
    return None


def _clean(source: dict[str, Any]) -> dict[str, Any]:
    """A source's row as the record's source: in the record's order, with a date even where it is not known."""
    kept = {name: value for name, value in source.items() if name in Source.model_fields}
    kept.setdefault("published", None)
    return {name: kept[name] for name in Source.model_fields if name in kept}


def _founded(row: dict[str, Any], schema: str | None) -> str:
    """The beginning of a new record. Raises NotFound for a country that is none."""
    given = {"kind": "sam", "reference": "aircraft", "status": "in-service", **row}
    for name in ("origin", "aliases", "platform"):
        if isinstance(given.get(name), str):
            given[name] = [part.strip() for part in given[name].split(",") if part.strip()]
    given["origin"] = [read_country(str(code)) for code in given.get("origin", [])]
    order = [name for name in System.model_fields if name in given and name != "id"]
    lines = [f"{name}: {json.dumps(given[name], ensure_ascii=False)}" for name in order]
    return "\n".join([*([f"{FIRST_LINE}{schema}"] if schema else []), *lines]) + "\n"
