"""Tests of ringfence.catalog."""
