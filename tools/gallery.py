"""Draw every scene of plots/scenes, and a few charts, into plots/gallery: `python tools/gallery.py --write` (or --check)."""

import argparse
import sys
import tempfile
from pathlib import Path

from ringfence.catalog.store import Catalog
from ringfence.plots.look import save
from ringfence.plots.map import draw
from ringfence.plots.requests import Deliveries, Envelopes, History, Layers, Ranking, make
from ringfence.scenes.files import read_scene
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import Scene

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "plots" / "gallery"
CHARTS = (
    ("s400-india-deliveries", "chart deliveries --operator India --system s-400", Deliveries(operators=("IND",), systems=("s-400",))),
    ("layers-of-poland", "chart layers --operator Poland --against aircraft", Layers(operator="POL")),
    ("s400-by-the-year", "chart timeline s-400", History(system="s-400")),
    ("envelopes", "envelope s-400 samp-t", Envelopes(systems=("s-400", "samp-t"), targets=("aircraft", "ballistic-missile"))),
    ("range-against-drones", "chart range --against drone", Ranking(measure="range_max", target="drone")),
)  # fmt: skip


def scenes() -> list[tuple[str, Scene]]:
    """Name and scene, the README's leading picture first."""
    paths = sorted(
        (ROOT / "plots" / "scenes").glob("*.yaml"), key=lambda path: (not path.stem.startswith("s400"), path.stem)
    )
    return [(path.stem, read_scene(path)) for path in sorted(paths, key=lambda path: path.stem != "s400-three-rings")]


def write(folder: Path) -> None:
    """All pictures and the README."""
    catalog = Catalog.load(ROOT / "catalog" / "systems", shipped=False)
    lines = [
        "# Gallery",
        "",
        "Every picture is drawn from a scene file or a request by the command beneath it; CI draws them again and compares the bytes.",
        "",
    ]
    for name, scene in scenes():
        figure, caption = draw(scene, derive(scene, catalog))
        save(figure, folder / f"{name}.svg", caption)
        lines += _shown(caption.title, name, f"rings --scene plots/scenes/{name}.yaml")
    for name, command, request in CHARTS:
        figure, caption = make(request, catalog)
        save(figure, folder / f"{name}.svg", caption)
        lines += _shown(caption.title, name, command)
    lines += [
        "Whether a picture still holds:",
        "",
        "```console",
        "$ ringfence verify plots/gallery/s400-three-rings.svg",
        "```",
    ]
    (folder / "README.md").write_text("\n".join(lines) + "\n", "utf-8")


def _shown(title: str, name: str, command: str) -> list[str]:
    picture = [f"## {title}", "", f"![{title}]({name}.svg)", ""]
    return [*picture, "```console", f"$ ringfence {command} --output {name}.svg", "```", ""]


def check() -> list[str]:
    """The files of the gallery that are not what the scenes give."""
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        write(fresh)
        names = {path.name for folder in (fresh, GALLERY) for path in folder.iterdir()}
        return sorted(f"plots/gallery/{n}" for n in names if not _same(fresh / n, GALLERY / n))


def _same(one: Path, two: Path) -> bool:
    return one.is_file() and two.is_file() and one.read_bytes() == two.read_bytes()


def main() -> int:
    """0 where the gallery is what the scenes give."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true")
    what.add_argument("--check", action="store_true")
    if parser.parse_args().write:
        GALLERY.mkdir(exist_ok=True)
        for old in GALLERY.glob("*.svg"):
            old.unlink()
        write(GALLERY)
        return 0
    stale = check()
    for name in stale:
        print(f"{name} is not what its scene gives: run python tools/gallery.py --write", file=sys.stderr)
    print(f"gallery: {len(stale)} files differ" if stale else "gallery: all pictures are what their scenes give")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
