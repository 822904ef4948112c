"""Train one experiment and turn what was measured into its result."""

import math
import os
import platform
from collections.abc import Mapping
from typing import Any

from experiments.engine.catalogue import Experiment
from experiments.engine.data_access import told_if_unreadable
from experiments.engine.freshness import DATA, Key
from experiments.errors import ExperimentError
from experiments.results.content import check_record
from experiments.results.evaluation import as_answers
from experiments.results.provenance import now
from experiments.results.schema import FORMAT_VERSION, Result
from experiments.training.building import run_foreign
from experiments.training.checkpoint import Checkpoint
from experiments.training.evaluation import Evaluation
from experiments.training.observer import Observer
from experiments.training.profiles import Profile
from experiments.training.train import train


def fetch_data(experiment: Experiment, key: Key, observer: Observer) -> Key:
    """Fetch the data of an experiment if they are not there; return the key of what will be trained."""
    if key.has_data:
        return key
    with told_if_unreadable():
        experiment.settings.data.load(observer)
    return key.with_data(experiment.settings.data.fingerprint())


def run_experiment(
    experiment: Experiment,
    key: Key,
    profile: Profile,
    observer: Observer,
    checkpoint: Checkpoint | None = None,
) -> Result:
    """Train an experiment under its key, from its checkpoint if there is one.

    Raises
    ------
    ExperimentError, DataError
        If it cannot be trained.
    ResultError
        If what was measured makes no valid result.
    """
    file = f"{experiment.module.rpartition('.')[2]}.py"
    build = run_foreign(experiment.build, f"l’import de {file}", "Corrigez ce fichier.")
    measured = train(build, experiment.settings, observer, profile, checkpoint)
    return check_record(
        {
            "format_version": FORMAT_VERSION,
            "id": experiment.id,
            "family": experiment.family,
            "position": experiment.position,
            "names": experiment.names.model_dump(),
            "intention": experiment.intention,
            "code": experiment.code,
            "profile": profile.name,
            "data": measured.data,
            "model": measured.model,
            "training": measured.training,
            "history": measured.history,
            "evaluation": {name: _record(split) for name, split in measured.evaluation.items()},
            "inspection": measured.inspection,
            "worked_step": measured.worked_step,
            "samples": measured.samples,
            "features": measured.features,
            "provenance": provenance_of(key, measured.seconds),
        },
        experiment.id,
    )


def provenance_of(key: Key, seconds: float) -> dict[str, Any]:
    """Return what a record says of how it was made, here and now, under a key."""
    prefix = "bibliothèque "
    return {
        "key": key.digest,
        "components": key.components,
        "data": {"sha256": key.components[DATA]},
        "libraries": {
            name.removeprefix(prefix): version
            for name, version in key.components.items()
            if name.startswith(prefix)
        },
        "machine": {
            "system": platform.system(),
            "processor": processor_name(),
            "cores": os.cpu_count() or 1,
            "python": platform.python_version(),
        },
        "seconds": seconds,
        "produced_at": now(),
        "accepted": [],
    }


def check_measures(epoch: int, measures: Mapping[str, float]) -> None:
    """Refuse an epoch that can lead to no result.

    Raises
    ------
    ExperimentError
        If the loss is not a finite number.
    """
    if not all(math.isfinite(measure) for measure in measures.values()):
        raise ExperimentError(
            f"L’entraînement diverge : la perte n’est plus un nombre fini à l’époque {epoch}. "
            f"Réduisez le taux d’apprentissage ou vérifiez la fonction de perte."
        )


def processor_name() -> str:
    """Return the name of the processor, as precisely as the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
            return next(names, platform.machine())
    except OSError:
        return platform.processor() or platform.machine()


def _record(evaluation: Evaluation) -> dict[str, Any]:
    binary = evaluation.outputs.shape[1] == 1
    return {
        "count": len(evaluation.labels),
        "loss": evaluation.loss,
        "loss_standard_error": evaluation.loss_standard_error,
        "accuracy": evaluation.accuracy,
        "confusion_matrix": evaluation.confusion_matrix.tolist(),
        "labels": as_answers(evaluation.labels.tolist(), len(evaluation.confusion_matrix)),
        "predictions": as_answers(evaluation.predictions.tolist(), len(evaluation.confusion_matrix)),
        "probabilities": [float(p) for p in evaluation.outputs[:, 0]] if binary else None,
        "misread_losses": evaluation.losses[evaluation.predictions != evaluation.labels].tolist(),
    }
