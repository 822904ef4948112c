"""« K3 is the lightest »: against the weights of the models that are called alike."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.models.mention import Mention
from generator.reread.models.model import WEIGHTS, Model
from generator.reread.tables.heaviest import AMONG, SAID
from generator.reread.wording.phrase import NEGATION

CODE = "poids-du-tableau"


def extreme_findings(
    sentence: Sentence, named: Sequence[Mention], known: Sequence[Model]
) -> Iterator[Finding]:
    """Go through models said to have the most weights, or the fewest, where others of their name do."""
    said = SAID.search(sentence.text)
    if (
        said is None
        or AMONG.search(sentence.text)
        or NEGATION.search(sentence.text)
        or sentence.text.rstrip().endswith("?")
    ):
        return
    before = [each for each in named if each.end <= said.start()] or list(named[:1])
    models = before[-1].models if before else frozenset()
    labelled = [each for each in models if each.label and WEIGHTS in each.amounts]
    if len(labelled) != 1:
        return
    family = _family(labelled[0].label)
    own = {
        x.label: x.amounts[WEIGHTS].low for x in known if WEIGHTS in x.amounts and _family(x.label) == family
    }
    most = said["most"] or said["heavy"]
    first = max(own, key=lambda label: own[label]) if most else min(own, key=lambda label: own[label])
    count = own[labelled[0].label]
    if family and len(own) > 1 and count != own[first]:
        yield Finding(
            CODE,
            sentence.place(said.start()),
            quoted(sentence.text),
            Verdict.FALSE,
            f"{first} a {shown(own[first])} poids, et {labelled[0].label} en a {shown(count)}.",
            "",
            first,
        )


def _family(label: str) -> str:
    """Return what the labels of several models have in common: « K » of « K1 » and « K2 »."""
    return re.sub(r"\d{1,2}$", "", label) if re.search(r"\d$", label) else ""
