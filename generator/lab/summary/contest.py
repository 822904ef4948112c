"""Summary of what the three experiments on digits are worth against one another."""

from collections.abc import Sequence

from markupsafe import Markup

from experiments.language import enumeration
from generator.facts.reference import reference
from generator.lab.summary.line import Line
from generator.rules.better_than import better_than
from generator.rules.decision import Outcome
from generator.statistics.contrast import Contrast, Test
from generator.statistics.mean_accuracy import compared_accuracy

# Sentences on a choice between HOG and pixels, then what is said of the CNN against each MLP.
HOG_AGAINST_RAW = {
    Outcome.TRUE: Markup(
        "Les HOG valent mieux que les pixels : {first_accuracy} d’images de test bien lues contre "
        "{second_accuracy}{seeds}."
    ),
    Outcome.FALSE: Markup(
        "Les pixels valent mieux que les HOG : {second_accuracy} d’images de test bien lues contre "
        "{first_accuracy}{seeds}."
    ),
    Outcome.INCONCLUSIVE: Markup(
        "Entre HOG et pixels bruts, rien ne permet de trancher : {first_accuracy} et {second_accuracy} "
        "d’images de test bien lues{seeds}."
    ),
}
SEEDS = {Test.MCNEMAR: "", Test.SEEDS: " en moyenne sur plusieurs graines"}
CNN_AGAINST_MLP = {
    Outcome.TRUE: ("fait mieux", "que le"),
    Outcome.FALSE: ("fait moins bien", "que le"),
    Outcome.INCONCLUSIVE: ("n’est pas à coup sûr différent", "du"),
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
        verb, article = CNN_AGAINST_MLP[better_than(each).outcome]
        against.setdefault(verb, []).append(f"{article} {reference(each.second).name}")
    return [
        Line(
            ("hog-contre-pixels",),
            HOG_AGAINST_RAW[better_than(hog_against_raw).outcome].format(
                first_accuracy=compared_accuracy(hog_against_raw, hog),
                second_accuracy=compared_accuracy(hog_against_raw, raw),
                seeds=SEEDS[hog_against_raw.test],
            ),
            (hog.id, raw.id),
        ),
        Line(
            ("cnn-contre-mlp",),
            Markup("Avec {} d’images de test bien lues{}, le {} {}.").format(
                compared_accuracy(cnn_against_mlp[0], cnn),
                SEEDS[cnn_against_mlp[0].test],
                reference(cnn).name,
                enumeration([Markup("{} {}").format(how, enumeration(who)) for how, who in against.items()]),
            ),
            (cnn.id, *(each.second.id for each in cnn_against_mlp)),
        ),
    ]
