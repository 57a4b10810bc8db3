"""Patterns that few texts need, compiled when the first one does."""

import re
from functools import cached_property


class Lazy:
    """A pattern; `get` compiles it once."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def get(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source)
