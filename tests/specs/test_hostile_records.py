"""What a record may not hold, though each field alone looks well."""

from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.load import examine
from ringfence.paths import shipped_systems
from ringfence.strict_yaml import Document, parse_yaml

TEXT = (shipped_systems() / "thaad.yaml").read_text("utf-8")


def codes(change: dict[str, Any], name: str = "ex-1.yaml") -> set[str]:
    """The codes of a small record's problems, with something in it changed."""
    family = next(line for line in TEXT.splitlines() if line.startswith(("primary_family:", "reference:"))).split(": ")
    source = {
        "publisher": "D",
        "url": "https://example.org/d",
        "published": "2015",
        "kind": "newspaper",
        "language": "en",
    }
    data: dict[str, Any] = {
        "name": "Example One", "origin": ["IND"], "kind": "sam", family[0]: family[1], "status": "in-service",
        "envelopes": [{"targets": ["aircraft"], "range_max": {"daily": "40 km"}}], "sources": {"daily": source},
    }  # fmt: skip
    if "url" in change:
        source |= change
    else:
        data |= change
    return {problem.code for problem in examine(Document(Path(name), data, ""))[1]}


def test_the_record_itself_is_good() -> None:
    """Without a change there is no problem."""
    assert codes({}) == set()


@pytest.mark.parametrize(
    "url",
    ["http://x", "https://.", "https://[::1", "https://example.org:99999999/", "https://user:word@example.org/", "https://@example.org/", "https://example"],
)  # fmt: skip
def test_addresses_that_lead_nowhere(url: str) -> None:
    """An address without a host, with a user or with an impossible port is refused."""
    assert codes({"url": url})


@pytest.mark.parametrize(
    "url", ["https://example.org/نص", "http://192.0.2.1/a", "https://example.org:8080/?a=b#c", "https://[2001:db8::1]/"]
)
def test_addresses_that_can_be_opened(url: str) -> None:
    """Ports, numbers and other scripts are taken."""
    assert codes({"url": url}) == set()


@pytest.mark.parametrize("name", ["con.yaml", "aux.yaml", "com1.yaml", "A.yaml", "a--b.yaml", f"{'x' * 61}.yaml"])
def test_names_that_no_file_can_bear(name: str) -> None:
    """An id that cannot be a file everywhere, Windows included, is refused."""
    assert "id" in codes({}, name)


def test_parts_that_are_called_alike() -> None:
    """Two missiles whose names differ by case, blanks or hyphens alone are one misspelled."""
    assert codes({"effectors": {"M-1": {}, "m 1": {}}}) == {"part-twice"}


def test_nothing_stated() -> None:
    """An empty list of statements, and a system that is a variant of itself, are refused."""
    assert codes({"envelopes": [{"range_max": {"daily": []}}]})
    assert codes({"variant_of": "ex-1"}) == {"variant-of-itself"}


@pytest.mark.parametrize("count", ["017", "+5", "5.", ".5", "1.500", "12.000"])
def test_numbers_of_two_readings(count: str) -> None:
    """Counts go through the value grammar, whatever YAML would make of them."""
    assert codes({"targets_engaged": parse_yaml(f"daily: {count}")})
