"""The search knows French: apostrophes end words, accents do not count."""

import pytest
from playwright.sync_api import Page

from tests.site import checks

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("words", ["entraîner", "entrainer", "Entraîn", "d’entraîner", "d'entrainer"])
def test_an_elided_word_is_found_with_or_without_its_accents(experiment: Page, words: str) -> None:
    assert "d’entraîner" in checks.search(experiment, words)[0]


@pytest.mark.parametrize(
    "words",
    ["d’entraînement", "d'entraînement", "D’entrainement", "entrainement", "ENTRAÎNEMENTS", "l'entrainement"],
)
def test_a_noun_is_found_after_any_apostrophe_in_either_number(experiment: Page, words: str) -> None:
    first, *_ = checks.search(experiment, words)
    assert "entraînement" in first


@pytest.mark.parametrize(
    ("words", "found"), [("l’ecart", "l’écart"), ("écarts", "l’écart"), ("resultats", "résultat")]
)
def test_words_of_the_pages_are_found_however_they_are_typed(
    experiment: Page, words: str, found: str
) -> None:
    assert any(found in result for result in checks.search(experiment, words))


def test_a_word_between_quotation_marks_is_found(experiment: Page) -> None:
    assert any("confond" in result for result in checks.search(experiment, "élève"))


@pytest.mark.parametrize("words", ["oeil", "œil"])
def test_ligatures_are_letters(experiment: Page, words: str) -> None:
    assert any("coup d’œil" in result for result in checks.search(experiment, words))


def test_an_absent_word_is_not_found(experiment: Page) -> None:
    assert checks.search(experiment, "hippopotame") == []


def test_a_decimal_number_is_one_word(experiment: Page) -> None:
    assert any("97,3" in result for result in checks.search(experiment, "97,3"))
