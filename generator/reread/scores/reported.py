"""Scores as reports state them: ``Test accuracy: 0.9726``, « une exactitude de 97,26 % »."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import cells
from generator.reread.documents.place import Place
from generator.reread.scores.mention import bounds
from generator.reread.wording.links import NEARLY

METRICS = {
    # The balanced one, and that of the five likeliest answers, are others.
    "accuracy": r"(?<!balanced )(?<!top-\d )accuracy(?!\s+[ée]quilibr)|acc(?=\s*[:=])|"
    r"exactitude(?!\s+[ée]quilibr)|taux de r[ée]ussite",
    "error": r"taux d['’]erreurs?|error rate",
    "f1": r"f[-_ ]?1(?:[-_ ]?score)?|f[-_ ]?score",
    "precision": r"pr[ée]cision",
    "recall": r"recall|rappel|sensibilit[ée]|sensitivity",
    "specificity": r"specificity|sp[ée]cificit[ée]",
    "loss": r"loss|perte|test score(?=\s*[:=])",
}
# « 380/(380+84) = », « 2 × P × R / (P + R) = »
_FORMULA = (
    r"(?:(?=[^=≈]{0,90}[+/*×÷·])"
    r"(?:[\d\s()+/*×÷·.]|,(?=\d)|pr[ée]cision|recall|rappel|[TFV][PN]|[PR]\b){3,90}[=≈]\s*)?"
)
_NUMBER = r"(?<!\w)(?<![«\"“]\s)(?P<number>\d{1,3}(?:[.,]\d{1,20})?\s?%|[01][.,]\d{2,20}|1\b)"
# « The recall of class 9 is »
_OF_CLASS = (
    r"\b(?!mod[eè]l|r[ée]seau|network|essai|trial|run|cnn|mlp)[^\W\d]{2,10}\s\d"
    r"(?=\s+(?:est|is|was|[ée]tait|vaut|atteint|reaches)\b)"
)
_AFTER = r"\b(?:apr[eè]s|after)\s\d{1,4}\s(?:[ée]poques|epochs)\b"
SCORE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in METRICS.items())
    + rf")\b(?P<between>(?:(?!accuracy|exactitude)(?:[^\d\n|.;]|{_OF_CLASS}|{_AFTER})){{0,45}}?)"
    rf"{_FORMULA}~?≈?\s*{_NUMBER}",
    re.I,
)
# « Precision, recall and F1 are 0.81, 0.92 and 0.86 »
_NAME = "|".join(f"(?:{pattern})" for pattern in METRICS.values())
_NEXT = r"\s*(?:,|/|\bet\b|\band\b|,\s*and\b)\s*(?:(?:le|la|l['’]|un|une|the|a|an)\s*)?"
_RATE = _NUMBER.replace("?P<number>", "?:")
LISTED = re.compile(
    rf"(?<![\w-])(?P<names>(?:{_NAME})\b(?:{_NEXT}(?:{_NAME})\b)+)[^\d\n|.;=]{{0,40}}?"
    rf"(?P<numbers>{_RATE}(?:{_NEXT}(?:de\s+|of\s+)?{_RATE})+)",
    re.I,
)
# « From 0.81 to 0.92 »: the first one is of what was before.
_CHANGES = re.compile(r"\b(?:from|de|d['’])\s*[~≈]?\s*$", re.I)
# « p (the same error rate everywhere): 0.0047 »
_P_VALUE = re.compile(r"(?<!\w)p(?:-?value)?\s*\([^()]*$", re.I)
_TO = re.compile(r"\s*(?:à|to|->|→)\s*[~≈]?\s*\d", re.I)
# « 97,5 % d’exactitude »
BEFORE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,]\d{1,20})?\s?%)\s+(?:d['’]|de\s+|of\s+)?(?P<between>(?:test\s+)?)(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in METRICS.items())
    + r")\b(?!\s*(?:of|de|est|is|[:=])\s*\d)",
    re.I,
)
TEST = re.compile(r"(?<![a-z])test", re.I)
OTHER = re.compile(r"(?<![a-z])(?:val(?:id\w*)?(?![a-z])|train|training|entra[iî]nement|apprentissage)", re.I)
# « 422/422 - 2s - loss: 0.55 »: what Keras prints of an epoch, not to be taken for scores told.
OF_EPOCH = re.compile(r"^\s*\d{1,6}/\d{1,6}\s.*\b(?:loss|acc\w*):")
# A line of a classification report, which ends with how many cases there are.
OF_CLASSES = re.compile(r"^[^\d\n]{0,40}(?:[01][.,]\d{2,6}[\s|]+){1,3}\d{1,6}\W*$")


@dataclass(frozen=True)
class Reported:
    """A score.

    Attributes
    ----------
    metric : str
        A key of `METRICS`.
    split : str
        « test », « other » or empty when it is not said.
    low, high : Fraction
        Between which the score lies, cut or rounded as it may be.
    written : str
        Its number.
    around : str
        The words before it; in a table, the heads of its line and of its column.
    """

    metric: str
    split: str
    low: Fraction
    high: Fraction
    text: str
    place: Place
    nearly: bool
    written: str
    around: str

    def allows(self, value: Fraction) -> bool:
        """Tell whether a value may have been written so."""
        return self.low <= value < self.high


def scores(blocks: Sequence[Block]) -> Iterator[Reported]:
    """Go through the scores that some blocks state."""
    for block in blocks:
        for text, quote, place in _texts(block):
            if "ms/step" in text or "Epoch" in text or OF_EPOCH.match(text) or OF_CLASSES.match(text):
                continue
            for metric, written, start, end in _written(text):
                if "," in written and not re.search(r"%|[01],\d", written):
                    continue
                low, high = bounds(written)
                around = text[max(0, start - 60) : end]
                split = "test" if TEST.search(around) else "other" if OTHER.search(around) else ""
                nearly = NEARLY.search(text[start:end]) is not None
                yield Reported(metric, split, low, high, quote, place, nearly, written, around)


def _written(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Go through the scores of a text: the metric, its number, and where it is said."""
    used: set[int] = set()
    for found in LISTED.finditer(text):
        names = [_metric(each) for each in re.finditer(_NAME, found["names"], re.I)]
        rates = [*re.finditer(_RATE, found["numbers"])]
        used |= {found.start("numbers") + rate.start() for rate in rates}
        if len(names) == len(rates):
            for name, rate in zip(names, rates, strict=True):
                yield name, rate[0], found.start(), found.end()
    for found in (*SCORE.finditer(text), *BEFORE.finditer(text)):
        at = found.start("number")
        changes = _CHANGES.search(text, max(0, at - 10), at) and _TO.match(text, found.end("number"))
        if at not in used and not changes and not _P_VALUE.search(text, 0, found.start()):
            used.add(at)
            yield next(name for name in METRICS if found[name]), found["number"], found.start(), found.end()


