"""Rings: vertices per second beside raw pyproj, pictures beside hand-written ones, and the memory that they take."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from harness import environment, race, report, save
from pyproj import Geod

from ringfence.geo import geodesy as geometry

HERE = Path(__file__).resolve().parent
TOOL = str(Path(sys.executable).parent / "ringfence")
SITES = 100
ONE_BY_HAND, ONE = "hand-written, one site × 4 rings", "ringfence, one site × 4 rings"
MANY_NAIVE, MANY = f"naive cartopy, {SITES} sites × 4", f"ringfence, {SITES} sites × 4"


def vertices() -> None:
    """100 sites × 4 radii: the library's rings beside one bare call for the same vertices."""
    generator = np.random.default_rng(1)
    latitudes, longitudes = generator.uniform(-80, 80, SITES), generator.uniform(-180, 180, SITES)
    radii = np.array([60e3, 143e3, 239e3, 400e3])
    count = geometry.vertex_count(400e3)
    azimuths = np.tile(np.linspace(360, 0, count, endpoint=False), SITES * len(radii))
    lon = np.repeat(longitudes, len(radii) * count)
    lat = np.repeat(latitudes, len(radii) * count)
    far = np.tile(np.repeat(radii, count), SITES)
    geod = Geod(ellps="WGS84")
    ratios, rates = [], []
    for turn in range(16):
        start = time.perf_counter()
        geod.fwd(lon, lat, azimuths, far)
        middle = time.perf_counter()
        geometry.rings(latitudes, longitudes, radii, vertices=count)
        end = time.perf_counter()
        if turn:
            ratios.append((middle - start) / (end - middle))
            rates.append(len(lon) / (end - middle))
    print(f"\nRing vertices: {statistics.median(rates) / 1e6:.2f} million a second, {statistics.median(ratios):.2f}x raw Geod.fwd "
          f"({min(ratios):.2f}–{max(ratios):.2f}, 15 rounds)")  # fmt: skip


def main() -> None:
    """Print all tables."""
    vertices()
    with tempfile.TemporaryDirectory() as name:
        env = environment(XDG_CACHE_HOME=str(Path(name) / "cache"), MPLCONFIGDIR=str(Path(name) / "mpl"))
        png = str(Path(name) / "a.png")
        four = ["--target-altitude", "1km,3km", "-a", "aircraft,ballistic-missile", "--no-borders", "-o", png]
        one = {
            ONE_BY_HAND: [sys.executable, str(HERE / "handwritten.py"), png],
            ONE: [TOOL, "rings", "s-400", "--at", "28.61,77.21", *four],
        }
        title = "One site × 4 rings to PNG, a new process each"
        tables = [report(title, race(one, env=env), ONE_BY_HAND, {ONE: 1.5})]
        many = [part for n in range(SITES) for part in ("--at", f"{24 + n // 10},{72 + n % 10}")]
        hundred = {
            MANY_NAIVE: [sys.executable, str(HERE / "naive_cartopy.py"), png, str(SITES)],
            MANY: [TOOL, "rings", "s-400", *many, *four],
        }
        timings = race(hundred, rounds=3, env=env)
        tables.append(report(f"{SITES} sites × 4 rings to PNG", timings, MANY_NAIVE, {MANY: 0.25}))
    warm()
    print(f"kept in {save('rings', tables)}")


def warm() -> None:
    """The same map again in one process, beside the hand-written one."""
    from ringfence.catalog.store import Catalog
    from ringfence.plots.look import render
    from ringfence.plots.map import draw
    from ringfence.scenes.rings import derive
    from ringfence.scenes.scene import make_scene

    catalog = Catalog.load()
    scene = make_scene(
        sites=[{"name": "A site", "at": "28.61, 77.21"}], systems=["s-400"], target_altitudes=["1 km", "3 km"], borders=False
    )  # fmt: skip
    source = (HERE / "handwritten.py").read_text("utf-8")
    code = compile(source, "handwritten.py", "exec")
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        sys.argv = ["handwritten.py", str(Path(name) / "a.png")]
        for turn in range(8):
            start = time.perf_counter()
            exec(code, {"__name__": "handwritten"})  # noqa: S102  # our own file
            middle = time.perf_counter()
            figure, caption = draw(scene, derive(scene, catalog))
            render(figure, ".png", caption)
            end = time.perf_counter()
            if turn:
                ratios.append((end - middle) / (middle - start))
    import matplotlib.pyplot as plt

    plt.close("all")
    print(
        f"\nOne site × 4 rings, warm: {statistics.median(ratios):.2f}x hand-written ({min(ratios):.2f}–{max(ratios):.2f}, 7 rounds)"
    )


if __name__ == "__main__":
    main()
