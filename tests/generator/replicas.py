"""Made-up trainings of one model with other seeds."""

from collections.abc import Iterable, Mapping
from typing import Any

from experiments.results.evaluation import SplitScores
from experiments.results.replicate import Replicate
from experiments.results.schema import Result


def replicated(result: Result, trainings: Iterable[Mapping[str, Any]]) -> Result:
    """Return a result with one more training per entry: its evaluations, by split, where they differ."""
    record = result.model_dump()
    validated = {split: record["evaluation"][split] for split in ("validation", "test")}
    scores = {name: record["evaluation"]["train"][name] for name in SplitScores.model_fields}
    return result.with_replicates(
        Replicate.model_validate(
            {
                "format_version": 3,
                "id": result.id,
                "seed": seed,
                "profile": result.profile,
                "history": record["history"],
                "training_scores": scores,
                "evaluation": validated | evaluations,
                "provenance": record["provenance"],
            }
        )
        for seed, evaluations in enumerate(trainings, start=result.training.seed + 1)
    )
