"""Scores that sentences give, against the only one that the code of their part printed."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Block, Kind, Section
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.elsewhere import is_elsewhere, numbers, sentence_of
from generator.reread.scores.mention import bounds
from generator.reread.scores.reported import OTHER, Reported, scores

CODE = "score-imprime"
NAMES = {"accuracy": "l’exactitude", "loss": "la perte"}
# What an evaluation prints while it goes on, and what it returns: the loss, then the accuracy.
PROGRESS = re.compile(
    r"(?:ms|s|us)/(?:step|sample)\b.*?\bloss:\s*(?P<loss>\d+\.\d+).*?\bacc\w*:\s*(?P<accuracy>[01]\.\d+)"
)
PAIR = re.compile(r"^\W*[\[(]\s*(?P<loss>\d+\.\d{3,}),\s*(?P<accuracy>[01]\.\d{2,})\s*[\])]\s*$")
# A line that holds nothing but a score was copied from what was printed.
ALONE = re.compile(r"^[\s>*_`]*(?:[^\W\d]+\s){0,3}?[^\W\d]+[\s*_`]*[:=]\s*[*_`]*\d\.\d{3,}[\s*_`]*$")
# How many epochs a training lasts, as code gives it and as Keras prints it.
_LASTS = re.compile(r"^\s*Epoch\s+\d+/(\d+)|\bepochs?\s*=\s*(\d+)", re.M | re.I)
_AFTER = re.compile(r"(?<![\w.,])(\d{1,5})\s+(?:[ée]poques|epochs)\b", re.I)
# Beyond, it is the score of something else.
NEAR = Fraction(1, 20)


def printed_findings(section: Section, stated: Sequence[Reported], cases: str) -> Iterator[Finding]:
    """Find scores that are not the one that was printed in their section.

    Parameters
    ----------
    section : Section
    stated : sequence of Reported
        Its scores, whatever says them.
    cases : str
        Regular expression of what a sample is made of.
    """
    printed = [*_printed(section.blocks)]
    others, tested = [*numbers(section)], [*numbers(section, epochs=False)]
    # « précision » is what French calls the accuracy, unless precision is told from it.
    told = {score.metric for score in stated}
    loose = not told & {"recall", "f1"}
    lasts = {int(one or other) for block in section.blocks for one, other in _LASTS.findall(block.text)}
    for score in (said for block in section.of(Kind.PROSE) for said in scores([block])):
        metric = "accuracy" if score.metric == "precision" and loose else score.metric
        values = [value for name, value in printed if name == metric]
        if not values or score.split == "other" or score.nearly or ALONE.match(score.text):
            continue
        least, most = min(values, key=_width)
        if any(low > most or least > high for low, high in values):
            continue
        # What is said of the test is not of an epoch.
        beside = tested if score.split == "test" and not OTHER.search(sentence_of(score)) else others
        agrees = any(low <= score.high and score.low <= high for low, high in (*values, *beside))
        middle = (least + most) / 2
        after = [int(each) for each in _AFTER.findall(sentence_of(score))]
        # « After 5 epochs », all of them, the test is what was printed of it.
        whole = score.split == "test" and len(after) == 1 and after[0] in lasts
        if agrees or abs(score.low - middle) >= NEAR or is_elsewhere(score, cases, epochs=not whole):
            continue
        shown = _shown(middle, score.written)
        yield Finding(
            CODE,
            score.place,
            quoted(score.text),
            Verdict.FALSE,
            f"Dans cette partie, le programme affiche {shown} pour {NAMES[metric]}, et non {score.written}.",
            "",
            shown,
            wrong=score.written,
        )


def _printed(blocks: Sequence[Block]) -> Iterator[tuple[str, tuple[Fraction, Fraction]]]:
    """Go through what was printed of a test, or of what is not said to be anything else."""
    for block in blocks:
        lines = block.lines if block.kind is Kind.OUTPUT else ()
        trained = False
        for line in lines:
            trained = trained or "Epoch" in line.text
            found = PAIR.match(line.text) or PROGRESS.search(line.text)
            if found and not trained and "val_" not in line.text:
                yield from ((name, bounds(found[name])) for name in NAMES)
            if trained and "val_" in line.text:
                trained = False
        held = [line for line in block.lines if block.kind is Kind.OUTPUT or ALONE.match(line.text)]
        if held and block.kind in (Kind.OUTPUT, Kind.PROSE):
            for score in scores([Block(Kind.PROSE, tuple(held))]):
                if score.metric in NAMES and score.split != "other" and "%" not in score.written:
                    yield score.metric, bounds(score.written)


def _width(value: tuple[Fraction, Fraction]) -> Fraction:
    return value[1] - value[0]


def _shown(value: Fraction, like: str) -> str:
    """Write a value as another is: in percent or not."""
    text = f"{float(value) * 100:.2f} %" if "%" in like else f"{float(value):.4f}"
    return text.replace(".", ",")
