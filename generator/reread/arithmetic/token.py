"""Plain text cut into the pieces that arithmetic is made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from generator.reread.arithmetic.number import NUMBER
from generator.reread.arithmetic.plain import BORDER, BREAK


class Sort(Enum):
    """What a token is."""

    NUMBER = auto()
    WORD = auto()
    SIGN = auto()
    OPEN = auto()
    CLOSE = auto()
    # Says that both sides are worth the same, or nearly.
    EQUAL = auto()
    BORDER = auto()
    BREAK = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Token:
    """A piece of text; `start` and `end` are positions in it."""

    sort: Sort
    text: str
    start: int
    end: int


# « ce qui donne » between an operation and a number says as much as a sign.
SPOKEN = (
    r"ce\s+qui\s+(?:nous\s+)?(?:donnes?|done|fait|font|revient\s+à)(?:\s+(?:un\s+total\s+de|au\s+total))?|"
    r"(?:which|that)\s+(?:gives|makes|equals)(?:\s+us)?|giving(?:\s+us)?|for\s+a\s+total\s+of|"
    r"pour\s+un\s+total\s+de|soit(?:\s+un\s+total\s+de|\s+au\s+total)?|equals|est\s+égal(?:e)?\s+à|"
    # « 4 × 4 pixels donne 8 » tells what so large a square gives.
    r"nous\s+donne|(?<!pixels )donne"
)
_PATTERNS = (
    (Sort.BREAK, rf"[\n{BREAK}]"),
    (Sort.BORDER, BORDER),
    (Sort.SIGN, r"(?<=[\d)%\s\x1e])[xX](?=[\s\x1e]*[\d(])(?![xX])"),
    # « 20 % de 60 000 »
    (Sort.SIGN, r"(?<=%\s)(?:des?|of)(?=\s+\d)"),
    (Sort.EQUAL, rf"(?<![=<>!:~+*/-])=(?![=>])|≈|≃|≅|~=|(?:,\s+)?(?<![\w-])(?:{SPOKEN})(?![\w-])"),
    (Sort.NUMBER, rf"(?<![\w.]){NUMBER}(?![^\W\dxX])|(?<=[\dxX]){NUMBER}(?![^\W\dxX])"),
    (Sort.WORD, r"[^\W_][\w]*(?:['’-][^\W\d][\w]*)*|_\w+"),
    (Sort.SIGN, r"[+\-−–*×·∙⋅•∗⨯/÷:^]"),
    (Sort.OPEN, r"[(\[]"),
    (Sort.CLOSE, r"[)\]]"),
    (Sort.OTHER, r"[^\s]"),
)
_TOKEN = re.compile("|".join(f"(?P<p{rank}>{pattern})" for rank, (_, pattern) in enumerate(_PATTERNS)), re.I)
SIGNS = {
    **dict.fromkeys("*×·∙⋅•∗⨯xX", "*"),
    **dict.fromkeys("-−–", "-"),
    **dict.fromkeys("/÷", "/"),
    "+": "+",
    "^": "^",
}
_SPOKEN_SIGNS = {"fois": "*", "times": "*", "plus": "+"}


def tokens(text: str) -> Iterator[Token]:
    """Cut a text; what is spoken between numbers is a sign too."""
    for found in _TOKEN.finditer(text):
        sort, piece = _PATTERNS[int((found.lastgroup or "")[1:])][0], found[0]
        if sort is Sort.SIGN:
            if piece == ":":
                sort = Sort.OTHER
            else:
                piece = SIGNS.get(piece, "*")
        elif sort is Sort.WORD and piece.lower() in _SPOKEN_SIGNS:
            sort, piece = Sort.SIGN, _SPOKEN_SIGNS[piece.lower()]
        yield Token(sort, piece, found.start(), found.end())
