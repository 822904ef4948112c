"""The headings of a document, and what stands under each of them."""

from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Section, sections


class Outline:
    """Sections in order, and the wider and wider parts of the document that hold each of them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.sections: tuple[Section, ...] = sections(blocks)
        self._levels = [section.heading.level if section.heading else 0 for section in self.sections]

    def scopes(self, rank: int) -> Iterator[range]:
        """Go through the ranks of the sections under the same headings, from the nearest heading up."""
        start, level = rank, self._levels[rank]
        yield range(start, self._end(start, level))
        for earlier in range(rank - 1, -1, -1):
            if self._levels[earlier] < level:
                start, level = earlier, self._levels[earlier]
                yield range(start, self._end(start, level))

    def title(self, rank: int) -> str:
        """Return the headings above a section, its own included."""
        held = {scope.start for scope in self.scopes(rank)}
        return "\n".join(self.sections[start].title for start in sorted(held))

    def _end(self, start: int, level: int) -> int:
        later = range(start + 1, len(self.sections))
        return next((rank for rank in later if self._levels[rank] <= level), len(self.sections))
