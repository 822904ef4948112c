"""What a section says of weights: computations, totals, topologies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.reread.arithmetic.check import holds, passage_chains
from generator.reread.arithmetic.columns import OPERATION, RESULT, computed_columns
from generator.reread.arithmetic.equality import Chain
from generator.reread.arithmetic.expression import Expression
from generator.reread.arithmetic.number import NUMBER
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.documents.passage import Passage, cells, passage, passages
from generator.reread.documents.place import Place
from generator.reread.networks.form import WeightForm, weight_form
from generator.reread.networks.large import large
from generator.reread.networks.summary import HEAD

WEIGHTS = re.compile(r"(?<!\w)(?:poids|weights?|param(?:[eè]tre|eter)?s?|biais|bias(?:es)?)(?!\w)", re.I)
TOTAL = re.compile(r"(?<!\w)(?:totaux|total[es]*|en tout|altogether|overall|somme|sum)(?!\w)", re.I)
# The assignment itself says « biases, etc. ».
BIAS = re.compile(r"(?<!\w)(?:biais|bias(?:es|ed)?)(?!\w)(?!,\s*etc)", re.I)
CONVOLUTION = re.compile(r"convol|\bconv\d?d?\b|filtres?\b|filters?\b|kernel|noyau", re.I)
_TO = r"\s*(?:→|-+>|–>|=>|➔|➜|⟶)\s*"
# Sizes of layers in a row: « 784 → 128 → 10 », « 784-128-10 ».
ARROWS = re.compile(
    rf"(?<![\w.,])\d{{1,6}}(?:{_TO}\d{{1,6}}(?![\w.,]*\d|\s*[x×])){{1,8}}(?!{_TO})|"
    r"(?<![\w.,/-])[1-9]\d{1,4}(?:\s?[-–—]\s?[1-9]\d{0,4}){1,7}?\s?[-–—]\s?(?:10|[12])(?![\w.,/–—-]*\d)"
)
ARROW = re.compile(rf"{_TO}|\s?[-–—]\s?")
_ONE = rf"((?<![\w.,]){NUMBER}(?![^\W\d]))\s+"
_COUNT = rf"{_ONE}(?:\w+\s+)?(?:poids|weights?|param[eè]t\w+|params)\b"
# « 784 → 32 → 10 (25 450 weights) »: among several, those of the network right before.
OF_DRAWN = re.compile(rf"[\s*_`]*[(:=]\s*{_COUNT}", re.I)
# A number said to be of weights.
COUNTED = re.compile(rf"{_COUNT}|{WEIGHTS.pattern}[^.;\d]{{0,25}}{NUMBER}", re.I)
# Among other numbers, the one that a sentence gives as the total.
AFTER_TOTAL = re.compile(rf"\btotal\b[^\d.;\n]{{0,25}}{_COUNT}", re.I)
BEFORE_TOTAL = re.compile(rf"{_ONE}(?:\w+\s+)?(?:in total|in all|altogether|au total|en tout)\b", re.I)
OF_MODEL = re.compile(
    r"\b(?:mod[èe]le?|r[ée]seau|network|perceptron|il|it|cnn|mlp)\b(?:\s+[\dA-H]\b)?[^.;\d\n]{0,25}"
    r"\b(?:compte|a|poss[èe]de|comprend|contient|totalise|comporte|utilise|has|needs|uses|totals|contains)"
    rf"\s+(?:(?:donc|ainsi|alors|bien|en|tout|thus|now|only|exactly)\s+){{0,2}}"
    rf"(?:un\s+total\s+de\s+|a\s+total\s+of\s+)?{_COUNT}",
    re.I,
)
LAYERS = re.compile(r"\b(?:conv|convolutions?|dense|couches?|layers?)\b", re.I)
PRINTED_TOTAL = re.compile(r"^\W*(?:Total|Trainable|Non-trainable|Optimizer) params", re.I)
# What is imagined is no network of the report.
IMAGINED = re.compile(r"\b(?:suppos|imagin|consid[eé]r|par exemple|for (?:example|instance))", re.I)
# Words of other networks than the one that is told: their sizes do not follow each other.
OTHERS = re.compile(
    r"\b(?:au lieu|instead|would|could|\w+[eiudo]rai(?:t|ent)|si on|if we|test[ée]\w*|tried|essay\w+)\b",
    re.I,
)
# A label begins after the sentence before it.
LABEL_END = re.compile(r"[.;]\s")
MARKS = " *_`$"


@dataclass(frozen=True)
class Computed:
    """A chain of equalities.

    Attributes
    ----------
    operation : Expression
        Its first side.
    value : int or None
        What the operation is worth, when it is a whole number.
    claimed : int or None
        What it is said to be worth in the end.
    right : bool
        Whether every step holds.
    weights : bool
        Whether it is said to be about weights.
    label : str
        What stands before it on its line, or in the cells before its own.
    """

    passage: Passage
    chain: Chain
    operation: Expression
    form: WeightForm | None
    value: int | None
    claimed: int | None
    right: bool
    weights: bool
    line: str
    place: Place
    label: str


@dataclass(frozen=True)
class Stated:
    """A number that a line states; its text and its place."""

    number: int
    text: str
    place: Place
    computed: Computed | None = None


@dataclass
class Statements:
    """All that one section says of weights, in order."""

    computed: list[Computed] = field(default_factory=list)
    totals: list[Stated] = field(default_factory=list)
    # Topologies with the only large number of their line, and whether it is said to count weights.
    beside: list[tuple[tuple[int, ...], Stated, bool]] = field(default_factory=list)
    topologies: list[tuple[tuple[int, ...], Place, str]] = field(default_factory=list)
    # Lines that speak of biases outside computations; of them, those that compute too come with what.
    biases: list[Stated] = field(default_factory=list)
    text: str = ""
    # Whether a summary is printed, whose totals are read with it.
    printed: bool = False

    @property
    def biased(self) -> bool:
        """Whether a computation counts biases."""
        return any(each.form and each.form.biased for each in self.computed)


def statements(section: Section) -> Statements:
    """Read what a section says of weights."""
    found = Statements()
    titled = WEIGHTS.search(section.title) is not None
    found.printed = any(HEAD.search(block.text) for block in section.blocks)
    for block in section.blocks:
        if block.kind is Kind.CODE or block.printed:
            continue
        headed = block.kind is Kind.TABLE and WEIGHTS.search(block.lines[0].text)
        if headed:
            found.beside += _rows(block)
        for each, label in _labelled(block):
            found.text += each.text + "\n"
            about = bool(titled or headed) or WEIGHTS.search(each.text) is not None
            _lines(found, each, _computations(found, each, label, about), about)
    return found


def _rows(block: Block) -> Iterator[tuple[tuple[int, ...], Stated, bool]]:
    """Go through the topologies of a table, each with the weights of its row."""
    head = [plain(cell) for cell in cells(block.lines[0].text)]
    columns = [rank for rank, cell in enumerate(head) if WEIGHTS.search(cell)]
    for line in block.lines[1:]:
        row = [plain(cell).strip(MARKS) for cell in cells(line.text)]
        sizes = [match for cell in row if (match := ARROWS.fullmatch(cell))]
        count = large(row[columns[0]]) if len(columns) == 1 and len(row) == len(head) else ()
        numbers = [*count]
        if len(sizes) == 1 and len(numbers) == 1:
            told = tuple(int(size) for size in ARROW.split(sizes[0][0].strip()))
            yield told, Stated(numbers[0], line.text, line.place), True


def _labelled(block: Block) -> Iterator[tuple[Passage, str]]:
    """Go through the passages of a block, and what labels each: the cells before it."""
    if block.kind is not Kind.TABLE:
        yield from ((each, "") for each in passages(block))
        return
    computed = computed_columns(block)
    for line in block.lines:
        row, label = [*cells(line.text)], ""
        for rank, cell in enumerate(row):
            after = row[rank + 1] if rank + 1 < len(row) else ""
            joined = rank in computed and OPERATION.match(cell) and RESULT.match(after)
            text = f"{cell.strip(MARKS)} = {after.strip(MARKS)}" if joined else cell
            yield passage([Line(text, line.place)]), label
            label += f" {plain(cell)} :"


def _computations(found: Statements, passage: Passage, label: str, titled: bool) -> str:
    """Read the computations of a passage; return its text without them."""
    rest, before = passage.text, 0
    for chain in passage_chains(passage):
        step = chain.steps[0]
        text = passage.text
        start = text.rfind("\n", 0, chain.start) + 1
        end = text.find("\n", chain.end)
        line = text[start : end if end >= 0 else len(text)]
        right = all(holds(each) is not False for each in chain.steps)
        computed = Computed(
            passage,
            chain,
            step.left,
            weight_form(step.left),
            _whole(step.left),
            _whole(chain.steps[-1].right),
            right,
            titled or WEIGHTS.search(line) is not None,
            line,
            passage.place(chain.start),
            f"{label}{LABEL_END.split(text[max(start, before) : chain.start])[-1]}",
        )
        before = chain.end
        found.computed.append(computed)
        blank = re.sub(r"[^\n]", " ", text[chain.start : chain.end])
        rest = rest[: chain.start] + blank + rest[chain.end :]
        about = TOTAL.search(computed.label) and computed.weights
        if about and computed.claimed is not None:
            found.totals.append(Stated(computed.claimed, line, computed.place, computed))
    return rest


def _lines(found: Statements, passage: Passage, rest: str, titled: bool) -> None:
    for rank, text in enumerate(rest.split("\n")):
        place = passage.lines[rank].place
        for arrows in ARROWS.finditer(text):
            sizes = tuple(int(size) for size in ARROW.split(arrows[0].strip()))
            if len(sizes) > 1:
                found.topologies.append((sizes, place, text))
                after = OF_DRAWN.match(text, arrows.end())
                sentence = _around(text, *arrows.span())
                beside = {*large(after[1] if after else sentence.replace(arrows[0], " "))}
                if len(beside) == 1:
                    told = bool(COUNTED.search(sentence))
                    found.beside.append((sizes, Stated(beside.pop(), text, place), told))
        if BIAS.search(text):
            own = [each for each in found.computed if each.place == place]
            found.biases.append(Stated(0, text, place, own[0] if own else None))
        if found.printed and PRINTED_TOTAL.search(text):
            continue
        # Only weights have biases: so does the sum of what a line, or the one before, counts.
        layers = [c.place for c in found.computed if c.form and c.form.biased]
        counted = any(each.cell == place.cell and 0 <= place.line - each.line <= 1 for each in layers)
        sums = [
            c for c in found.computed if c.place == place and c.form is None and c.operation.signs == {"+"}
        ]
        counted = counted or (len(sums) > 1 and LAYERS.search(text) is not None)
        about = titled or WEIGHTS.search(text) or counted
        numbers = [*large(text)] if TOTAL.search(text) and about else []
        if len(numbers) != 1:
            numbers = [
                n for said in (*AFTER_TOTAL.finditer(text), *OF_MODEL.finditer(text)) for n in large(said[1])
            ] or [n for said in BEFORE_TOTAL.finditer(text) if titled for n in large(said[1])]
        if len({*numbers}) == 1:
            found.totals.append(Stated(numbers[0], passage.texts[rank], place))


def _around(text: str, start: int, end: int) -> str:
    """Return the sentence of a line that holds a place."""
    return LABEL_END.split(text[:start])[-1] + text[start:end] + LABEL_END.split(text[end:])[0]


def _whole(expression: Expression) -> int | None:
    span = next(expression.values(), None)
    return int(span.low) if span and span.is_exact and span.low.denominator == 1 else None
