"""The rule names the pairs confused beyond chance, and their direction only where it is sure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.confused_pairs import NAMED, confused_pairs, surely_confused
from generator.rules.decision import Outcome
from generator.statistics.classes import confused_classes
from generator.statistics.corrections import SIGNIFICANCE, holm
from tests.generator.rule_text import plain, said, words
from tests.generator.samples import LABELS
from tests.generator.seeds import trained
from tests.generator.statistics.test_classes import from_matrix

Confusions = dict[tuple[int, int], int]


def confusing(errors: Confusions) -> Result:
    """Return a model that takes digits for others so many times: truth, then answer."""
    matrix = np.zeros((10, 10), dtype=int)
    for (truth, answer), times in errors.items():
        matrix[truth, answer] = times
    matrix += np.diag(50 - matrix.sum(axis=1))
    return from_matrix(matrix.tolist())


ALWAYS: Confusions = {(9, 4): 14, (1, 7): 1}
MOSTLY: Confusions = {(9, 4): 20, (4, 9): 3}
EITHER: Confusions = {(4, 9): 7, (9, 4): 8}
FOUR: Confusions = {(4, 9): 8, (9, 4): 8, (3, 5): 6, (5, 3): 6, (2, 7): 5, (7, 2): 5, (0, 6): 4, (6, 0): 4}
FIVE: Confusions = FOUR | {(1, 8): 4, (8, 1): 3}
EVEN: Confusions = {(i, j): 2 for i in range(10) for j in range(10) if i != j}


@pytest.mark.parametrize(
    ("errors", "case"),
    [
        (ALWAYS, "beyond-chance"),
        (FIVE, "beyond-chance"),
        ({(3, 5): 2, (1, 2): 1}, "leader"),
        ({(3, 5): 1}, "leader"),
        ({(3, 5): 1, (1, 2): 1}, "tied"),
        (EVEN, "tied"),
        ({}, "no-error"),
    ],
)
def test_every_case(errors: Confusions, case: str) -> None:
    verdict = confused_pairs(confusing(errors))
    assert (verdict.case, verdict.subjects) == (case, ("cnn-1",))


def test_two_classes_leave_no_choice_to_an_error() -> None:
    assert confused_pairs(from_matrix([[60, 40], [30, 70]])).case == "no-choice"
    assert confused_pairs(from_matrix([[60, 0], [0, 70]])).case == "no-error"


@pytest.mark.parametrize(
    ("errors", "end"),
    [
        (ALWAYS, "« 4 » et « 9 » (14 fois au lieu de 1,6 : toujours « 9 » pris pour « 4 »)."),
        (MOSTLY, "(23 fois au lieu de 2,6 : 20 fois « 9 » pris pour « 4 », 3 fois l’inverse)."),
        (EITHER, "le CNN 1 confond « 4 » et « 9 » (15 fois au lieu de 1,7)."),
        (FOUR, ", puis « 2 » et « 7 » (10 fois au lieu de 1,1) ; s’y ajoute une autre paire."),
        (FIVE, "(10 fois au lieu de 1,1) ; s’y ajoutent 2 autres paires."),
        ({(3, 5): 2, (1, 2): 1}, "le hasard peut expliquer la plus fréquente, « 3 » et « 5 » (2 fois)."),
    ],
)
def test_sentences(errors: Confusions, end: str) -> None:
    assert words(confused_pairs(confusing(errors))).endswith(end)


def test_a_whole_sentence() -> None:
    assert words(confused_pairs(confusing({}))) == (
        "Le CNN 1 ne fait aucune erreur sur les images de test : il ne confond aucune paire de chiffres."
    )


PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1])


@given(st.dictionaries(PAIRS, st.integers(1, 12), max_size=4))
def test_the_pairs_named_are_those_beyond_chance_the_most_confused_first(errors: Confusions) -> None:
    result = confusing(errors)
    verdict = confused_pairs(result)
    pairs = confused_classes(result, "test")
    corrected = holm([pair.excess_p_value for pair in pairs])
    sure = [pair for pair, p in zip(pairs, corrected, strict=True) if p < SIGNIFICANCE]
    found = surely_confused(result)
    assert sorted(pair.total.sources for pair in found) == sorted(pair.total.sources for pair in sure)
    totals = [pair.total.value for pair in found]
    assert totals == sorted(totals, reverse=True)
    assert (verdict.outcome is Outcome.TRUE) == bool(sure)
    assert (verdict.outcome is Outcome.FALSE) == (not errors)
    for rank, pair in enumerate(found):
        name = f"« {pair.first.name.text} » et « {pair.second.name.text} »"
        assert (name in words(verdict)) == (rank < NAMED)


def test_a_pair_as_often_confused_that_chance_explains_is_told_too() -> None:
    """Chance takes ones and sevens, often wrong whatever the answer, for one another as often as 4 and 9."""
    spread = {(truth, answer): 5 for truth in (1, 7) for answer in range(10) if truth != answer}
    assert words(confused_pairs(confusing(spread | {(4, 9): 10}))).endswith(
        "le CNN 1 confond « 4 » et « 9 » (10 fois au lieu de 1,1 : toujours « 4 » pris pour « 9 »). Au moins "
        "aussi souvent que « 4 » et « 9 », mais le hasard peut l’expliquer : « 1 » et « 7 » (10 fois au lieu "
        "de 10,0)."
    )


@pytest.mark.parametrize("errors", [ALWAYS, MOSTLY, EITHER])
def test_the_direction_turns_with_the_errors(errors: Confusions) -> None:
    turned = {(answer, truth): times for (truth, answer), times in errors.items()}
    there, back = (words(confused_pairs(confusing(each))) for each in (errors, turned))
    assert back == there.replace("« 9 » pris pour « 4 »", "« 4 » pris pour « 9 »")


def test_evidence_holds_both_directions_of_the_pairs_found() -> None:
    errors, *pairs = said(confused_pairs(confusing(FIVE))).evidence
    assert (errors.name, plain(errors.value)) == ("Erreurs sur les images de test", "53")
    assert [item.name for item in pairs][:2] == ["« 4 » et « 9 »", "« 3 » et « 5 »"]
    assert len(pairs) == 5
    shown = plain(pairs[0].value)
    assert shown.startswith("16 fois, 1,8 au hasard ; p corrigée (Holm) : ")
    assert shown.endswith(" ; « 4 » pris pour « 9 » : 8 fois, l’inverse : 8 fois ; p corrigée : 1,0")


def test_a_direction_that_other_seeds_deny_is_not_said() -> None:
    """The primary training always takes a 1 for a 0; the others do the contrary as often."""
    zeros, ones = ([rank for rank, label in enumerate(LABELS) if label == name] for name in "01")
    alone, torn = trained("cnn-1", ones[:8]), trained("cnn-1", ones[:8], zeros[:8], ones[:8], zeros[:8])
    assert "toujours" in words(confused_pairs(alone))
    assert "toujours" not in words(confused_pairs(torn))
    assert ", en tout sur 4 entraînements, le" in words(confused_pairs(torn))
