"""The scores of one model in the original report and in ours, as a line of a table."""

from dataclasses import dataclass

from generator.facts.reference import FAMILIES, ModelReference, reference
from generator.lab.review.check import LABELS
from generator.lab.review.published_scores import ComparedScores
from generator.lab.review.read_model import ReadModel
from generator.rules.verdict import Outcome

# By whether the accuracy, then the loss, is compatible with ours.
COMPATIBILITY = {
    (True, True): "Compatibles",
    (True, False): "Exactitude seule",
    (False, True): "Perte seule",
    (False, False): "Non compatibles",
}


@dataclass(frozen=True)
class ScoreLine:
    """One model.

    Attributes
    ----------
    title : str
    loss, accuracy : str
        As the report writes them.
    ours : ModelReference or None
        None when our report has no such model.
    compared : ComparedScores or None
        None when the scores cannot be compared.
    """

    title: str
    loss: str
    accuracy: str
    ours: ModelReference | None
    compared: ComparedScores | None

    @property
    def subjects(self) -> tuple[str, ...]:
        """Id of the result that the line rests on."""
        return (self.ours.id,) if self.ours else ()

    @property
    def label(self) -> str:
        """What became of both scores, in a word or two."""
        if self.compared is None:
            return LABELS[Outcome.INCONCLUSIVE]
        return COMPATIBILITY[self.compared.accuracy.compatible, self.compared.loss.compatible]

    @property
    def css(self) -> str:
        """Class that shows whether both scores are compatible with ours."""
        scores = self.compared
        both = scores is not None and scores.accuracy.compatible and scores.loss.compatible
        return f"verdict-{(Outcome.TRUE if both else Outcome.INCONCLUSIVE).value}"


def score_line(model: ReadModel, compared: ComparedScores | None) -> ScoreLine:
    """Return the line of a model."""
    return ScoreLine(
        title=f"{FAMILIES[model.family].name}, {model.quoted.title.lower()}",
        loss=model.quoted.loss.rpartition(" ")[2],
        accuracy=model.quoted.accuracy.rpartition(" ")[2],
        ours=reference(model.other.result) if model.other.result else None,
        compared=compared,
    )
