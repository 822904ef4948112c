"""Scores on the validation and on training that sentences give, against the epochs printed beside them."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind, Section
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.elsewhere import is_elsewhere, numbers
from generator.reread.scores.reported import scores
from generator.reread.wording.phrase import SENTENCE

CODE = "score-d-epoque"
LOGGED = re.compile(r"\b(?P<val>val_)?(?P<name>loss|acc)(?:uracy)?:\s*(?P<number>\d{1,3}\.\d{2,20})")
_VALIDATION = re.compile(r"(?<![a-z])val(?:id\w*)?(?![a-z])", re.I)
_TRAINING = re.compile(r"(?<![a-z])(?:train|entra[iî]n|apprentissage)", re.I)
_PART = re.compile(rf"{_VALIDATION.pattern}|{_TRAINING.pattern}|(?<![a-z])test", re.I)
NAMES = {"accuracy": "acc", "loss": "loss"}
# « The training accuracy (0.95) », « l’exactitude de validation est de 0.96 »: which one a number is.
_ATTACHED = re.compile(
    rf"(?<!and )(?<!et )(?<!/)(?:(?P<validation>{_VALIDATION.pattern})|{_TRAINING.pattern})[a-zéî]*"
    r"(?:\W+(?:accuracy|loss|acc|set|data))?"
    r"\W*(?:\b(?:is|est|was|[ée]tait|of|de|à|at|atteint|reaches|vaut)\W+){0,2}$",
    re.I,
)
# Beyond, it is the score of something else.
NEAR = Fraction(1, 20)


def epoch_findings(section: Section, cases: str) -> Iterator[Finding]:
    """Find scores that no epoch printed in their section has; see `printed_findings`."""
    logged: dict[tuple[str, bool], list[Fraction]] = {}
    for block in section.of(Kind.OUTPUT):
        for found in LOGGED.finditer(block.text):
            key = (found["name"], found["val"] is not None)
            logged.setdefault(key, []).append(Fraction(found["number"]))
    if not any(validation for _, validation in logged):
        return
    others = [*numbers(section)]
    for score in (said for block in section.of(Kind.PROSE) for said in scores([block])):
        # The sentence before may be about another part of the data.
        sentence = SENTENCE.split(score.around)[-1]
        around = sentence if _PART.search(sentence) else score.around
        attached = _ATTACHED.search(around.removesuffix(score.written))
        validation = bool(attached["validation"] if attached else _VALIDATION.search(around))
        known = logged.get((NAMES.get(score.metric, ""), validation), [])
        both = attached is None and validation is bool(_TRAINING.search(around))
        if not known or score.nearly or both:
            continue
        nearest = min(known, key=lambda value: abs(value - score.low))
        agrees = any(score.allows(value) for value in known)
        agrees = agrees or any(low <= score.high and score.low <= high for low, high in others)
        if agrees or abs(nearest - score.low) >= NEAR or is_elsewhere(score, cases, epochs=False):
            continue
        shown = f"{float(nearest) * 100:.2f} %" if "%" in score.written else f"{float(nearest):.4f}"
        yield Finding(
            CODE,
            score.place,
            quoted(score.text),
            Verdict.FALSE,
            f"Aucune époque affichée dans cette partie n’a {score.written} : la plus proche a "
            f"{shown.replace('.', ',')}.",
            "",
            shown.replace(".", ","),
            wrong=score.written,
        )
