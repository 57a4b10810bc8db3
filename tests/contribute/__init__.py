"""Tests of ringfence.contribute."""
