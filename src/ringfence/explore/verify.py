"""Does a page still hold? Every cell, source and order of it is derived anew from the catalog."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringfence.catalog.store import Catalog
from ringfence.errors import RingfenceError
from ringfence.evidence.rule import Rule
from ringfence.explore.document import make_document
from ringfence.explore.model import Opening, document_text
from ringfence.explore.page import read_page

SUFFIXES = (".html", ".htm")
_EMPTY: tuple[Any, ...] = ("", None, 0, (), (), "", (), ())
"""A cell's row whose end was left out."""
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
        data = read_page(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise RingfenceError(f"cannot read {path}: {error}") from error
    try:
        ids = [system["id"] for system in data["systems"]]
        here = [catalog.get(name) for name in ids if name in catalog]
        rule = Rule(by=frozenset(data.get("by", ())), kind=frozenset(data.get("kind", ())))
        made = make_document(catalog, here, opening=Opening(), rule=rule, title="", command="")
        now, then = (_told(each) for each in (json.loads(document_text(made)), data))
    except (KeyError, TypeError, IndexError, ValueError) as error:
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
    if not isinstance(told, dict):
        return repr(told[0])
    return repr(told["now"][0]["text"][0][0]) if "now" in told else repr(told["name"])


def _told(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """System → cell or order → all that the page says of it, with every number looked up."""

    def statement(index: int) -> list[Any]:
        row = data["statements"][index]
        return [data["sources"][row[0]], *row[1:]]

    def reading(index: int) -> dict[str, Any]:
        texts, basis, *rest = data["readings"][index]
        about = rest[0] if rest else []
        return {
            "text": [data["phrases"][number] for number in texts],
            "basis": [[data["texts"][number] for number in some] for some in (basis, about)], "figures": rest[1:],
        }  # fmt: skip

    found: dict[str, dict[str, Any]] = {system["id"]: {"record": system} for system in data["systems"]}
    for name, cells in data["cells"].items():
        for row in cells:
            whole: list[Any] = [*row, *_EMPTY[len(row) :]]
            measure, target, now, then, statements, why, reasons, answers = whole
            found[name][f"{measure}, {target}" if target else measure] = {
                "statements": [statement(i) for i in statements], "answers": [statement(i) for i in answers],
                "reasons": [data["texts"][i] for i in reasons], "now": [reading(now), why],
                "then": [[data["days"][moment[0]], reading(moment[1]), *moment[2:]] for moment in then],
            }  # fmt: skip
    for country, system, use, *more in data.get("orders", ()):
        lines, sources = (*more, (), ())[:2]
        found[system][f"orders of {country}"] = [use, *lines, *(data["sources"][index] for index in sources)]
    return found
