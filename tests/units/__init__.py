"""Tests of ringfence.units."""
