"""Tests of ringfence.tables."""
