"""Build the wheel, look into it, install it into a clean environment and run it outside the clone."""

import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = {"catalog": "catalog", "specs": "specs", "plots/scenes": "plots/scenes", "plots/basemap": "plots/basemap"}
COMMANDS = (
    ["list"],
    ["compare", "s-400", "patriot-pac-3", "--format", "json"],
    ["explain", "s-400", "--against", "ballistic-missile"],
    ["check"],
    ["--version"],
)


def tracked(folder: str) -> list[str]:
    """The files of a folder that git knows, relative to the root."""
    listed = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.split("\n")[:-1]


def build(folder: Path) -> Path:
    """The wheel, built into a folder."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def look_into(wheel: Path) -> list[str]:
    """What is wrong with the wheel's contents."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    wrong = [
        f"a top-level name besides ringfence: {top}" for top in tops if top != "ringfence" and ".dist-info" not in top
    ]
    for folder, target in DATA.items():
        for path in tracked(folder):
            inside = f"ringfence/_data/{target}{path.removeprefix(folder)}"
            if inside not in names:
                wrong.append(f"missing from the wheel: {inside}")
    return wrong


def run_outside(wheel: Path, folder: Path) -> list[str]:
    """What goes wrong when the installed wheel runs far from the clone; its dependencies are this environment's."""
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], check=True)
    site = next((folder / "env" / "lib").glob("python*/site-packages"))
    mine = next(path for path in sys.path if path.endswith("site-packages"))
    # appended as plain path, so that no editable install of the clone comes along
    (site / "dependencies.pth").write_text(mine + "\n")
    where = subprocess.run(
        [str(python), "-c", "import ringfence; print(ringfence.__file__)"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    if not where.startswith(str(folder)):
        return [f"the clone was imported, not the wheel: {where}"]
    wrong = []
    for arguments in COMMANDS:
        done = subprocess.run(
            [str(folder / "env" / "bin" / "ringfence"), *arguments], cwd=folder, capture_output=True, text=True
        )
        if done.returncode != 0 or not done.stdout:
            wrong.append(f"ringfence {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
    return wrong


def main() -> int:
    """0 where the wheel is whole and runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        wrong = look_into(wheel) or run_outside(wheel, folder)
        size = wheel.stat().st_size
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"wheel: {size / 1e6:.1f} MB, {'not ' if wrong else ''}good")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
