"""Scores that may be those of something else than what their section printed or counted."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind, Section
from generator.reread.scores.mention import bounds
from generator.reread.scores.reported import Reported, one_class
from generator.reread.wording.phrase import SENTENCE

NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{1,6})?\s?%|(?<![\w.,])\d{1,2}\.\d{2,20}\b")
# What is said of another model, another partition, one class or many results.
ELSEWHERE = re.compile(
    r"\b(?:toujours|always|constante?s?|previous\w*|pr[ée]c[ée]d\w+|first|premi(?:er|[èe]re)|second\w*|deuxi[èe]me|autres?|others?|another|"
    r"litt[ée]rature|papers?|articles?|objecti\w+|target|goal|au moins|at least|max\w*|min\w*|best|"
    r"meilleure?s?|moyen\w*|average|mean|[ée]poques?|epochs?|hasard|random|baseline|would|could|should|may|might|can|peut|"
    r"pourr\w+|devr\w+|aurai\w*|augment\w*|increas\w*|improv\w*|am[ée]lior\w*|gains?|from|pass[ée]\w*|instead|"
    r"au lieu|kaggle|class\w*|if|si|than|par rapport|compar\w+|contre|versus|vs|"
    r"bornes?|bounds?|interval\w*|seuil|threshold|folds?|plis?|drop(?!out)\w*|chut\w+|baiss\w*|diminu\w*)\b",
    re.I,
)


EPOCHS = re.compile(r"(?:\b\w+\s+)?(?:[ée]poques?|epochs?)\b", re.I)


def numbers(section: Section, *, epochs: bool = True) -> Iterator[tuple[Fraction, Fraction]]:
    """Go through all that was printed or put in a table, which a sentence may be about.

    Parameters
    ----------
    section : Section
    epochs : bool
        Whether it may be about an epoch of a training.
    """
    for block in section.of(Kind.OUTPUT, Kind.TABLE):
        for line in block.lines:
            if epochs or "val_" not in line.text:
                yield from (bounds(found[0]) for found in NUMBER.finditer(line.text))


def sentence_of(score: Reported) -> str:
    """Return the sentence of a line where a score stands."""
    parts = SENTENCE.split(score.text)
    return next((part for part in parts if score.written in part), score.text)


def is_elsewhere(score: Reported, cases: str, *, epochs: bool = True) -> bool:
    """Tell whether the sentence of a score speaks of another model or partition, one class or one epoch.

    Parameters
    ----------
    score : Reported
    cases : str
        Regular expression of what a sample is made of.
    epochs : bool
        Whether an epoch counts as something else.
    """
    text = sentence_of(score)
    text = text if epochs else EPOCHS.sub(" ", text)
    return ELSEWHERE.search(text) is not None or one_class(cases).search(text) is not None
