"""Orders and users for reading: a line an order under its country and system, so that several hundred can be read on a
terminal.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import wrap

from ringfence.evidence.counts import when
from ringfence.evidence.operators import Tie
from ringfence.evidence.orders import Holding
from ringfence.specs.countries import country_names
from ringfence.tables.order_words import country_text, expected_text, money, quantities
from ringfence.tables.wording import Style

_YEAR, _STAGE = 4, len("partly delivered")
_WORDS = (
    "operates", "disputed", "no longer", "completed", "delivered", "partly delivered", "ordered", "contract",
    "pledged", "option",
    "approved", "planned", "talks", "cancelled", "mentioned",
)  # fmt: skip


def orders_text(some: Sequence[Holding], notes: Sequence[str], style: Style, width: int, by: str = "operator") -> str:
    """Orders under headings: by `operator` a country with its systems, by `system` a system with its countries, each
    oldest first; by anything else one list in the given order, country and system in every line.
    """
    lines: list[str] = []
    if by == "operator":
        for code, held in groupby(some, key=lambda h: h.acquisition.operator):
            lines.append(country_text(code))
            for system, orders in groupby(held, key=lambda h: h.system.id):
                lines += ["  " + system, *_oldest_first(orders, style, width, 4)]
            lines.append("")
    elif by == "system":
        for system, held in groupby(some, key=lambda h: h.system.id):
            lines += [system, *orders_by_country(held, style, width, 2), ""]
    else:
        for holding in some:
            lines += [
                f"{country_text(holding.acquisition.operator)}, {holding.system.id}",
                *order_lines(holding, style, width, 2),
            ]
        lines.append("")
    return _finished(lines, notes, style, width)


def orders_by_country(some: Iterable[Holding], style: Style, width: int, indent: int) -> list[str]:
    """The orders of one system under their countries, in order of name."""
    names = country_names()
    ranked = sorted(some, key=lambda h: names[h.acquisition.operator])
    lines: list[str] = []
    for code, orders in groupby(ranked, key=lambda h: h.acquisition.operator):
        lines += [" " * indent + country_text(code), *_oldest_first(orders, style, width, indent + 2)]
    return lines


def users_text(groups: Sequence[Sequence[Tie]], by: str, notes: Sequence[str], style: Style, width: int) -> str:
    """Users under headings, a country (`by`) with its systems or a system with its countries: a line for each word,
    such as operates or delivered. Of a single group every order has a line of its own.
    """
    lines: list[str] = []
    for some in groups:
        if len(groups) == 1:
            for tie in some:
                head = tie.system.id if by == "country" else country_text(tie.country)
                use = f": {tie.use}{style.joint}{style.counted(tie.stated)}" if tie.said else ""
                lines += [head + use, *_oldest_first(tie.holdings, style, width, 2)]
        else:
            lines += [country_text(some[0].country) if by == "country" else some[0].system.id]
            lines += _by_word(some, by, style, width)
        lines.append("")
    return _finished(lines, notes, style, width)


def _by_word(some: Sequence[Tie], by: str, style: Style, width: int) -> list[str]:
    found: dict[str, list[str]] = {}
    for tie in some:
        name = tie.system.id if by == "country" else country_names()[tie.country].replace(" ", "\u00a0")
        for word in tie.words:
            count = tie.stated if word == tie.use else tie.told
            found.setdefault(word, []).append(f"{name}{style.joint}{style.counted(count)}")
    ranked = sorted(found.items(), key=lambda item: _WORDS.index(item[0]))
    return [line for word, names in ranked for line in _hung(f"  {word:<{_STAGE}}  ", ", ".join(names), width)]


def _oldest_first(some: Iterable[Holding], style: Style, width: int, indent: int) -> list[str]:
    ranked = sorted(some, key=lambda h: (when(h.began), h.acquisition.id))
    return [line for h in ranked for line in order_lines(h, style, width, indent)]


def order_lines(holding: Holding, style: Style, width: int, indent: int) -> list[str]:
    """One order: the year, how far it has come, and how many of what; its price and its note behind."""
    year = str(holding.signed[0]) if holding.signed else ""
    head = f"{' ' * indent}{year:<{_YEAR}}  {holding.stage:<{_STAGE}}  "
    many = quantities(holding, style) or "no number is stated"
    parts = [
        many.removeprefix("ordered ") if holding.stage == "ordered" else many,
        f"expected {expected_text(holding).replace(chr(10), '; ')}" if holding.expected else "",
        money(holding, style),
    ]
    note = f" — {holding.acquisition.note}" if holding.acquisition.note else ""
    return _hung(head, "; ".join(part for part in parts if part) + note, width)


def _hung(head: str, body: str, width: int) -> list[str]:
    """Text behind a head, broken to the width and hung under itself; under the head's indent where there is no room."""
    hang = " " * (len(head) if width - len(head) >= 30 else 6)
    return wrap(body, width, initial_indent=head, subsequent_indent=hang, break_on_hyphens=False)


def _finished(lines: list[str], notes: Sequence[str], style: Style, width: int) -> str:
    wrapped = [line for note in notes for line in wrap(note, max(width, 20), break_long_words=False)]
    return style.plain("\n".join([*lines, *wrapped])).replace("\u00a0", " ") + "\n"
