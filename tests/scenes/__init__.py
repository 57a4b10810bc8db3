"""Tests of scenes: what is to be drawn, as numbers."""
