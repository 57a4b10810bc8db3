"""Commands that draw, and that hold what is drawn against the catalog."""
