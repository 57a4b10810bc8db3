"""All that a sentence says of orders and deliveries."""

from collections.abc import Iterator, Sequence

from ringfence.factcheck.orders.deals import orders, plans, sums
from ringfence.factcheck.orders.deliveries import completions, due, past
from ringfence.factcheck.orders.grammar import Fact, Linked
from ringfence.factcheck.orders.tokens import Token


def order_facts(some: Sequence[Token]) -> Iterator[Fact]:
    """The facts; `three of five` says that five were ordered where the sentence does not say it otherwise."""
    g = Linked(some)
    found = [*completions(g), *due(g), *plans(g), *past(g), *orders(g), *sums(g)]
    yield from found
    counted = {n for f in found if f.kind == "ordered" and f.item for n in (f.item.many, f.item.total)}
    for fact in found:
        item = fact.item
        if item and item.total and fact.kind in ("delivered", "due", "open") and item.total not in counted:
            counted.add(item.total)
            whole = item._replace(many=item.total, total=None, share=None, bound="exactly")
            yield fact._replace(kind="ordered", item=whole, dates=(), loose=False, denied=False)
