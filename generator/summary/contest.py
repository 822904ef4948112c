"""Summary of what the three experiments on digits are worth against one another."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.contrast import Contrast
from generator.french import enumeration
from generator.model_reference import reference
from generator.rules.better_than import better_than
from generator.scores import score
from generator.summary.line import Line
from generator.verdict import Outcome

# Sentences on a choice between HOG and pixels, then what is said of the CNN against each MLP.
HOG_AGAINST_RAW = {
    Outcome.TRUE: Markup(
        "Les HOG valent mieux que les pixels : {first_accuracy} d’images de test bien lues contre "
        "{second_accuracy}."
    ),
    Outcome.FALSE: Markup(
        "Les pixels valent mieux que les HOG : {second_accuracy} d’images de test bien lues contre "
        "{first_accuracy}."
    ),
    Outcome.INCONCLUSIVE: Markup(
        "Entre HOG et pixels bruts, rien ne permet de trancher : {first_accuracy} et {second_accuracy} "
        "d’images de test bien lues."
    ),
}
CNN_AGAINST_MLP = {
    Outcome.TRUE: "mieux que",
    Outcome.FALSE: "moins bien que",
    Outcome.INCONCLUSIVE: "jeu à peu près égal avec",
}


def contest_lines(hog_against_raw: Contrast, cnn_against_mlp: Sequence[Contrast]) -> list[Line]:
    """Say who reads better, from the comparisons that the page of the contest shows.

    Parameters
    ----------
    hog_against_raw : Contrast
    cnn_against_mlp : sequence of Contrast, shape (n,)
        All with the same CNN first.
    """
    hog, raw, cnn = hog_against_raw.first, hog_against_raw.second, cnn_against_mlp[0].first
    against: dict[str, list[str]] = {}
    for each in cnn_against_mlp:
        others = against.setdefault(CNN_AGAINST_MLP[better_than(each).outcome], [])
        others.append(f"le {reference(each.second).name}")
    return [
        Line(
            ("hog-contre-pixels",),
            HOG_AGAINST_RAW[better_than(hog_against_raw).outcome].format(
                first_accuracy=score(hog, "test", "test").accuracy,
                second_accuracy=score(raw, "test", "test").accuracy,
            ),
            (hog.id, raw.id),
        ),
        Line(
            ("cnn-contre-mlp",),
            Markup("Avec {} d’images de test bien lues, le {} fait {}.").format(
                score(cnn, "test", "test").accuracy,
                reference(cnn).name,
                enumeration([Markup("{} {}").format(how, enumeration(who)) for how, who in against.items()]),
            ),
            (cnn.id, *(each.second.id for each in cnn_against_mlp)),
        ),
    ]
