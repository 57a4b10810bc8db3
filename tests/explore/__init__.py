"""Tests of ringfence.explore."""
