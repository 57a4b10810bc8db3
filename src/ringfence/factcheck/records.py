"""The records as one text needs them: each cell and row of the ledger is made once."""

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
        self._rows: dict[tuple[str, str], Holding] = {}

    def cell(self, system: System, measure: str, target: str | None) -> Cell:
        """What is stated of one measure, for one class."""
        key = system.id, measure, target
        if key not in self._cells:
            self._cells[key] = cell_of(system, measure, target, self.rule)
        return self._cells[key]

    def rows(self, system: System, buyers: Container[str]) -> list[Row]:
        """The rows of the ledger of these buyers; of all, where none of them has bought any."""
        some = [one for one in system.acquisitions if one.operator in buyers] or system.acquisitions
        for one in some:
            if (system.id, one.id) not in self._rows and (held := holding(system, one, self.rule.as_of)):
                self._rows[system.id, one.id] = held
        return [(system, self._rows[system.id, one.id]) for one in some if (system.id, one.id) in self._rows]
