"""What each plot says, and what it does with data that leave it little to show."""

from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from skimage.feature import hog

from experiments import language
from experiments.errors import ResultError
from experiments.figures.catalogue import drawings
from experiments.figures.confusion import confusion, draw_confusion
from experiments.figures.drawing import Drawing
from experiments.figures.history import accuracy_history, loss_history
from experiments.figures.hog import hog_cells, hog_gradient
from experiments.figures.learning_rate import changes, learning_rate
from experiments.figures.nearly import neither_all_nor_nothing
from experiments.figures.occlusion import occlusions
from experiments.figures.overview import overview
from experiments.figures.precision_recall import precision_recall
from experiments.figures.reliability import reliability_curve
from experiments.figures.roc import roc
from experiments.figures.seeds import seeds
from experiments.figures.shared_errors import shared_errors
from experiments.figures.thresholds import thresholds
from experiments.figures.weights import accuracy_against_weights, weights_by_layer
from experiments.figures.writer import write_plot
from experiments.results.schema import Result
from tests.experiments.figures.samples import described, inspected, judged, png, repeated, result
from tests.experiments.result_sample import sample_record


def draws(drawing: Drawing, folder: Path) -> str:
    """Write a plot and return its SVG: it must be possible, whatever the data."""
    write_plot(folder, "essai-1", drawing, "f" * 64)
    return (folder / "figures" / "essai-1" / f"{drawing.name}.svg").read_text(encoding="utf-8")


def test_a_history_says_where_it_starts_ends_and_is_best() -> None:
    loss, accuracy = loss_history(result()), accuracy_history(result())
    assert loss.alternative == (
        "Perte sur l’entraînement : de 0,600 à 0,500 ; sur la validation : de 0,700 à 0,600, "
        "minimum de 0,600 à l’époque 2."
    )
    assert accuracy.alternative.endswith("maximum de 0,500 à l’époque 1.")
    assert loss.tooltips[1][0] == "Époque 1, validation : 0,7000"
    assert loss.table[1] == (1, 0.6, 0.7)


def _with_rates(*rates: float) -> Result:
    record = sample_record()
    return result(history=record["history"] | {"learning_rate": list(rates)})


def test_a_rate_that_changes_is_drawn_and_a_constant_one_is_not(tmp_path: Path) -> None:
    assert not changes(_with_rates(0.1, 0.1))
    changing = _with_rates(0.01, 2.5e-7)
    assert changes(changing)
    assert "taux-apprentissage" in [drawing.name for drawing in drawings(changing)]
    assert "taux-apprentissage" not in [drawing.name for drawing in drawings(_with_rates(0.1, 0.1))]
    drawing = learning_rate(changing)
    assert drawing.alternative == (
        "Taux de la dernière mise à jour de chaque époque : 0,01000 à la première, 2,500 × 10⁻⁷ à la "
        "dernière, entre 2,500 × 10⁻⁷ et 0,01000."
    )
    assert drawing.tooltips == (("Époque 1 : 0,01000", "Époque 2 : 2,500 × 10⁻⁷"),)
    assert drawing.table[1:] == ((1, 0.01), (2, 2.5e-7))
    assert draws(drawing, tmp_path).count('class="marker"') == 2


@pytest.mark.parametrize("value", [0.0, 0.5, 1e6])
def test_a_history_of_one_epoch_or_of_equal_values_is_drawn(value: float, tmp_path: Path) -> None:
    record = sample_record()
    record["training"]["epochs"] = 1
    record["history"] = {
        name: [min(value, 1.0)] if "accuracy" in name else [value]
        for name in ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate")
    }
    svg = draws(loss_history(result(**record)), tmp_path)
    assert svg.count('class="marker"') == 2
    assert ">1</text>" in svg


def test_numbers_along_the_axes_are_french(tmp_path: Path) -> None:
    svg = draws(loss_history(result()), tmp_path)
    assert ">0,60</text>" in svg
    assert ">0.60</text>" not in svg


