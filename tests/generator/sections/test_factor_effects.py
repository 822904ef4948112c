"""Every factor is judged, then what dropout does to the gap between training and test."""

from generator.sections.factor_effects import factor_effects
from tests.generator.samples import family


def test_the_verdicts_come_factor_by_factor_and_the_gap_last() -> None:
    verdicts = factor_effects(family("mlp-raw"), family("mlp-hog"), family("cnn-digits"))
    assert [(verdict.rule.name, verdict.subjects) for verdict in verdicts] == [
        ("factor_effect", ("mlp-raw-2", "mlp-raw-1")),
        ("factor_effect", ("cnn-1", "cnn-2")),
        ("factor_effect", ("mlp-hog-1", "mlp-hog-2")),
        ("factor_effect", ("mlp-hog-2", "mlp-hog-1")),
        ("factor_effect", ("cnn-2", "cnn-1")),
        ("dropout_gap", ("mlp-raw-2", "mlp-raw-1")),
    ]
    assert [verdict.case == "no-pair" for verdict in verdicts] == [False, True, True, False, False, False]
