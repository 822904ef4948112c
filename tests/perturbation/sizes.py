"""Fewer images in a split, without a class, or of a single patient."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from tests.perturbation.digits import digit_models
from tests.perturbation.radiographs import FAMILY
from tests.perturbation.records import Record, Records
from tests.perturbation.training import answers, restrict

# Their equations are checked on examples of the test: one must be left.
SAMPLED_FIRST = 0


def few_digits(records: Records, rng: Generator) -> str:
    """Judge every model on the same few test images."""
    sizes = [size for size in (1, 2, 3, 9, 30, 200, 1000) if size < _size(records, digit_models(records))]
    size = int(rng.choice(sizes or [1]))
    split = "test" if rng.random() < 0.7 else "validation"
    models = digit_models(records)
    count = len(answers(records.results[models[0]], split).labels)
    kept = _with_the_first(rng.choice(count, min(size, count), replace=False))
    _restrict_all(records, models, split, kept)
    return f"{len(kept)} images de chiffres en {split}"


def lost_digit(records: Records, rng: Generator) -> str:
    """Judge every model on a test without one of the classes, or with one image of it."""
    models = digit_models(records)
    labels = answers(records.results[models[0]], "test").labels
    lost, left = int(rng.integers(0, 10)), int(rng.integers(0, 2))
    of_class = np.flatnonzero(labels == lost)
    kept = np.setdiff1d(np.arange(len(labels)), of_class[left:])
    _restrict_all(records, models, "test", _with_the_first(kept))
    return f"{left} image de test de la classe {lost}"


def lost_class(records: Records, rng: Generator) -> str:
    """Leave a split of the radiographs with one class, or with very few images of the other."""
    split, lost = str(rng.choice(["validation", "test"])), int(rng.integers(0, 2))
    left = int(rng.choice([0, 0, 1, 3]))
    models = records.family(FAMILY)
    chosen = models if split == "test" else [str(rng.choice(models))]
    for model in chosen:
        labels = answers(records.results[model], split).labels
        kept = np.setdiff1d(np.arange(len(labels)), np.flatnonzero(labels == lost)[left:])
        if len(kept):
            _restrict_all(records, [model], split, _with_a_sample(records.results[model], split, kept))
    return f"{left} radiographies de la classe {lost} en {split} ({', '.join(chosen)})"


def few_radiographs(records: Records, rng: Generator) -> str:
    """Judge both models on few radiographs."""
    models = records.family(FAMILY)
    count = _size(records, models)
    size = min(int(rng.choice([1, 2, 5, 20, 100])), count)
    kept = rng.choice(count, size, replace=False)
    kept = _with_a_sample(records.results[models[0]], "test", kept)
    _restrict_all(records, models, "test", kept)
    return f"{len(kept)} radiographies en test"


def one_patient(records: Records, rng: Generator) -> str:
    """Say that all radiographs of a split are of the same patient."""
    split = str(rng.choice(["validation", "test"]))
    for model in records.family(FAMILY):
        patients = records.results[model]["inspection"]["patients"]
        patients[split] = [0] * len(patients[split])
    return f"un seul patient en {split}"


def _size(records: Records, models: Sequence[str]) -> int:
    return len(answers(records.results[models[0]], "test").labels)


def _with_the_first(kept: np.ndarray) -> np.ndarray:
    return np.union1d(kept, [SAMPLED_FIRST])


def _with_a_sample(record: Record, split: str, kept: np.ndarray) -> np.ndarray:
    """Return the ranks kept, and one of those that equations are checked on, of a class that is kept."""
    samples = record["samples"]
    if split != "test" or set(samples["indices"]) & set(kept.tolist()):
        return np.sort(kept)
    labels = set(answers(record, split).labels[kept].tolist())
    alike = [i for i, label in zip(samples["indices"], samples["labels"], strict=True) if label in labels]
    return np.union1d(kept, alike[:1] or samples["indices"][:1])


def _restrict_all(records: Records, models: Sequence[str], split: str, kept: np.ndarray) -> None:
    for model in models:
        for training in records.trainings(model):
            restrict(training, split, kept)