def test_a_matrix_names_its_most_frequent_errors() -> None:
    assert confusion(result()).alternative == (
        "Sur le test, 3 bonnes réponses sur 4 exemples. Erreurs les plus nombreuses : 1 « 1 » lus « 0 »."
    )
    perfect = judged(probabilities=(0.1, 0.2, 0.9, 0.8))
    assert confusion(perfect).alternative.endswith("Aucune erreur.")


@pytest.mark.parametrize("size", [2, 10, 100])
def test_a_matrix_of_any_size_is_drawn_with_counts_that_fit(size: int) -> None:
    classes = tuple(f"classe {i}" for i in range(size))
    matrix = tuple(tuple(7 if i == j else 0 for j in range(size)) for i in range(size))
    figure = draw_confusion(classes, matrix)
    (axes,) = figure.axes
    assert len(axes.texts) == (size * size if size < 100 else 0)
    assert len(axes.get_yticks()) <= 10 or size == 10


@pytest.mark.parametrize("draw", [roc, precision_recall])
@pytest.mark.parametrize("labels", ["0000", "1111"])
def test_one_class_alone_has_no_curve_and_the_plot_says_so(
    draw: type[roc], labels: str, tmp_path: Path
) -> None:
    drawing = draw(judged(labels=labels))
    assert drawing.alternative == "Aucune courbe (validation et test) : une seule classe présente."
    assert "Une seule classe est présente" in draws(drawing, tmp_path)


def test_curves_give_their_areas_and_mark_the_threshold() -> None:
    drawing = roc(judged())
    assert drawing.alternative == "Aire sous la courbe : 0,750 (validation), 0,750 (test)."
    assert drawing.tooltips[1] == (
        "test, au seuil 0,5 : 0,500 des « normal » lus « pneumonie », rappel 0,500",
    )
    assert precision_recall(judged()).alternative == ("Précision moyenne : 0,833 (validation), 0,833 (test).")


def test_a_model_that_never_alarms_still_has_a_precision_curve(tmp_path: Path) -> None:
    draws(precision_recall(judged(probabilities=(0.1, 0.2, 0.3, 0.4))), tmp_path)


@pytest.mark.parametrize("probabilities", [(0.0, 0.0, 0.0, 0.0), (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 1.0, 1.0)])
def test_extreme_probabilities_are_drawn(probabilities: tuple[float, ...], tmp_path: Path) -> None:
    for drawing in drawings(judged(probabilities=probabilities)):
        draws(drawing, tmp_path)


def test_reliability_gives_the_interval_of_each_part() -> None:
    said = reliability_curve(judged()).tooltips[1][0]
    assert said == "test : 1 exemple, probabilité annoncée 0,10, part de « pneumonie » 0,00 (de 0,00 à 0,79)"


def test_thresholds_count_both_kinds_of_errors() -> None:
    drawing = thresholds(judged())
    missed, alarms = drawing.tooltips
    assert "Seuil 0,5 : 1 « pneumonie » lus « normal »" in missed
    assert "Seuil 0,5 : 1 « normal » lus « pneumonie »" in alarms
    assert drawing.table[1] == (0.0, 0, 2)
    assert drawing.table[-1] == (1.0, 2, 0)


def test_seeds_show_every_training_the_primary_one_last() -> None:
    drawing = seeds([repeated(), result()])
    accuracies = [training.evaluation["test"].accuracy for training in repeated().trainings]
    mean = language.percent(fmean(accuracies), repeated().evaluation["test"].count)
    assert drawing is not None
    assert [text.partition(" : ")[0] for group in drawing.tooltips for text in group] == [
        "essai 1, graine 1",
        "essai 1, graine 2",
        "essai 1, graine 3",
        f"essai 1, {mean} en moyenne",
    ]
    assert drawing.sources[1] == "results/replicates/essai-1-seed-2.json#/evaluation/test/accuracy"
    assert seeds([result()]) is None


