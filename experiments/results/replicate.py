"""A replicate: the same training as a result, with another seed, and only what it answered."""

from pathlib import Path
from typing import Annotated, Literal, get_args

from experiments.results.evaluation import SplitEvaluation
from experiments.results.provenance import Provenance
from experiments.results.record import Count, Identifier, ProfileName, Record, holds_all

REPLICATES = "replicates"
MARK = "-seed-"
# 1: first format.
REPLICATE_FORMAT_VERSION: Literal[1] = 1
# Answers on the training images teach nothing about the spread over seeds, and weigh the most.
ReplicatedSplit = Literal["validation", "test"]


class Replicate(Record):
    """What an experiment measured when it was trained again with another seed."""

    format_version: Literal[1]
    id: Identifier
    seed: Count
    profile: ProfileName
    evaluation: Annotated[dict[ReplicatedSplit, SplitEvaluation], holds_all(get_args(ReplicatedSplit))]
    provenance: Provenance

    @property
    def file(self) -> str:
        """Path of the file inside the project."""
        return f"results/{REPLICATES}/{replicate_name(self.id, self.seed)}.json"


def replicate_name(experiment_id: str, seed: int) -> str:
    """Return the name that the files of a replicate carry."""
    return f"{experiment_id}{MARK}{seed}"


def replicate_path(folder: Path, experiment_id: str, seed: int) -> Path:
    """Return where a replicate is kept, beside the results of `folder`."""
    return folder / REPLICATES / f"{replicate_name(experiment_id, seed)}.json"


def replicate_files(folder: Path) -> list[Path]:
    """Return the files of the replicates beside the results of `folder`."""
    return sorted((folder / REPLICATES).glob("*.json"))


def experiment_named(path: Path) -> str:
    """Return the experiment that the file of a replicate names; nothing if it is not named as one."""
    return path.stem.rpartition(MARK)[0]
