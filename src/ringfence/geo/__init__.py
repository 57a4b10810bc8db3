"""Numbers in, numbers out: geodesics, the date line, the horizon, places."""
