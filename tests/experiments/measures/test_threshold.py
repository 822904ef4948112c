"""The threshold: as high as the wanted recall allows, and never chosen on too few patients."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.measures.answers import matrix_at
from experiments.measures.bounded_mean import mean_lower_bound
from experiments.measures.threshold import DIGITS, WANTED_RECALL, Threshold, choose_threshold, recall_bound
from experiments.measures.wilson import wilson_interval


def found(labels: np.ndarray, probabilities: np.ndarray, threshold: float) -> int:
    return matrix_at(labels, probabilities, threshold)[1][1]


def recall(labels: np.ndarray, called: np.ndarray, patients: np.ndarray) -> float:
    """Return the mean over the ill patients of the share of their images that is found."""
    ill = np.unique(patients[labels == 1])
    return float(np.mean([called[(labels == 1) & (patients == one)].mean() for one in ill]))


@given(st.integers(1, 600), st.data())
def test_the_bound_of_a_proportion_is_that_of_wilson(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    assert mean_lower_bound(count / total, total) == pytest.approx(wilson_interval(count, total)[0], abs=1e-9)
    assert mean_lower_bound(0.5, 0) == 0


@given(st.integers(0, 10_000), st.integers(250, 400), st.integers(1, 3))
@settings(max_examples=20, deadline=None)
def test_the_highest_threshold_that_keeps_the_recall_is_chosen(seed: int, count: int, images: int) -> None:
    generator = np.random.default_rng(seed)
    labels = generator.integers(0, 2, count)
    patients = generator.integers(0, count // images, count)
    probabilities = np.clip(0.3 * labels + 0.7 * generator.random(count), 0, 1)
    threshold = choose_threshold(labels, probabilities, patients)
    ill = len(np.unique(patients[labels == 1]))
    assert (threshold.positives, threshold.patients) == (int(labels.sum()), ill)
    if ill < 73:
        assert not threshold.chosen
        return
    assert threshold.chosen
    assert threshold.found == found(labels, probabilities, threshold.value)
    assert recall_bound(recall(labels, probabilities > threshold.value, patients), ill) >= WANTED_RECALL
    # Any higher threshold that changes something loses a positive too many.
    higher = float(np.min(probabilities[(probabilities > threshold.value) & (labels == 1)]))
    assert recall_bound(recall(labels, probabilities > higher, patients), ill) < WANTED_RECALL


@pytest.mark.parametrize("positives", [0, 8])
def test_too_few_positives_choose_nothing(positives: int) -> None:
    labels = np.array([0] * 8 + [1] * positives)
    threshold = choose_threshold(labels, np.linspace(0, 1, len(labels)), np.arange(len(labels)))
    assert (threshold.value, threshold.chosen, threshold.positives) == (0.5, False, positives)
    assert not threshold.enough


def test_many_images_of_few_patients_choose_nothing() -> None:
    labels, probabilities = np.repeat([0, 1], 400), np.linspace(0, 1, 800)
    assert choose_threshold(labels, probabilities, np.arange(800)).chosen
    assert not choose_threshold(labels, probabilities, np.arange(800) // 20).chosen


@given(st.integers(0, 10_000), st.integers(150, 300), st.sampled_from([0.0, 5e-324, 0.5, 1.0]))
@settings(max_examples=40, deadline=None)
def test_what_is_promised_holds_of_ties_and_neighbours(seed: int, positives: int, lowest: float) -> None:
    """Probabilities that are all equal, or one step apart: there may be nothing between two of them."""
    generator = np.random.default_rng(seed)
    steps = np.array([lowest, np.nextafter(lowest, 2)]) if lowest < 1 else np.array([np.nextafter(1, 0), 1])
    labels = np.repeat([0, 1], positives)
    probabilities = generator.choice(steps, 2 * positives, p=[0.04, 0.96])
    threshold = choose_threshold(labels, probabilities, np.arange(2 * positives))
    promised = recall_bound(found(labels, probabilities, threshold.value) / positives, positives)
    assert threshold.chosen <= (promised >= WANTED_RECALL)
    assert threshold.found == found(labels, probabilities, threshold.value)


def test_positives_of_no_probability_cannot_be_found() -> None:
    labels = np.repeat([0, 1], 200)
    probabilities = np.where(np.arange(400) % 20 == 0, 0.0, 0.9)
    threshold = choose_threshold(labels, probabilities, np.arange(400))
    assert (threshold.value, threshold.chosen, threshold.enough) == (0.5, False, True)


@pytest.mark.parametrize(("value", "digits"), [(0.5, DIGITS), (0.9994, 3), (0.9996, 4), (1 - 1e-9, 9)])
def test_a_threshold_never_reads_as_certainty(value: float, digits: int) -> None:
    shown = Threshold(value, True, 100, 100, 100).digits
    assert shown == digits
    assert float(f"{value:.{shown}g}") < 1


def miss_rate(images_alike: bool, choose_by_patient: bool) -> float:
    """Return how often the recall of all patients is below what was wanted, at the threshold chosen."""
    generator = np.random.default_rng(1)
    broken = tried = 0
    for _ in range(200):
        people, images = 150, 8
        own = generator.normal(size=(people, 1)) if images_alike else generator.normal(size=(people, images))
        values = 1 / (1 + np.exp(-np.broadcast_to(own, (people, images))))
        labels = np.ones(people * images, dtype=np.int64)
        patients = np.repeat(np.arange(people), images) if choose_by_patient else np.arange(len(labels))
        threshold = choose_threshold(labels, values.ravel(), patients)
        assert threshold.chosen
        # What all patients in the world would give: the values follow a known law.
        logit = np.log(threshold.value / (1 - threshold.value))
        broken += (generator.normal(size=20_000) > logit).mean() < WANTED_RECALL
        tried += 1
    return broken / tried


def test_the_promise_is_kept_when_the_images_of_a_patient_are_alike() -> None:
    assert miss_rate(images_alike=True, choose_by_patient=True) <= 0.05
    assert miss_rate(images_alike=False, choose_by_patient=True) <= 0.05
    # Images taken as independent would break it often: the simulation would see it.
    assert miss_rate(images_alike=True, choose_by_patient=False) > 0.15
