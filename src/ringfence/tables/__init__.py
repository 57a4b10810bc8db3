"""Answers → text."""
