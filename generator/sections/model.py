"""Everything the report says of one model."""

import ast
from dataclasses import dataclass
from datetime import datetime

from experiments.language import day
from experiments.results.names import Names
from experiments.results.schema import Result
from generator.facts.differences import differences
from generator.facts.quantity import Quantity, count, seconds
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.facts.scores import Score, score
from generator.facts.stopping import Stopping, stopping
from generator.formulas.markup import Markup
from generator.sections.confusion import Confusion, confusion
from generator.sections.inputs import describe_inputs, describe_outputs
from generator.sections.network import Network, network
from generator.statistics.forerunner import forerunners

SINGLE = "float32"
# What computes for Keras, unless said otherwise.
USUAL_BACKEND = "tensorflow"


@dataclass(frozen=True)
class Kept:
    """A change of code after which the result was kept: the day, and why no number changes."""

    day: str
    reason: str


@dataclass(frozen=True)
class ModelSection:
    """One model, complete.

    Attributes
    ----------
    names : Names
        What its family calls its examples and classes.
    previous : str
        Title of the model it is compared with; empty for the first.
    changes : list of Markup
        What differs from that model; empty for the first, or when nothing does.
    code : str
        The function that was trained, without its docstring.
    precision : str
        Keras policy of the updates; empty for single precision.
    backend : str
        What computed for Keras; empty for the usual one.
    replicated : bool
        Whether other seeds were tried; what is shown of one training is then that of the first.
    penalised : bool
        Whether a penalty is added to the loss that training reduces.
    stopping : Stopping or None
        When training stopped early.
    scores : list of Score
        Training, validation, then test, of the primary training.
    confusion : Confusion
        On the test split.
    accepted : list of Kept
        Changes of code since the training that were declared to change no number.
    """

    reference: ModelReference
    names: Names
    intention: str
    previous: str
    changes: list[Markup]
    code: str
    inputs: Markup
    outputs: Markup
    network: Network
    batch_size: Quantity
    epochs: Quantity
    seed: Quantity
    replicated: bool
    optimizer: str
    loss: str
    penalised: bool
    precision: str
    backend: str
    stopping: Stopping | None
    scores: list[Score]
    confusion: Confusion
    duration: Quantity
    accepted: list[Kept]

    @property
    def id(self) -> str:
        """Name of the experiment."""
        return self.reference.id

    @property
    def title(self) -> str:
        """Name among the models of its family."""
        return self.reference.title


def model_sections(results: list[Result]) -> list[ModelSection]:
    """Describe the models of one experiment, each compared with its forerunner."""
    return [
        model_section(result, before) for result, before in zip(results, forerunners(results), strict=True)
    ]


def model_section(result: Result, previous: Result | None) -> ModelSection:
    """Describe one model."""
    return ModelSection(
        reference=reference(result),
        names=result.names,
        intention=result.intention,
        previous=reference(previous).title if previous else "",
        changes=differences(previous, result) if previous else [],
        code=without_docstring(result.code),
        inputs=describe_inputs(result),
        outputs=describe_outputs(result),
        network=network(result),
        batch_size=count(read(result, "/training/batch_size")),
        epochs=count(read(result, "/training/epochs")),
        seed=count(read(result, "/training/seed")),
        replicated=bool(result.replicates),
        optimizer=result.training.optimizer.name,
        loss=result.training.loss.name,
        penalised=bool(result.training.penalties),
        precision="" if result.training.precision == SINGLE else result.training.precision,
        backend="" if result.training.backend == USUAL_BACKEND else result.training.backend,
        stopping=stopping(result),
        scores=[score(result, split) for split in ("train", "validation", "test")],
        confusion=confusion(result, "test"),
        duration=seconds(read(result, "/provenance/seconds")),
        accepted=[
            Kept(day(datetime.fromisoformat(change.accepted_at)), change.reason)
            for change in result.provenance.accepted
        ],
    )


def without_docstring(code: str) -> str:
    """Return the code of a function without the intention, which the page shows above it."""
    function = ast.parse(code).body[0]
    assert isinstance(function, ast.FunctionDef)
    text = function.body[0]
    lines = code.splitlines()
    del lines[text.lineno - 1 : text.end_lineno]
    return "\n".join(lines)
