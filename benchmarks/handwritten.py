"""What one would write by hand for one site and four rings: pyproj and matplotlib, longitude against latitude, no land, no labels."""

import sys

import matplotlib as mpl

mpl.use("agg")
import matplotlib.pyplot as plt  # the backend is chosen first
import numpy as np
from pyproj import Geod

LATITUDE, LONGITUDE = 28.61, 77.21
RADII = (400_000.0, 239_000.0, 143_000.0, 60_000.0)


def main() -> None:
    """Draw into the file that is named."""
    geod = Geod(ellps="WGS84")
    figure, axes = plt.subplots(figsize=(7.6, 8.6))
    azimuths = np.linspace(0, 360, 361)
    for radius in RADII:
        longitudes, latitudes, _ = geod.fwd(
            np.full_like(azimuths, LONGITUDE),
            np.full_like(azimuths, LATITUDE),
            azimuths,
            np.full_like(azimuths, radius),
        )
        axes.plot(longitudes, latitudes, label=f"{radius / 1000:g} km")
    axes.plot([LONGITUDE], [LATITUDE], "^k")
    axes.legend()
    figure.savefig(sys.argv[1], dpi=150)


main()
