"""Tests of the command line, by what users type and get."""
