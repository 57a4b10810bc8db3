"""Whether the records carry what was read."""
