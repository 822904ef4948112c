"""Made-up trainings of one model with other seeds."""

from collections.abc import Iterable, Mapping
from typing import Any

from experiments.results.replicate import Replicate
from experiments.results.schema import Result


def replicated(result: Result, trainings: Iterable[Mapping[str, Any]]) -> Result:
    """Return a result with one more training per entry: its evaluations, by split, where they differ."""
    record = result.model_dump()
    validated = {split: record["evaluation"][split] for split in ("validation", "test")}
    return result.with_replicates(
        Replicate.model_validate(
            {
                "format_version": 1,
                "id": result.id,
                "seed": seed,
                "profile": result.profile,
                "evaluation": validated | evaluations,
                "provenance": record["provenance"],
            }
        )
        for seed, evaluations in enumerate(trainings, start=result.training.seed + 1)
    )
