"""The plain notebook of a model: what a student would write, from the same settings and the same code."""

import ast
from pathlib import Path
from typing import Any

from benchmarks.notebook_data import data_cell
from experiments.code.imports import imported_names
from experiments.code.source import parse, read_source
from experiments.engine.catalogue import PACKAGE, Experiment
from experiments.engine.marks import settings_call
from experiments.training.settings import Settings

SPARSE = "sparse_categorical_crossentropy"


def notebook_of(experiment: Experiment, root: Path, epochs: int) -> dict[str, Any]:
    """Return the notebook that trains what an experiment trains, as JSON values (nbformat 4).

    Parameters
    ----------
    experiment : Experiment
    root : Path
        The project that declares it.
    epochs : int
        How many are done, whatever the patience of the experiment.

    Raises
    ------
    UnknownDataError
        If no notebook is known that reads its data.
    """
    settings = experiment.settings
    path = (root / experiment.module.replace(".", "/")).with_suffix(".py")
    cells = [
        _cell("markdown", f"# {experiment.names.model}\n\n{experiment.intention}"),
        _cell("code", f"import numpy as np\n\n{_model_code(path, experiment)}"),
        _cell("code", data_cell(settings.data)),
        _cell("code", _preparation(experiment)),
        _cell("code", f"keras.utils.set_random_seed({settings.seed})\nmodel = {experiment.function}()"),
        _cell("code", _fit(settings, epochs)),
        _cell("code", "loss, accuracy = model.evaluate(x_test, y_test)\naccuracy"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for rank, cell in enumerate(cells):
        cell["id"] = f"cell-{rank}"
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def code_of(notebook: dict[str, Any]) -> list[str]:
    """Return the text of each of its cells of code."""
    return [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _cell(kind: str, source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def _model_code(path: Path, experiment: Experiment) -> str:
    """Return the file of an experiment without the others, without its mark and what is of the project."""
    text = read_source(path)
    kept = []
    for statement in parse(path).body:
        if isinstance(statement, ast.FunctionDef) and settings_call(statement):
            if statement.name == experiment.function:
                lines = text.splitlines()[statement.lineno - 1 : statement.end_lineno]
                kept.append("\n".join(lines))
        elif not _is_of_project(statement, experiment.module):
            kept.append(ast.get_source_segment(text, statement) or "")
    return "\n\n".join(kept)


def _is_of_project(statement: ast.stmt, module: str) -> bool:
    """Tell whether a statement is an import of the project, the words of the family, or the docstring."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return any(name.partition(".")[0] == PACKAGE for name in imported_names(statement, module))
    if isinstance(statement, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == "FAMILY" for target in statement.targets)
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _preparation(experiment: Experiment) -> str:
    lines = []
    if experiment.settings.balanced:
        lines += [
            "counts = np.bincount(y_train)",
            "class_weight = {c: len(y_train) / (len(counts) * n) for c, n in enumerate(counts)}",
        ]
    classes = len(experiment.settings.data.classes)
    # As the loss of the model compares them.
    if classes > 2 and SPARSE not in experiment.code:
        lines += [f"y_{part} = keras.utils.to_categorical(y_{part})" for part in ("train", "val", "test")]
    lines.append("x_train.shape, y_train.shape")
    return "\n".join(lines)


def _fit(settings: Settings, epochs: int) -> str:
    options = {
        "batch_size": str(settings.batch_size),
        "epochs": str(epochs),
        "validation_data": "(x_val, y_val)",
    }
    if settings.balanced:
        options["class_weight"] = "class_weight"
    if settings.patience is not None:
        # As many epochs as the engine did: the same work, whenever patience would have run out.
        stop = f"keras.callbacks.EarlyStopping(patience={epochs}, restore_best_weights=True)"
        options["callbacks"] = f"[{stop}]"
    given = "".join(f"    {name}={value},\n" for name, value in options.items())
    return f"history = model.fit(\n    x_train,\n    y_train,\n{given})"
