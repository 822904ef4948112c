"""The format of ``results/*.json``: what each experiment measured, and how it was made."""

import ast
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, PrivateAttr, model_validator

from experiments.results.evaluation import SplitEvaluation
from experiments.results.features import Features
from experiments.results.names import Names
from experiments.results.network import Model
from experiments.results.provenance import Provenance
from experiments.results.record import (
    Count,
    Identifier,
    Positive,
    ProfileName,
    Record,
    Split,
    holds_all,
)
from experiments.results.replicate import Replicate
from experiments.results.survey import Survey
from experiments.results.training import History, Samples, TrainingSettings, WorkedStep

# 1: first format.
# 2: `names`, in the words of the family, so that a result says by itself what pages and plots call it.
# 3: the graph of the network, one entry per call, in place of a chain of layers; the arguments of the loss
#    and the penalties; the learning rate of each epoch; more than ten classes; samples to check equations
#    on; filters and feature maps; losses of misread images.
# 4: the backend; a digest of the content, which is no part of what a result says (see `seal`).
FORMAT_VERSION = 4


def _is_model_function(code: str) -> str:
    """Refuse what is no function with its intention: pages show the one without the other."""
    try:
        tree = ast.parse(code)
    # What Python says of a text with zero bytes, or nested too deeply for it, is no SyntaxError.
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError("ce n’est pas du Python valide") from error
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.FunctionDef):
        raise ValueError("une fonction, et rien d’autre, est attendue")
    if not ast.get_docstring(tree.body[0]):
        raise ValueError("la fonction n’a pas son intention en première ligne")
    return code


class SplitDescription(Record):
    """How many images a split holds, in all and of each class."""

    count: Positive
    class_counts: list[Count]

    @model_validator(mode="after")
    def _sum(self) -> "SplitDescription":
        if sum(self.class_counts) != self.count:
            raise ValueError(f"class_counts compte {sum(self.class_counts)} images, count vaut {self.count}")
        return self


class Data(Record):
    """What the model was given; `description` depends on the kind of data."""

    classes: list[str]
    description: dict[str, Any]
    splits: Annotated[dict[Split, SplitDescription], holds_all(get_args(Split))]


class Result(Record):
    """Everything one experiment has to say.

    `inspection` depends on the kind of data; `features` are those of a network with 2D convolutions.
    """

    format_version: Literal[4]
    id: Identifier
    family: str
    position: Positive
    names: Names
    intention: Annotated[str, Field(min_length=1)]
    code: Annotated[str, AfterValidator(_is_model_function)]
    profile: ProfileName
    data: Data
    model: Model
    training: TrainingSettings
    history: History
    evaluation: Annotated[dict[Split, SplitEvaluation], holds_all(get_args(Split))]
    inspection: dict[str, Any]
    worked_step: WorkedStep
    samples: Samples
    features: Features | None
    provenance: Provenance
    # Kept in files of their own, and only attached once read: never part of the record.
    _replicates: tuple[Replicate, ...] = PrivateAttr(default=())
    _survey: Survey | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _same_work(self) -> "Result":
        ran, planned = len(self.history.loss), self.training.epochs
        if ran > planned or (ran < planned and self.training.patience is None):
            raise ValueError(f"history a {ran} époques, training.epochs vaut {planned}")
        for split, evaluation in self.evaluation.items():
            classes, described = len(self.data.classes), self.data.splits[split]
            if len(evaluation.confusion_matrix) != classes:
                raise ValueError(f"evaluation.{split}.confusion_matrix ne compte pas {classes} classes")
            if [sum(row) for row in evaluation.confusion_matrix] != described.class_counts:
                raise ValueError(f"evaluation.{split} ne porte pas sur les images de data.splits.{split}")
        return self

    @property
    def file(self) -> str:
        """Path of the file inside the project."""
        return f"results/{self.id}.json"

    @property
    def replicates(self) -> tuple[Replicate, ...]:
        """The same training with other seeds, by seed; none when none was attached."""
        return self._replicates

    @property
    def trainings(self) -> "tuple[Result | Replicate, ...]":
        """The training of this result, then those with other seeds."""
        return (self, *self._replicates)

    @property
    def survey(self) -> Survey | None:
        """What was measured of the data of its family; None when none was attached."""
        return self._survey

    def with_survey(self, survey: Survey | None) -> "Result":
        """Return the same result with this survey attached."""
        copy = self.model_copy()
        copy._survey = survey
        return copy

    def with_replicates(self, replicates: Iterable[Replicate]) -> "Result":
        """Return the same result with these replicates attached, in place of any other."""
        copy = self.model_copy()
        copy._replicates = tuple(replicates)
        return copy


def result_path(folder: Path, experiment_id: str) -> Path:
    """Return where the result of an experiment is kept."""
    return folder / f"{experiment_id}.json"
