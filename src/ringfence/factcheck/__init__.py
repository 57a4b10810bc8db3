"""Which figures of a text do the sources carry: points at each first, judges the plain sentence alone.

Called, as `rf.factcheck("THAAD reaches 200 km.")`, it holds a text against the shipped catalog.
"""

from ringfence.factcheck.report import Report, factcheck

__all__ = ["Report", "factcheck"]
