"""The worker tells its parent what it does, one line of JSON per event."""

import json

import pytest

from experiments.engine.worker import MARK, Messenger
from experiments.errors import ExperimentError


def sent(captured: pytest.CaptureFixture[str]) -> list[object]:
    lines = captured.readouterr().out.split("\n")[:-1]
    assert all(line.startswith(MARK) for line in lines)
    return [json.loads(line.removeprefix(MARK)) for line in lines]


def test_each_event_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    import numpy as np

    messenger = Messenger()
    messenger.note("deux\nlignes")
    messenger.stage("époque 1/2", 40)(10)
    measures = {"loss": np.float32(0.5), "accuracy": 0.75, "val_loss": 1.0, "val_accuracy": 0.5}
    messenger.epoch(1, 2, measures)
    assert sent(capsys) == [
        ["note", "deux\nlignes"],
        ["stage", "époque 1/2", 40],
        ["advance", 10],
        ["epoch", 1, 2, {"loss": 0.5, "accuracy": 0.75, "val_loss": 1.0, "val_accuracy": 0.5}],
    ]


def test_an_epoch_that_leads_to_no_result_stops_the_training(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ExperimentError):
        Messenger().epoch(1, 2, {"loss": 0.5, "val_loss": 0.5})
    assert sent(capsys) == []
