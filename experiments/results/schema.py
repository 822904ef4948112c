"""The format of ``results/*.json``: what each experiment measured, and how it was made."""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

# 1: first format.
FORMAT_VERSION = 1

Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Loss = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Proportion = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Split = Literal["train", "validation", "test"]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Part = TypeVar("Part")


def _all_splits(parts: dict[Split, Part]) -> dict[Split, Part]:
    missing = [split for split in get_args(Split) if split not in parts]
    if missing:
        raise ValueError(f"il manque {', '.join(missing)}")
    return parts


class Record(BaseModel):
    """Base of every part: immutable, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


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
    splits: Annotated[dict[Split, SplitDescription], AfterValidator(_all_splits)]


class Layer(Record):
    """One layer; shapes are without the batch axis, `inputs` names the layers that feed it.

    `connected` is false for a layer that was declared but that the output does not depend on.
    """

    name: str
    type: str
    config: dict[str, Any]
    input_shape: list[Positive]
    output_shape: list[Positive]
    parameters: Count
    trainable_parameters: Count
    inputs: list[str]
    connected: bool


class Model(Record):
    """The network, as Keras built it."""

    parameters: Count
    trainable_parameters: Count
    input_shape: list[Positive]
    output_shape: list[Positive]
    layers: Annotated[list[Layer], Field(min_length=1)]


class Optimizer(Record):
    """The optimiser: the arguments in use and the defaults of its class."""

    name: str
    arguments: dict[str, Any]
    defaults: dict[str, Any]


class TrainingSettings(Record):
    """How the weights were learned."""

    optimizer: Optimizer
    loss: str
    batch_size: Positive
    epochs: Positive
    seed: Count
    patience: Count | None
    class_weights: list[Finite] | None


class History(Record):
    """One value per epoch; ``val_`` is the validation split."""

    loss: Annotated[list[Loss], Field(min_length=1)]
    accuracy: list[Proportion]
    val_loss: list[Loss]
    val_accuracy: list[Proportion]

    @model_validator(mode="after")
    def _same_length(self) -> "History":
        lengths = {len(values) for values in (self.loss, self.accuracy, self.val_loss, self.val_accuracy)}
        if len(lengths) > 1:
            raise ValueError("les quatre courbes doivent avoir une valeur par époque")
        return self


class SplitEvaluation(Record):
    """How right the trained model was on a split, and what it said of each image, in order.

    `labels` and `predictions` hold one character per image, the index of a class;
    `probabilities` is only there for two classes: that of class 1 for each image.
    """

    count: Positive
    loss: Loss
    loss_standard_error: Loss
    accuracy: Proportion
    confusion_matrix: list[list[Count]]
    labels: Annotated[str, Field(pattern=r"^[0-9]+$")]
    predictions: Annotated[str, Field(pattern=r"^[0-9]+$")]
    probabilities: list[Proportion] | None

    @model_validator(mode="after")
    def _consistent(self) -> "SplitEvaluation":
        if not len(self.labels) == len(self.predictions) == self.count:
            raise ValueError("labels et predictions doivent avoir un caractère par image")
        if self.probabilities is not None and len(self.probabilities) != self.count:
            raise ValueError("probabilities doit avoir une valeur par image")
        classes = len(self.confusion_matrix)
        if any(len(row) != classes for row in self.confusion_matrix):
            raise ValueError("confusion_matrix doit avoir autant de colonnes que de lignes")
        if int(max(self.labels + self.predictions)) >= classes:
            raise ValueError("labels ou predictions nomment une classe absente de confusion_matrix")
        counted = [[0] * classes for _ in range(classes)]
        for label, prediction in zip(self.labels, self.predictions, strict=True):
            counted[int(label)][int(prediction)] += 1
        if counted != self.confusion_matrix:
            raise ValueError("confusion_matrix ne compte pas labels contre predictions")
        right = sum(row[i] for i, row in enumerate(counted))
        if abs(right / self.count - self.accuracy) > 1e-9:
            raise ValueError(f"accuracy vaut {self.accuracy}, la matrice donne {right}/{self.count}")
        return self


class WorkedStep(Record):
    """One update of one weight by the optimiser, before and after."""

    variable: str
    index: list[Count]
    step: Positive
    gradient: Finite
    weight_before: Finite
    weight_after: Finite
    state_before: dict[str, Finite]
    state_after: dict[str, Finite]


class Machine(Record):
    """Where the training ran."""

    system: str
    processor: str
    cores: Positive
    python: str


class DataProvenance(Record):
    """Which data were used."""

    sha256: Digest


class Provenance(Record):
    """What the result depends on (`key` and its `components`), and when and where it was made."""

    key: Digest
    components: dict[str, str]
    data: DataProvenance
    libraries: dict[str, str]
    machine: Machine
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    produced_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class Result(Record):
    """Everything one experiment has to say; `inspection` depends on the kind of data."""

    format_version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    family: str
    position: Positive
    intention: Annotated[str, Field(min_length=1)]
    code: Annotated[str, Field(min_length=1)]
    profile: Literal["full", "smoke"]
    data: Data
    model: Model
    training: TrainingSettings
    history: History
    evaluation: Annotated[dict[Split, SplitEvaluation], AfterValidator(_all_splits)]
    inspection: dict[str, Any]
    worked_step: WorkedStep
    provenance: Provenance

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


def result_path(folder: Path, experiment_id: str) -> Path:
    """Return where the result of an experiment is kept."""
    return folder / f"{experiment_id}.json"
