"""Summary of the third part: depth and weights."""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.lab.depth.page import DepthAndWeights, Side
from generator.lab.summary.line import Line


def depth_lines(part: DepthAndWeights, results: list[Result]) -> list[Line]:
    """Say whether depth decides of the weights, with an example."""
    example = part.fewer or part.more
    sentence = Markup("Un CNN, plus profond, a-t-il plus de poids qu’un MLP ? {}").format(part.verdict.label)
    if example is not None:
        sentence += Markup(" : {}, {}").format(_side(example.deep), _side(example.shallow))
    return [Line(("profondeur", "exemple"), sentence + ".", tuple(result.id for result in results))]


def _side(side: Side) -> Markup:
    return Markup("le {} en a {} sur {} couches").format(side.model.name, side.network.total, side.depth)
