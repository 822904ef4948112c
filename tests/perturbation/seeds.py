"""Other seeds: fewer, alike, one that collapsed."""

import numpy as np
from numpy.random import Generator

from tests.perturbation.digits import any_model, digit_models, guess_of
from tests.perturbation.radiographs import FAMILY, believe_of
from tests.perturbation.records import Records, seed_of, set_seed
from tests.perturbation.training import answer, answers


def forget(records: Records, rng: Generator) -> str:
    """Lose replicates: those of one model, of a family, or of all."""
    models = list(records.results)
    reach = int(rng.integers(0, 3))
    if reach == 0:
        models = [str(rng.choice(models))]
    elif reach == 1:
        models = records.family(records.results[str(rng.choice(models))]["family"])
    left = int(rng.choice([0, 0, 1, 2, 3]))
    for model in models:
        records.replicates[model] = records.replicates[model][:left]
    return f"{left} répliques pour {', '.join(models)}"


def collapse(records: Records, rng: Generator) -> str:
    """Let one training of a model fail: it always answers the same, and its curves are flat."""
    model = str(rng.choice([*digit_models(records), *records.family(FAMILY)]))
    trainings = records.trainings(model)
    training = trainings[int(rng.integers(len(trainings)))]
    if model in records.family(FAMILY):
        believe_of(training, float(rng.choice([0.02, 0.5, 0.97])))
    else:
        guess_of(training, constant=True, rng=rng)
    history, validation = training["history"], training["evaluation"]["validation"]
    for split in ("", "val_"):
        for name in ("loss", "accuracy"):
            history[f"{split}{name}"] = [validation[name]] * len(history["loss"])
    return f"{model} s’est effondré avec la graine {seed_of(training)}"


def same_everywhere(records: Records, rng: Generator) -> str:
    """Let the trainings of a model give the same answers with every seed."""
    models = [*digit_models(records), *records.family(FAMILY)]
    model = str(rng.choice(models))
    for replicate in records.replicates[model]:
        for split in ("validation", "test"):
            answer(replicate, split, answers(records.results[model], split))
    return f"{model} répond de même avec toutes les graines"


def renumber(records: Records, rng: Generator) -> str:
    """Give the result of a model the seed of a replicate, and the other way round; or large seeds."""
    model = str(rng.choice(list(records.results)))
    shift = int(rng.choice([0, 41, 2026, 10**6]))
    for training in records.trainings(model):
        set_seed(training, seed_of(training) - 1 + shift)
    return f"les graines de {model} commencent à {shift}"


def spread(records: Records, rng: Generator) -> str:
    """Let every other training of a model be much worse."""
    model = any_model(records, rng)
    for training in records.trainings(model)[::2]:
        given = answers(training, "test")
        turned = rng.random(len(given.labels)) < 0.3
        said = np.where(turned, (given.labels + 1) % given.classes, given.predictions)
        answer(training, "test", given.answering(said, rng))
    return f"une graine sur deux de {model} est bien moins bonne"
