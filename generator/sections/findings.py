"""What the results of one experiment say of each of its models."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.rules.accuracy_certainty import accuracy_certainty
from generator.rules.better_than import better_than
from generator.rules.cheaper_than import cheaper_than
from generator.rules.confused_pairs import confused_pairs
from generator.rules.decision import Verdict
from generator.rules.dropout_gap import dropout_gap
from generator.rules.epoch_count import epoch_count
from generator.rules.hardest_classes import hardest_classes
from generator.rules.overfitting import overfitting
from generator.rules.training_finished import training_finished
from generator.rules.validation_rise import validation_rise
from generator.statistics.experiment_contrasts import experiment_contrasts
from generator.statistics.factor_pairs import dropout_gaps


def curve_findings(result: Result) -> list[Verdict]:
    """Judge the training history of a model."""
    return [training_finished(result), validation_rise(result), epoch_count(result), overfitting(result)]


def reading_findings(result: Result) -> list[Verdict]:
    """Judge the answers of a model on the test examples."""
    return [accuracy_certainty(result), hardest_classes(result), confused_pairs(result)]


def progress_findings(
    results: Sequence[Result], others: Sequence[Sequence[Result]] = ()
) -> list[list[Verdict]]:
    """Judge what each model gains and costs compared with its forerunner; the first has nothing.

    The comparisons of the page are made at once, and corrected for it. A model that shows best, beside its
    forerunner, what dropout does is also judged on what dropout is for: the gap between training and test.

    Parameters
    ----------
    results : sequence of Result
        Of the experiment.
    others : sequence of sequence of Result
        Of the experiments judged on the same examples, whose gaps are corrected together with its own.
    """
    gaps = [found for _, found in dropout_gaps([results, *others]) if found]
    findings: list[list[Verdict]] = [[]]
    for result, step in zip(results[1:], experiment_contrasts(results).steps, strict=True):
        pair = {result.id, step.second.id}
        told = [dropout_gap(results, gap) for gap in gaps if {gap.first.id, gap.second.id} == pair]
        findings.append([better_than(step), cheaper_than(result, step.second), *told])
    return findings
