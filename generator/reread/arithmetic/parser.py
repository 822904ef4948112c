"""Read an operation from tokens: numbers, signs and brackets, with the words that stand among them."""

from collections.abc import Sequence

from generator.reread.arithmetic.expression import Expression, Leaf, Node
from generator.reread.arithmetic.number import readings
from generator.reread.arithmetic.span import UnreadableError
from generator.reread.arithmetic.token import Sort, Token

DEEPEST = 24
# Words that name a quantity beside its number: « 10 neurones de sortie ».
MOST_WORDS = 5
LONGEST_COMMENT = 60
# Words that go on with the sentence rather than with the operation.
CONNECTIVES = frozenset(
    [
        "et",
        "and",
        "ou",
        "or",
        "avec",
        "with",
        "donc",
        "so",
        "puis",
        "then",
        "pour",
        "for",
        "dont",
        "si",
        "if",
        "car",
        "because",
        "mais",
        "but",
        "ainsi",
    ]
)
NAMED_OPERANDS = frozenset(
    ["biais", "bias", "biases", "poids", "weights", "neurones", "neurons", "filtres", "filters"]
)
FUNCTIONS = {
    "int": "floor",
    "floor": "floor",
    "ceil": "ceil",
    "ln": "ln",
    # That of losses: Keras takes the natural one.
    "log": "ln",
    "sqrt": "sqrt",
}


def parse(tokens: Sequence[Token], *, after_words: bool = False) -> Expression:
    """Read all of these tokens as one operation; `after_words` when words stand before them.

    Raises
    ------
    UnreadableError
        If they are not.
    """
    parser = _Parser(tokens, after_words)
    root = parser.sum(0)
    parser.skip_blank()
    if parser.rank < len(tokens):
        raise UnreadableError
    return Expression(root, tuple(parser.leaves), tokens[0].start, tokens[-1].end)


class _Parser:
    def __init__(self, tokens: Sequence[Token], after_words: bool) -> None:
        self.tokens, self.rank, self.after_words = tokens, 0, after_words
        self.leaves: list[Leaf] = []

    def peek(self) -> Token | None:
        return self.tokens[self.rank] if self.rank < len(self.tokens) else None

    def skip_blank(self) -> None:
        while (token := self.peek()) and token.sort in (Sort.BORDER, Sort.BREAK):
            self.rank += 1

    def next_sign(self, signs: str) -> str:
        self.skip_blank()
        token = self.peek()
        if token and token.sort is Sort.SIGN and token.text in signs:
            self.rank += 1
            return token.text
        return ""

    def sum(self, depth: int) -> Node | int:
        if depth > DEEPEST:
            raise UnreadableError
        node = self.product(depth)
        while sign := self.next_sign("+-"):
            node = Node(sign, (node, self.product(depth)))
        return node

    def product(self, depth: int) -> Node | int:
        node = self.power(depth)
        while sign := self.next_sign("*/") or self.next_to():
            node = Node(sign, (node, self.power(depth)))
        return node

    def next_to(self) -> str:
        """Return the sign that nothing stands for between two brackets: ``(1/3)(2 + 4)``."""
        self.skip_blank()
        follows = self.tokens[self.rank - 1 : self.rank + 1]
        touches = [token.sort for token in follows] == [Sort.CLOSE, Sort.OPEN]
        return "*" if touches else ""

    def power(self, depth: int) -> Node | int:
        if self.next_sign("-"):
            return Node("neg", (self.power(depth + 1),))
        node = self.operand(depth)
        if self.next_sign("^"):
            return Node("^", (node, self.power(depth + 1)))
        return node

    def operand(self, depth: int) -> Node | int:
        if depth > DEEPEST:
            raise UnreadableError
        self.skip_blank()
        token = self.peek()
        if token and token.sort is Sort.WORD and token.text.lower() in NAMED_OPERANDS:
            self.rank += 1
            self.skip_blank()
            token = self.peek()
        if token is None:
            raise UnreadableError
        node: Node | int
        if token.sort is Sort.NUMBER:
            node = self.number(token)
        elif token.sort is Sort.OPEN:
            node = self.brackets(depth)
        elif token.sort is Sort.WORD and token.text.lower() in FUNCTIONS:
            self.rank += 1
            node = Node(FUNCTIONS[token.text.lower()], (self.brackets(depth),))
        else:
            raise UnreadableError
        self.skip_remarks()
        return node

    def number(self, token: Token) -> int:
        found = readings(token.text, after_words=self.after_words and not self.leaves)
        if not found:
            raise UnreadableError
        self.rank += 1
        self.leaves.append(Leaf(token.text.strip(), found))
        return len(self.leaves) - 1

    def brackets(self, depth: int) -> Node | int:
        token = self.peek()
        if token is None or token.sort is not Sort.OPEN:
            raise UnreadableError
        self.rank += 1
        node = self.sum(depth + 1)
        self.skip_blank()
        token = self.peek()
        if token is None or token.sort is not Sort.CLOSE:
            raise UnreadableError
        self.rank += 1
        return node

    def skip_remarks(self) -> None:
        """Skip what names the operand that was just read: words, or words between brackets."""
        moved = True
        while moved:
            moved = self._skip_words() or self._skip_comment()

    def _skip_words(self) -> bool:
        rank, words = self.rank, 0
        while rank < len(self.tokens) and self.tokens[rank].sort in (Sort.WORD, Sort.BORDER):
            word = self.tokens[rank]
            if word.sort is Sort.WORD:
                words += 1
                if word.text.lower() in CONNECTIVES:
                    return False
            rank += 1
        ends = rank == len(self.tokens) or self.tokens[rank].sort in (Sort.SIGN, Sort.CLOSE, Sort.OPEN)
        if not 0 < words <= MOST_WORDS or not ends:
            return False
        self.rank = rank
        return True

    def _skip_comment(self) -> bool:
        self.skip_blank()
        end = end_of_brackets(self.tokens, self.rank)
        if end is None or end - self.rank > LONGEST_COMMENT:
            return False
        if not any(token.sort is Sort.WORD for token in self.tokens[self.rank : end]):
            return False
        self.rank = end
        return True


def end_of_brackets(tokens: Sequence[Token], start: int) -> int | None:
    """Return the position after the bracket that closes the one at `start`; None where none opens."""
    if start >= len(tokens) or tokens[start].sort is not Sort.OPEN:
        return None
    depth = 0
    for rank in range(start, min(len(tokens), start + LONGEST_COMMENT + 1)):
        depth += (tokens[rank].sort is Sort.OPEN) - (tokens[rank].sort is Sort.CLOSE)
        if depth == 0:
            return rank + 1
    return None
