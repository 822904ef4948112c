"""Train one experiment in a process of its own: ``python -m experiments.engine.worker ID PROFILE [SEED]``.

A process of its own, so that a model that crashes, exhausts the memory or is killed takes no
other with it, and so that numbers do not depend on what ran before. It tells its parent how far
it is by writing one JSON object per line on its standard output.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping

from experiments.engine.backend import isolate
from experiments.engine.catalogue import discover
from experiments.engine.freshness import compute_key
from experiments.engine.run import check_measures, run_experiment
from experiments.errors import ExperimentError, LabError
from experiments.results.files import write_replicate, write_result
from experiments.results.replication import as_replicate
from experiments.results.schema import Result
from experiments.training.profiles import PROFILES, Profile, results_folder

MARK = "\x1e"  # ASCII record separator: tells an event from what a model function prints.


class Messenger:
    """The observer of a worker: each event becomes a line for the parent."""

    def note(self, message: str) -> None:
        """Pass a remark on."""
        self._send("note", message)

    def stage(self, title: str, total: int) -> Callable[[int], None]:
        """Pass the beginning of a stage on; what is returned passes its progress on."""
        self._send("stage", title, total)
        return lambda steps: self._send("advance", steps)

    def epoch(self, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        """Pass the end of an epoch on, unless it shows that the training is of no use."""
        check_measures(number, measures)
        self._send("epoch", number, epochs, {name: float(value) for name, value in measures.items()})

    def _send(self, event: str, *details: object) -> None:
        print(MARK + json.dumps([event, *details]), flush=True)


def main(identifier: str, profile_name: str, seed: str | None = None) -> None:
    """Train, then write what was measured under the key the sources had when the training began.

    With a seed, it is a replicate: the same training, kept apart from the result.
    """
    profile = PROFILES[profile_name]
    experiment = next(each for each in discover(refuse=_leave) if each.id == identifier)
    if seed is not None:
        experiment = experiment.with_seed(int(seed))
    key = compute_key(experiment, profile.name)
    # Only now: a key depends on the variables that the model reads as the command line sees them.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    isolate()
    result = run_experiment(experiment, key, profile, Messenger())
    if seed is None:
        write_result(results_folder(profile), result)
        _draw(result, profile)
    else:
        write_replicate(results_folder(profile), as_replicate(result))


def _leave(fault: ExperimentError) -> None:
    """Leave to the command line what is wrong with the other experiments."""


def _draw(result: Result, profile: Profile) -> None:
    """Draw the plots of a result; whatever becomes of them, it is written."""
    # Only now: libraries of plots have no part in a training.
    from experiments.engine.figure_session import draw_result
    from experiments.figures.catalogue import drawings

    advance = Messenger().stage("figures", len(drawings(result)))
    draw_result(result, results_folder(profile), advance)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except LabError as error:
        sys.exit(" ".join(str(error).splitlines()))  # the parent shows one line
    except KeyboardInterrupt:
        sys.exit(130)
