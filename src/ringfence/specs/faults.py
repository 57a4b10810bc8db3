"""What a model refuses, in a line."""

from pydantic import ValidationError


def first_fault(error: ValueError) -> str:
    """The first thing that a model refused, with the keys that lead to it: `sites.0.name: Field required`."""
    if not isinstance(error, ValidationError):
        return str(error)
    detail = error.errors(include_url=False)[0]
    where, message = ".".join(map(str, detail["loc"])), detail["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
