"""Everything that a section writes as a formula of learning, held to what it names."""

from collections.abc import Iterator

from generator.reread.documents.block import Section
from generator.reread.finding import Finding
from generator.reread.learning.activation import activation_findings
from generator.reread.learning.binary import binary_findings
from generator.reread.learning.cost import cost_findings
from generator.reread.learning.equation import equation_findings
from generator.reread.learning.legend import legend_findings
from generator.reread.learning.updates import update_findings


def formula_findings(section: Section, title: str, classes: int) -> Iterator[Finding]:
    """Find losses, costs, updates, legends and activations that are not those they are said to be.

    Parameters
    ----------
    section : Section
    title : str
        The headings above it, its own included: they may name what is written.
    classes : int
        Number of classes where none is said.
    """
    yield from equation_findings(section, title, classes)
    yield from binary_findings(section)
    yield from cost_findings(section, title)
    yield from update_findings(section, title)
    yield from legend_findings(section, title)
    yield from activation_findings(section)
