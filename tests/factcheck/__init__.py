"""Tests of factcheck."""
