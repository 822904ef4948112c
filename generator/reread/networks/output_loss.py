"""The loss of a network, against how many neurons it ends with."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Kind, Section
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.losses import NAME, function
from generator.reread.networks.stated import StatedNetwork
from generator.reread.walk.against import ELSEWHERE
from generator.reread.wording.phrase import NEGATION

CODE, OUTPUTS = "perte-et-sortie", "nombre-de-sorties"
# Data whose classes are known.
LOADED = re.compile(r"(?<!imdb)(?<!reuters)\.load_data\(")
LOSS = re.compile(rf"\b{NAME}\b", re.I)
# A network that ends with one neuron.
ALONE = re.compile(
    r"\b(?:un\s+(?:seul\s+|unique\s+)?neurone(?:\s+(?:unique|de\s+sortie))|un\s+seul\s+neurone|"
    r"single\s+(?:\w+\s+)?(?:neuron|unit|output)|one\s+output\s+(?:neuron|unit)|"
    r"1\s+(?:output\s+)?(?:neurone?|unit)|dense\(\s*1\b)",
    re.I,
)
SOFTMAX = re.compile(r"(?<!non )(?<!no )(?<!not )(?<!not a )(?<!of )(?<!de )\bsoftmax\b", re.I)
# Two classes may have an output each.
LARGEST = 2
ONE = (
    "Le réseau finit par un seul neurone, et {name} attend une sortie par classe : avec une sortie, c’est "
    "binary_crossentropy."
)
ALWAYS = (
    "Le réseau finit par un seul neurone, et la softmax d’une seule valeur vaut toujours 1 : il faut une "
    "sigmoïde."
)
SEVERAL = (
    "Le réseau finit par {units} neurones, et binary_crossentropy juge chacun à part : pour une "
    "classe parmi "
    "{units}, c’est categorical_crossentropy."
)


def class_count_findings(
    networks: Sequence[StatedNetwork], sections: Sequence[Section], classes: int
) -> Iterator[Finding]:
    """Find networks that end with nearly as many outputs as the classes of the data that the code loads.

    Parameters
    ----------
    networks : sequence of StatedNetwork
    sections : sequence of Section
        Of the whole document.
    classes : int
        Of the data.
    """
    loads = any(LOADED.search(block.text) for each in sections for block in each.of(Kind.CODE))
    for network in networks if loads else ():
        units = network.units[-1] if network.units else 0
        last = network.layers[-1] if network.layers else None
        if last and last.type == "Dense" and units != classes and abs(units - classes) <= LARGEST:
            yield Finding(
                OUTPUTS,
                last.place,
                quoted(last.label),
                Verdict.FALSE,
                f"Ce réseau a {units} sorties, et les données {classes} classes : une par classe.",
                "",
                str(classes),
                wrong=str(units),
            )


def output_loss_findings(section: Section, networks: Sequence[StatedNetwork]) -> Iterator[Finding]:
    """Find losses and activations that are not for as many outputs as a part, or a line of it, tells."""
    units = {network.units[-1] if network.units else 0 for network in networks}
    known = units.pop() if len(units) == 1 and all(network.complete for network in networks) else 0
    for block in section.of(Kind.PROSE, Kind.CODE):
        for line in block.lines:
            text, prose = line.text, block.kind is Kind.PROSE
            if prose and (ELSEWHERE.search(text) or NEGATION.search(text)):
                continue
            one = ALONE.search(text)
            for sentence, sure in _wrong(text, 1 if one else known, softmax=bool(one)):
                verdict = Verdict.FALSE if sure else Verdict.DOUBT
                yield Finding(CODE, line.place, quoted(text), verdict, sentence)


def _wrong(text: str, units: int, *, softmax: bool) -> Iterator[tuple[str, bool]]:
    """Go through what is wrong with so many outputs, and whether that is sure."""
    loss = LOSS.search(text)
    name = function(loss[0]) if loss else ""
    if units == 1 and name.endswith("categorical_crossentropy"):
        yield ONE.format(name=name), True
    elif units > LARGEST and name == "binary_crossentropy":
        yield SEVERAL.format(units=units), False
    if softmax and SOFTMAX.search(text):
        yield ALWAYS, True
