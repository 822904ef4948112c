"""The only table that a sentence may be about: of its section, or before it in the same part."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.outline import Outline
from generator.reread.finding import Finding
from generator.reread.tables.grid import Grid, grid
from generator.reread.tables.itemised import itemised
from generator.reread.tables.printed import printed_grids
from generator.reread.tables.sectioned import sectioned

_CALLED = (("Le tableau montre", "Les scores du rapport montrent"), ("le tableau", "les scores du rapport"))


def grids(section: Section) -> Iterator[Grid]:
    """Go through the tables of a section, written ones and printed ones."""
    for block in section.blocks:
        if block.kind is Kind.TABLE and (read := grid(block)):
            yield read
        elif block.kind is Kind.OUTPUT:
            yield from printed_grids(block)


class Tables:
    """The tables of scores of a document, section by section."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._grids: list[Sequence[Grid]] = [
            [each for read in grids(section) if read.is_of_scores for each in (read, read.turned()) if each]
            for section in outline.sections
        ]
        # Scores that are printed one after another make a table where a report has none.
        self.are_printed = not any(self._grids)
        for rank, made in sectioned(outline) if self.are_printed else ():
            self._grids[rank] = [*self._grids[rank], made]
        for rank, section in enumerate(outline.sections if self.are_printed else ()):
            self._grids[rank] = [*self._grids[rank], *itemised(section)]

    def of(self, rank: int) -> Sequence[Grid]:
        """Return the tables of scores of a section."""
        return self._grids[rank]

    def worded(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Go through findings that call a table what a report only prints, score after score."""
        for finding in findings:
            said = finding.sentence
            for table, printed in _CALLED if self.are_printed else ():
                said = said.replace(table, printed)
            yield replace(finding, sentence=said)

    def only(self, rank: int, suits: Callable[[Grid], bool]) -> Grid | None:
        """Return the only table that suits, in the nearest part that has any."""
        if not any(self._grids):
            return None
        for scope in (range(rank, rank + 1), *self._outline.scopes(rank)):
            known = [each for section in scope if section <= rank for each in self._grids[section]]
            found = [each for each in known if suits(each)]
            if found:
                return found[0] if len(found) == 1 else None
        return None
