"""Which figures of a text do the sources carry: points at each first, judges the plain sentence alone."""

from ringfence.factcheck.report import Report, factcheck

__all__ = ["Report", "factcheck"]
