"""Quantities of models, as sentences, tables and programs say them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import cells, passages
from generator.reread.documents.place import Place
from generator.reread.networks.called import names
from generator.reread.networks.statement import WEIGHTS
from generator.reread.practice.setting import SETTINGS
from generator.reread.scores.counted import read
from generator.reread.scores.elsewhere import ELSEWHERE
from generator.reread.scores.mention import Sort, bounds
from generator.reread.scores.reported import METRICS, OF_SO_MANY, OTHER, TEST, scores
from generator.reread.scores.share import Text
from generator.reread.tables.measure import measure
from generator.reread.wording.links import DIFFERS, MORE, NEARLY

COUNT, RATE = "poids", ""
# Fewer weights are those of a layer, or of anything.
LEAST = 1000
_METRICS = {name: re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.I) for name, pattern in METRICS.items()}
_RATE = re.compile(r"\d{1,3}[.,]\d{1,20}\s?%?|\d{1,3}\s?%")
_AHEAD, _NEAR = 30, 60
# A number that others are above or below is of none of them.
_BOUND = re.compile(
    r"\b(?:d[ée]pass\w*|exce[eè]d\w*|above|below|at least|au moins|au[- ]dessus de|en[- ]dessous de|sous|"
    r"jusqu['’]\w*|up to|entre|between)\W*(?:les\s+|la barre des\s+)?$",
    re.I,
)
# Nothing says what a number counts.
_ENDS = re.compile(r"\s*(?:[).;,]|$|contre|against|vs\b)", re.I)
# « 97 % of the weights »: a part of anything.
_OF_WHOLE = re.compile(r"\s*(?:des?\b|du\b|d['’]|of\b)", re.I)
_EXPERIMENTS = frozenset(("raw", "hog", "deep"))


@dataclass(frozen=True)
class Said:
    """A quantity, and the model that it is of.

    Attributes
    ----------
    kind : str
        « poids », the name of a setting, a key of `METRICS`; empty for a score that is not named.
    names : frozenset of str
        What its model is called; see `names`.
    low, high : Fraction
        Between which it lies, cut or rounded as it may be.
    row : str
        What heads the row or the column of the table that says it; empty for none.
    own : bool
        Whether the title above says of which model it is.
    """

    kind: str
    names: frozenset[str]
    low: Fraction
    high: Fraction
    written: str
    place: Place
    section: int
    block: Block
    quote: str
    row: str = ""
    own: bool = False

    def agrees(self, other: "Said") -> bool:
        """Tell whether both may be one number."""
        if COUNT in (self.kind, other.kind):
            return self.low == other.low
        return self.low <= other.high and other.low <= self.high


def is_of_one(first: Said, second: Said) -> bool:
    """Tell whether two quantities are of one kind, and may be of one model."""
    kinds = {first.kind, second.kind}
    if not (first.names and second.names):
        # Only what is measured tells it.
        return len(kinds) == 1 and RATE not in kinds and not second.names
    return (len(kinds) == 1 or kinds == {RATE, "accuracy"}) and compatible(first.names, second.names)


def compatible(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether one model may be called by the names of both."""
    of_experiments = first & _EXPERIMENTS, second & _EXPERIMENTS
    numbers = [{name for name in each if len(name) == 1} for each in (first, second)]
    apart = all(of_experiments) and not of_experiments[0] & of_experiments[1]
    apart = apart or (all(numbers) and numbers[0] != numbers[1])
    deep = any({"deep"} <= one and "flat" in other for one, other in ((first, second), (second, first)))
    return bool(first and second) and not apart and not deep


def titles(outline: Outline, rank: int) -> frozenset[str]:
    """Return what the headings above a section call its model, that of the whole report left out."""
    held = [scope.start for scope in outline.scopes(rank)]
    whole = {0, 1} if len(held) > 1 else {0}
    found = [names(outline.sections[each].title.replace("-", " ")) for each in held if each not in whole]
    return frozenset[str]().union(*found)


