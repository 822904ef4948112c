"""The loss of a network, against how many neurons it ends with."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Kind, Section
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.losses import NAME, function
from generator.reread.networks.stated import StatedNetwork
from generator.reread.walk.against import ELSEWHERE
from generator.reread.wording.phrase import NEGATION

CODE = "perte-et-sortie"
LOSS = re.compile(rf"\b{NAME}\b", re.I)
ONE = (
    "Le réseau finit par un seul neurone, et {name} attend une sortie par classe : avec une sortie, c’est "
    "binary_crossentropy."
)
SEVERAL = (
    "Le réseau finit par {units} neurones, et binary_crossentropy juge chacun à part : pour une classe parmi "
    "{units}, c’est categorical_crossentropy."
)


def output_loss_findings(section: Section, networks: Sequence[StatedNetwork]) -> Iterator[Finding]:
    """Find losses that are not for as many outputs as the only network of a part has."""
    units = {network.units[-1] if network.units else 0 for network in networks}
    if len(units) != 1 or not all(network.complete for network in networks):
        return
    (last,) = units
    for block in section.of(Kind.PROSE, Kind.CODE):
        for line in block.lines:
            found = LOSS.search(line.text)
            prose = block.kind is Kind.PROSE
            if not found or (prose and (ELSEWHERE.search(line.text) or NEGATION.search(line.text))):
                continue
            name = function(found[0])
            one = last == 1 and name.endswith("categorical_crossentropy")
            if one or (last > 2 and name == "binary_crossentropy"):
                yield Finding(
                    CODE,
                    line.place,
                    quoted(line.text),
                    Verdict.FALSE if one else Verdict.DOUBT,
                    (ONE if one else SEVERAL).format(name=name, units=last),
                )
