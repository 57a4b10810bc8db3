"""Records → answers, as plain data."""
