"""An example shows what makes the number of its weights: what a pooling leaves, and what is flattened."""

from experiments.results.schema import Result
from generator.lab.depth.steps import steps
from generator.sections.network import network as laid_out
from tests.generator.rule_text import spoken
from tests.generator.sample_layers import convolution, dense, dropout, flatten, network, pooling
from tests.generator.samples import sample, sample_record


def test_what_poolings_leave_and_what_is_flattened_are_shown() -> None:
    record = sample_record("cnn-1")
    record["model"] = network(
        [8, 8, 1],
        convolution([8, 8, 1], 3, 2, "conv2d", "input_layer"),
        pooling([8, 8, 3], "max_pooling2d", "conv2d"),
        flatten([4, 4, 3], "flatten", "max_pooling2d"),
        dropout(48, 0.5, "dropout", "flatten"),
        dense(48, 4, "softmax", "dense", "dropout"),
    )
    result = Result.model_validate(record)
    shown = [(step.row.name, spoken(step.shapes)) for step in steps(result, laid_out(result))]
    assert shown == [
        ("conv2d", ""),
        ("max_pooling2d", "8 × 8 × 3 → 4 × 4 × 3"),
        ("flatten", "4 × 4 × 3 = 48"),
        ("dense", ""),
    ]


def test_a_network_that_reshapes_nothing_shows_its_weights_only() -> None:
    result = sample("mlp-raw-1")
    assert [step.row.name for step in steps(result, laid_out(result))] == ["dense", "dense_1"]
