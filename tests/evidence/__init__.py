"""Tests of ringfence.evidence."""
