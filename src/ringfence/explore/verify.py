"""Does a page still hold? Every cell, source and order of it is derived anew from the catalog."""

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ringfence.catalog.store import Catalog
from ringfence.errors import RingfenceError
from ringfence.evidence.rule import Rule
from ringfence.explore.document import make_document
from ringfence.explore.model import Opening
from ringfence.explore.packing import SHELVES, document_text, unpacked
from ringfence.explore.page import read_page
from ringfence.plots.carried import read_bytes

SUFFIXES = (".html", ".htm")
_CHECKED = "every cell by the day, its statements, reasons and sources, and all orders; not the ground, nor the script"


@dataclass(frozen=True)
class Verdict:
    """Whether a page holds, whether it was made from these very records, and a line for each system."""

    holds: bool
    same_catalog: bool
    lines: tuple[str, ...]


def verify_page(path: Path, catalog: Catalog) -> Verdict:
    """Hold a page against a catalog. Raises RingfenceError where the file is no page of ringfence."""
    try:
        data = read_page(read_bytes(path).decode(), str(path))
    except UnicodeDecodeError as error:
        raise RingfenceError(f"cannot read {path}: {error}") from error
    try:
        ids = [system["id"] for system in data["systems"]]
        here = [catalog.get(name) for name in ids if name in catalog]
        rule = Rule(by=frozenset(data.get("by", ())), kind=frozenset(data.get("kind", ())))
        made = make_document(catalog, here, opening=Opening(), rule=rule, title="", command="")
        now, then = (_told(each) for each in (json.loads(document_text(made)), data))
    except (AttributeError, KeyError, TypeError, IndexError, ValueError) as error:
        raise RingfenceError(f"the document in {path} cannot be read: {type(error).__name__} {error}") from error
    lines = [_line(name, then.get(name, {}), now.get(name)) for name in ids]
    holds = all(line.startswith("holds") for line in lines)
    return Verdict(holds, data.get("records") == made.records, (*lines, f"checked: {_CHECKED}"))


def _line(name: str, then: dict[str, Any], now: dict[str, Any] | None) -> str:
    if now is None:
        return f"gone: {name}"
    changed = [key for key in dict.fromkeys([*then, *now]) if then.get(key) != now.get(key)]
    if not changed:
        return f"holds: {name}: {len(then)} cells and orders"
    key = changed[0]
    before, after = (_words(each.get(key)) for each in (then, now))
    return f"changed: {name}: {len(changed)} of {len(now)}; {key}: {before} then, {after} now"


def _words(told: Any) -> str:
    if not told:
        return "nothing"
    return repr(told.get("text") or told.get("name") or told.get("lines"))


def _told(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """System → cell or order → all that the page says of it, with every number looked up."""
    shelves = {name: list(unpacked(data[name])) for name in SHELVES}

    def statements(numbers: list[int]) -> list[Any]:
        some = [shelves["statements"][number] for number in numbers]
        return [{**said, "source": shelves["sources"][said["source"]]} for said in some]

    def reading(number: int) -> dict[str, Any]:
        row = dict(shelves["readings"][number])
        for name, shelf in (("figure", shelves["figures"]), ("basis", data["texts"]), ("about", data["texts"])):
            numbers = row.get(name)
            some = numbers if isinstance(numbers, list) else [numbers]
            row[name] = [None if each is None else shelf[each] for each in some]
        return row

    found: dict[str, dict[str, Any]] = {system["id"]: {"record": system} for system in data["systems"]}
    states, lines = iter(shelves["states"]), iter(shelves["lines"])
    for cell in shelves["cells"]:
        then = list(islice(states, cell.get("then", 0)))
        name = f"{cell['measure']}, {cell['target']}" if "target" in cell else cell["measure"]
        now = reading(cell["reading"])
        found[cell["system"]][name] = {
            "text": now["figure"][0]["metric"], "now": now, "why": cell.get("why"),
            "statements": statements(cell.get("statements", [])), "answers": statements(cell.get("answers", [])),
            "reasons": [data["texts"][number] for number in cell.get("reasons", [])],
            "then": [{**s, "day": data["days"][s["day"]], "reading": reading(s["reading"])} for s in then],
        }  # fmt: skip
    for tie in shelves["ties"]:
        some = list(islice(lines, tie["lines"]))
        found[tie["system"]][f"orders of {tie['country']}"] = {
            "lines": [{**line, "day": data["days"][line["day"]] if "day" in line else None} for line in some],
            "sources": [shelves["sources"][number] for number in tie.get("sources", [])],
        }  # fmt: skip
    return found
