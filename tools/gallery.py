"""Draw every scene of plots/scenes into plots/gallery, with a README that shows them: `python tools/gallery.py --write` (or --check)."""

import argparse
import sys
import tempfile
from pathlib import Path

from ringfence.catalog.store import Catalog
from ringfence.evidence.orders import holdings
from ringfence.evidence.timeline import story
from ringfence.plots.look import save
from ringfence.plots.map import draw
from ringfence.plots.timeline import timeline
from ringfence.scenes.files import read_scene
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import Scene, schema_text

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "plots" / "gallery"
SCHEMA = ROOT / "specs" / "scene.schema.json"


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
        "Every picture is drawn from a scene file by the command beneath it; CI draws them again and compares the bytes.",
        "",
    ]
    for name, scene in scenes():
        command = f"ringfence rings --scene plots/scenes/{name}.yaml --output {name}.svg"
        figure, caption = draw(scene, derive(scene, catalog))
        save(figure, folder / f"{name}.svg", caption)
        lines += [
            f"## {caption.title}",
            "",
            f"![{caption.title}]({name}.svg)",
            "",
            "```console",
            f"$ {command}",
            "```",
            "",
        ]
    lines += _timeline(folder, catalog)
    lines += [
        "Whether a picture still holds:",
        "",
        "```console",
        "$ ringfence verify plots/gallery/s400-three-rings.svg",
        "```",
    ]
    (folder / "README.md").write_text("\n".join(lines) + "\n", "utf-8")


def _timeline(folder: Path, catalog: Catalog) -> list[str]:
    """The one picture that is no map: the order with which the project began."""
    title, name = "India: S-400 Triumf: orders and deliveries", "s400-india-deliveries"
    stories = [story(h) for h in holdings([catalog.get("s-400")], operator="IND")]
    figure, caption = timeline(stories, records=catalog.digest_of, title=title)
    save(figure, folder / f"{name}.svg", caption)
    command = f"ringfence chart deliveries --operator India --system s-400 --output {name}.svg"
    return [f"## {title}", "", f"![{title}]({name}.svg)", "", "```console", f"$ {command}", "```", ""]


def check() -> list[str]:
    """The files of the gallery that are not what the scenes give."""
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        write(fresh)
        names = {path.name for folder in (fresh, GALLERY) for path in folder.iterdir()}
        stale = sorted(f"plots/gallery/{n}" for n in names if not _same(fresh / n, GALLERY / n))
    drifted = not SCHEMA.is_file() or SCHEMA.read_text("utf-8") != schema_text()
    return [*stale, *(["specs/scene.schema.json"] if drifted else [])]


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
        SCHEMA.write_text(schema_text(), "utf-8")
        write(GALLERY)
        return 0
    stale = check()
    for name in stale:
        print(f"{name} is not what its scene gives: run python tools/gallery.py --write", file=sys.stderr)
    print(f"gallery: {len(stale)} files differ" if stale else "gallery: all pictures are what their scenes give")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
