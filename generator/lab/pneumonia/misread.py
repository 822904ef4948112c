"""X-rays that a model misreads, and the plots that show what led it astray."""

from dataclasses import dataclass

from generator.facts.quantity import Quantity, count
from generator.facts.reading import read
from generator.statistics.diagnosis.decision import Decision


@dataclass(frozen=True)
class Misread:
    """The misread test images of a model at its threshold.

    Attributes
    ----------
    model : str
        Id of the result.
    figures : list of str
        Plots of those that the model was surest of, of each kind, under their occlusion map.
    patch, stride : Quantity
        Side of the hidden square and step between its positions, in pixels.
    """

    model: str
    figures: list[str]
    patch: Quantity
    stride: Quantity


def misread(decision: Decision) -> Misread:
    """Show the images that a model misreads, at the threshold it is used with."""
    result = decision.result
    wrong = ~decision.right
    shown = read(result, "/inspection/shown").value
    return Misread(
        model=result.id,
        figures=[
            f"occlusion-{rank}" for rank, entry in enumerate(shown, start=1) if wrong[int(entry["index"])]
        ],
        patch=count(read(result, "/inspection/occlusion/patch")),
        stride=count(read(result, "/inspection/occlusion/stride")),
    )
