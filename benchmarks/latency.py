"""What ``make report`` takes besides training: when nothing changed, and when one model did."""

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.clone import Clone, cloned
from benchmarks.progress import steps
from experiments.engine.catalogue import Experiment
from experiments.errors import LabError
from experiments.results.files import read_result, write_result
from experiments.results.schema import result_path

REPETITIONS = 5
# Seeds that no experiment has: each makes one model to be trained again.
SEEDS = (1001, 1002, 1003)
BUILDS = 3
# A change so recent that the same date may hide another: make report looks at everything again.
SETTLE_SECONDS = 3.0


def measure() -> dict[str, Any]:
    """Time ``make report`` in a clone whose results are fresh.

    Returns
    -------
    dict
        Medians, in seconds: ``unchanged`` (nothing changed since a run that found nothing to do),
        ``verified`` (that run), ``site`` (pages and site from fresh results, nothing being kept), ``changed``
        (pages and site once one result changed), ``edit`` (one model edited) and ``around`` (the same without
        the epochs of its training); ``model``, the one edited; how often each was timed: ``repetitions``
        (unchanged), ``edits`` and ``builds`` (site, and changed).

    Raises
    ------
    LabError
        If the results that the clone begins with are not fresh.
    """
    with (
        cloned() as clone,
        steps("Attente autour des entraînements", 2 * BUILDS + REPETITIONS + len(SEEDS)) as board,
    ):
        (clone.root / ".venv").symlink_to(sys.prefix)
        clone.run("experiments", "status")
        clone.make("report")
        model = quickest(clone)
        site, changed = [], []
        for _ in range(BUILDS):
            for built in ("site", "build/pages"):
                shutil.rmtree(clone.root / built)
            for page in clone.root.glob("docs/**/*.md"):
                page.unlink()
            site.append(timed(lambda: clone.run("generator", "site")))
            board.advance(1)
            change_result(clone, model)
            changed.append(timed(lambda: clone.run("generator", "site")))
            board.advance(1)
        time.sleep(SETTLE_SECONDS)
        verified = timed(lambda: clone.make("report"))
        unchanged = []
        for _ in range(REPETITIONS):
            unchanged.append(timed(lambda: clone.make("report")))
            board.advance(1)
        edit, around = [], []
        for seed in SEEDS:
            set_seed(clone, model, seed)
            edit.append(timed(lambda: clone.make("report")))
            result = read_result(result_path(clone.root / "results", model.id))
            around.append(edit[-1] - result.provenance.seconds)
            board.advance(1)
    return {
        "unchanged": statistics.median(unchanged),
        "verified": verified,
        "site": statistics.median(site),
        "changed": statistics.median(changed),
        "edit": statistics.median(edit),
        "around": statistics.median(around),
        "model": model.id,
        "repetitions": REPETITIONS,
        "edits": len(SEEDS),
        "builds": BUILDS,
    }


def timed(do: Callable[[], None]) -> float:
    """Return the seconds that something takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def quickest(clone: Clone) -> Experiment:
    """Return the experiment whose training takes the least time, among those that set no seed.

    Raises
    ------
    LabError
        If they all do.
    """
    free = [each for each in clone.experiments() if "seed=" not in each.code]
    if not free:
        raise LabError("Chaque expérience fixe sa graine : aucune ne peut être modifiée pour la mesure.")
    folder = clone.root / "results"
    return min(free, key=lambda each: read_result(result_path(folder, each.id)).provenance.seconds)


def change_result(clone: Clone, experiment: Experiment) -> None:
    """Change a result as another training of the same model would, by the time that it took."""
    result = read_result(result_path(clone.root / "results", experiment.id))
    longer = result.provenance.model_copy(update={"seconds": result.provenance.seconds + 1})
    write_result(clone.root / "results", result.model_copy(update={"provenance": longer}))


def set_seed(clone: Clone, experiment: Experiment, seed: int) -> None:
    """Give an experiment another seed, in its file."""
    path = (clone.root / experiment.module.replace(".", "/")).with_suffix(".py")
    edited = experiment.code.replace("@experiment(", f"@experiment(seed={seed}, ", 1)
    (now,) = (each for each in clone.experiments() if each.id == experiment.id)
    path.write_text(path.read_text(encoding="utf-8").replace(now.code, edited), encoding="utf-8")