def test_a_filled_mark_means_the_same_on_every_plot_of_trainings() -> None:
    every, report = seeds([repeated()]), overview([repeated()])
    assert every is not None and report is not None
    (_, _, accuracies), (title_rows,) = every.content[1][0], report.content[1]
    assert accuracies == title_rows[1][0][2]
    for drawing in (every, report):
        assert "le point plein est" in drawing.caption.lower() and "moyenne" in drawing.caption
        assert [len(group) for group in drawing.tooltips] == [3, 1]


def test_accuracy_against_weights_is_the_mean_of_the_trainings() -> None:
    drawing = accuracy_against_weights([repeated()])
    assert drawing is not None
    ((_, _, accuracy, _),) = drawing.content[1]
    assert accuracy == fmean(training.evaluation["test"].accuracy for training in repeated().trainings)
    assert "en moyenne sur les entraînements" in drawing.caption
    assert "results/replicates/essai-1-seed-3.json#/evaluation/test/accuracy" in drawing.sources


def test_a_note_lies_over_no_mark() -> None:
    from experiments.figures import artists, style

    _, axes = style.canvas((320, 240))
    places = [(0.5, 0.5), (0.53, 0.53), (0.0, 0.0), (1.0, 1.0)]
    artists.points(axes, *zip(*places, strict=True), 0, 0)
    artists.notes(axes, [(place, str(number)) for number, place in enumerate(places)])
    written = [text.get_window_extent() for text in axes.texts]
    marks = [axes.transData.transform(place) for place in places]
    assert len(written) == 4
    for number, box in enumerate(written):
        assert not any(box.contains(*mark) for other, mark in enumerate(marks) if other != number)


def test_models_of_equal_accuracy_and_weights_are_drawn(tmp_path: Path) -> None:
    for plot in (accuracy_against_weights, weights_by_layer):
        drawing = plot([result(), result()])
        assert drawing is not None
        draws(drawing, tmp_path)


def test_many_families_are_still_told_apart(tmp_path: Path) -> None:
    drawing = accuracy_against_weights([result(family=f"famille {i}") for i in range(7)])
    assert drawing is not None
    assert draws(drawing, tmp_path).count('class="marker"') == 7


def test_only_layers_that_lead_to_the_output_count() -> None:
    record = sample_record()
    record["model"]["layers"].append(record["model"]["layers"][0] | {"name": "stray", "connected": False})
    drawing = weights_by_layer([result(**record)])
    assert drawing is not None
    assert drawing.tooltips == (("essai 1, dense (dense) : 8 poids",),)


def test_shared_errors_count_what_one_and_all_models_misread() -> None:
    drawing = shared_errors([result(), result()])
    assert drawing.alternative == (
        "0 exemple qu’un seul modèle classe mal ; 1 exemple que les 2 modèles classent mal ; "
        "3 exemples de test que tous classent correctement."
    )
    assert drawing.caption.startswith("Premier entraînement de chaque modèle. ")


def test_no_error_at_all_is_drawn(tmp_path: Path) -> None:
    perfect = judged(probabilities=(0.1, 0.2, 0.9, 0.8))
    draws(shared_errors([perfect, perfect]), tmp_path)


def test_an_image_without_any_contour_has_no_stroke(tmp_path: Path) -> None:
    flat = described()
    illustration = flat.data.description["illustration"]
    illustration["magnitude"] = [[0.0] * 4] * 4
    drawing = hog_gradient(flat)
    assert drawing.alternative.startswith("0 trait sur")
    draws(drawing, tmp_path)


def test_the_strokes_of_a_cell_lie_along_the_edge_as_scikit_image_draws_them() -> None:
    edge = np.zeros((16, 16))
    edge[:, 8:] = 1.0
    features, picture = hog(
        edge, orientations=9, pixels_per_cell=(16, 16), cells_per_block=(1, 1), visualize=True
    )
    rows, columns = np.nonzero(picture > picture.max() / 2)
    assert np.ptp(rows) > np.ptp(columns)
    drawn = described()
    drawn.data.description["orientations"] = 9
    drawn.data.description["illustration"]["cells"] = [[features.tolist()]]
    _, _, strokes, _ = hog_cells(drawn).content
    _, _, angle, *_ = max(strokes, key=lambda stroke: stroke[3])
    # Within half an orientation of upright.
    assert abs(angle % 180 - 90) <= 10


