"""Whether a class is engaged at all, as sources say: yes, no, disputed, unknown."""

from dataclasses import dataclass
from typing import Literal

from ringfence.evidence.rule import Rule
from ringfence.specs.statement import Source, StatementBase
from ringfence.specs.system import PLANNED, Figures, System
from ringfence.specs.targets import UNSPECIFIED, names_for


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes or a no: who says so, and of which effector (None: of the system as a whole)."""

    source_key: str
    source: Source
    statement: StatementBase
    effector: str | None


@dataclass(frozen=True, slots=True)
class Engages:
    """What sources say of whether a class is engaged at all."""

    yes: tuple[Answer, ...] = ()
    no: tuple[Answer, ...] = ()

    @property
    def answer(self) -> bool | Literal["disputed"] | None:
        """True, False, "disputed", or None where nobody says."""
        if self.yes and self.no:
            return "disputed"
        return True if self.yes else False if self.no else None

    @property
    def word(self) -> Literal["yes", "no", "disputed", "unknown"]:
        """The answer as it is written."""
        if self.yes:
            return "disputed" if self.no else "yes"
        return "no" if self.no else "unknown"


def engages(system: System, target: str, rule: Rule) -> Engages:
    """The statements that say whether a class, or its family, is engaged."""
    if target == UNSPECIFIED:
        return Engages()
    yes: list[Answer] = []
    no: list[Answer] = []
    plans = system.status in PLANNED
    blocks: list[tuple[str | None, Figures]] = [(None, system), *system.effectors.items()]
    if system.launcher:
        blocks.append(("launcher", system.launcher))
    for name, block in blocks:
        for named, flags in block.engages.items():
            if named not in names_for(target):
                continue
            for key, some in flags.items():
                source = system.sources.get(key)
                for statement in some:
                    if source and rule.turns_away(statement, source, plans=plans) is None:
                        (yes if statement.value else no).append(Answer(key, source, statement, name))
    return Engages(tuple(yes), tuple(no))
