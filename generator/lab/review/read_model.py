"""A model of the original report with its code read, beside our model of the same rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.reference import FAMILIES, reference
from generator.formulas.expression import Constant, Expression
from generator.formulas.layers.layer import Layer
from generator.lab.review.feature_size import VALUE, stated_size
from generator.lab.review.keras_code import CodeReading, read_code
from generator.lab.review.published_scores import PublishedScores
from generator.lab.review.quotations.seed_model import SeedModel
from generator.lab.review.score_checks import published_scores
from generator.lab.review.section import Link
from generator.lab.review.stated_network import same_layers
from generator.lab.review.topology import Counterpart, counterpart
from generator.sections.network import formula_layers

# Sections of a model on our pages: end of the anchor, and what they hold.
PARTS = {
    "topologie": "la topologie",
    "poids": "les poids",
    "historique": "l’historique",
    "performances": "les performances",
}


@dataclass(frozen=True)
class ReadModel:
    """A model of the report.

    Attributes
    ----------
    quoted : SeedModel
    family : str
        Family of our results on the same experiment.
    code : CodeReading
    other : Counterpart
    """

    quoted: SeedModel
    family: str
    code: CodeReading
    other: Counterpart

    @property
    def layers(self) -> Sequence[Layer]:
        """Its layers: ours when they are the same, so that their numbers lead to a result."""
        result = self.other.result
        if result is not None and same_layers(self.code.layers, result):
            return formula_layers(result)
        return self.code.layers

    @property
    def scores(self) -> PublishedScores | None:
        """Its scores, when they can be compared with ours."""
        return published_scores(self.quoted.loss, self.quoted.accuracy, self.other)


def read_model(
    model: SeedModel, family: str, names: Mapping[str, Expression], optimizer: str, ours: Mapping[str, Result]
) -> ReadModel | None:
    """Read a model; None when the report shows no code.

    Parameters
    ----------
    model : SeedModel
    family : str
    names : mapping of Expression
        What the code uses and the report defines elsewhere: ``n_classes``, ``height``, ``width``.
    optimizer : str
        That the report names.
    ours : mapping of Result
        Our results by id.
    """
    if not model.code:
        return None
    known = dict(names)
    for line in filter(VALUE.search, model.lines):
        known["hog_size"] = Constant(stated_size(line))
    code = read_code(model.code, known)
    return ReadModel(model, family, code, counterpart(code, optimizer, ours.get(model.identifier)))


def link_to_ours(model: SeedModel, family: str, ours: Mapping[str, Result], part: str = "") -> Link:
    """Return where our report describes the model of the same rank, or its experiment when it has none."""
    result = ours.get(model.identifier)
    if result is None:
        return Link(FAMILIES[family].page, "", f"nos {FAMILIES[family].name}")
    named = reference(result)
    if not part:
        return Link(named.page, result.id, f"notre {named.name}")
    return Link(named.page, f"{result.id}-{part}", f"{PARTS[part]} de notre {named.name}")
