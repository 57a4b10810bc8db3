"""What a model refuses, in words that need no knowledge of the library that found it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ringfence.english import counted

_WORDS = {
    "string_type": "a text is wanted",
    "string_too_short": "nothing stands here",
    "bool_type": "true or false is wanted",
    "bool_parsing": "true or false is wanted",
    "int_type": "a whole number is wanted",
    "int_parsing": "a whole number is wanted",
    "int_parsing_size": "a whole number of at most 18 digits is wanted",
    "int_from_float": "a whole number is wanted",
    "float_type": "a number is wanted",
    "float_parsing": "a number is wanted",
    "finite_number": "a number is wanted",
    "dict_type": "a mapping of keys to values is wanted",
    "mapping_type": "a mapping of keys to values is wanted",
    "model_type": "a mapping of keys to values is wanted",
    "model_attributes_type": "a mapping of keys to values is wanted",
    "tuple_type": "a list is wanted",
    "missing": "it is missing",
    "extra_forbidden": "no such key is known",
    "frozen_instance": "a record is not changed, but made anew",
    "union_tag_not_found": "it does not say what it is",
}
"""Kind of fault → what is said of it where nothing more is known."""

_FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower case letters and digits with single hyphens are wanted, such as s-400",
    r"^[a-z0-9][a-z0-9-]{1,79}$": "a source's key is wanted: 2 to 80 lower case letters, digits and hyphens, such as "
    "example-daily-2007",
    r'^https?://[^\s<>"]+$': "an address is wanted that begins with http:// or https://",
    r"^[a-z]{2,3}$": "a language's ISO 639-1 code is wanted, such as en",
}
"""Pattern → what it asks for."""


def first_fault(error: ValueError) -> str:
    """The first thing that a model refused, with the keys that lead to it: `sites.0.name: it is missing`."""
    if not isinstance(error, ValidationError):
        return str(error)
    detail = error.errors(include_url=False)[0]
    where = ".".join(map(str, detail["loc"]))
    return f"{where}: {plain(detail)}" if where else plain(detail)


def plain(detail: ErrorDetails) -> str:
    """What one fault is, and what is wanted instead."""
    known: Mapping[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind in ("value_error", "assertion_error"):
        return str(known.get("error", detail["msg"]))
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        allowed = str(known.get("expected") or known.get("expected_tags"))
        return f"one of these is wanted: {allowed.replace(' or ', ', ').replace(chr(39), '')}"
    if kind == "string_pattern_mismatch":
        return _FORMS.get(str(known["pattern"]), "it does not have the form that is wanted here")
    if kind == "string_too_long":
        return f"at most {counted(known['max_length'], 'character')} are taken"
    if kind == "too_short":
        return "an empty list is not taken here" if known["min_length"] == 1 else f"{known['min_length']} are wanted"
    if kind == "too_long":
        return f"at most {known['max_length']} are taken"
    for word, sign in (("ge", "at least"), ("gt", "more than"), ("le", "at most"), ("lt", "less than")):
        if word in known and kind.startswith(("greater", "less")):
            return f"a number of {sign} {known[word]} is wanted"
    return _WORDS.get(kind, "this is not what is wanted here")
