"""What is read in a text: claims, and the quantities that were seen and left alone."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ringfence.factcheck.prose.names import Mention
from ringfence.factcheck.prose.quantities import Quantity
from ringfence.factcheck.prose.text import Prose, Sentence

ENGAGES = "engages"
MAX_CLAIMS = 5000
MAX_NAMES, MAX_NAMING = 40_000, 20_000
"""At most so many names are found, and so many sentences read that name a system or point back to one."""


class OrderPart(NamedTuple):
    """What a claim on an order says beside its count, unit and country.

    `nth`: which one of the order; `last`: these are its last; `share`: 1 for all, 0.5 for half; `total`: of how many;
    `further`: more than what was ordered before; `date` and `until`: years or months, equal where it is one, `by`: no later;
    `contract`: the year of the contract; `low` to `high` a sum in `currency`, `step` half a unit of its last place as written;
    `loose`: the verb may speak of something else, as `bought in 2019` may of the delivery.
    """

    nth: int | None = None
    last: bool = False
    share: float | None = None
    total: float | None = None
    further: bool = False
    date: str | None = None
    until: str | None = None
    by: bool = False
    contract: str | None = None
    low: float = 0.0
    high: float = 0.0
    currency: str = ""
    step: float = 0.0
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement on one system. `start` and `end` mark what states it, `spans` all places that took part.

    `measure` is a catalog measure, or engages, entered_service, or of an order: signed, ordered, price, delivered,
    outstanding, expected, talks, cancelled (then `order` says more). `target` None: no class is named.
    `positive` False: the sentence denies it. `doubt`: why it cannot be judged. `versus`: the systems compared with, by `factor`.
    """

    sentence: int
    start: int
    end: int
    systems: tuple[str, ...]
    measure: str
    target: str | None = None
    quantity: Quantity | None = None
    effector: str | None = None
    named: str | None = None
    sensor: str | None = None
    positive: bool = True
    doubt: str = ""
    target_text: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    hedges: tuple[str, ...] = ()
    target_altitude: float | None = None
    count: float | None = None
    bound: str = "exactly"
    date: str | None = None
    country: str | None = None
    unit: str | None = None
    versus: tuple[str, ...] = ()
    factor: float | None = None
    order: OrderPart | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A quantity that was seen and left alone, and why."""

    sentence: int
    start: int
    end: int
    reason: str
    measure: str | None = None


@dataclass
class Reading:
    """All that was read in a text."""

    prose: Prose
    sentences: list[Sentence]
    claims: list[Claim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    full: bool = False
