"""The loss that sentences name, against what the code compiles and the formula beside the name."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.reread.documents.block import Block, Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import Passage, passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.compiled import compiled
from generator.reread.learning.losses import NAME, NAMED, agrees, function, kind
from generator.reread.learning.named import IS, OTHERWISE, finding, used_names
from generator.reread.wording.phrase import NEGATION

LOSS, FORMULA = "perte-nommee", "formule-de-la-perte"
_LOSS = r"(?:fonctions? de (?:loss|perte|co[ûu]t)|(?:loss|cost)(?: function)?|loss fonction|perte|co[ûu]t)"
_SAYS = re.compile(
    rf"\b(?:(?:fonction de |the |our |la |notre ){_LOSS}|(?:loss|cost) function|loss fonction)\b"
    rf"{IS}(?P<name>{NAME})\b",
    re.I,
)
_USES = re.compile(
    rf"\b(?:minimi[sz]\w*|avec|with|utilis\w+|us(?:e|es|ed|ing))\s+(?:la\s+|the\s+|l['’]|une?\s+|a\s+)?"
    rf"(?:{_LOSS}\s+)?(?P<first>{NAME})\b(?!\s+m[ée]tri)|"
    rf"\b(?P<second>{NAME})\s+(?:loss\b|(?:comme|as)\s+(?:the\s+|a\s+|our\s+|la\s+|une\s+)?{_LOSS}\b)",
    re.I,
)
# What it is used as, and no comparison.
_AS = re.compile(rf"\b(?:comme|as)\s+(?:the\s+|a\s+|our\s+|la\s+|une\s+)?{_LOSS}\b", re.I)
_OUT = r"(?:sorties?|outputs?|derni[èe]re|finale?|last)"
_OUTPUTS = {
    name: re.compile(rf"\b{_OUT}\b[^.;]{{0,40}}\b{output}|\b{output}[^.;]{{0,30}}\b{_OUT}\b", re.I)
    for name, output in (("binary_crossentropy", "sigmo[iï]"), ("categorical_crossentropy", "softmax"))
}
_NAMES = {"crossentropy": "d’une entropie croisée", "error": "d’une erreur quadratique"}


def named_loss_findings(outline: Outline) -> Iterator[Finding]:
    """Find losses that nothing compiles, or whose name has the formula of another."""
    blocks = [block for section in outline.sections for block in section.blocks]
    used = {function(name) for name in used_names([*compiled(blocks)], "loss")}
    for block in blocks:
        if block.kind is not Kind.PROSE:
            continue
        for sentence, after in _sentences(block):
            name = _said(sentence.text)
            # A network that the same paragraph describes, and whose output suits the name, is another one.
            described = name in _OUTPUTS and _OUTPUTS[name].search(block.text)
            if name and used and not described and not any(agrees(name, each) for each in used):
                yield finding(LOSS, sentence.place(0), sentence.text, name, used)
            else:
                yield from _formula(sentence, after)


def _sentences(block: Block) -> Iterator[tuple[Sentence, str]]:
    """Go through the sentences, each with the paragraph after it where it announces one."""
    held: Sequence[Passage | None] = (*passages(block), None)
    for passage, following in pairwise(held):
        every = [*sentences(passage)] if passage else []
        for rank, sentence in enumerate(every):
            announces = rank + 1 == len(every) and sentence.text.rstrip(" \x1e").endswith(":")
            yield sentence, following.text if following and announces else ""


def _said(text: str) -> str:
    """Return the function that a sentence says is the loss, empty for none."""
    says = _SAYS.search(text)
    if says:
        return function(says["name"])
    uses = _USES.search(text)
    if uses is None or NEGATION.search(text) or OTHERWISE.search(_AS.sub("", text)):
        return ""
    return function(uses["first"] or uses["second"])


def _formula(sentence: Sentence, after: str) -> Iterator[Finding]:
    text = f"{sentence.text}\n{after}"
    names = {function(name[0]) for name in NAMED.finditer(text)}
    shown = kind(text)
    if len(names) != 1 or not shown or NEGATION.search(text) or OTHERWISE.search(sentence.text):
        return
    (name,) = names
    if not name.endswith(shown):
        yield Finding(
            FORMULA,
            sentence.place(0),
            quoted(text),
            Verdict.FALSE,
            f"Le texte nomme {name}, et la formule est celle {_NAMES[shown]}.",
        )
