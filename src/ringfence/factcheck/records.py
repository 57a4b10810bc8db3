"""The records as one text needs them: each system, cell and row of the ledger is made once."""

from collections.abc import Container

from ringfence.catalog.store import Catalog
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.orders import Holding, holding
from ringfence.evidence.rule import Rule
from ringfence.specs.system import System

Row = tuple[System, Holding]  # of the ledger: one acquisition


class Records:
    """What the records say by a rule."""

    def __init__(self, catalog: Catalog, rule: Rule) -> None:
        self.catalog, self.rule = catalog, rule
        self._cells: dict[tuple[str, str, str | None], Cell] = {}
        self._rows: dict[tuple[str, str], Holding | None] = {}

    def cell(self, system: System, measure: str, target: str | None) -> Cell:
        """What is stated of one measure, for one class."""
        key = system.id, measure, target
        if key not in self._cells:
            self._cells[key] = cell_of(system, measure, target, self.rule)
        return self._cells[key]

    def rows(self, system: System, buyers: Container[str]) -> list[Row]:
        """The rows of the ledger of these buyers; of all, where none of them has bought any."""
        some = [a for a in system.acquisitions if a.operator in buyers] or system.acquisitions
        for a in some:
            if (system.id, a.id) not in self._rows:
                self._rows[system.id, a.id] = holding(system, a, self.rule.as_of)
        return [(system, h) for a in some if (h := self._rows[system.id, a.id])]
