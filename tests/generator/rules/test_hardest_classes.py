"""The rule names the digits that are surely harder, and no other."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from experiments.results.schema import Result
from generator.rules.hardest_classes import RULE, hardest_classes
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.corrections import SIGNIFICANCE, holm
from tests.generator.page_tree import parse
from tests.generator.rule_text import words
from tests.generator.statistics.test_classes import from_matrix


def misreading(errors: list[int], images: int = 100, position: int = 1) -> Result:
    """Return a model that makes so many errors on each digit, all of them with as many images."""
    matrix = [[0] * len(errors) for _ in errors]
    for digit, wrong in enumerate(errors):
        matrix[digit][digit] = images - wrong
        matrix[digit][(digit + 1) % len(errors)] += wrong
    return from_matrix(matrix, position=position)


def named(verdict: Verdict) -> list[int]:
    """Return the digits that the sentence names, in order."""
    return [
        int(element.attributes["value"])
        for element in parse(str(verdict.sentence)).find("data")
        if element.attributes.get("data-formula") == "nom de la classe"
    ]


ONE_HARD = [2, 2, 2, 2, 2, 2, 2, 2, 2, 20]
TWO_HARD = [2, 2, 2, 20, 2, 2, 2, 2, 25, 2]
ONE_EASY = [0, 20, 20, 20, 20, 20, 20, 20, 21, 20]
CHANCE = [10, 10, 10, 10, 14, 10, 10, 10, 10, 10]
FEW = [0, 0, 1, 0, 0, 2, 0, 0, 0, 0]
TIED = [0, 0, 2, 0, 0, 2, 0, 0, 1, 0]
CASES = [
    (ONE_HARD, Outcome.TRUE, "Oui", [9]),
    (TWO_HARD, Outcome.TRUE, "Oui", [8, 3]),
    (ONE_EASY, Outcome.INCONCLUSIVE, "Sans doute, sans pouvoir dire lesquels", [8]),
    (CHANCE, Outcome.INCONCLUSIVE, "On ne peut pas l’affirmer", [4]),
    (FEW, Outcome.INCONCLUSIVE, "On ne peut pas l’affirmer", [5]),
    (TIED, Outcome.INCONCLUSIVE, "On ne peut pas l’affirmer", [2, 5]),
    ([3] * 10, Outcome.INCONCLUSIVE, "On ne peut pas l’affirmer", []),
    ([0] * 10, Outcome.FALSE, "Non, aucune erreur", []),
]
EVERY_CASE = pytest.mark.parametrize(("errors", "outcome", "label", "digits"), CASES)
EVERY_VARIANT = pytest.mark.parametrize("position", range(1, 5))


@EVERY_VARIANT
@EVERY_CASE
def test_every_outcome(
    errors: list[int], outcome: Outcome, label: str, digits: list[int], position: int
) -> None:
    verdict = hardest_classes(misreading(errors, position=position))
    assert (verdict.outcome, verdict.label, named(verdict)) == (outcome, label, digits)
    assert verdict.question == f"Le CNN {position} a-t-il plus de mal avec certains chiffres ?"
    assert verdict.subjects == ("cnn-1",)


SENTENCES = [
    (
        ONE_HARD,
        1,
        "Le CNN 1 se trompe davantage sur le 9 (20\u202f% d’erreurs) que sur les autres chiffres ; la "
        "moyenne est de 4\u202f%.",
    ),
    (
        TWO_HARD,
        2,
        "Tous les chiffres ne se valent pas pour le CNN 2 : il bute davantage sur le 8 (25\u202f% d’erreurs) "
        "et le 3 (20\u202f%), contre 6\u202f% en moyenne.",
    ),
    (
        TWO_HARD,
        3,
        "Par rapport aux autres chiffres, le CNN 3 lit moins bien le 8 (25\u202f% d’erreurs) et le 3 "
        "(20\u202f%) ; sur l’ensemble, il se trompe sur 6\u202f% des images.",
    ),
    (
        ONE_HARD,
        4,
        "En moyenne, le CNN 4 se trompe sur 4\u202f% des images de test ; c’est plus fréquent sur le 9 "
        "(20\u202f% d’erreurs).",
    ),
    (
        ONE_EASY,
        1,
        "Les chiffres ne sont pas tous aussi faciles pour le CNN 1, mais aucun ne se détache à coup sûr ; "
        "c’est sur le 8 (21\u202f% d’erreurs) qu’il se trompe le plus.",
    ),
    (
        CHANCE,
        1,
        "C’est sur le 4 (14\u202f% d’erreurs) que le CNN 1 se trompe le plus, mais l’écart avec les autres "
        "chiffres peut être dû au hasard.",
    ),
    (
        TIED,
        2,
        "Le CNN 2 bute un peu plus sur le 2 (2\u202f% d’erreurs) et le 5 (2\u202f%), sans qu’on puisse "
        "exclure le hasard.",
    ),
    (
        [3] * 10,
        1,
        "Le CNN 1 se trompe aussi souvent sur chaque chiffre (3\u202f% d’erreurs) : aucun ne ressort.",
    ),
    (
        [0] * 10,
        1,
        "Le CNN 1 ne se trompe sur aucune image de test : aucun chiffre ne lui pose de problème.",
    ),
]


@pytest.mark.parametrize(("errors", "position", "sentence"), SENTENCES)
def test_sentences(errors: list[int], position: int, sentence: str) -> None:
    assert words(hardest_classes(misreading(errors, position=position))) == sentence


@given(st.lists(st.integers(0, 30), min_size=2, max_size=10))
def test_the_digits_named_as_harder_are_those_of_the_exact_test(errors: list[int]) -> None:
    """The one-sided test of Fisher draws the errors among all images, as balls from an urn."""
    verdict = hardest_classes(misreading(errors))
    urn = hypergeom(100 * len(errors), sum(errors), 100)
    corrected = holm([float(urn.sf(wrong - 1)) for wrong in errors])
    harder = [digit for digit, p in enumerate(corrected) if p < SIGNIFICANCE]
    assert (verdict.outcome is Outcome.TRUE) == bool(harder)
    assert (verdict.outcome is Outcome.FALSE) == (sum(errors) == 0)
    if harder:
        assert sorted(named(verdict)) == harder
        assert all(errors[digit] > sum(errors) / len(errors) for digit in harder)
    rates = [errors[digit] for digit in named(verdict)]
    assert rates == sorted(rates, reverse=True)


@pytest.mark.parametrize("order", [(30, 2, 2), (2, 30, 2), (2, 2, 30)])
def test_another_hard_digit_is_another_sentence(order: tuple[int, ...]) -> None:
    assert named(hardest_classes(misreading(list(order)))) == [order.index(30)]


def test_a_digit_that_is_easier_makes_no_other_harder() -> None:
    """Differences that are sure but name no digit are told from those that chance may explain."""
    uneven, chance = (words(hardest_classes(misreading(errors))) for errors in (ONE_EASY, CHANCE))
    assert "pas tous aussi faciles" in uneven
    assert "dû au hasard" in chance


def test_too_few_errors_say_nothing_of_all_digits_together() -> None:
    names = [str(item.name) for item in hardest_classes(misreading(FEW)).evidence]
    assert "p d’un même taux pour tous les chiffres (khi-deux)" not in names
    names = [str(item.name) for item in hardest_classes(misreading(CHANCE)).evidence]
    assert "p d’un même taux pour tous les chiffres (khi-deux)" in names


def test_a_digit_without_images_is_left_out() -> None:
    matrix = [[50, 50, 0], [1, 99, 0], [0, 0, 0]]
    assert words(hardest_classes(from_matrix(matrix))) == (
        "Le CNN 1 se trompe davantage sur le 0 (50\u202f% d’erreurs) que sur les autres chiffres ; la "
        "moyenne est de 26\u202f%."
    )


def test_evidence_counts_errors_and_images() -> None:
    evidence = hardest_classes(misreading([30, 1, 0])).evidence
    shown = [(parse(str(item.name)).text, parse(_html(item.value)).text) for item in evidence]
    assert shown[0][0] == "Erreurs sur le 0"
    assert shown[0][1].startswith("30 sur 100 images ; p corrigée (Holm) : ")
    assert shown[1] == ("Au plus bas, erreurs sur le 2", "0 sur 100 images")
    assert hardest_classes(misreading([0, 0, 0])).evidence == ()


def _html(value: object) -> str:
    return value.__html__()  # type: ignore[attr-defined, no-any-return]


@EVERY_VARIANT
@EVERY_CASE
def test_every_number_has_its_sources(
    errors: list[int], outcome: Outcome, label: str, digits: list[int], position: int
) -> None:
    verdict = hardest_classes(misreading(errors, position=position))
    shown = [verdict.sentence, *(item.name for item in verdict.evidence)]
    shown += [_html(item.value) for item in verdict.evidence]
    for text in shown:
        outside = re.sub(r"<data.*?</data>", "", text).replace(f"CNN {position}", "")
        assert not re.search(r"[\d{}]", outside)
    for digit in digits:
        assert f"results/cnn-1.json#/evaluation/test/confusion_matrix/{digit}" in verdict.sentence


def test_sentences_hold_no_jargon() -> None:
    for wording in RULE.wordings.values():
        assert not any("Fisher" in sentence or "p =" in sentence for sentence in wording.sentences)
