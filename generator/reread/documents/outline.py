"""The headings of a document, and what stands under each of them."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind, Section, sections

# The title of a part about one model among others: what it says is not about theirs.
ONE_MODEL = re.compile(
    r"(?:mod[eè]le?|network|r[ée]seau|essai|cas|case|trial)(?![^\W\d_])\s*(?:n[°o]\s*)?(?:[\dA-H]|[A-Z]{1,3}-?\d{1,2})\b|"
    r"(?:premi(?:er|ère)|deuxième|second|troisième|quatrième|first|third|fourth)\s+(?:mod[eè]l|network|r[ée]seau)|"
    r"(?:mod[eè]le|r[ée]seau)\s+final|(?:final|best)\s+model",
    re.I,
)
# Parts that each say something else of what the part above them is about.
ASPECT = re.compile(
    r"topolog|poids|weight|param|architectur|summary|r[ée]sum|perform|r[ée]sult|train|entra[iî]n|analy|discuss|"
    r"comment|structur|code|ex[ée]cut|output|sortie|couche|layer|complexit|score|histor|config|d[ée]tail|calcul|comput|"
    r"matri|confus|observ|remar[qk]|[ée]valuat|descript|courbe|curve|graph|[ée]quation|formul|interpr|expli|nombre|number|"
    r"count|activ|loss|perte|accuracy|exactitude|erreur|error",
    re.I,
)
# Parts that are each about something of their own.
THING = re.compile(
    r"mod[eè]l|r[ée]seau|network|exp[ée]r|essai|trial|\b(?:mlp|cnn|hog|raw|deep|shallow)s?\b|perceptron|brut|pixel|"
    r"convol|feature|caract[ée]ristique|^\W*\d+\W*(?:partie|part|step)|^\W*(?:partie|part|step|[ée]tape)\b",
    re.I,
)


class Outline:
    """Sections in order, and the wider and wider parts of the document that hold each of them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.sections: tuple[Section, ...] = sections(blocks)
        levels = [section.heading.level if section.heading else 0 for section in self.sections]
        self._ends = [len(levels)] * len(levels)
        self._parents = [-1] * len(levels)
        opened: list[int] = []
        for rank, level in enumerate(levels):
            while opened and levels[opened[-1]] >= level:
                self._ends[opened.pop()] = rank
            self._parents[rank] = opened[-1] if opened else -1
            opened.append(rank)

    def scopes(self, rank: int) -> Iterator[range]:
        """Go through the ranks of the sections under the same headings, from the nearest heading up."""
        while rank >= 0:
            yield range(rank, self._ends[rank])
            rank = self._parents[rank]

    def title(self, rank: int) -> str:
        """Return the headings above a section, its own included."""
        held = {scope.start for scope in self.scopes(rank)}
        return "\n".join(self.sections[start].title for start in sorted(held))

    def own_scopes(self, rank: int) -> Iterator[range]:
        """Go through the same, as far as a section is an aspect of what they are about."""
        for scope in self.scopes(rank):
            yield scope
            title = self.sections[scope.start].title.replace("_", " ")
            if title and (not ASPECT.search(title) or ONE_MODEL.search(title)):
                return

    def with_code(self, rank: int) -> range | None:
        """Return the ranks of the nearest part that a section belongs to and that holds code."""
        held = (scope for scope in self.own_scopes(rank) if any(self.code(each) for each in scope))
        return next(held, None)

    def code(self, rank: int) -> str:
        """Return the code of a section, empty for none."""
        return "\n".join(block.text for block in self.sections[rank].of(Kind.CODE))

    def is_of_one_thing(self, scope: range) -> bool:
        """Tell whether all the sections of a part, its first one left out, say more of what it is about."""
        titles = [self.sections[rank].title.replace("_", " ") for rank in scope[1:]]
        return all(ASPECT.search(title) or not THING.search(title) for title in titles)

    def holds_models(self, scope: range) -> bool:
        """Tell whether some sections of a part, its first one left out, are each about one model."""
        return any(ONE_MODEL.search(self.sections[rank].title) for rank in scope[1:])
