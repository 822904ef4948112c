"""Sentences of a passage, and the items of its lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.reread.arithmetic.plain import KEPT
from generator.reread.documents.passage import Passage
from generator.reread.documents.place import Place

_END = re.compile(
    r"(?<=[.!?])(?<!\bi\.e\.)(?<!\be\.g\.)(?<!\bcf\.)(?<!\bvs\.)\s+"
    # « …; cnn_b on the other hand »
    r"(?=[^\W\d_a-zà-ÿ]|[a-z][a-z\d]{0,15}_[a-z\d])|(?<=;)\s"
)
_ITEM = re.compile(r"^[\s>]*(?:[-*•+]|\d{1,3}[.)])\s|^[\s>*_`]*[^\W\d][^:=.,]{1,50}\s?[:=]")
_BROKEN = re.compile(r"(?: {2}|\\|<\s*/?\s*br\s*/?\s*>)\s*$|^\s*$", re.I)


@dataclass(frozen=True)
class Sentence:
    """A sentence without markup, and where each of its positions stands."""

    text: str
    start: int
    passage: Passage

    def place(self, position: int) -> Place:
        """Return where a position of its text stands in the report."""
        return self.passage.place(self.start + position)


@lru_cache(KEPT)
def sentences(passage: Passage) -> tuple[Sentence, ...]:
    """Return the sentences of a passage; an item of a list ends at the next one."""
    return tuple(_cut(passage))


def _cut(passage: Passage) -> Iterator[Sentence]:
    start = 0
    for part in _parts(passage):
        cut = 0
        for end in (*_ends(part), len(part)):
            if part[cut:end].strip():
                yield Sentence(part[cut:end], start + cut, passage)
            cut = end
        start += len(part) + 1


def _ends(part: str) -> Iterator[int]:
    """Go through where sentences end, but at a semicolon within brackets."""
    within, position = False, 0
    for found in _END.finditer(part):
        piece = part[position : found.start()]
        opened, closed = piece.rfind("("), max(piece.rfind(")"), piece.rfind(". "))
        within = opened > closed or (within and opened == closed)
        position = found.start()
        if not (within and part[position - 1] == ";"):
            yield found.end()


def _parts(passage: Passage) -> Iterator[str]:
    """Go through stretches of whole lines, which a sentence does not cross."""
    held: list[str] = []
    for line, text in zip(passage.lines, passage.texts, strict=True):
        if held and _ITEM.match(line.text):
            yield "\n".join(held)
            held = []
        held.append(text)
        if _BROKEN.search(line.text):
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)
