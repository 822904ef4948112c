"""The page of one model says which training it measures, and what its scores lack."""

import pytest

from experiments.results.schema import Result
from generator.formulas.mathml import inline
from generator.lab.pneumonia.page import PNEUMONIA_PAGE
from generator.sections.batch_loss import WEIGHTED_MEAN
from tests.generator.lab.pneumonia.sample import (
    counted,
    noisy,
    pneumonia_record,
    pneumonia_result,
    split,
    with_seeds,
)
from tests.generator.one_page import render_page, render_pages
from tests.generator.rule_text import plain, spoken


def test_tables_of_one_training_name_its_seed() -> None:
    pages = render_pages(PNEUMONIA_PAGE, [with_seeds(pneumonia_result(), noisy(2, 4))])
    text, own = (plain(page) for page in pages.values())
    assert "en moyenne sur les graines ; entre parenthèses, la plus basse et la plus haute" in text
    assert "Modèle 12 graines" in text.replace("\n", "")
    assert "Erreurs sur le test selon le seuil, graine 1" in text
    assert "à son seuil, graine 1 ; entre parenthèses" in own
    assert own.count("Matrice de confusion, ") == own.count("graine 1 : en ligne la vérité") == 2


def test_what_is_said_first_of_a_model_is_its_mean_over_the_seeds() -> None:
    several = with_seeds(pneumonia_result(test=counted(90, 10, 0, 100)), counted(50, 50, 0, 100))
    text, own = (spoken(page) for page in render_pages(PNEUMONIA_PAGE, [several]).values())
    assert "85,0 % exactitude, test (moyenne de 2 graines, de 75,0 % à 95,0 %)" in own
    assert "70,0 % spécificité, test (moyenne de 2 graines, de 50,0 % à 90,0 %)" in own
    assert "exactitude85,0 %(75,0 % à 95,0 %)50,0 %" in text
    assert "intervalles de l’exactitude" not in text and "intervalles de l’exactitude" in own
    alone, own = (plain(page) for page in render_pages(PNEUMONIA_PAGE, [pneumonia_result()]).values())
    assert "exactitude, test (graine 1)" in own
    assert "un seul entraînement chacun" in alone and "Modèle 1graine 1" in alone.replace("\n", "")


def test_a_model_with_seeds_beside_one_without_is_told_from_it() -> None:
    pages = render_pages(
        PNEUMONIA_PAGE, [with_seeds(pneumonia_result(), noisy(2, 4)), pneumonia_result(position=2)]
    )
    text = spoken(next(iter(pages.values())))
    assert "la plus basse et la plus haute, ou l’intervalle à 95 % d’un seul entraînement" in text
    assert "intervalles de l’exactitude" in text


@pytest.mark.parametrize(("ill", "said"), [(7, True), (5, False), (3, False)])
def test_what_weights_should_change_is_said_where_most_images_are_of_the_ill(ill: int, said: bool) -> None:
    record = pneumonia_record()
    record["data"]["splits"]["train"] = {"count": 10, "class_counts": [10 - ill, ill]}
    record["evaluation"]["train"] = split([0] * (10 - ill) + [1] * ill, [0.5] * 10)
    record["training"]["class_weights"] = [5 / (10 - ill), 5 / ill]
    text = plain(render_page(PNEUMONIA_PAGE, [Result.model_validate(record)]))
    assert ("on attend moins de fausses alarmes et plus de pneumonies manquées." in text) is said