def of_prose(outline: Outline, rank: int) -> Iterator[Said]:
    """Go through what the sentences of a section, and its programs, say of models."""
    section, title = outline.sections[rank], titles(outline, rank)
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            text = read(passage)
            for at, number in enumerate(text.numbers):
                before = _before(text, at)
                sentence = text.of(text.sentence(at))
                kind = _kind(text, at, before, sentence)
                if kind is None or (kind != COUNT and ELSEWHERE.search(_beside(sentence))):
                    continue
                if OF_SO_MANY.search(text.text[max(0, number.start - _NEAR) : number.end]):
                    continue
                own = _named(text, at)
                yield Said(
                    kind,
                    own or title,
                    number.low,
                    number.high,
                    number.written,
                    passage.place(number.start),
                    rank,
                    block,
                    sentence,
                    own=not own,
                )
    for block in section.of(Kind.PROSE, Kind.OUTPUT):
        for score in scores([Block(Kind.PROSE, block.lines)]):
            # What an operation gives is no number of a sentence.
            given = block.kind is Kind.OUTPUT or f"= {score.written}" in score.text
            if score.split != "other" and given:
                low, high, written, place = score.low, score.high, score.written, score.place
                yield Said(score.metric, title, low, high, written, place, rank, block, score.text, own=True)


def _before(text: Text, rank: int) -> str:
    """Return the words of its sentence between a number and the one before it, names with a number kept."""
    start = text.starts[text.sentence(rank)]
    others = [x.end for x in text.numbers[:rank] if x.sort is not Sort.OTHER]
    return text.text[max([start, *others]) : text.numbers[rank].start]


def _named(text: Text, rank: int) -> frozenset[str]:
    """Return what the words before a number call its model, the nearest ones of its sentence first."""
    for at in range(rank, -1, -1):
        if text.sentence(at) != text.sentence(rank):
            break
        if found := names(_before(text, at).replace("-", " ")):
            return found
    return frozenset()


def _beside(sentence: str) -> str:
    # What is said to be better is the model.
    return re.sub(r"\b(?:best|meilleure?s?)\b", " ", sentence, flags=re.I)


def _kind(text: Text, rank: int, before: str, sentence: str) -> str | None:
    number, after = text.numbers[rank], text.tail(rank)
    if NEARLY.search(before[-20:]) or _BOUND.search(before):
        return None
    if number.sort is Sort.COUNT and number.count >= LEAST:
        near = not MORE.match(after) and (WEIGHTS.search(before + after[:_AHEAD]) or _ENDS.match(after))
        return COUNT if near and WEIGHTS.search(sentence) else None
    if number.sort is not Sort.RATE or DIFFERS.search(before) or MORE.match(after):
        return None
    told = sentence[: number.start - text.starts[text.sentence(rank)]]
    if OTHER.search(before) or (OTHER.search(told) and not TEST.search(before)):
        return None
    found = [(each.end(), name) for name, p in _METRICS.items() for each in p.finditer(before)]
    ahead = [name for name, pattern in _METRICS.items() if pattern.search(after[:_AHEAD])]
    if found:
        return max(found)[1]
    share = WEIGHTS.search(before) or _OF_WHOLE.match(after)
    return RATE if "%" in number.written and (ahead == ["accuracy"] or not (ahead or share)) else None


def of_tables(outline: Outline, rank: int) -> Iterator[Said]:
    """Go through what the tables of a section say of the models that their rows, or their columns, name."""
    for block in outline.sections[rank].of(Kind.TABLE):
        rows = [[plain(cell).strip("\x1e *") for cell in cells(line.text)[1:-1]] for line in block.lines]
        heads = rows[0] if rows else []
        for row, line in zip(rows[1:], block.lines[1:], strict=True):
            for head, cell in zip(heads[1:], row[1:], strict=False):
                for subject, what in ((f"{heads[0]} {row[0]}", head), (head, row[0])):
                    called, kind = names(subject.replace("-", " ")), _column(what)
                    number = _value(cell, what) if called and kind is not None else None
                    if number and kind is not None:
                        quote = " | ".join(row)
                        yield Said(kind, called, *number, cell, line.place, rank, block, quote, row=subject)


def _column(head: str) -> str | None:
    """Return what a column is of, None for what is not read."""
    if WEIGHTS.search(head):
        return COUNT
    setting = next((each.name for each in SETTINGS if each.column.search(head)), None)
    said = measure(head)
    if setting or not said or said.split in ("train", "validation") or OTHER.search(head):
        return setting
    return said.metric or None


def _value(cell: str, head: str) -> tuple[Fraction, Fraction] | None:
    known = readings(cell) if re.fullmatch(NUMBER, cell) else ()
    if WEIGHTS.search(head) or (known and known[0].is_exact and "%" not in cell):
        return (known[0].low, known[0].high) if known and known[0].is_exact else None
    return bounds(cell + "%" * ("%" in head and "%" not in cell)) if _RATE.fullmatch(cell) else None
