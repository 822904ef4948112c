"""Where something stands in a report."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file, or of a cell of a notebook; both are counted from 1, 0 for no cell."""

    file: str
    cell: int
    line: int

    def __str__(self) -> str:
        cell = f", cellule {self.cell}" if self.cell else ""
        return f"{self.file}{cell}, ligne {self.line}"
