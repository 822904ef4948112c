"""Plots of a result that was just written: all of them are tried, and what failed is said."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.engine import figure_session
from experiments.engine.figure_session import draw_result
from experiments.figures.drawing import Drawing, DrawingError
from experiments.figures.files import kept_plots
from experiments.figures.history import accuracy_history, loss_history
from tests.experiments.figures.samples import result


def names(folder: Path) -> set[str]:
    return {name for _, name, _ in kept_plots(folder)}


def test_every_plot_is_drawn_once(tmp_path: Path) -> None:
    steps: list[int] = []
    draw_result(result(), tmp_path, steps.append)
    first = {path: path.stat().st_mtime_ns for *_, path in kept_plots(tmp_path)}
    draw_result(result(), tmp_path, steps.append)
    assert {path: path.stat().st_mtime_ns for *_, path in kept_plots(tmp_path)} == first
    assert names(tmp_path) == {"confusion", "historique-exactitude", "historique-perte"}
    assert steps == [1] * 6


def test_one_that_fails_is_named_once_the_others_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def planned(_: object) -> Sequence[Drawing]:
        return [replace(loss_history(result()), content=()), accuracy_history(result())]

    monkeypatch.setattr(figure_session, "drawings", planned)
    with pytest.raises(DrawingError, match=r"« historique-perte » de essai-1 .* Le résultat est enregistré"):
        draw_result(result(), tmp_path, lambda steps: None)
    assert names(tmp_path) == {"historique-exactitude"}
