"""Train one experiment in a process of its own, which `experiments.engine.start` starts.

A process of its own, so that a model that crashes, exhausts the memory or is killed takes no
other with it, and so that numbers do not depend on what ran before. Its standard input stays open
as long as its parent lives; its standard output carries what the model prints, and its own messages.
"""

import json
import sys
from pathlib import Path

from experiments.engine.agreement import EXPECTED, check_agreement
from experiments.engine.backend import check_backend, isolate
from experiments.engine.catalogue import discover
from experiments.engine.freshness import compute_key
from experiments.engine.lifeline import hold_lifeline
from experiments.engine.messenger import Messenger
from experiments.engine.run import fetch_data, run_experiment
from experiments.engine.watched_data import WatchedData, watching
from experiments.errors import ExperimentError, LabError
from experiments.project import BUILD
from experiments.results.files import write_replicate, write_result
from experiments.results.replicate import replicate_name
from experiments.results.replication import as_replicate
from experiments.results.schema import Result
from experiments.results.weights import write_weights
from experiments.training.checkpoint import Checkpoint
from experiments.training.profiles import PROFILES, Profile, results_folder

CHECKPOINTS = BUILD / "checkpoints"


def work(arguments: list[str]) -> None:
    """Do what the command line asks for: ID PROFILE [SEED [FOLDER]]; leave with 1 if it cannot be done."""
    hold_lifeline()
    parent = Messenger.of_worker()
    try:
        main(parent, *arguments)
    except LabError as error:
        parent.failed(str(error))
        sys.exit(1)


def main(messenger: Messenger, identifier: str, profile_name: str, seed: str = "", folder: str = "") -> None:
    """Train, then write what was measured under the key the sources had when the training began.

    With a seed, it is a replicate: the same training, kept apart from the result. With a folder, it is asked
    for by an engine elsewhere, which takes it from there and whose key must be found here.
    """
    profile = PROFILES[profile_name]
    experiment = next(each for each in discover(refuse=_leave) if each.id == identifier)
    if seed:
        experiment = experiment.with_seed(int(seed))
    key = compute_key(experiment, profile.name)
    if folder:
        check_agreement(json.loads((Path(folder) / EXPECTED).read_text(encoding="utf-8")), key)
    # Only now: a key depends on the variables that the model reads as the command line sees them.
    isolate(experiment.settings.backend)
    check_backend()
    key = fetch_data(experiment, key, messenger)
    checkpoint = Checkpoint(checkpoint_path(profile, identifier, seed), key.digest)
    watched, data = watching(experiment)
    result = run_experiment(watched, key, profile, messenger, checkpoint)
    destination = Path(folder) if folder else results_folder(profile)
    if seed:
        write_replicate(destination, as_replicate(result))
    else:
        _write(destination, result, data)
    messenger.written()
    checkpoint.remove()
    if not seed and not folder:
        _draw(result, profile, messenger)


def checkpoint_path(profile: Profile, identifier: str, seed: str) -> Path:
    """Return where the progress of a training is kept until its result is written."""
    name = replicate_name(identifier, int(seed)) if seed else identifier
    return CHECKPOINTS / profile.name / f"{name}.npz"


def _write(destination: Path, result: Result, data: WatchedData) -> None:
    """Write a result, after its weights: one that is there has them, unless they could not be written."""
    try:
        if data.variables is not None:
            write_weights(destination, result, data.variables, data.test.inputs[result.samples.indices])
    finally:
        write_result(destination, result)


def _leave(fault: ExperimentError) -> None:
    """Leave to the command line what is wrong with the other experiments."""


def _draw(result: Result, profile: Profile, messenger: Messenger) -> None:
    """Draw the plots of a result; whatever becomes of them, it is written."""
    # Only now: libraries of plots have no part in a training.
    from experiments.engine.figure_session import draw_result
    from experiments.figures.catalogue import drawings

    advance = messenger.stage("figures", len(drawings(result)))
    draw_result(result, results_folder(profile), advance)
