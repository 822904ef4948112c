"""What procedures read of results, made of arrays alone: whole results would be slow to draw so often."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from experiments.results.evaluation import as_answers
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.trainings import Trainings

NAMES = SimpleNamespace(model="modèle", model_dump=dict)


def judged(
    *trainings: NDArray[np.bool_],
    identifier: str = "a",
    family: str = "a",
    train: NDArray[np.bool_] | None = None,
    learned: Sequence[float] = (),
) -> Result:
    """Return a model whose trainings are right about these examples of test, shape (examples,) each.

    The first one is right about these examples of `train`; all are about shares of them, if `learned`.
    """
    made = [_training({"test": right} | ({} if train is None else {"train": train})) for right in trainings]
    provenance = SimpleNamespace(data=SimpleNamespace(sha256=""))
    whole = {"id": identifier, "family": family, "file": identifier, "names": NAMES, "provenance": provenance}
    primary = SimpleNamespace(**vars(made[0]), **whole, replicates=tuple(made[1:]))
    primary.trainings = (primary, *made[1:])
    for training, accuracy in zip(made[1:], learned[1:], strict=False):
        training.evaluation["train"] = SimpleNamespace(accuracy=accuracy)
    return cast(Result, primary)


def scored(losses: dict[str, NDArray[np.float64]]) -> Result:
    """Return a model whose trainings have these losses by split, shape (trainings, examples)."""
    count = len(next(iter(losses.values())))
    made = [
        SimpleNamespace(evaluation={s: _loss(each[k]) for s, each in losses.items()}) for k in range(count)
    ]
    made[0].file, made[0].trainings, made[0].replicates = "a", tuple(made), tuple(made[1:])
    return cast(Result, made[0])


def decided(
    labels: NDArray[np.int64],
    probabilities: NDArray[np.float64],
    patients: NDArray[np.int64],
    validation: tuple[NDArray[np.int64], NDArray[np.float64]] | None = None,
) -> Decision:
    """Return a model with two classes used at the threshold 1/2."""
    names = [str(rank) for rank in range(len(labels))]
    result = cast(Any, SimpleNamespace(id="a", file="a", names=NAMES, inspection={"names": {"test": names}}))
    test = Answers(result, "a", "test", labels, probabilities, patients)
    own = validation or (labels, probabilities)
    before = Answers(result, "a", "validation", *own, np.arange(len(own[0])))
    return Decision(result, before, test, cast(Any, SimpleNamespace(value=0.5)))


def trained(*decisions: Decision, train: list[list[list[int]]] | None = None) -> Trainings:
    """Return a model of these trainings, whose confusion matrices on what they learned from are `train`."""
    if train:
        scores = [SimpleNamespace(evaluation={"train": SimpleNamespace(confusion_matrix=m)}) for m in train]
        result: Any = decisions[0].result
        result.trainings, result.evaluation = tuple(scores), scores[0].evaluation
    return Trainings(decisions)


def _training(right: dict[str, NDArray[np.bool_]]) -> SimpleNamespace:
    return SimpleNamespace(evaluation={split: _answers(each) for split, each in right.items()})


def _answers(right: NDArray[np.bool_]) -> SimpleNamespace:
    return SimpleNamespace(
        labels="1" * len(right),
        predictions=as_answers(right.astype(int).tolist(), 2),
        count=len(right),
        accuracy=float(right.mean()),
    )


def _loss(losses: NDArray[np.float64]) -> SimpleNamespace:
    error = float(losses.std(ddof=1) / len(losses) ** 0.5)
    return SimpleNamespace(
        loss=float(losses.mean()),
        loss_standard_error=error,
        count=len(losses),
        accuracy=float((losses < 1).mean()),
    )


def chosen(identifier: str, right: list[int], examples: int = 10_000) -> Result:
    """Return a model whose trainings, of seeds 1, 2…, are right about so many examples of validation."""
    made = [
        Replicate.model_construct(
            seed=seed,
            evaluation={
                "validation": SimpleNamespace(
                    confusion_matrix=[[each, examples - each], [0, 0]], count=examples
                )
            },
        )
        for seed, each in enumerate(right, start=1)
    ]
    model = SimpleNamespace(parameters=1)
    return cast(Result, SimpleNamespace(id=identifier, trainings=tuple(made), model=model))
