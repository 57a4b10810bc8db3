"""Tests of ringfence.specs."""
