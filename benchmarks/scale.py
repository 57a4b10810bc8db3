"""Does a large catalog slow one question down? And what does checking units cost?"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from harness import ROOT, environment, race, report

from ringfence.documents import read_document
from ringfence.specs.system import System

TOOL = str(Path(sys.executable).parent / "ringfence")
SIZES = (100, 1_000, 10_000)


def generate(folder: Path, count: int) -> Path:
    """A catalog of `count` valid records: copies of shipped ones under new names."""
    folder.mkdir()
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "catalog" / "systems").glob("*.yaml"))]
    for number in range(count):
        lines = texts[number % len(texts)].splitlines()
        kept = [
            line
            for line in lines
            if not line.startswith(("aliases:", "native_name:", "nato_name:", "name:", "variant_of:"))
        ]
        (folder / f"copy-{number}.yaml").write_text("\n".join([f"name: Copy {number}", *kept]) + "\n", "utf-8")
    return folder


def unchecked(value: object) -> object:
    """The same record with every measure as free text: what validation costs without reading values."""
    return value


def checking() -> None:
    """Validation with units checked, beside the same models with the values taken as they are."""
    from pydantic import create_model

    records: list[dict[str, Any]] = []
    for path in sorted((ROOT / "catalog" / "systems").glob("*.yaml")):
        data = read_document(path).data
        assert isinstance(data, dict)
        records.append({"id": path.stem, **data})
    plain = _plain_models(create_model)
    ratios = []
    for _ in range(15):
        start = time.perf_counter()
        for record in records:
            System.model_validate(record)
        middle = time.perf_counter()
        for record in records:
            plain.model_validate(record)
        end = time.perf_counter()
        ratios.append((middle - start) / (end - middle))
    print(f"\nValidation of {len(records)} records with values read and checked, against values taken as they are:")
    print(f"  {statistics.median(ratios):.2f}x ({min(ratios):.2f}–{max(ratios):.2f}, 15 rounds)")


def _plain_models(create_model: Any) -> Any:
    """The same models, in which a measure's value is any text or number and dimensions are not looked at."""
    import subprocess  # noqa: F401  # kept out of the timed part

    from ringfence.specs import statement

    class Loose(statement.StatementBase):
        """A figure that nobody reads."""

        value: str | int | float

    some = dict[str, Any]
    del create_model

    from typing import Annotated, get_args, get_origin

    def loosened(annotation: Any) -> Any:
        origin, inner = get_origin(annotation), get_args(annotation)
        if annotation is statement.MeasureStatement:
            return Loose
        if origin is Annotated:
            rest = tuple(m for m in inner[1:] if "AfterValidator" not in type(m).__name__)
            return Annotated[(loosened(inner[0]), *rest)] if rest else loosened(inner[0])
        if inner and origin is not None:
            parts = tuple(loosened(part) if part is not ... else ... for part in inner)
            try:
                return origin[parts]
            except TypeError:
                return annotation
        if isinstance(annotation, type) and issubclass(annotation, statement.Frozen) and annotation in _made:
            return _made[annotation]
        return annotation

    from pydantic import create_model as make

    from ringfence.specs import system as module

    _made: dict[type, type] = {}
    for model in (module.Launcher, module.Effector, module.Sensor, module.Envelope, module.Detection, module.System):
        fields: some = {
            name: (
                loosened(Annotated[(f.annotation, *f.metadata)] if f.metadata else f.annotation),
                f.default if not f.is_required() else ...,
            )
            for name, f in model.model_fields.items()
        }
        _made[model] = make(f"Loose{model.__name__}", __base__=statement.Frozen, **fields)
    return _made[module.System]


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        folders = {size: generate(Path(name) / str(size), size) for size in SIZES}
        env = environment(XDG_CACHE_HOME=str(Path(name) / "cache"))
        commands = {
            f"compare, {size} records": [TOOL, "compare", "copy-1", "copy-2", "--catalog", str(folder)]
            for size, folder in folders.items()
        }
        report("One comparison in catalogs of three sizes", race(commands, env=env), f"compare, {SIZES[0]} records")
        lists = {f"list, {size} records": [TOOL, "list", "--catalog", str(folder)] for size, folder in folders.items()}
        report("Listing all (files already parsed once)", race(lists, rounds=3, env=env), f"list, {SIZES[0]} records")
    checking()


if __name__ == "__main__":
    main()
