"""The page of one model says which training it measures, and what its scores lack."""

import pytest

from experiments.results.schema import Result
from generator.lab.pneumonia.page import PNEUMONIA_PAGE
from tests.generator.lab.pneumonia.sample import noisy, pneumonia_record, pneumonia_result, split, with_seeds
from tests.generator.one_page import render_page, render_pages
from tests.generator.rule_text import plain


def test_tables_of_one_training_name_its_seed() -> None:
    pages = render_pages(PNEUMONIA_PAGE, [with_seeds(pneumonia_result(), noisy(2, 4))])
    text, own = (plain(page) for page in pages.values())
    assert "un seul entraînement chacun" in text and "Modèle 1graine 1" in text.replace("\n", "")
    assert "Erreurs sur le test selon le seuil, graine 1" in text
    assert "exactitude, test (graine 1)" in own
    assert "à son seuil, graine 1 ; entre parenthèses" in own
    assert own.count("Matrice de confusion, ") == own.count("graine 1 : en ligne la vérité") == 2


@pytest.mark.parametrize(("ill", "said"), [(7, True), (5, False), (3, False)])
def test_what_weights_should_change_is_said_where_most_images_are_of_the_ill(ill: int, said: bool) -> None:
    record = pneumonia_record()
    record["data"]["splits"]["train"] = {"count": 10, "class_counts": [10 - ill, ill]}
    record["evaluation"]["train"] = split([0] * (10 - ill) + [1] * ill, [0.5] * 10)
    record["training"]["class_weights"] = [5 / (10 - ill), 5 / ill]
    text = plain(render_page(PNEUMONIA_PAGE, [Result.model_validate(record)]))
    assert ("on attend moins de fausses alarmes et plus de pneumonies manquées." in text) is said


def test_why_training_scores_have_no_interval_is_said_under_their_table() -> None:
    page, *own = render_pages(PNEUMONIA_PAGE, [pneumonia_result(), pneumonia_result(position=2)]).values()
    sentence = "Les patients de l’entraînement ne sont pas enregistrés : ses scores n’ont pas d’intervalle."
    assert sentence not in page
    assert [text.count(sentence) for text in own] == [1, 1]
