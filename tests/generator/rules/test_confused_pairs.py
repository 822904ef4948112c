"""The rule names the pairs confused beyond chance, and their direction only where it is sure."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.confused_pairs import NAMED, RULE, confused_pairs
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.classes import confused_classes
from generator.statistics.corrections import SIGNIFICANCE, holm
from tests.generator.page_tree import parse
from tests.generator.rule_text import words
from tests.generator.statistics.test_classes import from_matrix

Confusions = dict[tuple[int, int], int]


def confusing(errors: Confusions, position: int = 1) -> Result:
    """Return a model that takes digits for others so many times: truth, then answer."""
    matrix = np.zeros((10, 10), dtype=int)
    for (truth, answer), times in errors.items():
        matrix[truth, answer] = times
    matrix += np.diag(50 - matrix.sum(axis=1))
    return from_matrix(matrix.tolist(), position=position)


def named(verdict: Verdict) -> list[int]:
    """Return the digits that the sentence names, in order."""
    return [
        int(element.attributes["value"])
        for element in parse(str(verdict.sentence)).find("data")
        if element.attributes.get("data-formula") == "nom de la classe"
    ]


ALWAYS: Confusions = {(9, 4): 14, (1, 7): 1}
MOSTLY: Confusions = {(9, 4): 20, (4, 9): 3}
EITHER: Confusions = {(4, 9): 7, (9, 4): 8}
TWO: Confusions = {(9, 4): 12, (3, 5): 4, (5, 3): 4}
FOUR: Confusions = {(4, 9): 8, (9, 4): 8, (3, 5): 6, (5, 3): 6, (2, 7): 5, (7, 2): 5, (0, 6): 4, (6, 0): 4}
FIVE: Confusions = FOUR | {(1, 8): 4, (8, 1): 3}
EVEN: Confusions = {(i, j): 2 for i in range(10) for j in range(10) if i != j}
CASES = [
    (ALWAYS, Outcome.TRUE, "Oui"),
    (MOSTLY, Outcome.TRUE, "Oui"),
    (EITHER, Outcome.TRUE, "Oui"),
    (TWO, Outcome.TRUE, "Oui"),
    (FOUR, Outcome.TRUE, "Oui"),
    (FIVE, Outcome.TRUE, "Oui"),
    ({(3, 5): 2, (1, 2): 1}, Outcome.INCONCLUSIVE, "Rien de sûr"),
    ({(3, 5): 1}, Outcome.INCONCLUSIVE, "Rien de sûr"),
    ({(3, 5): 1, (1, 2): 1}, Outcome.INCONCLUSIVE, "Rien de sûr"),
    (EVEN, Outcome.INCONCLUSIVE, "Rien de sûr"),
    ({}, Outcome.FALSE, "Non, aucune erreur"),
]
EVERY_CASE = pytest.mark.parametrize(("errors", "outcome", "label"), CASES)
EVERY_VARIANT = pytest.mark.parametrize("position", range(1, 5))


@EVERY_VARIANT
@EVERY_CASE
def test_every_outcome(errors: Confusions, outcome: Outcome, label: str, position: int) -> None:
    verdict = confused_pairs(confusing(errors, position))
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == f"Le CNN {position} confond-il certains chiffres plus que par hasard ?"
    assert verdict.subjects == ("cnn-1",)


SENTENCES = [
    (
        ALWAYS,
        1,
        "Plus souvent que le hasard ne le ferait, le CNN 1 confond le 4 et le 9 (14 fois au lieu de 1,6 : "
        "toujours un 9 lu comme un 4).",
    ),
    (
        MOSTLY,
        2,
        "Le hasard n’explique pas toutes les confusions du CNN 2 : le 4 et le 9 (23 fois au lieu de 2,6 : 20 "
        "fois un 9 lu comme un 4, 3 fois l’inverse).",
    ),
    (
        EITHER,
        1,
        "Plus souvent que le hasard ne le ferait, le CNN 1 confond le 4 et le 9 (15 fois au lieu de 1,7).",
    ),
    (
        TWO,
        3,
        "Quand le CNN 3 se trompe, ce n’est pas toujours au hasard : il confond trop souvent le 4 et le 9 "
        "(12 fois au lieu de 1,3 : toujours un 9 lu comme un 4), puis le 3 et le 5 (8 fois au lieu de 0,89).",
    ),
    (
        FOUR,
        4,
        "Les erreurs du CNN 4 ne tombent pas n’importe où : trop souvent, il prend l’un pour l’autre le 4 et "
        "le 9 (16 fois au lieu de 1,8), le 3 et le 5 (12 fois au lieu de 1,3), puis le 2 et le 7 (10 fois au "
        "lieu de 1,1) ; s’y ajoute une autre paire.",
    ),
    (
        FIVE,
        1,
        "Plus souvent que le hasard ne le ferait, le CNN 1 confond le 4 et le 9 (16 fois au lieu de 1,8), le "
        "3 et le 5 (12 fois au lieu de 1,3), puis le 2 et le 7 (10 fois au lieu de 1,1) ; s’y ajoutent 2 "
        "autres paires.",
    ),
    (
        {(3, 5): 2, (1, 2): 1},
        1,
        "La paire la plus confondue par le CNN 1, le 3 et le 5 (2 fois), ne l’est pas plus que le hasard ne "
        "le permet.",
    ),
    (
        {(3, 5): 1, (1, 2): 1},
        1,
        "Aucune paire ne se détache pour le CNN 1 : plusieurs arrivent en tête, 1 fois chacune, ce que le "
        "hasard peut expliquer.",
    ),
    ({}, 1, "Le CNN 1 ne se trompe sur aucune image de test : il ne confond aucun chiffre."),
]


@pytest.mark.parametrize(("errors", "position", "sentence"), SENTENCES)
def test_sentences(errors: Confusions, position: int, sentence: str) -> None:
    assert words(confused_pairs(confusing(errors, position))) == sentence


PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1])


@given(st.dictionaries(PAIRS, st.integers(1, 12), max_size=4))
def test_the_pairs_named_are_those_beyond_chance_the_most_confused_first(errors: Confusions) -> None:
    result = confusing(errors)
    verdict = confused_pairs(result)
    pairs = confused_classes(result, "test")
    corrected = holm([pair.excess_p_value for pair in pairs])
    sure = [pair for pair, p in zip(pairs, corrected, strict=True) if p < SIGNIFICANCE]
    assert (verdict.outcome is Outcome.TRUE) == bool(sure)
    assert (verdict.outcome is Outcome.FALSE) == (not errors)
    assert all(pair.total.value > pair.expected.value for pair in sure)
    if sure:
        totals = sorted((pair.total.value for pair in sure), reverse=True)
        shown = [
            int(element.attributes["value"])
            for element in parse(str(verdict.sentence)).find("data")
            if element.attributes.get("data-formula") == "somme des deux sens"
        ]
        assert shown == totals[:NAMED]
        more = f"{len(sure) - NAMED} autres paires" if len(sure) > NAMED + 1 else "une autre paire"
        assert (more in words(verdict)) == (len(sure) > NAMED)


@pytest.mark.parametrize("errors", [ALWAYS, MOSTLY, EITHER])
def test_the_direction_turns_with_the_errors(errors: Confusions) -> None:
    turned = {(answer, truth): times for (truth, answer), times in errors.items()}
    there, back = (words(confused_pairs(confusing(each))) for each in (errors, turned))
    swapped = there.replace("un 9 lu comme un 4", "un 4 lu comme un 9")
    assert back == swapped
    assert ("lu comme" in there) == (errors is not EITHER)


def test_other_digits_are_other_words() -> None:
    assert named(confused_pairs(confusing({(2, 1): 7, (1, 2): 6}))) == [1, 2]
    assert named(confused_pairs(confusing({(8, 0): 7, (0, 8): 6}))) == [0, 8]


def test_two_classes_leave_no_choice_to_an_error() -> None:
    """With only one other class to be mistaken for, every confusion is what chance gives."""
    verdict = confused_pairs(from_matrix([[60, 40], [30, 70]]))
    assert verdict.outcome is Outcome.INCONCLUSIVE


def test_evidence_holds_both_directions_of_the_pairs_found() -> None:
    errors, *pairs = confused_pairs(confusing(FIVE)).evidence
    assert (errors.name, parse(_html(errors.value)).text) == ("Erreurs sur les images de test", "53")
    assert [parse(str(item.name)).text for item in pairs][:2] == ["Le 4 et le 9", "Le 3 et le 5"]
    assert len(pairs) == 5
    shown = parse(_html(pairs[0].value)).text
    assert shown.startswith("16 fois, 1,8 au hasard ; p corrigée (Holm) : ")
    assert shown.endswith(" ; un 4 lu comme un 9 : 8 fois, l’inverse : 8 fois ; p corrigée : 1,0")
    assert confused_pairs(confusing({})).evidence == ()


def _html(value: object) -> str:
    return value.__html__()  # type: ignore[attr-defined, no-any-return]


@EVERY_VARIANT
@EVERY_CASE
def test_every_number_has_its_sources(
    errors: Confusions, outcome: Outcome, label: str, position: int
) -> None:
    verdict = confused_pairs(confusing(errors, position))
    shown = [verdict.sentence, *(item.name for item in verdict.evidence)]
    shown += [_html(item.value) for item in verdict.evidence]
    for text in shown:
        outside = re.sub(r"<data.*?</data>", "", text).replace(f"CNN {position}", "")
        assert not re.search(r"[\d{}]", outside)
    if errors:
        assert "results/cnn-1.json#/evaluation/test/confusion_matrix/" in verdict.sentence


def test_sentences_hold_no_jargon() -> None:
    for wording in RULE.wordings.values():
        assert not any("binomial" in sentence or "p =" in sentence for sentence in wording.sentences)
