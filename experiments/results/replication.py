"""Which replicates of a result may be used beside it."""

from dataclasses import dataclass
from pathlib import Path

from experiments.errors import ResultError
from experiments.results.content import OlderFormatError
from experiments.results.evaluation import SplitScores
from experiments.results.files import read_replicate
from experiments.results.replicate import (
    REPLICATE_FORMAT_VERSION,
    Replicate,
    experiment_named,
    replicate_files,
)
from experiments.results.schema import Result

SEED = "réglage seed"


@dataclass(frozen=True)
class Replication:
    """The replicates found beside a result.

    Attributes
    ----------
    usable : tuple of Replicate
        By seed: they differ from the result by it alone.
    stale : tuple of Path
        Files of those made with another model, other settings or other data, of those judged on other images
        or in another order, and of those of a format of before: never to be used.
    unreadable : dict of str
        What is wrong with each file that cannot be trusted.
    """

    usable: tuple[Replicate, ...]
    stale: tuple[Path, ...]
    unreadable: dict[Path, str]


NO_REPLICATES = Replication((), (), {})


def examine_replicates(result: Result, folder: Path) -> Replication:
    """Sort the replicates of a result kept beside it in `folder`."""
    usable, stale, unreadable = [], [], {}
    for path in replicate_files(folder):
        if experiment_named(path) == result.id:
            try:
                replicate = read_replicate(path)
            except OlderFormatError:
                stale.append(path)
            except ResultError as error:
                unreadable[path] = str(error)
            else:
                if differs_by_seed(replicate, result):
                    usable.append(replicate)
                else:
                    stale.append(path)
    usable.sort(key=lambda replicate: replicate.seed)
    return Replication(tuple(usable), tuple(stale), unreadable)


def replicates_of(result: Result, folder: Path) -> Replication:
    """Sort the replicates of a result, all of which must be readable.

    Raises
    ------
    ResultError
        If a file cannot be trusted; the message names each one.
    """
    found = examine_replicates(result, folder)
    if found.unreadable:
        raise ResultError("\n".join(found.unreadable.values()))
    return found


def differs_by_seed(replicate: Replicate, result: Result) -> bool:
    """Tell whether a replicate is the training of a result with another seed, and nothing else changed."""
    return (
        replicate.seed != result.training.seed
        and replicate.profile == result.profile
        and replicate.provenance.data == result.provenance.data
        and replicate.provenance.components == {**result.provenance.components, SEED: str(replicate.seed)}
        and all(
            judged.labels == result.evaluation[split].labels for split, judged in replicate.evaluation.items()
        )
    )


def as_replicate(result: Result) -> Replicate:
    """Keep of a result what a replicate holds."""
    return Replicate(
        format_version=REPLICATE_FORMAT_VERSION,
        id=result.id,
        seed=result.training.seed,
        profile=result.profile,
        history=result.history,
        training_scores=SplitScores(
            **{name: getattr(result.evaluation["train"], name) for name in SplitScores.model_fields}
        ),
        evaluation={"validation": result.evaluation["validation"], "test": result.evaluation["test"]},
        provenance=result.provenance,
    )
