"""The contract of a catalog file: frozen pydantic models, the table of measures and the taxonomy of targets."""
