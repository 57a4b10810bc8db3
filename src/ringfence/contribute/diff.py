"""What changed between two catalogs: systems, figures, and how the headline cells moved."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ringfence.catalog.store import Catalog
from ringfence.errors import RingfenceError, UsageError
from ringfence.evidence.figures import cell_of
from ringfence.paths import clone_here
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import StatementBase
from ringfence.specs.system import System, statements
from ringfence.specs.targets import MISSION
from ringfence.tables.wording import Style, cell_text, column_title


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `what`: system, figure, source or cell; `before` and `after` are None where there is none."""

    system: str
    what: str
    where: str
    before: str | None
    after: str | None

    @property
    def how(self) -> str:
        """added, removed or changed."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def changes(before: Catalog, after: Catalog, style: Style) -> list[Change]:
    """Every difference, in order of system. Raises CatalogError where a file of either is bad."""
    old, new = ({system.id: system for system in catalog} for catalog in (before, after))
    found: list[Change] = []
    for system_id in sorted(old.keys() | new.keys()):
        one, two = old.get(system_id), new.get(system_id)
        if one is None or two is None:
            found.append(Change(system_id, "system", "", one.name if one else None, two.name if two else None))
        elif one != two:
            found += _inside(one, two, style)
    return found


def _inside(one: System, two: System, style: Style) -> Iterator[Change]:
    for name in (
        "name",
        "native_name",
        "aliases",
        "nato_name",
        "origin",
        "maker",
        "kind",
        "platform",
        "reference",
        "status",
        "variant_of",
    ):
        was, now = getattr(one, name), getattr(two, name)
        if was != now:
            yield Change(one.id, "identification", name, _words(was), _words(now))
    was_said, now_said = _said(one), _said(two)
    for where in sorted(was_said.keys() | now_said.keys()):
        if was_said.get(where) != now_said.get(where):
            yield Change(one.id, "figure", where, was_said.get(where), now_said.get(where))
    for key in sorted(one.sources.keys() | two.sources.keys()):
        if one.sources.get(key) != two.sources.get(key):
            ends = (_source(system, key) for system in (one, two))
            yield Change(one.id, "source", key, *ends)
    for measure in ("range_max", "altitude_max"):
        for target in MISSION:
            cells = [cell_text(cell_of(s, measure, target), style).replace("\n", " · ") for s in (one, two)]
            if cells[0] != cells[1]:
                yield Change(one.id, "cell", column_title(MEASURES[measure], target), *cells)


def _words(value: object) -> str | None:
    if not value:
        return None
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _said(system: System) -> dict[str, str]:
    """Each statement under a name that does not depend on its place in the file."""
    found: dict[str, list[str]] = {}
    for loc, key, statement in statements(system):
        group = loc[0] if loc else ""
        if group in ("envelopes", "detection"):
            block = (system.envelopes if group == "envelopes" else system.detection)[int(loc[1])]
            part = getattr(block, "effector", None) or getattr(block, "sensor", None) or "system"
            about = f"{loc[2]}[{', '.join(block.targets) or 'unspecified'}] of {part}"
        else:
            about = ".".join(str(step) for step in loc[:-2])
        found.setdefault(f"{about} by {key}", []).append(_statement(statement))
    return {where: "; ".join(sorted(texts)) for where, texts in found.items()}


def _statement(statement: StatementBase) -> str:
    fields = statement.model_dump(mode="json", exclude_defaults=True)
    value = fields.pop("value", "")
    more = ", ".join(f"{name}: {text}" for name, text in fields.items())
    return f"{value} ({more})" if more else str(value)


def _source(system: System, key: str) -> str | None:
    source = system.sources.get(key)
    return (
        None
        if source is None
        else ", ".join(str(v) for v in source.model_dump(mode="json", exclude_none=True).values())
    )


@contextmanager
def opened(name: str | None) -> Iterator[Catalog]:
    """The catalog in a folder, or of a git revision of the clone that one stands in; without a name, its files as they
    lie there. Raises UsageError for neither.
    """
    if name is None:
        here = clone_here()
        if here is None:
            raise UsageError("you stand in no clone", hint="name two folders, or go into a clone")
        yield Catalog.load(here, shipped=False)
        return
    folder = Path(name)
    if folder.is_dir():
        yield Catalog.load(folder, shipped=False)
        return
    with tempfile.TemporaryDirectory() as where:
        _extract(name, Path(where))
        yield Catalog.load(where, shipped=False)


def _extract(revision: str, where: Path) -> None:
    if revision.startswith("-"):
        raise UsageError(f"{revision!r} is neither a folder nor a git revision")
    listing = _git("ls-tree", "-r", "--name-only", revision, "--", ":/catalog/systems")
    if listing is None:
        hint = "stand in a clone, or name two folders"
        raise UsageError(f"{revision!r} is neither a folder nor a git revision of this clone", hint=hint)
    top = (_git("rev-parse", "--show-toplevel") or b"").decode().strip()
    names = [line for line in listing.decode().splitlines() if line.endswith(".yaml")]
    if not names:
        raise RingfenceError(f"revision {revision!r} has no catalog/systems")
    for name in names:
        content = _git("show", f"{revision}:./{name}")
        if content is None:
            content = _git("-C", top, "show", f"{revision}:{name}")
        (where / Path(name).name).write_bytes(content or b"")


def _git(*arguments: str) -> bytes | None:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607  # no shell
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