def test_an_occlusion_map_says_where_its_strongest_arguments_are() -> None:
    (drawing,) = occlusions(inspected(png(), [[0.0, 1.0], [-0.5, 0.25]]))
    assert drawing.alternative == (
        "Vérité : normal ; réponse : pneumonie (probabilité de pneumonie : 0,600). En faveur de "
        "« pneumonie », surtout en haut de l’image et en faveur de « normal », surtout à gauche de l’image."
    )


def test_cells_that_fewer_squares_covered_are_not_where_an_argument_is_strongest() -> None:
    rows = [[0.0] * 6 for _ in range(6)]
    rows[0][5], rows[5][0] = -3.0, 3.0
    rows[1][4], rows[4][4] = 1.0, -1.0
    (inner,) = occlusions(inspected(png(), rows, patch=16))
    assert "« pneumonie », surtout en haut à droite de l’image" in inner.alternative
    assert "« normal », surtout en bas à droite de l’image" in inner.alternative
    (none,) = occlusions(inspected(png(), rows, patch=32))
    assert "surtout" not in none.alternative


def test_a_map_without_any_argument_is_drawn(tmp_path: Path) -> None:
    (drawing,) = occlusions(inspected(png(), [[0.0]]))
    draws(drawing, tmp_path)


@pytest.mark.parametrize(("image", "expected"), [("é", "base 64"), ("QUJD", "image PNG")])
def test_what_is_no_picture_is_refused(image: str, expected: str) -> None:
    with pytest.raises(ResultError, match=rf"essai-1\.json#/inspection/shown/0/image : une? .*{expected}"):
        occlusions(inspected(image, [[1.0]]))


def test_every_model_of_a_report_is_on_one_plot_with_an_axis_per_set_of_examples(tmp_path: Path) -> None:
    given = [repeated("a-1", "pixels"), judged(), result(id="b-1", family="hog")]
    drawing = overview(given)
    assert drawing is not None and overview([]) is None
    assert len(drawing.content[1]) == 2
    rows = [row for _, panel in drawing.content[1] for row in panel]
    assert sorted(name for name, *_ in rows) == sorted(each.names.model for each in given)
    marks = sum(len(accuracies) + 1 for *_, accuracies in rows)
    assert draws(drawing, tmp_path).count("data-tooltip=") == marks


def test_a_model_with_a_threshold_is_shown_at_that_of_its_validation() -> None:
    # At one half all are called ill; the threshold of the validation tells the healthy apart.
    labels, probabilities = "01" * 200, (0.6, 0.9) * 200
    drawing = overview([judged(labels=labels, probabilities=probabilities)])
    assert drawing is not None
    ((_, ((_, _, accuracies),)),) = drawing.content[1]
    assert accuracies == (1.0,)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.18649, "0,186"),
        (1.0, "1,000"),
        (0.9999, "plus de 0,999"),
        (0.0, "0,000"),
        (1e-7, "moins de 0,001"),
    ],
)
def test_a_probability_that_is_not_sure_reads_neither_all_nor_nothing(value: float, text: str) -> None:
    assert neither_all_nor_nothing(value, 3) == text


@pytest.mark.parametrize("draw", [roc, precision_recall])
def test_an_area_that_is_not_whole_never_reads_one(draw: Callable[[Result], Drawing]) -> None:
    # One healthy child in so many is taken for the likeliest to be ill.
    labels = "0" + "1" * 3_000 + "0" * 3_000
    probabilities = (0.9001, *(0.9,) * 3_000, *(0.1,) * 3_000)
    drawing = draw(judged(labels=labels, probabilities=probabilities))
    assert "plus de 0,999 (" in drawing.alternative and "1,000 (test" not in drawing.alternative
