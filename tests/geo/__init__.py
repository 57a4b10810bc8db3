"""Tests of ringfence.geo."""
