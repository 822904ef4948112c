"""The images that the chosen network confuses most, and whether other networks stumble on them too."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.evaluation import class_indices
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count
from generator.facts.reference import ModelReference, reference
from generator.lab.contest.common_errors import Gallery, gallery_of, kept_images
from generator.rules.confused_pairs import surely_confused
from generator.statistics.choice import select


@dataclass(frozen=True)
class Confused:
    """The images of the pair of digits that a network confuses most.

    Attributes
    ----------
    first, second : str
        The digits.
    others : Quantity
        How many of these images another network of the experiment misclassifies too.
    """

    model: ModelReference
    first: str
    second: str
    gallery: Gallery
    others: Quantity


def confused(results: Sequence[Result]) -> Confused | None:
    """Show the images of the pair that the chosen network surely confuses most; None without any."""
    chosen = select(results)
    pairs = surely_confused(chosen)
    if not pairs:
        return None
    first, second = pairs[0].first.name.text, pairs[0].second.name.text
    test, classes = chosen.evaluation["test"], chosen.data.classes
    names = {first, second}
    ranks = [
        rank
        for rank, (label, answer) in enumerate(
            zip(*map(class_indices, (test.labels, test.predictions)), strict=True)
        )
        if label != answer and {classes[label], classes[answer]} == names
    ]
    shown = [rank for rank in ranks if rank in kept_images(chosen)]
    if not shown:
        return None
    others = [result for result in results if result is not chosen]
    stumbled = sum(
        any(other.evaluation["test"].predictions[rank] != test.labels[rank] for other in others)
        for rank in ranks
    )
    sources = tuple(f"{result.file}#/evaluation/test/predictions" for result in results)
    return Confused(
        model=reference(chosen),
        first=first,
        second=second,
        gallery=gallery_of([chosen], shown, len(ranks), sources),
        others=computed_count(stumbled, sources, "images qu’un autre réseau classe mal aussi"),
    )
