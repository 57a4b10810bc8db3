"""The verbs of CONTRIBUTING.md."""
