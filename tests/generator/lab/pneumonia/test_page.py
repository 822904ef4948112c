"""The page is complete, and each of its numbers is where it says it comes from."""

import math
import re
from pathlib import Path
from typing import Any

import pytest

from experiments.language import whole_percent
from experiments.measures.wilson import CONFIDENCE
from experiments.project import RESULTS
from experiments.results.files import read_result
from experiments.results.schema import Result
from generator.facts.stopping import stopping
from generator.lab.pneumonia.architecture import architecture
from generator.lab.pneumonia.misread import misread
from generator.lab.pneumonia.page import PNEUMONIA_PAGE, pneumonia_page
from generator.lab.pneumonia.page import answers as page_answers
from generator.report.templates import escape_text
from generator.rules.speaker import Speaker
from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.rarer import precision_at, rarer
from generator.statistics.diagnosis.threshold_cost import threshold_cost
from generator.statistics.diagnosis.trainings import trainings
from tests.generator.lab.pneumonia.sample import (
    counted,
    noisy,
    pneumonia_record,
    pneumonia_result,
    with_seeds,
)
from tests.generator.one_page import render_page, render_pages
from tests.generator.rule_text import plain, said, spoken
from tests.generator.statistics.diagnosis.test_scores import check

COMMITTED = ("cnn-pneumonia", "cnn-pneumonia-2")


def two_models() -> list[Result]:
    return [
        pneumonia_result(validation=noisy(1, 16), test=noisy(2, 60)),
        pneumonia_result(position=2, validation=noisy(3, 200), test=noisy(2, 60, 4.0), patience=1),
    ]


def rendered(results: list[Result]) -> str:
    return render_page(PNEUMONIA_PAGE, results)


def test_numbers_over_the_seeds_name_the_replicates() -> None:
    first, second = (with_seeds(result, noisy(2, 60, 1.0), noisy(2, 60, 3.0)) for result in two_models())
    text = rendered([first, second])
    assert "selon la graine, 3\N{NO-BREAK SPACE}entraînements)" in plain(text).replace(
        " entr", "\N{NO-BREAK SPACE}entr"
    )
    for training in (first, *first.replicates, second, *second.replicates):
        assert f"{training.file}#/evaluation/test/probabilities" in text


def test_one_model_makes_a_page_without_comparison() -> None:
    results = two_models()[:1]
    page = pneumonia_page(results)
    assert page.conclusions.comparisons == []
    assert page.last == "le CNN 1 sur les radiographies"
    assert "Les modèles entre eux" not in rendered(results)


def test_every_conclusion_is_on_the_page_with_what_it_rests_on() -> None:
    results = two_models()
    text, conclusions = rendered(results), pneumonia_page(results).conclusions
    shown = [*conclusions.comparisons, *conclusions.validation, *conclusions.main_error, conclusions.last]
    shown += [conclusions.partitions]
    for verdict in [*shown, *(verdict for model in conclusions.models for verdict in model)]:
        assert said(verdict).sentence in text
        assert str(escape_text(said(verdict).method)) in text
    text = render_pages(PNEUMONIA_PAGE, results)[PNEUMONIA_PAGE.path]
    assert text.index("## Discussion") < text.index("### Conclusion")
    assert text.rindex("data-rule=") == text.index('data-rule="pneumonie-conclusion"')


def test_scores_on_what_chose_the_model_are_said_to_flatter_it() -> None:
    many = [0] * 100 + [1] * 100, [0.2] * 100 + [0.8] * 100
    said_there = "on y a choisi {} ; ces scores y sont donc flattés."
    for settings, chosen in (
        ({"validation": many}, "le seuil"),
        ({"patience": 1}, "l’époque gardée"),
        ({"validation": many, "patience": 1}, "l’époque gardée et le seuil"),
    ):
        text = plain(rendered([pneumonia_result(**settings)]))
        assert f"Modèle 1 : {said_there.format(chosen)}" in text
        assert f"On a choisi {chosen} sur la validation, qui flatte donc ces scores." in text
    assert " flatt" not in plain(rendered([pneumonia_result()]))


