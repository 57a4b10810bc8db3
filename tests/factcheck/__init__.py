"""Tests of `ringfence factcheck`, with their labelled corpus."""
