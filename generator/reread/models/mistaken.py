"""« B makes 195 errors, A makes 288 »: against the accuracies of the models that are named."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.arithmetic.number import figures
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.models.mention import Mention
from generator.reread.models.model import ERRORS
from generator.reread.wording.links import MORE, NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "erreurs-comptees"
_ERRORS = r"(?:erreurs?|fautes?|errors?|mistakes?)"
_NAMED = re.compile(rf"\b{_ERRORS}\b", re.I)
# « Il se trompe sur 179 des 10 000 »: of what the sentence before is about.
_IT = re.compile(
    r"^\W*(?:il|elle|it)\s+(?:(?:se\s+trompe|misclassifies|errs)(?:\s+(?:donc|encore|only|still))?\s+(?:sur|on)?|"
    r"(?:fait|commet|makes|made))\s+(?:encore\s+|donc\s+|only\s+|seulement\s+)?"
    rf"(?P<number>\d{{1,3}}(?:[ '’,\u00a0\u202f]\d{{3}})+|\d{{1,5}})(?![\w%]|[.,]\d)"
    rf"(?:(?P<errors>\s+{_ERRORS})|\s+(?:des|of\s+the|sur\s+les|fois|times))\b",
    re.I,
)
_N = r"(?P<number>\d{1,3}(?:[ '’,\u00a0\u202f]\d{3})+|\d{1,5})(?![\w%]|[.,]\d)"
_MAKES = re.compile(
    rf"\W{{0,3}}\s*(?P<of>en\s+)?(?:fait|commet|makes?|made|has|a)\s+(?:encore\s+|donc\s+|only\s+|seulement\s+)?{_N}"
    rf"(?P<errors>\s+{_ERRORS}\b)?",
    re.I,
)
# Of a class, of a kind, or of another partition.
_PART = re.compile(
    r"\b(?:dont|including|par classe|per class|validation|train\w*|entra[iî]n\w*|classe?s?|sur les?|"
    r"on the \d)\b",
    re.I,
)
_LEAST = Fraction(9, 10)
# Beyond, they are the errors of something else.
_FAR = 3


def mistaken_findings(
    sentence: Sentence, named: Sequence[Mention], sizes: Sequence[int], topic: Mention | None = None
) -> Iterator[Finding]:
    """Go through numbers of errors that no partition gives the model right before them.

    Parameters
    ----------
    sentence : Sentence
    named : sequence of Mention
        In the sentence.
    sizes : sequence of int
        Of the known partitions.
    topic : Mention or None
        What the sentences before are about.
    """
    text = sentence.text
    it = _IT.match(text)
    if NEGATION.search(text) or NEARLY.search(text) or _PART.search(text[it.end() :] if it else text):
        return
    told = [size for size in sizes if str(size) in re.sub(r"(?<=\d)[ '’,\u00a0\u202f](?=\d{3})", "", text)]
    for mention in [topic] if it and topic and not topic.by_kind else named:
        said = it or _MAKES.match(text, mention.end)
        models = [model for model in mention.models if model.label and ERRORS in model.amounts]
        if said is None or len(models) != 1 or MORE.match(text, said.end("number")):
            continue
        if not it and not (said["errors"] or (said["of"] and _NAMED.search(text[: mention.start]))):
            continue
        count, rate = figures(said["number"]), models[0].amounts[ERRORS]
        # A score has about as many figures as its partition allows.
        own = told or [size for size in sizes if (rate.high - rate.low) * size >= _LEAST]
        known = [(rate.low * size - 1, rate.high * size + 1) for size in own]
        near = [
            (low + high) / 2
            for low, high in known
            if Fraction(1, _FAR) < (low + high) / 2 / max(count, 1) < _FAR or (it and told)
        ]
        if any(low <= count <= high for low, high in known) or not near:
            continue
        right = shown(round(float(min(near, key=lambda each: abs(each - count)))))
        yield Finding(
            CODE,
            sentence.place(said.start("number")),
            quoted(text),
            Verdict.FALSE,
            f"D’après son exactitude, {models[0].label} se trompe {right} fois, et non {said['number']}.",
            "",
            right,
            wrong=said["number"],
        )
