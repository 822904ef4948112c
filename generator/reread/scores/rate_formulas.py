"""Rates whose formula is that of another: « precision = TP / (TP + FN) », and with the counts of a matrix."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.named_counts import matrices
from generator.reread.scores.orientation import oriented

CODE = "formule-du-taux"
_NAMES = {
    "precision": r"pr[ée]cision|PPV|VPP",
    "recall": r"recall|rappel|sensibilit[ée]|sensitivity|TPR|TVP",
    "specificity": r"sp[ée]cificit(?:y|[ée])|TNR|TVN",
}
FRENCH = {
    "precision": "de la précision",
    "recall": "du rappel",
    "specificity": "de la spécificité",
    "npv": "de la valeur prédictive négative",
}
_SYMBOLS = {
    ("tp", "fp"): "precision",
    ("tp", "fn"): "recall",
    ("tn", "fp"): "specificity",
    ("tn", "fn"): "npv",
}
_LETTERS = {"VP": "tp", "TP": "tp", "VN": "tn", "TN": "tn", "FP": "fp", "FN": "fn"}
_SYMBOL = r"(?:[TV][PN]|F[PN])"
_COUNT = r"\d{1,6}"
_ANY = "|".join(f"(?P<{name}>{words})" for name, words in _NAMES.items())
_NAME = rf"(?<![\w-])(?:{_ANY})\b"


def _formula(part: str) -> str:
    return rf"[({{\s]*(?P<part>{part})\s*\)*\s*/\s*\(+\s*(?P<first>{part})\s*\+\s*(?P<second>{part})\s*\)"


_IS = (
    r"(?P<between>[^.;\d=]{0,60}?(?:=|:|\best\b|\bis\b|\bvaut\b|\bde\b|\bof\b)\s*"
    r"(?:(?:le|la|the)\s+(?:rapport|quotient|ratio|fraction|proportion)\s+(?:(?:de|of)\s+)?)?)"
)
_WORDED = re.compile(rf"{_NAME}{_IS}{_formula(_SYMBOL)}", re.I)
_COUNTS = re.compile(rf"{_NAME}{_IS}{_formula(_COUNT)}", re.I)


_RESULT = re.compile(r"\s*[=≈]\s*(\d+(?:[.,]\d+)?(?:\s?%)?)")


def rate_formula_findings(section: Section, class_counts: Sequence[Sequence[int]]) -> Iterator[Finding]:
    """Find formulas that are those of another rate than the one that they are said to give."""
    tables = [*matrices(section.blocks)]
    table = oriented(section.blocks, tables, class_counts)
    every = [
        sentence
        for block in section.of(Kind.PROSE)
        for passage in passages(block)
        for sentence in sentences(passage)
    ]
    for sentence in (*every, *_code(section)):
        for found in _WORDED.finditer(sentence.text):
            yield from _worded(sentence, found)
    counted = [(sentence, found) for sentence in every for found in _COUNTS.finditer(sentence.text)]
    recalled = {_fraction(found) for _, found in counted if found["recall"]}
    for sentence, found in counted if table else ():
        yield from _counted(sentence, found, table, recalled)


def _code(section: Section) -> Iterator[Sentence]:
    """Go through the lines of code, which compute rates of counts by name."""
    for block in section.of(Kind.CODE):
        for line in block.lines:
            yield Sentence(line.text, 0, Passage((line,), (line.text,)))


def _said(found: re.Match[str]) -> str:
    return next(name for name in _NAMES if found[name])


def _worded(sentence: Sentence, found: re.Match[str]) -> Iterator[Finding]:
    part, *both = (_LETTERS[found[name].upper()] for name in ("part", "first", "second"))
    if part not in both or re.search(_NAME, found["between"], re.I):
        return
    both.remove(part)
    given, said = _SYMBOLS.get((part, both[0]), ""), _said(found)
    if given and given != said:
        yield _finding(sentence, found, given, said)


def _counted(
    sentence: Sentence, found: re.Match[str], table: Matrix | None, recalled: AbstractSet[tuple[int, int]]
) -> Iterator[Finding]:
    if table is None or re.search(_NAME, found["between"], re.I):
        return
    labels = range(len(table.rows))
    recalls, precisions = ([*map(of, labels)] for of in (table.recall, table.precision))
    pair, said = _fraction(found), _said(found)
    is_recall, is_precision = pair in recalls, pair in precisions
    if is_recall and said == "specificity" and pair in recalled:
        # One class cannot have both.
        yield _finding(sentence, found, "recall", said)
    elif is_recall and not is_precision and said == "precision":
        yield _finding(sentence, found, "recall", said)
    elif is_precision and not is_recall and said != "precision":
        yield _finding(sentence, found, "precision", said)


def _fraction(found: re.Match[str]) -> tuple[int, int]:
    return int(found["part"]), int(found["first"]) + int(found["second"])


def _finding(sentence: Sentence, found: re.Match[str], given: str, said: str) -> Finding:
    formula = " ".join(found[0][found.end("between") - found.start() :].split())
    result = _RESULT.match(sentence.text, found.end())
    return Finding(
        CODE,
        sentence.place(found.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"{formula} est la formule {FRENCH[given]}, et non {FRENCH[said]}.",
        "",
        FRENCH[given],
        wrong=result[1] if result else "",
    )