def test_what_few_images_of_validation_leave_unknown_is_said() -> None:
    few, many = counted(8, 0, 0, 8), counted(20, 0, 0, 20)
    models = [pneumonia_result(position=n, validation=each) for n, each in ((1, few), (2, many))]
    small = (
        "Le CNN 1 sur les radiographies n’est validé que sur 16 radiographies : une seule y vaut 6 points "
        "d’exactitude et, même sans faute, la véritable pourrait n’être que de 81 % (intervalle à 95 %) ; "
        "d’où une validation plus grande pour le CNN 2 sur les radiographies."
    )
    assert small in spoken(rendered(models))
    alike = [pneumonia_result(position=n, validation=few) for n in (1, 2)]
    assert "n’est validé que sur" not in plain(rendered(alike))


def test_a_threshold_that_is_chosen_is_part_of_what_changes() -> None:
    few, many = ([0, 1], [0.2, 0.8]), ([0] * 100 + [1] * 100, [0.2] * 100 + [0.8] * 100)
    first, second = (
        pneumonia_result(position=n, validation=validation) for n, validation in ((1, few), (2, many))
    )
    assert "seuil : 0,5, valeur usuelle → 0,500, choisi sur la validation" in plain(rendered([first, second]))
    alike = pneumonia_result(position=2, validation=few)
    assert "valeur usuelle → " not in plain(rendered([first, alike]))


def test_training_is_beside_test_in_one_table_with_the_formulas() -> None:
    text = rendered(two_models())
    heads = '<th scope="col" class="numeric">Entraînement</th><th scope="col" class="numeric">Validation</th>'
    assert text.count(heads) == 2
    assert text.count("<caption>Scores sur le test, chaque modèle à son seuil") == 1
    assert text.count("Ces scores, avec les nombres du test") == 2
    for split in ("train", "validation", "test"):
        assert f"results/cnn-pneumonia-2.json#/evaluation/{split}/probabilities" in text


def test_what_cannot_be_claimed_is_disclosed() -> None:
    assert "le modèle qui suit le premier a été conçu alors que la spécificité du premier" in rendered(
        two_models()
    )
    three = [*two_models(), pneumonia_result(position=3, validation=noisy(5, 50), test=noisy(2, 60))]
    assert (
        "les modèles qui suivent le premier ont été conçus alors que la spécificité du premier"
        in rendered(three)
    )
    text = rendered(two_models()[:1])
    assert "alors que la spécificité du premier" not in text
    assert "le responsable d’une pneumonie manquée est le médecin qui signe" in text


def test_what_the_loss_weighs_is_said_only_where_it_does() -> None:
    record = pneumonia_record()
    assert "celle d’entraînement est pondérée par classe" in rendered([Result.model_validate(record)])
    record["training"]["class_weights"] = None
    assert "celle d’entraînement est pondérée par classe" not in rendered([Result.model_validate(record)])


def test_the_confidence_of_intervals_is_the_one_they_have() -> None:
    text = rendered(two_models())
    # One table per model, and one of both.
    assert text.count(f" ; entre parenthèses, intervalle à {whole_percent(CONFIDENCE)}</caption>") == 3


NORMAL, ILL, MIXED = ([0] * 6, [0.1, 0.2, 0.3, 0.6, 0.7, 0.9]), ([1] * 6, [0.1] * 3 + [0.9] * 3), noisy(2, 60)
SPLITS = {
    "validation saine": (NORMAL, MIXED),
    "validation malade": (ILL, MIXED),
    "test sain": (MIXED, NORMAL),
    "test malade": (MIXED, ILL),
    "rien des deux": (NORMAL, ILL),
    "toujours malade": (noisy(3, 300), (MIXED[0], [1.0] * 60)),
    "toujours sain": (noisy(3, 300), (MIXED[0], [0.0] * 60)),
    "toujours malade partout": ((MIXED[0], [1.0] * 60), (MIXED[0], [1.0] * 60)),
    "toujours sain partout": ((noisy(3, 300)[0], [0.0] * 300), (MIXED[0], [0.0] * 60)),
    "probabilités voisines": (
        (noisy(3, 300)[0], [math.nextafter(0.5, n % 2) for n in range(300)]),
        MIXED,
    ),
    "sans une faute": (([0] * 99 + [1] * 99, [0.01] * 99 + [0.99] * 99), counted(30, 0, 0, 30)),
}


@pytest.mark.parametrize("name", SPLITS)
def test_whatever_a_model_answers_the_page_says_what_is_not_defined(name: str) -> None:
    validation, test = SPLITS[name]
    results = [
        with_seeds(pneumonia_result(position=n, validation=validation, test=test), test) for n in (1, 2)
    ]
    text = plain(rendered(results))
    assert not re.search(r"\bnan\b|None|\binf\b", text)
    undefined = "sain" in name or "malade" in name or name == "rien des deux"
    assert ("non défini" in text) >= (undefined and "toujours malade" not in name)
    assert answer_text(results)


