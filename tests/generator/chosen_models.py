"""Made-up models of one experiment, wrong on given validation and test examples."""

from collections.abc import Sequence
from typing import Any

from experiments.results.schema import Result
from tests.generator.samples import mistaken, sample_record

Wrong = range | set[int]


def models(validation: Sequence[Wrong], test: Sequence[Wrong], weights: Sequence[int]) -> list[Result]:
    """Make one model per entry."""
    made = []
    for position, (seen, unseen, parameters) in enumerate(
        zip(validation, test, weights, strict=True), start=1
    ):
        record: dict[str, Any] = {**sample_record("cnn-1"), "id": f"cnn-{position}", "position": position}
        record["names"]["model"] = f"CNN {position}"
        record["model"]["parameters"] = parameters
        for rank, layer in enumerate(record["model"]["layers"]):
            layer["parameters"] = 0 if rank else parameters
        made.append(mistaken(record, validation=seen, test=unseen))
    return made
