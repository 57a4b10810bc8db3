"""Which part of a sentence do the sources carry: prose in, claims with verdicts out."""

from ringfence.factcheck.report import Report, factcheck

__all__ = ["Report", "factcheck"]