def answer_text(results: list[Result]) -> list[str]:
    """Return what the page answers."""
    return [str(answer.sentence) for answer in page_answers(pneumonia_page(results), Speaker())]


def test_whether_a_model_can_be_trusted_is_answered_with_what_forbids_it() -> None:
    missed = pneumonia_result(validation=counted(250, 0, 0, 250), test=counted(60, 40, 40, 60))
    good = pneumonia_result(validation=counted(250, 0, 0, 250), test=counted(100, 0, 0, 100))
    assert "Non : il n’atteint pas tous les objectifs" in spoken(answer_text([missed])[-1])
    assert spoken(answer_text([good])[-1]).endswith("? Oui, mais à vérifier ailleurs.")


@pytest.mark.parametrize("name", COMMITTED)
def test_committed_scores_are_those_of_scikit_learn(name: str) -> None:
    decision = decide(read_result(RESULTS / f"{name}.json"))
    for measured in (decision.validation, decision.test):
        check(measured, decision.threshold.value)


@pytest.mark.parametrize("name", COMMITTED)
def test_a_committed_result_stays_small_and_names_its_images(name: str) -> None:
    path: Path = RESULTS / f"{name}.json"
    assert path.stat().st_size < 1_000_000
    result = read_result(path)
    assert all(entry["image"] for entry in result.inspection["shown"])
    for split in ("validation", "test"):
        assert len(set(result.inspection["names"][split])) == result.data.splits[split].count


def test_misread_images_are_those_of_the_threshold_in_use() -> None:
    result = pneumonia_result(
        validation=([0] * 100 + [1] * 100, [0.1] * 50 + [0.7] * 50 + [0.9] * 100),
        test=([0, 0, 1, 1], [0.7, 0.95, 0.2, 0.85]),
    )
    decision = decide(result)
    assert decision.threshold.value == pytest.approx(0.8)
    found = misread(decision)
    # At 0.8 the first image is no error any more, though it was one at 0.5.
    assert found.figures == ["occlusion-2", "occlusion-3"]


def test_moving_the_threshold_trades_one_error_for_the_other() -> None:
    cost = threshold_cost(decide(pneumonia_result(validation=noisy(3, 300), test=noisy(5, 300))))
    values = [line.threshold.value for line in cost]
    assert values == sorted(values)
    assert [line.kept for line in cost].count(True) == 1
    missed = [line.missed.value for line in cost]
    alarms = [line.alarms.value for line in cost]
    assert missed == sorted(missed)
    assert alarms == sorted(alarms, reverse=True)


@pytest.mark.parametrize(
    ("counts", "expected"), [((72, 28, 1, 99), True), ((99, 1, 1, 99), False), ((90, 10, 10, 90), None)]
)
def test_whether_most_alarms_would_be_false_follows_the_precision_there(
    counts: tuple[int, int, int, int], expected: bool | None
) -> None:
    found = rarer(trainings(decide(pneumonia_result(test=counted(*counts)))))
    assert found is not None
    assert found.mostly_false is expected


@pytest.mark.parametrize("counts", [(90, 10, 5, 95), (30, 70, 1, 99)])
def test_at_the_prevalence_of_the_test_bayes_gives_its_precision(counts: tuple[int, int, int, int]) -> None:
    model = trainings(decide(pneumonia_result(test=counted(*counts))))
    precision = model.decision.test.counts(0.5).precision
    found, less = rarer(model, 0.5), rarer(model, 0.1)  # in the test, as many ill as healthy
    assert precision is not None and found is not None and less is not None
    assert found.precision.value == pytest.approx(float(precision.value))
    assert less.precision.value < found.precision.value


def test_without_an_alarm_there_is_no_precision_to_expect() -> None:
    assert rarer(trainings(decide(pneumonia_result(test=counted(5, 0, 5, 0))))) is None


def test_the_precision_there_is_that_of_the_mean_rates_of_all_trainings() -> None:
    """The first one may be the best of all."""
    result = with_seeds(pneumonia_result(test=counted(90, 10, 0, 100)), counted(50, 50, 20, 80))
    found = rarer(trainings(decide(result)))
    assert found is not None
    assert (found.recall.text, found.specificity.text) == ("90,0\u202f%", "70,0\u202f%")
    assert found.precision.value == precision_at(0.1, 0.9, 0.7, ()).value
    assert found.low.value < found.precision.value < found.high.value
    text = plain(rendered([result]))
    assert "moyennes de 2 entraînements de ce modèle, donneraient une précision de 25" in text


