"""Patients read from file names, and a validation split that never separates one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.data.patients import draw_validation, patient_groups, patient_of
from experiments.errors import DataError


@pytest.mark.parametrize(
    ("name", "patient"),
    [
        ("person123_bacteria_456.jpeg", "person123"),
        ("person123_virus_456.jpeg", "person123"),
        ("person447_virus_921_1.jpeg", "person447"),
        ("IM-0115-0001.jpeg", "IM-115"),
        ("IM-0117-0001-0002.jpeg", "IM-117"),
        ("NORMAL2-IM-0501-0001.jpeg", "IM-501"),
        ("NORMAL2-IM-1427-0001-0001.jpeg", "IM-1427"),
        ("train/PNEUMONIA/person7_bacteria_24.jpeg", "person7"),
        ("train/NORMAL/IM-0115-0001.JPG", "IM-115"),
        ("train/12", None),
        ("radio.jpeg", None),
        ("person_bacteria_3.jpeg", None),
        ("myperson3_bacteria_3.jpeg", None),
        ("person3_bacteria_3.txt", None),
    ],
)
def test_the_patient_is_read_from_the_name(name: str, patient: str | None) -> None:
    assert patient_of(name) == patient


def closure(names: list[str], digests: list[str]) -> list[set[int]]:
    """Return the groups by merging, as long as possible, those that share a patient or an image."""
    groups = [{position} for position in range(len(names))]

    def linked(first: set[int], second: set[int]) -> bool:
        return any(
            digests[a] == digests[b] or (patient_of(names[a]) or a) == (patient_of(names[b]) or b)
            for a in first
            for b in second
        )

    while True:
        pair = next(((a, b) for a in groups for b in groups if a is not b and linked(a, b)), None)
        if pair is None:
            return groups
        groups = [group for group in groups if group not in pair] + [pair[0] | pair[1]]


@settings(deadline=None)
@given(
    images=st.lists(
        st.tuples(
            st.sampled_from(
                ["person{}_bacteria_1", "person{}_virus_2", "IM-{}-0001", "NORMAL2-IM-{}-0001", "x{}"]
            ),
            st.integers(1, 4),
            st.integers(0, 9),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_groups_are_the_smallest_that_keep_every_link(images: list[tuple[str, int, int]]) -> None:
    names = [
        f"{folder}/{kind.format(number)}.jpeg" for folder, (kind, number, _) in enumerate(images)
    ]  # the folder makes a name unique
    digests = [f"{digest}" for _, _, digest in images]
    groups = patient_groups(names, digests)
    assert groups.dtype == np.int64
    found = {frozenset(np.flatnonzero(groups == group).tolist()) for group in np.unique(groups)}
    assert found == {frozenset(group) for group in closure(names, digests)}


# Each draw of scikit-learn takes a tenth of a second, hence fewer examples.
@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    share=st.sampled_from([0.1, 0.125, 0.2, 0.25, 1 / 3, 0.5]),
    data=st.data(),
)
def test_a_draw_keeps_groups_whole_and_classes_in_proportion(
    seed: int, share: float, data: st.DataObject
) -> None:
    generator = np.random.default_rng(data.draw(st.integers(0, 1000)))
    sizes = generator.integers(1, 5, size=100)
    groups = np.repeat(np.arange(100), sizes)
    labels = np.repeat((np.arange(100) % 4 > 0).astype(np.int64), sizes)
    drawn = draw_validation(labels, groups, share, seed)
    assert drawn.dtype == np.bool_
    assert drawn.shape == labels.shape
    assert not set(groups[drawn]) & set(groups[~drawn])
    largest = int(sizes.max())
    for label in (0, 1):
        count = np.count_nonzero(labels == label)
        assert abs(np.count_nonzero(labels[drawn] == label) - share * count) <= 2 * largest
    np.testing.assert_array_equal(drawn, draw_validation(labels, groups, share, seed))


def test_another_seed_is_another_draw() -> None:
    groups = np.arange(60)
    draws = {draw_validation(groups % 2, groups, 0.2, seed).tobytes() for seed in range(5)}
    assert len(draws) == 5


def test_too_few_patients_are_counted() -> None:
    labels = np.array([0] * 30 + [1] * 30)
    groups = np.concatenate([np.arange(30), 100 + np.arange(30) // 5])
    with pytest.raises(DataError) as caught:
        draw_validation(labels, groups, 0.1, 0)
    assert str(caught.value) == (
        "Une validation d’une part sur 10 demande au moins 10 patients par classe\u202f; une classe n’en a "
        "que 6. Augmentez validation_share ou complétez les images."
    )
