"""Tests of ringfence.plots."""
