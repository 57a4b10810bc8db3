"""Build the wheel, look into it, install it into a clean environment and run it outside the clone, offline.

The environment holds the wheel and what the wheel's own metadata asks for, nothing else: these packages are linked from the
environment that runs this, so nothing is downloaded, and a dependency that is used but not declared is missing.
"""

import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from importlib import metadata
from pathlib import Path

from offline import environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
DATA = ("catalog", "specs", "plots/scenes", "plots/basemap", "CHANGELOG.md")
COMMANDS = (
    ["--version"],
    ["list"],
    ["compare", "s-400", "patriot-pac-3", "--format", "json"],
    ["explain", "s-400", "--against", "ballistic-missile"],
    ["value", "up to 400 km"],
    ["check"],
    ["explore", "thaad", "--output", "page.html"],
    ["verify", "page.html"],
)


def files_below(*folders: str) -> list[str]:
    """The files of some folders that git tracks or would track, relative to the root."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return sorted({name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()})


def build(folder: Path) -> list[Path]:
    """Two wheels: one built from the clone, one from the source distribution."""
    wheels: list[Path] = []
    for number, what in enumerate((["--wheel"], [])):
        target = folder / f"built-{number}"
        command = [sys.executable, "-m", "build", *what, "--no-isolation", "--outdir", str(target), str(ROOT)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"the wheel cannot be built:\n{done.stdout}{done.stderr}")
        wheels += target.glob("*.whl")
    return wheels


def expected() -> set[str]:
    """The names that the wheel is to hold, its metadata apart."""
    code = {name.removeprefix("src/") for name in files_below("src/ringfence")}
    return code | {f"ringfence/_data/{name}" for name in files_below(*DATA)}


def look_into(names: set[str], wanted: set[str]) -> list[str]:
    """What is wrong with a wheel that holds these names."""
    held = {name for name in names if not re.match(r"ringfence-[^/]+\.dist-info/", name)}
    tops = {name.split("/")[0] for name in held} - {"ringfence"}
    return [
        *(f"a top-level name besides ringfence: {top}" for top in sorted(tops)),
        *(f"missing from the wheel: {name}" for name in sorted(wanted - held)),
        *(
            f"in the wheel, though not in the clone: {name}"
            for name in sorted(held - wanted)
            if name[:9] == "ringfence"
        ),
    ]


def declared(requirements: list[str]) -> set[str]:
    """The distributions that requirements without extras ask for, and those that these ask for in turn."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        # a marker that speaks of an extra is about nobody who did not ask for it
        if requirement.marker and not any(
            requirement.marker.evaluate({"extra": e}) for e in (requirement.extras or {""})
        ):
            continue
        if requirement.name.lower() not in found:
            found.add(requirement.name.lower())
            waiting += map(Requirement, metadata.requires(requirement.name) or ())
    return found


def install(wheel: Path, folder: Path) -> Path:
    """A clean environment that holds the wheel and links to what it declares; its bin folder."""
    venv.create(folder, with_pip=False, symlinks=True)
    site = next((folder / "lib").glob("python*/site-packages"))
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    own = metadata.PathDistribution(next(site.glob("ringfence-*.dist-info")))
    for name in declared(own.requires or []):
        distribution = metadata.distribution(name)
        for top in {file.parts[0] for file in distribution.files or () if file.parts[0] not in ("..", "__pycache__")}:
            source = Path(str(distribution.locate_file(top)))
            if source.exists() and not (site / top).exists():
                (site / top).symlink_to(source)
    return folder / "bin"


def run_outside(wheel: Path, folder: Path) -> list[str]:
    """What goes wrong when the installed wheel runs far from the clone."""
    place = folder / "elsewhere"
    place.mkdir()
    binaries = install(wheel, folder / "env")
    variables = environment(folder)
    python = str(binaries / "python")
    done = subprocess.run(
        [python, "-c", "import ringfence; print(ringfence.__file__)"],
        cwd=place, env=variables, capture_output=True, text=True, check=True,
    )  # fmt: skip
    if not Path(done.stdout.strip()).is_relative_to(folder):
        return [f"the clone was imported, not the wheel: {done.stdout}"]
    programs = [[str(binaries / "ringfence"), *arguments] for arguments in COMMANDS]
    # every module imports, so what any of them needs is declared
    walk = (
        "import importlib, pkgutil, ringfence\n"
        "for m in pkgutil.walk_packages(ringfence.__path__, 'ringfence.'):\n"
        "    m.name.endswith('__main__') or print(importlib.import_module(m.name).__name__)"
    )
    wrong = []
    for program in [*programs, [python, "-c", walk]]:
        done = subprocess.run(program, cwd=place, env=variables, capture_output=True, text=True)
        if done.returncode != 0 or not done.stdout:
            wrong.append(f"{Path(program[0]).name} {' '.join(program[1:])}: exit {done.returncode}\n{done.stderr}")
    return wrong


def main() -> int:
    """0 where the wheel is whole and runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheels = build(folder)
        wanted = expected()
        wrong = [line for wheel in wheels for line in look_into(set(zipfile.ZipFile(wheel).namelist()), wanted)]
        wrong = wrong or run_outside(wheels[0], folder)
        size = wheels[0].stat().st_size
    for line in dict.fromkeys(wrong):
        print(line, file=sys.stderr)
    print(f"wheel: {size / 1e6:.1f} MB, {len(wanted)} files, {'not ' if wrong else ''}good")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