@pytest.mark.parametrize(
    ("losses", "best", "early"), [([0.6, 0.4, 0.5], 2, True), ([0.6, 0.5, 0.4, 0.3], 4, False)]
)
def test_the_epoch_kept_is_the_one_of_the_smallest_validation_loss(
    losses: list[float], best: int, early: bool
) -> None:
    record: dict[str, Any] = pneumonia_record(patience=1)
    record["training"]["epochs"] = 4
    record["history"] = {
        "loss": losses,
        "accuracy": [0.5] * len(losses),
        "val_loss": losses,
        "val_accuracy": [0.5] * len(losses),
        "learning_rate": [0.001] * len(losses),
    }
    stop = stopping(Result.model_validate(record))
    assert stop is not None
    assert (stop.done.value, stop.best.value, stop.early) == (len(losses), best, early)
    assert stopping(pneumonia_result()) is None


def test_what_was_not_measured_is_only_said_while_it_is_not() -> None:
    models = two_models()
    unweighted, well_read = "Aucun modèle n’a été entraîné sans eux", "Aucune radiographie bien lue"
    assert unweighted in plain(rendered(models))
    without = models[1].training.model_copy(update={"class_weights": None})
    assert unweighted not in plain(rendered([models[0], models[1].model_copy(update={"training": without})]))
    # The second model reads rightly, at its own threshold, an image that is kept with its map.
    assert [pneumonia_page(several).only_misread_mapped for several in (models[:1], models)] == [True, False]
    assert well_read in plain(rendered(models[:1]))
    assert well_read not in plain(rendered(models))


def test_always_answering_ill_has_every_score() -> None:
    """It never recognises a healthy child, and puts no image before another."""
    page = pneumonia_page(two_models())
    labels = page.decisions[0].test.labels
    ill = float(labels.mean())
    constants = {row.models[0].name: row.constant for row in page.scores}
    assert {name: each and each.value for name, each in constants.items()} == pytest.approx(
        {
            "exactitude": ill,
            "précision": ill,
            "rappel": 1.0,
            "spécificité": 0.0,
            "F1": 2 * ill / (1 + ill),
            "aire ROC": 0.5,
            "précision moyenne": ill,
            "score de Brier": 1 - ill,
        }
    )
    # Of images of one class only, no area is defined.
    sick = pneumonia_page([pneumonia_result(test=ILL)])
    assert [row.constant is None for row in sick.scores] == [False] * 3 + [True, False] + [True] * 2 + [False]


def test_validation_has_its_means_too() -> None:
    result = with_seeds(two_models()[1], noisy(2, 60))
    (model,) = pneumonia_page([result]).models
    assert [score.name for score in model.chosen] == ["exactitude", "F1"]
    assert all(score.low and score.high for score in model.chosen)
    assert "Les mêmes, sur la validation" in rendered([result])


def test_what_the_judgement_rests_on_is_said_point_by_point() -> None:
    """The size of the validation, the shares of the classes, the worse error and the constant answer."""
    result = with_seeds(pneumonia_result(test=counted(90, 10, 2, 300)), counted(80, 20, 5, 297))
    text = spoken(rendered([result]))
    assert "2 radiographies de 2 patients servent de validation. Les pneumonies font 50,0 % de l’entr" in text
    assert "laisse passer de 2 à 5 pneumonies sur 302, et donne de 10 à 20 fausses alarmes pour 100 r" in text
    assert "Répondre toujours « pneumonie », sans regarder l’image, donnerait 75,1 % d’exactitude" in text
    once = spoken(rendered([pneumonia_result(test=counted(99, 1, 1, 300))]))
    assert (
        "laisse passer 1 pneumonie sur 301, et donne 1 fausse alarme pour 100 radiographies normales." in once
    )


@pytest.mark.parametrize("name", COMMITTED)
def test_a_network_is_told_by_its_layers_that_weigh(name: str) -> None:
    said_of = spoken(architecture(read_result(RESULTS / f"{name}.json")))
    assert re.search(r"compte 5 convolutions et \d couches? denses? ; il a en tout", said_of)
    assert ("ceux des normalisations compris" in said_of) is (name == "cnn-pneumonia-2")
