"""Two samples are told apart as well as they differ, and never by knowing the patient."""

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from experiments.errors import DataError
from experiments.survey.separation import FOLDS, SIDE, _unseen_values, sample_of, separation, shrink


def samples(seed: int, shift: float, people: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return images of patients who each look like themselves, a third in the second sample, shifted."""
    generator = np.random.default_rng(seed)
    patients = np.repeat(np.arange(people), 3)
    second = (patients % 3 == 0).astype(np.int64)
    own = generator.normal(size=(people, 20))[patients]
    return own + 0.1 * generator.normal(size=own.shape) + shift * second[:, None], second, patients


def test_samples_that_differ_are_told_apart() -> None:
    images, second, patients = samples(1, 3.0)
    found = separation(images, second, patients)
    assert found.area > 0.95
    assert found.low > 0.8
    assert (found.first_count, found.second_count, found.patients) == (78, 42, 40)
    values = _unseen_values(images, second, patients)
    assert found.area == pytest.approx(roc_auc_score(second, values))


def test_to_know_the_patients_would_tell_samples_apart_that_do_not_differ() -> None:
    images, second, patients = samples(2, 0.0)
    honest = separation(images, second, patients)
    assert honest.low < 0.5 < honest.high
    # Were images of one patient on both sides, each would be recognised.
    assert separation(images, second, np.arange(len(patients))).area > 0.9


def test_samples_drawn_alike_are_seldom_said_to_differ() -> None:
    wrong = sum(separation(*samples(seed, 0.0, 30)).low > 0.5 for seed in range(20))
    assert wrong <= 3


def test_too_few_patients_are_refused() -> None:
    images, second, _ = samples(3, 1.0)
    with pytest.raises(DataError) as caught:
        separation(images, second, np.where(second, 0, np.arange(len(second))))
    assert str(caught.value) == (
        f"Comparer deux partitions demande au moins {FOLDS} patients de chaque classe dans chacune ; l’une "
        "n’en a que 1. Complétez les images."
    )


def test_a_sample_is_made_of_whole_patients() -> None:
    patients = np.repeat(np.arange(20), [1, 2, 3, 4] * 5)
    drawn = sample_of(12, patients)
    assert 12 <= drawn.sum() < 12 + 4
    assert all(len(set(drawn[patients == one])) == 1 for one in range(20))


def test_a_small_image_holds_the_mean_of_each_block() -> None:
    image = np.arange(128 * 128, dtype=np.float32).reshape(1, 128, 128, 1)
    small = shrink(image).reshape(SIDE, SIDE)
    assert small[0, 1] == image[0, :4, 4:8, 0].mean()
