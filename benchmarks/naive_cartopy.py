"""Many rings the naive way: one geometry at a time, through cartopy's Geodesic.circle and unclipped land."""

import sys

import matplotlib as mpl

mpl.use("agg")
import matplotlib.pyplot as plt  # the backend is chosen first
import shapely
from cartopy import crs
from cartopy.geodesic import Geodesic

from ringfence.plots.basemap import load


def main() -> None:
    """Draw so many sites with four rings each into the file that is named."""
    count = int(sys.argv[2])
    projection = crs.AzimuthalEquidistant(77.21, 28.61)
    figure = plt.figure(figsize=(7.6, 8.6))
    axes = figure.add_subplot(projection=projection)
    axes.set_extent((-1_500_000, 1_500_000, -1_500_000, 1_500_000), crs=projection)
    for layer in ("land", "lakes", "borders"):
        axes.add_geometries(
            list(shapely.get_parts(load(layer, "50m"))),
            crs.PlateCarree(),
            facecolor="none" if layer == "borders" else "#eeeeee",
            edgecolor="grey",
        )
    for number in range(count):
        longitude, latitude = 72 + (number % 10), 24 + number // 10
        for radius in (400_000, 239_000, 143_000, 60_000):
            circle = Geodesic().circle(longitude, latitude, radius, n_samples=360)
            axes.add_geometries([shapely.Polygon(circle)], crs.PlateCarree(), facecolor="none", edgecolor="C0")
    figure.savefig(sys.argv[1], dpi=150)


main()
