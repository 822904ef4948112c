"""The worker tells its parent what it does, one line of JSON per event, behind their mark."""

import io
import math

import pytest

from experiments.engine.messenger import Messenger, new_mark, read_line
from experiments.errors import ExperimentError

MARK = new_mark()


def sent(stream: io.StringIO) -> list[object]:
    lines = [read_line(line, MARK) for line in stream.getvalue().split("\n")[:-1]]
    assert all(text == "" for text, _ in lines)
    return [event for _, event in lines]


def test_each_event_is_one_line() -> None:
    import numpy as np

    stream = io.StringIO()
    messenger = Messenger(MARK, stream)
    messenger.note("deux\nlignes")
    messenger.stage("époque 1/2", 40)(10)
    measures = {"loss": np.float32(0.5), "accuracy": 0.75, "val_loss": 1.0, "val_accuracy": 0.5}
    messenger.epoch(1, 2, measures)
    messenger.failed("raté\ntout à fait")
    messenger.written()
    assert sent(stream) == [
        ["note", "deux\nlignes"],
        ["stage", "époque 1/2", 40],
        ["advance", 10],
        ["epoch", 1, 2, {"loss": 0.5, "accuracy": 0.75, "val_loss": 1.0, "val_accuracy": 0.5}],
        ["failed", "raté tout à fait"],
        ["written"],
    ]


def test_an_epoch_that_leads_to_no_result_stops_the_training() -> None:
    stream = io.StringIO()
    with pytest.raises(ExperimentError):
        Messenger(MARK, stream).epoch(1, 2, {"loss": math.nan, "val_loss": 0.5})
    assert sent(stream) == []


def test_what_is_printed_before_an_event_is_parted_from_it() -> None:
    assert read_line(f'bonjour{MARK}["written"]', MARK) == ("bonjour", ["written"])
    assert read_line("bonjour", MARK) == ("bonjour", None)
    assert read_line(f'{new_mark()}["written"]', MARK)[1] is None


def test_no_two_marks_are_the_same() -> None:
    assert len({new_mark() for _ in range(100)}) == 100
