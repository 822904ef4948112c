"""Everything the report says of one model."""

import ast
from dataclasses import dataclass

from markupsafe import Markup

from experiments import language
from experiments.results.schema import Result
from generator.facts.differences import differences
from generator.facts.quantity import Quantity, count, seconds
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.facts.scores import Score, score
from generator.sections.charts.line_chart import LineChart, Series
from generator.sections.confusion import Confusion, confusion
from generator.sections.inputs import describe_inputs, describe_outputs
from generator.sections.network import Network, network

CURVES = {"loss": "Perte", "accuracy": "Exactitude"}


@dataclass(frozen=True)
class ModelSection:
    """One model, complete.

    Attributes
    ----------
    id, title : str
    intention : str
    previous : str
        Title of the model it is compared with; empty for the first.
    changes : list of Markup
        What differs from that model; empty for the first, or when nothing does.
    code : str
        The function that was trained, without its docstring.
    inputs, outputs : Markup
    network : Network
    batch_size, epochs, seed : Quantity
    optimizer, loss : str
    charts : list of LineChart
        Loss, then accuracy, on training and validation.
    scores : list of Score
        Validation, then test.
    confusion : Confusion
        On the test split.
    duration : Quantity
    """

    id: str
    title: str
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
    optimizer: str
    loss: str
    charts: list[LineChart]
    scores: list[Score]
    confusion: Confusion
    duration: Quantity


def model_sections(results: list[Result]) -> list[ModelSection]:
    """Describe the models of one experiment, each compared with the one before."""
    previous: list[Result | None] = [None, *results[:-1]]
    return [model_section(result, before) for result, before in zip(results, previous, strict=True)]


def model_section(result: Result, previous: Result | None) -> ModelSection:
    """Describe one model."""
    return ModelSection(
        id=result.id,
        title=reference(result).title,
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
        optimizer=result.training.optimizer.name,
        loss=result.training.loss,
        charts=[history_chart(result, measure) for measure in CURVES],
        scores=[score(result, "validation", "validation"), score(result, "test", "test")],
        confusion=confusion(result, "test"),
        duration=seconds(read(result, "/provenance/seconds")),
    )


def history_chart(result: Result, measure: str) -> LineChart:
    """Draw one measure of the training history, on training and validation."""
    training = getattr(result.history, measure)
    validation = getattr(result.history, f"val_{measure}")
    name = CURVES[measure]
    best = (min if measure == "loss" else max)(validation)
    epoch = validation.index(best) + 1
    extreme = "minimum" if measure == "loss" else "maximum"
    return LineChart(
        identifier=f"{result.id}-{measure}",
        title=f"{name} par époque",
        x_title="Époque",
        series=[
            Series("entraînement", "series-training", training),
            Series("validation", "series-validation", validation),
        ],
        alternative=(
            f"{name} sur l’entraînement : {_course(training)} ; sur la validation : {_course(validation)}, "
            f"{extreme} de {language.significant(best)} à l’époque {language.integer(epoch)}."
        ),
        source=f"{result.file}#/history",
    )


def _course(values: list[float]) -> str:
    return f"de {language.significant(values[0])} à {language.significant(values[-1])}"


def without_docstring(code: str) -> str:
    """Return the code of a function without the intention, which the page shows above it."""
    function = ast.parse(code).body[0]
    assert isinstance(function, ast.FunctionDef)
    text = function.body[0]
    lines = code.splitlines()
    del lines[text.lineno - 1 : text.end_lineno]
    return "\n".join(lines)
