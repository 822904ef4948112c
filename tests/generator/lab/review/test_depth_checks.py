"""Partie 3: the claim, and the example computed again."""

from dataclasses import replace

import pytest

from experiments.results.schema import Result
from generator.lab.review.depth_checks import (
    conclusion_check,
    description_check,
    example_findings,
    example_network,
    filters_check,
    note,
    tendency_check,
)
from generator.lab.review.quotations.depth import DEEP, NOTE, SHALLOW, Example
from generator.rules.verdict import Outcome
from tests.generator.lab.review.text import words
from tests.generator.sample_layers import convolution, network
from tests.generator.samples import family, sample, sample_record

SIDES = (28, 28)
# The same networks, counted without a mistake for an image of MNIST.
RIGHT_SHALLOW = replace(
    SHALLOW,
    convolution="serait de 16 * (3 * 3 + 1) = 160",
    dense="serait (28 * 28 * 16) * 128 + 128 = 1 605 760.",
    total="serait de 160 + 1 605 760 = 1 605 920.",
)
RIGHT_DEEP = replace(
    DEEP,
    description=(
        DEEP.description[0].replace("trois", "une seule").replace("couches de", "couche de"),
        DEEP.description[1],
    ),
    convolution="serait de 32 * (3 * 3 + 1) = 320",
    dense="serait (14 * 14 * 32) * 256 + 256 = 1 605 888.",
    total="serait 320 + 1 605 888 = 1 606 208.",
)


def slips(example: Example) -> list[tuple[str, ...]]:
    findings = example_findings(example, example_network(example, SIDES))
    return [check.slips for finding in findings for check in finding.checks]


def test_the_mistakes_of_the_example_are_found() -> None:
    assert slips(SHALLOW) == [
        (),
        ("biais-oublies",),
        ("resultat-faux", "image-oubliee", "biais-oublies"),
        ("termes-faux",),
    ]
    assert slips(DEEP) == [
        (),
        ("canaux-oublies", "biais-oublies"),
        ("resultat-faux", "biais-oublies"),
        ("termes-faux",),
    ]


def test_the_right_counts_are_given() -> None:
    counts = {
        example.name: [
            [equation.value for equation in check.workings]
            for finding in example_findings(example, example_network(example, SIDES))
            for check in finding.checks
        ]
        for example in (SHALLOW, DEEP)
    }
    assert counts == {
        "CNN superficiel": [[], [160], [1605760], [1605920]],
        "CNN plus profond": [[], [320, 9248], [73984], [92800]],
    }


@pytest.mark.parametrize("example", [RIGHT_SHALLOW, RIGHT_DEEP])
def test_an_example_without_mistake_is_confirmed(example: Example) -> None:
    findings = example_findings(example, example_network(example, SIDES))
    outcomes = [check.outcome for finding in findings[1:] for check in finding.checks]
    assert outcomes == [Outcome.TRUE] * 3


def test_a_sentence_without_computation_cannot_be_checked() -> None:
    silent = replace(SHALLOW, convolution="il y en a peu", dense="et beaucoup", total="en tout, assez")
    findings = example_findings(silent, example_network(silent, SIDES))
    assert {check.outcome for finding in findings for check in finding.checks} == {Outcome.INCONCLUSIVE}


def test_what_a_description_leaves_out_is_said() -> None:
    check = description_check(example_network(SHALLOW, SIDES))
    assert (check.outcome, check.label) == (Outcome.INCONCLUSIVE, "Incomplet")
    assert "une image de MNIST, 28 × 28 en niveaux de gris" in words(check.sentence)
    assert words(check.sentence).endswith("et aucun pooling.")
    assert "qui la divisent par deux" in description_check(example_network(DEEP, SIDES)).sentence
    stated = replace(SHALLOW, description=(*SHALLOW.description, "pour des images de 10x10"))
    network = example_network(stated, SIDES)
    assert description_check(network).outcome is Outcome.TRUE
    assert "MNIST" not in "".join(
        check.sentence for finding in example_findings(stated, network) for check in finding.checks
    )


def pairs(shallow: Example, deep: Example) -> list[tuple[Example, object]]:
    return [(example, example_network(example, SIDES)) for example in (shallow, deep)]


@pytest.mark.parametrize(
    ("shallow", "deep", "outcome"),
    [
        (SHALLOW, DEEP, Outcome.FALSE),
        (RIGHT_SHALLOW, RIGHT_DEEP, Outcome.TRUE),
        (replace(SHALLOW, total="en tout, assez"), DEEP, Outcome.INCONCLUSIVE),
    ],
)
def test_the_example_shows_what_it_says_or_the_contrary(
    shallow: Example, deep: Example, outcome: Outcome
) -> None:
    check = conclusion_check(*pairs(shallow, deep))  # type: ignore[arg-type]
    assert check.outcome is outcome
    assert bool(check.slips) == (outcome is Outcome.FALSE)


def test_the_totals_of_the_reversed_example_are_given() -> None:
    sentence = words(conclusion_check(*pairs(SHALLOW, DEEP)).sentence)  # type: ignore[arg-type]
    assert "1 605 920 poids pour le CNN superficiel, 92 800 pour le plus profond" in sentence


@pytest.mark.parametrize(
    ("examples", "answer"),
    [
        ((SHALLOW, DEEP), "les 6 calculs de l’exemple sont tous faux."),
        ((RIGHT_SHALLOW, DEEP), "sur les 6 calculs de l’exemple, 3 sont faux."),
        ((RIGHT_SHALLOW, RIGHT_DEEP), "les 6 calculs de l’exemple sont justes."),
        (
            (replace(RIGHT_SHALLOW, total="serait de 160 + 1 605 760 = 1 605 921."), RIGHT_DEEP),
            "sur les 6 calculs de l’exemple, 1 est faux.",
        ),
    ],
)
def test_the_note_is_answered(examples: tuple[Example, Example], answer: str) -> None:
    findings = [
        found for example in examples for found in example_findings(example, example_network(example, SIDES))
    ]
    sentence = words(note(NOTE, findings))
    assert sentence.startswith("Le rapport porte ici la mention « A VERIFIER ».")
    assert sentence.endswith(answer)


def test_the_claim_is_that_of_the_rule() -> None:
    check = tendency_check(family("cnn-digits"), [*family("mlp-raw"), *family("mlp-hog")])
    assert (check.code, check.outcome) == ("plus-de-poids", Outcome.INCONCLUSIVE)


def test_layers_without_filters_are_counted() -> None:
    check = filters_check(family("cnn-digits"))
    assert (check.outcome, check.subjects) == (Outcome.FALSE, ("cnn-1", "cnn-2"))
    assert words(check.sentence) == (
        "Seules les convolutions ont des filtres : 4 des 11 couches de nos CNN. Les couches denses, qui "
        "n’en ont pas, portent 48 de leurs 104 poids."
    )


def test_a_network_of_convolutions_alone_is_made_of_filters() -> None:
    record = sample_record("cnn-1")
    record["model"] = network(
        [4, 4, 1],
        convolution([4, 4, 1], 2, 2, "conv2d", "input_layer"),
        convolution([4, 4, 2], 4, 2, "conv2d_1", "conv2d"),
    )
    check = filters_check([Result.model_validate(record)])
    assert check.outcome is Outcome.TRUE
    assert words(check.sentence) == "Les 2 couches de nos CNN sont toutes faites de filtres."
    assert sample("cnn-1").model.layers[-1].type == "Dense"
