"""What a verdict is."""

from dataclasses import dataclass
from enum import StrEnum

from ringfence.evidence.figures import Evidence
from ringfence.factcheck.judging.pools import Ground, Pool
from ringfence.factcheck.model import Claim
from ringfence.specs.statement import Source
from ringfence.specs.system import System

THIRD = 1 / 3
MAIN_CLASS = {
    "aerodynamic": "aircraft",
    "ballistic": "ballistic-missile",
    "hypersonic": "hypersonic",
    "rocket-artillery-mortar": "rocket-artillery-mortar",
}
"""The class that a bare figure is about, by the system's primary family."""


class Outcome(StrEnum):
    """The verdicts."""

    SUPPORTED = "supported"
    NARROWED = "supported if narrowed"
    CONTRADICTED = "contradicted"
    DISAGREE = "sources disagree"
    BLANKET = "blanket only"
    NOT_COVERED = "not covered"
    NOT_CHECKABLE = "not checkable"


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement that is no figure of a measure: who said it, and what in words."""

    source_key: str
    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one claim on one system (`system` None where it is not checkable, or stands for several: then `parts`)."""

    claim: Claim
    outcome: Outcome
    reason: str
    system: System | None = None
    ground: Ground | None = None
    pool: Pool | None = None
    reach: int = 0
    origins: int = 0
    supporting: Evidence | Saying | None = None
    contradicting: Evidence | Saying | None = None
    narrowing: str = ""
    remarks: tuple[str, ...] = ()
    parts: tuple["Verdict", ...] = ()
