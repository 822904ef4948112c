"""Two models are compared image by image, matched by name."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from experiments.errors import ResultError
from generator.statistics.diagnosis.answers import answers
from generator.statistics.diagnosis.decision import compare_with_constant, decide
from generator.statistics.diagnosis.pairing import pair, same_order
from generator.statistics.diagnosis.resampling import patient_weights
from tests.generator.lab.pneumonia.sample import noisy, pneumonia_record, pneumonia_result


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
@settings(deadline=None, max_examples=30)
def test_a_pairing_counts_what_one_model_alone_reads_well(cases: list[tuple[bool, bool]]) -> None:
    first, second = np.array(cases).T
    pairing = pair(first, second, patient_weights(np.arange(len(cases))))
    assert pairing.only_first == sum(a and not b for a, b in cases)
    assert pairing.only_second == sum(b and not a for a, b in cases)
    assert pairing.difference == pytest.approx(first.mean() - second.mean())
    assert pairing.low <= pairing.difference <= pairing.high
    parted = pairing.only_first + pairing.only_second
    assert pairing.p_value == (binomtest(pairing.only_first, parted).pvalue if parted else 1.0)


def test_models_that_agree_differ_by_nothing() -> None:
    right = np.array([True, False, True])
    pairing = pair(right, right, patient_weights(np.arange(3)))
    assert (pairing.p_value, pairing.difference, pairing.low, pairing.high) == (1.0, 0.0, 0.0, 0.0)


@given(st.permutations(list(range(40))))
@settings(deadline=None, max_examples=20)
def test_the_order_of_the_images_does_not_matter(order: list[int]) -> None:
    names = [f"test/{index}.jpeg" for index in range(40)]
    first = pneumonia_result(test=noisy(1, 40), names=names)
    labels, probabilities = noisy(1, 40, 1.0)
    second = pneumonia_result(position=2, test=(labels, probabilities), names=names)
    shuffled = pneumonia_result(
        position=2,
        test=([labels[i] for i in order], [probabilities[i] for i in order]),
        names=[names[i] for i in order],
    )
    one, same, found = (answers(result, "test") for result in (first, second, shuffled))
    turned = same_order(one, found)
    assert found.probabilities[turned].tolist() == same.probabilities.tolist()


def test_other_images_are_refused() -> None:
    first = answers(pneumonia_result(), "test")
    message = (
        "results/cnn-pneumonia.json et results/cnn-pneumonia-2.json\u202f: /inspection/names/test\u202f: "
        "les deux modèles n’ont pas été jugés sur les mêmes exemples. Réentraînez-les sur les mêmes données."
    )
    renamed = pneumonia_record(position=2)
    renamed["inspection"]["names"]["test"][0] = "test/other.jpeg"
    relabelled = pneumonia_record(position=2, test=([1, 1, 0, 1], [0.2, 0.8, 0.9, 0.4]))
    fewer = pneumonia_record(position=2, test=([0, 1, 0], [0.2, 0.8, 0.9]))
    for record in (renamed, relabelled, fewer):
        with pytest.raises(ResultError) as caught:
            same_order(first, answers(type(first.result).model_validate(record), "test"))
        assert str(caught.value) == message


def test_the_constant_classifier_answers_the_most_frequent_class() -> None:
    decision = decide(pneumonia_result(test=([1, 1, 1, 0], [0.9, 0.2, 0.9, 0.1])))
    pairing = compare_with_constant(decision.test, decision.threshold.value)
    assert (pairing.only_first, pairing.only_second) == (1, 1)
    never = compare_with_constant(decision.test, 1.0)
    assert (never.only_first, never.only_second) == (1, 3)
