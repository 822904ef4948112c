"""Summary of the fourth part: the X-rays."""

from markupsafe import Markup

from experiments.language import plural
from experiments.results.schema import Result
from generator.facts.depth import depth_quantity
from generator.facts.quantity import count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.lab.pneumonia.conclusions import conclude
from generator.lab.summary.line import Line
from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.scores import threshold_scores

UNDEFINED = "une part non définie"


def pneumonia_lines(results: list[Result]) -> list[Line]:
    """Summarise the network, its scores and what they are worth, for the last model."""
    last = results[-1]
    decisions = [decide(result) for result in results]
    decision = decisions[-1]
    scores = {
        score.name: score.value or UNDEFINED
        for score in threshold_scores(decision.test, decision.threshold.value)
    }
    depth = depth_quantity(last)
    conclusion = conclude(decisions).last
    return [
        Line(
            ("pneumonie-architecture",),
            Markup("Le {} a {} {} à poids et {} poids.").format(
                reference(last).name,
                depth,
                plural(depth.value, "couche", "couches"),
                count(read(last, "/model/parameters")),
            ),
            (last.id,),
        ),
        Line(
            ("pneumonie-scores", "pneumonie-historique"),
            Markup(
                "Sur le test, il a raison pour {accuracy} des radiographies : il reconnaît {recall} des "
                "pneumonies et {specificity} des enfants sains."
            ).format(
                accuracy=scores["exactitude"], recall=scores["rappel"], specificity=scores["spécificité"]
            ),
            (last.id,),
        ),
        Line(
            ("pneumonie-discussion",),
            Markup("{} {}.").format(conclusion.question, conclusion.label),
            conclusion.subjects,
        ),
    ]
