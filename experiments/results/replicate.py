"""A replicate: the same training as a result, with another seed, and only what it answered."""

from pathlib import Path
from typing import Annotated, Literal, get_args

from experiments.results.evaluation import SplitEvaluation, SplitScores
from experiments.results.folder import json_files
from experiments.results.provenance import Provenance
from experiments.results.record import Count, Identifier, ProfileName, Record, holds_all
from experiments.results.training import History

REPLICATES = "replicates"
MARK = "-seed-"
# 1: first format.
# 2: the history, the scores on the training images, the losses of misread images.
# 3: a digest of the content.
REPLICATE_FORMAT_VERSION: Literal[3] = 3
# What it said of each training image would weigh the most: their scores are kept, not the answers.
ReplicatedSplit = Literal["validation", "test"]


class Replicate(Record):
    """What an experiment measured when it was trained again with another seed."""

    format_version: Literal[3]
    id: Identifier
    seed: Count
    profile: ProfileName
    history: History
    training_scores: SplitScores
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
    """Return the files of the replicates beside the results of `folder`.

    Raises
    ------
    ResultError
        If their folder cannot be read.
    """
    return json_files(folder / REPLICATES)


def experiment_named(path: Path) -> str:
    """Return the experiment that the file of a replicate names; nothing if it is not named as one."""
    return path.stem.rpartition(MARK)[0]