def _metric(found: re.Match[str]) -> str:
    return next(name for name, pattern in METRICS.items() if re.fullmatch(pattern, found[0], re.I))


def _texts(block: Block) -> Iterator[tuple[str, str, Place]]:
    """Go through the lines of a block as sentences say them, then as they are written."""
    if block.kind is Kind.CODE:
        return
    if block.kind is not Kind.TABLE:
        yield from ((text := plain(line.text), text, line.place) for line in block.lines)
        return
    heads, *rows = ([plain(cell).strip(" \x1e") for cell in cells(line.text)[1:-1]] for line in block.lines)
    for row, line in zip(rows, block.lines[1:], strict=True):
        named = zip(heads[1:], row[1:], strict=False)
        yield " ; ".join(f"{row[0]} {head}: {cell}" for head, cell in named), " | ".join(row), line.place


# « 860 out of 892, a recall of 96.4 % »: of the one class that has so many cases.
OF_SO_MANY = re.compile(
    r"\b(?:(?:out\s+)?of(?:\s+(?:its|the))?|sur(?:\s+(?:ses|les))?)\s+\d[\d'’, \u202f]*\W{0,3}"
    r"[^\d.;]{1,40}[\d.,]+\s?%?$",
    re.I,
)


@cache
def one_class(cases: str) -> re.Pattern[str]:
    """Return the pattern of what is of one class among many, and of no mean; see `score_findings`."""
    return re.compile(
        rf"\b(?:(?:class\w*|{cases}|labels?|du|des|(?<!factor )of|for|pour|sur|on)\s+(?:le\s+|the\s+)?|"
        # « The 9 has the worst F1 », but « the 9 models have »
        r"(?:le|the)\s+(?!\d\s+(?!(?:ha|wa|i|get|make|reache)s\b)[^\W\d]+s\b)|"
        # « 7 is the worst »
        r"(?<![\w.,/=-])(?=\d\s+(?:is|was|has|gets|est|[ée]tait)\s))(\d)\b(?![.,]\d|\s?%)",
        re.I,
    )
