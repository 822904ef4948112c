"""Epochs, sizes of batches and learning rate that sentences give, against those of the only training."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import cells, passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.sizes import ELSEWHERE
from generator.reread.wording.phrase import NEGATION

CODE = "reglage-d-entrainement"
_COUNT = r"(?<![\w.,])(?P<number>\d{1,5})(?![\w%]|[.,]\d)"
_RATE = r"(?<![\w.,])(?P<number>[01]?[.,]\d{1,8}|\d{1,2}e-\d{1,2})(?![\w%]|[.,]\d)"
_IS = r"(?:(?:is|est|was|[ée]tait|a été)\s*(?:set to|de|fix[ée]e? à)?|of|de|=|:)?\s*"
_EPOCHS = r"(?:[ée]poques?|epochs?)"
_PASSES = rf"(?:{_EPOCHS}|pass(?:es|ages)\b(?!\s+(?:avant|arri[èe]re|forward|backward)))"
_BATCHES = r"(?:mini[\s-]?)?(?:batch(?:e?s)?|lots)"


@dataclass(frozen=True)
class Setting:
    """A setting of a training.

    Attributes
    ----------
    name : str
        In French, after its number.
    argument : compiled regular expression
        How code gives it; its value may be the name of a constant.
    said : tuple of compiled regular expressions
        How sentences do.
    column : compiled regular expression
        The head of a table of the values that were tried.
    """

    name: str
    argument: re.Pattern[str]
    said: tuple[re.Pattern[str], ...]
    column: re.Pattern[str]


SETTINGS = (
    Setting(
        "époques",
        re.compile(r"\b(?:n_|nb_|num_)?epochs?\s*=\s*([\w.-]+)", re.I),
        (
            re.compile(
                rf"\b(?:entra[iî]n\w+|trained|training|fit(?:ted)?|compil\w+|utilis\w+|use[ds]?)\b"
                rf"[^.;?]{{0,80}}?\b(?:pendant|sur|durant|for|over|during|en|in|with|avec|and|et)\s+{_COUNT}\s+{_PASSES}\b",
                re.I,
            ),
            re.compile(
                rf"\b(?:entra[iî]nement|apprentissage|training|learning)\b[^.;?\d]{{0,40}}?"
                rf"\b(?:dur\w+|last(?:s|ed)?|takes?|took|comp(?:te|orte|rend)|consists? of)\s+"
                rf"{_COUNT}\s+{_PASSES}\b",
                re.I,
            ),
            re.compile(
                rf"\b(?:nombre d['’][ée]poques|number of epochs|epochs|[ée]poques)\s*"
                rf"(?:(?:is|est|was|[ée]tait|a été)\s*(?:set to|de|fix[ée] à)?|=|:)\s*{_COUNT}",
                re.I,
            ),
        ),
        re.compile(_EPOCHS, re.I),
    ),
    Setting(
        "cas par lot",
        re.compile(r"\bbatch_?size\s*=\s*([\w.-]+)", re.I),
        (
            re.compile(
                rf"\b(?:batch(?:es)?[\s_-]?(?:size|taille)|"
                rf"(?:taille|size)s? (?:d[eu]s?|of)(?: the)? {_BATCHES}|"
                rf"{_BATCHES})\s*{_IS}(?:size|taille)?\s*{_COUNT}",
                re.I,
            ),
        ),
        re.compile(r"batch|\blots?\b", re.I),
    ),
    Setting(
        "de taux d’apprentissage",
        re.compile(r"\b(?:learning_rate|lr)\s*=\s*([\w.-]+)"),
        (
            re.compile(
                rf"\b(?:learning[\s_-]rate|taux d['’]apprentissage|pas d['’]apprentissage)\s*"
                rf"{_IS}{_RATE}",
                re.I,
            ),
        ),
        re.compile(r"learning.?rate|\blr\b|taux d['’]app", re.I),
    ),
)
# In the past tense, a report says what it did; what a value is for each or over all of is no other value.
_TOLD = re.compile(r"\b(?:over|was|were|[ée]tai(?:t|ent)|par|per)\b", re.I)
# What is said of Keras is checked against Keras.
_DEFAULT = re.compile(r"d[ée]faut|default", re.I)


def setting_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find settings that are not those of the code, where all of it says the same."""
    code = "\n".join(block.text for block in blocks if block.kind is Kind.CODE)
    for setting in SETTINGS:
        values = {_value(_constant(code, given)) for given in setting.argument.findall(code)}
        if len(values) != 1 or None in values:
            continue
        (right,) = values
        tried = {*_tried(blocks, setting.column)}
        for sentence in _sentences(blocks):
            if NEGATION.search(sentence.text) or _DEFAULT.search(sentence.text):
                continue
            if ELSEWHERE.search(_TOLD.sub("", sentence.text)):
                continue
            found = next(filter(None, (said.search(sentence.text) for said in setting.said)), None)
            said_value = _value(found["number"]) if found else right
            if found and said_value != right and said_value not in tried:
                yield _finding(sentence, found, setting, right)


def _finding(sentence: Sentence, found: re.Match[str], setting: Setting, right: Fraction | None) -> Finding:
    shown = f"{float(right or 0):g}".replace(".", ",")
    return Finding(
        CODE,
        sentence.place(found.start("number")),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Le texte dit {found['number']} {setting.name}, et le code {shown}.",
        "",
        shown,
    )


def _constant(code: str, given: str) -> str:
    """Return what a name is worth in the code, as long as it is given one value."""
    if not re.fullmatch(r"[^\W\d]\w*", given):
        return given
    worth = {*re.findall(rf"^\s*{given}\s*=\s*([\w.-]+)\s*(?:#.*)?$", code, re.M)}
    return worth.pop() if len(worth) == 1 else given


def _value(written: str) -> Fraction | None:
    try:
        return Fraction(written.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None


def _tried(blocks: Sequence[Block], column: re.Pattern[str]) -> Iterator[Fraction | None]:
    """Go through the values that tables give to a setting."""
    for block in blocks:
        if block.kind is Kind.TABLE:
            rows = [[plain(cell).strip("\x1e ") for cell in cells(line.text)] for line in block.lines]
            for rank, head in enumerate(rows[0]):
                if column.search(head):
                    yield from (_value(row[rank]) for row in rows[1:] if rank < len(row))


def _sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    for block in blocks:
        if block.kind is Kind.PROSE:
            for passage in passages(block):
                yield from sentences(passage)
