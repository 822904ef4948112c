"""Results of the size of those that are recorded, on which rules come to the conclusions that these lack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from numpy.random import Generator

from tests.perturbation import same_size
from tests.perturbation.radiographs import FAMILY
from tests.perturbation.records import Records


@dataclass(frozen=True)
class Scenario:
    """Consistent results, and what rules have to conclude of some of them.

    Attributes
    ----------
    families : sequence of str
        Of the models that it is about: only their pages are made.
    change : callable
        Changes recorded results, of which it takes no image, no seed and no model away.
    reaches : str
        Names of rules, each followed by the outcomes it comes to: first letters of ``true``, ``false`` and
        ``inconclusive``.
    """

    name: str
    families: Sequence[str]
    change: Callable[[Records, Generator], None]
    reaches: str

    @property
    def expected(self) -> set[tuple[str, str]]:
        """Return each rule with each of its outcomes."""
        named = (each.split(":") for each in self.reaches.split())
        return {(rule, outcome) for rule, outcomes in named for outcome in outcomes}


DIGITS = ("mlp-raw", "mlp-hog", "cnn-digits")
RADIOGRAPHS = (FAMILY,)
SCENARIOS = (
    Scenario(
        "digits as they are",
        DIGITS,
        lambda records, rng: None,
        "accuracy_certainty:t better_than:tfi cheaper_than:tfi confused_pairs:t dense_weights:i "
        "dropout_gap:i epoch_count:tfi factor_effect:fi flattening:t hardest_classes:ti missed_by_all:t "
        "more_weights:i overfitting:tfi same_errors:t selection:ti selection_confirmed:t "
        "training_finished:tfi validation_rise:tfi weights_and_accuracy:i",
    ),
    Scenario(
        "radiographs as they are",
        RADIOGRAPHS,
        lambda records, rng: None,
        "pneumonia_beats_constant:t pneumonia_better:t "
        "pneumonia_better_calibrated:i pneumonia_conclusion:f "
        "pneumonia_generalises:f pneumonia_main_error:t pneumonia_overestimates:t "
        "pneumonia_partitions:t pneumonia_ranks_better:t pneumonia_shift:ti pneumonia_small_validation:ti "
        "pneumonia_targets:f pneumonia_threshold_helps:i validation_rise:i",
    ),
    Scenario(
        "the heavier, the better",
        DIGITS,
        same_size.heavier_is_better,
        "same_errors:i selection_confirmed:f weights_and_accuracy:t",
    ),
    Scenario(
        "the heavier, the worse",
        DIGITS,
        same_size.heavier_is_worse,
        "accuracy_certainty:i confused_pairs:i same_errors:f weights_and_accuracy:f",
    ),
    Scenario(
        "a perfect model",
        DIGITS,
        same_size.one_is_perfect,
        "confused_pairs:f hardest_classes:f missed_by_all:f selection:f",
    ),
    Scenario(
        "dropout alone helps",
        DIGITS,
        same_size.dropout_helps,
        "dropout_gap:t factor_effect:t flattening:f more_weights:t selection_confirmed:i",
    ),
    Scenario(
        "dropout alone harms",
        DIGITS,
        same_size.dropout_harms,
        "dense_weights:t dropout_gap:f flattening:i more_weights:f",
    ),
    Scenario(
        "a perfect last model",
        RADIOGRAPHS,
        same_size.last_is_perfect,
        "pneumonia_beats_constant:f pneumonia_better_calibrated:t "
        "pneumonia_conclusion:t pneumonia_generalises:t pneumonia_main_error:fi pneumonia_overestimates:fi "
        "pneumonia_partitions:f pneumonia_targets:t",
    ),
    Scenario(
        "a perfect first model",
        RADIOGRAPHS,
        same_size.first_is_perfect,
        "pneumonia_better:f pneumonia_better_calibrated:f pneumonia_partitions:i pneumonia_ranks_better:f "
        "pneumonia_shift:f pneumonia_small_validation:f",
    ),
    Scenario(
        "a threshold that harms",
        RADIOGRAPHS,
        same_size.threshold_harms,
        "pneumonia_beats_constant:i pneumonia_threshold_helps:f",
    ),
    Scenario("a threshold that helps", RADIOGRAPHS, same_size.threshold_helps, "pneumonia_threshold_helps:t"),
    Scenario(
        "a last model that is nearly good",
        RADIOGRAPHS,
        same_size.last_is_nearly_good,
        "pneumonia_conclusion:i pneumonia_targets:i",
    ),
    Scenario(
        "everybody ill",
        RADIOGRAPHS,
        same_size.all_are_ill,
        "pneumonia_better:i pneumonia_generalises:i pneumonia_ranks_better:i",
    ),
)
# Outcomes that no result of this size and of these networks can have, and why the rule is right not to.
OUT_OF_REACH = {
    ("accuracy_certainty", "f"): "so many images are enough, whatever the model: fewer would not be",
    ("dense_weights", "f"): "a perceptron on the pixels has most of its weights in its first layer",
    ("missed_by_all", "i"): "it takes a report of a single model",
}