def test_what_weights_do_depends_on_the_threshold() -> None:
    record = pneumonia_record(validation=([0] * 100 + [1] * 100, [0.6] * 100 + [0.8] * 100))
    usual = (
        "au seuil d’un demi, que si la probabilité sans poids dépasse la part des pneumonies à l’entraînement"
    )
    own = "au seuil de ce modèle, 0,700, que si elle dépasse 87,5 %."
    for ill, said in ((3, True), (2, False)):
        record["data"]["splits"]["train"] = {"count": 4, "class_counts": [4 - ill, ill]}
        record["evaluation"]["train"] = split([0] * (4 - ill) + [1] * ill, [0.5] * 4)
        record["training"]["class_weights"] = [2 / (4 - ill), 2 / ill]
        text = spoken(render_page(PNEUMONIA_PAGE, [Result.model_validate(record)]))
        assert usual in text and (own in text) is said
    assert "au seuil de ce modèle" not in spoken(render_page(PNEUMONIA_PAGE, [pneumonia_result()]))


def test_a_bound_of_the_recall_is_called_the_end_of_its_interval() -> None:
    """Alone, the lower end of a two-sided interval is surer than the interval."""
    chosen = pneumonia_result(validation=([0] * 100 + [1] * 100, [0.6] * 100 + [0.8] * 100))
    none = pneumonia_result(validation=([0] * 100 + [1] * 100, [0.6] * 100 + [0.0] * 100))
    for result in (chosen, none, pneumonia_result()):
        text = spoken(render_page(PNEUMONIA_PAGE, [result]))
        assert "la borne basse de l’intervalle à 95 % du rappel" in text
        assert "être sûr" not in text


def test_the_fold_on_the_images_says_how_the_validation_was_drawn() -> None:
    record = pneumonia_record(validation=([0, 0, 0, 1], [0.2] * 4))
    for counts, said in (
        (
            {"train": [1, 1], "validation": [3, 1], "test": [2, 2]},
            "Les partitions du modèle sont celles d’origine.",
        ),
        (
            {"train": [3, 1], "validation": [1, 1], "test": [2, 2]},
            "sa validation a été tirée de nouveau parmi",
        ),
    ):
        record["data"]["description"]["source_counts"] = counts
        text = plain(render_page(PNEUMONIA_PAGE, [Result.model_validate(record)]))
        assert said in text
        assert ("patient par patient : aucun" in text.replace("\u202f", " ")) is ("nouveau" in said)
    assert "n’est pas la preuve qu’un enfant l’est" in text


def test_why_training_scores_have_no_interval_is_said_under_their_table() -> None:
    page, *own = render_pages(PNEUMONIA_PAGE, [pneumonia_result(), pneumonia_result(position=2)]).values()
    sentence = "Les patients de l’entraînement ne sont pas enregistrés : ses scores n’ont pas d’intervalle."
    assert sentence not in page
    assert [text.count(sentence) for text in own] == [1, 1]


def test_a_threshold_is_that_of_one_training_of_several() -> None:
    """Once, the threshold of the first of five trainings passed for that of the model."""

    def own(*others: float) -> str:
        answers = [([0] * 100 + [1] * 100, [0.1] * 100 + [high] * 100) for high in (0.9, *others)]
        result = pneumonia_result(validation=answers[0])
        for each in answers[1:]:
            result = with_seeds(result, noisy(2, 4), validation=each)
        _, page = render_pages(PNEUMONIA_PAGE, [result]).values()
        return plain(page)

    assert "\nUne radiographie est déclarée pneumonie quand sa probabilité dépasse 0,5" in own()
    several = own(0.7)
    assert "Au premier entraînement (graine 1), une radiographie est déclarée pneumonie quand" in several
    assert "dépasse 0,50 (de 0,40 à 0,50 selon la graine). C’est" in several.replace("0,500", "0,50").replace(
        "0,400", "0,40"
    )


def test_both_pages_that_tell_a_weighted_loss_use_the_same_symbols() -> None:
    record = pneumonia_record()
    record["training"]["class_weights"] = [1.0, 1.0]
    _, text = render_pages(PNEUMONIA_PAGE, [Result.model_validate(record)]).values()
    assert inline(f"J = {WEIGHTED_MEAN}") in text
    assert inline("c_i") in text and inline("L_i") in text
