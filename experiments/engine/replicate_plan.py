"""Plan the replicates of a result: the same training with the seeds that follow its own."""

from dataclasses import dataclass
from pathlib import Path

from experiments.results.replicate import replicate_path
from experiments.results.replication import examine_replicates
from experiments.results.schema import Result


@dataclass(frozen=True)
class ReplicatePlan:
    """What is to be done so that a result has its replicates.

    Attributes
    ----------
    seeds : tuple of int
        Of the replicates to train.
    useless : tuple of Path
        Files that no page may use and that no training replaces.
    left : tuple of Path
        Files that cannot be read, and that only force replaces: someone may want to look at them.
    """

    seeds: tuple[int, ...]
    useless: tuple[Path, ...]
    left: tuple[Path, ...]


def plan_replicates(result: Result, folder: Path, count: int, force: bool) -> ReplicatePlan:
    """Plan `count` replicates; those that may be used already are kept, unless by force."""
    found = examine_replicates(result, folder)
    first = result.training.seed + 1
    wanted = {replicate_path(folder, result.id, seed): seed for seed in range(first, first + count)}
    usable = {replicate_path(folder, result.id, replicate.seed) for replicate in found.usable}
    kept = set() if force else usable | found.unreadable.keys()
    return ReplicatePlan(
        seeds=tuple(seed for path, seed in wanted.items() if path not in kept),
        useless=tuple(path for path in [*found.stale, *found.unreadable] if path not in wanted),
        left=tuple(path for path in found.unreadable if path in wanted and not force),
    )
