"""Made-up trainings of one model with other seeds."""

from collections.abc import Iterable

from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from tests.generator.samples import errors, evaluation, with_predictions


def trained(identifier: str, *trainings: Iterable[int]) -> Result:
    """Return a model whose trainings are wrong on these test images, the primary one first."""
    primary, *others = map(errors, trainings)
    return with_seeds(with_predictions(identifier, primary), others)


def with_seeds(result: Result, wrong: list[dict[int, str]]) -> Result:
    """Return a result with one replicate per entry: what each got wrong on the test images."""
    primary = result.model_dump()
    return result.with_replicates(
        tuple(
            Replicate.model_validate(
                {
                    "format_version": 1,
                    "id": result.id,
                    "seed": result.training.seed + rank,
                    "profile": result.profile,
                    "evaluation": {
                        "validation": primary["evaluation"]["validation"],
                        "test": evaluation(errors),
                    },
                    "provenance": primary["provenance"],
                }
            )
            for rank, errors in enumerate(wrong, start=1)
        )
    )
