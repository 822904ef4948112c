"""Formulas of activations, held to what these functions are."""

import re
from collections.abc import Iterator

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted

CODE = "formule-de-l-activation"
_DECORATION = re.compile(
    r"\\(?:left|right|mathrm|text|operatorname|displaystyle|,|;|!)|[\s{}$\x1e\u202f·×*]|\\(?=[a-z])"
)
_SIGMOID = re.compile(
    r"(?:sigmo[iï]de?|sigma|σ|(?<![a-z])[fg])(?:\([a-z]\))?=[^=]{0,6}?1\)*/\(*1(?P<sign>[-+−])(?:e\^|exp)\(*(?P<power>[-−]?)[a-z]",
    re.I,
)
_NAMED = re.compile(r"sigmo[iï]d|logisti", re.I)
_RELU = re.compile(r"relu(?:\([a-z]\))?=min[({]", re.I)
_SOFTMAX = re.compile(r"softmax(?:\([^()=]{1,6}\))?_?[a-z]?=\(*[a-z]_?[a-z]\)*/\(*(?:sum|∑|Σ)", re.I)


def activation_findings(section: Section) -> Iterator[Finding]:
    """Find formulas of a sigmoid, of ReLU or of a softmax that are those of another function."""
    for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
        for sentence in sentences(passage):
            fault = _fault(_DECORATION.sub("", sentence.text), bool(_NAMED.search(sentence.text)))
            if fault:
                text, right = fault
                yield Finding(CODE, sentence.place(0), quoted(sentence.text), Verdict.FALSE, text, "", right)


def _fault(formula: str, named: bool) -> tuple[str, str] | None:
    sigmoid = _SIGMOID.search(formula) if named or "σ" in formula or "sigma" in formula else None
    if sigmoid and sigmoid["sign"] != "+":
        return "Le dénominateur de la sigmoïde est une somme : sa valeur reste entre 0 et 1.", "1 / (1 + e⁻ˣ)"
    if sigmoid and not sigmoid["power"]:
        return "L’exposant de la sigmoïde est −x : avec x, elle décroîtrait.", "1 / (1 + e⁻ˣ)"
    if _RELU.search(formula):
        return "ReLU prend le plus grand de 0 et de x.", "max(0, x)"
    if _SOFTMAX.search(formula):
        return (
            "Le softmax prend l’exponentielle de chaque valeur avant de diviser par leur somme.",
            "e^zᵢ / Σ e^zⱼ",
        )
    return None
