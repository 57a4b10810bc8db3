"""Every problem of every file at once, those between files included."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ringfence.catalog.folder import systems_folder
from ringfence.catalog.load import examine
from ringfence.catalog.names import SUFFIX, fold
from ringfence.catalog.store import Catalog
from ringfence.errors import CatalogError, Place, Problem, RingfenceError
from ringfence.paths import reason
from ringfence.progress import steps
from ringfence.specs.system import System
from ringfence.strict_yaml import Document, read_document


@dataclass(frozen=True)
class Report:
    """What a check found: how many files it read, and their problems in order of place."""

    files: int
    problems: tuple[Problem, ...]


def check(paths: Iterable[Path], today: date | None = None, *, known: Iterable[System] = ()) -> Report:
    """Check catalog files, or folders of them. A bad file never hides the others.

    `today` (default: the day of the call) is what dates are held against; `known` are systems that names must not clash
    with. Raises RingfenceError where a path is not there or a folder holds no catalog file.
    """
    files, problems = _found(paths)
    good: list[tuple[Document, System]] = []
    for file in steps(files, "files checked", len(files)):
        try:
            document = read_document(file)
        except CatalogError as error:
            problems += error.problems
            continue
        except RingfenceError as error:
            problems.append(Problem(Place(str(file)), "not-readable", error.message))
            continue
        system, found = examine(document, today or date.today())
        problems += found
        if system is not None:
            good.append((document, system))
    problems += clashes(good, list(known))
    return Report(len(files), tuple(sorted(problems)))


def catalog_files(paths: Iterable[Path]) -> list[Path]:
    """The catalog files that paths name or hold. Raises RingfenceError as `check` does."""
    return _found(paths)[0]


def _found(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The catalog files, and what is called like one and is none."""
    files: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            if path.is_file():
                files.append(path)
                continue
            if not path.is_dir():
                raise RingfenceError(f"{path} is neither a file nor a folder")
        except (OSError, ValueError) as error:
            raise RingfenceError(f"cannot read {path}: {reason(error)}") from error
        folder = Catalog((systems_folder(path),))
        files += folder.paths.values()
        for other in folder.passed_over:
            what = "is no file" if other.suffix == SUFFIX else f"does not end in {SUFFIX}, and is passed over"
            problems.append(
                Problem(
                    Place(str(other)), "not-a-file", f"{other.name} {what}", f"a catalog file is called <id>{SUFFIX}"
                )
            )
        if not folder.paths and not folder.passed_over:
            raise RingfenceError(
                f"{folder.folders[0]} holds no catalog file", hint=f"a catalog file is called <id>{SUFFIX}"
            )
    return files, problems


def clashes(some: list[tuple[Document, System]], known: list[System]) -> Iterator[Problem]:
    """Names that two systems claim, and variants of systems that are not there."""
    ids = {system.id for _, system in some} | {system.id for system in known}
    claimed: dict[str, str] = {}
    mine = {system.id for _, system in some}
    for other in known:
        if other.id not in mine:
            claimed |= {fold(name): other.id for name in _own(other)}
    for _, system in some:
        claimed.setdefault(fold(system.id), system.id)
    for document, system in some:
        for name in _own(system):
            owner = claimed.setdefault(fold(name), system.id)
            if owner != system.id:
                yield Problem(
                    _place_of(document, system, name), "name-twice", f"the name {name!r} belongs to {owner!r} too",
                    "a name finds one system: drop it from one of them",
                )  # fmt: skip
        if system.variant_of is not None and system.variant_of not in ids:
            message = f"there is no system {system.variant_of!r} to be a variant of"
            yield Problem(document.place(("variant_of",)), "variant-of-unknown", message)


def _own(system: System) -> tuple[str, ...]:
    """The names that must be one system's alone; a NATO name may be shared by versions."""
    found = [system.id, system.name, system.native_name, *system.aliases]
    return tuple(name for name in dict.fromkeys(found) if name)


def _place_of(document: Document, system: System, name: str) -> Place:
    if name == system.name:
        return document.place(("name",))
    if name in system.aliases:
        return document.place(("aliases", system.aliases.index(name)))
    return document.place(("native_name",)) if name == system.native_name else document.place(())
