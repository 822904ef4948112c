"""Images that models misread together: how many, which ones, and what the page shows of them."""

import base64
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.pictures import PNG_SIGNATURE
from generator.lab.contest.common_errors import SHOWN, CommonErrors, common_errors
from generator.statistics.choice import select
from tests.generator.one_page import render_text
from tests.generator.page_tree import Element, parse
from tests.generator.samples import LABELS, NETWORKS, errors, evaluation, sample_record

ANSWERS = st.dictionaries(st.integers(0, len(LABELS) - 1), st.sampled_from("0123"), max_size=30)
SAID = st.lists(ANSWERS, min_size=len(NETWORKS), max_size=len(NETWORKS))
PAGE = (
    '{% from "lab/contest/common_errors.md.j2" import common_errors %}'
    '{{ common_errors(errors, "", "index.md") }}'
)
# What each of the six models says of two images: all are wrong about both, and of one mind about the first.
AGREED = [{0: "3", 5: answer} for answer in ("2", "2", "0", "2", "3", "0")]


def png(rank: int) -> str:
    """Return something that starts like a PNG file, and differs from image to image."""
    return base64.b64encode(PNG_SIGNATURE + bytes([rank])).decode()


def record(identifier: str, said: dict[int, str]) -> dict[str, Any]:
    """Return the record of a model that says this of some test images and is right about the others."""
    made = sample_record(identifier)
    made["evaluation"]["test"] = evaluation(said)
    wrong = sorted(rank for rank, answer in said.items() if answer != LABELS[rank])
    made["inspection"] = {"misread": [{"index": rank, "png": png(rank)} for rank in wrong]}
    return made


def models(said: list[dict[int, str]]) -> list[Result]:
    """Make the six models."""
    return [Result.model_validate(record(*pair)) for pair in zip(NETWORKS, said, strict=True)]


def with_first_picture(entry: dict[str, object]) -> list[Result]:
    """Make six models, what the first one keeps of the first image being something else."""
    first, *others = models(AGREED)
    altered = first.model_dump()
    altered["inspection"]["misread"][0] = entry
    return [Result.model_validate(altered), *others]


def page(errors: CommonErrors) -> Element:
    return parse(render_text(PAGE, errors=errors))


@settings(deadline=None)
@given(SAID, ANSWERS)
def test_an_image_is_shown_if_nobody_reads_it(own: list[dict[int, str]], shared: dict[int, str]) -> None:
    said = [one | shared for one in own]
    wrong = [{rank for rank, answer in one.items() if answer != LABELS[rank]} for one in said]
    missed = sorted(set.intersection(*wrong))
    errors = common_errors(models(said))
    if errors.gallery is None:
        assert missed == []
    else:
        assert [image.index.value for image in errors.gallery.images] == missed[:SHOWN]
        assert [image.truth for image in errors.gallery.images] == [LABELS[rank] for rank in missed[:SHOWN]]
        assert [image.png for image in errors.gallery.images] == [png(rank) for rank in missed[:SHOWN]]
        assert (errors.gallery.shown.value, errors.gallery.total.value) == (
            len(missed[:SHOWN]),
            len(missed),
        )


def test_an_image_says_what_every_model_saw() -> None:
    gallery = common_errors(models(AGREED)).gallery
    assert gallery is not None
    agreed, disputed = gallery.images
    assert agreed.alternative == "Image 0 du test : un 0 ; réponses : 3 par 6 modèles."
    assert (
        disputed.alternative
        == "Image 5 du test : un 1 ; réponses : 2 par 3 modèles, 0 par 2 modèles et 3 par 1 modèle."
    )
    assert [(answer.digit, answer.models.value, answer.models.formula) for answer in disputed.answers] == [
        ("2", 3, "modèles : MLP 1 sur les pixels, MLP 2 sur les pixels et MLP 2 sur HOG"),
        ("0", 2, "modèles : MLP 1 sur HOG et CNN 2"),
        ("3", 1, "modèles : CNN 1"),
    ]
    assert disputed.answers[1].models.sources == (
        "results/mlp-hog-1.json#/evaluation/test/predictions",
        "results/cnn-2.json#/evaluation/test/predictions",
    )
    assert disputed.index.sources == ("results/mlp-raw-1.json#/inspection/misread/1/index",)
    assert disputed.sources[0] == "results/mlp-raw-1.json#/inspection/misread/1/png"


def test_pairs_are_the_models_that_validation_selects() -> None:
    results = models(AGREED)
    chosen = [select(results[rank : rank + 2]).id for rank in (0, 2, 4)]
    one, two, three = chosen
    assert [pair.subjects for pair in common_errors(results).pairs] == [
        (one, two),
        (one, three),
        (two, three),
    ]


def test_a_model_alone_shares_no_error() -> None:
    errors = common_errors(models(AGREED)[:1])
    assert (errors.pairs, errors.gallery) == ([], None)


# Pictures


REFUSED = [
    (
        {"index": 3, "png": png(0)},
        "/inspection/misread : le dessin de l’image 0 du test, que le modèle classe mal, manque. "
        "Réentraînez-le : « make report ONLY=mlp-raw-1 FORCE=1 ».",
    ),
    ({"png": png(0)}, "/inspection/misread/0/index : cette valeur manque (index)."),
    ({"index": 0}, "/inspection/misread/0/png : cette valeur manque (png)."),
    (
        {"index": 0, "png": '"><script>alert(1)</script>'},
        "/inspection/misread/0/png : ce n’est pas du texte en base 64.",
    ),
    ({"index": 0, "png": png(0) + "\n"}, "/inspection/misread/0/png : ce n’est pas du texte en base 64."),
    ({"index": 0, "png": "é"}, "/inspection/misread/0/png : ce n’est pas du texte en base 64."),
    ({"index": 0, "png": 7}, "/inspection/misread/0/png : ce n’est pas du texte en base 64."),
    ({"index": 0, "png": ""}, "/inspection/misread/0/png : ce n’est pas un fichier PNG."),
    (
        {"index": 0, "png": base64.b64encode(b"<svg onload='alert(1)'/>").decode()},
        "/inspection/misread/0/png : ce n’est pas un fichier PNG.",
    ),
]


@pytest.mark.parametrize(("entry", "message"), REFUSED)
def test_what_is_not_a_picture_never_reaches_a_page(entry: dict[str, object], message: str) -> None:
    with pytest.raises(ResultError, match=f"^{re.escape(f'results/mlp-raw-1.json : {message}')}$"):
        common_errors(with_first_picture(entry))


# The page


def test_the_page_shows_every_picture_with_what_was_read() -> None:
    shown = page(common_errors(models(AGREED)))
    (gallery,) = shown.find("ul", "missed-images")
    pictures = gallery.find("img")
    assert [picture.attributes["src"] for picture in pictures] == [
        f"data:image/png;base64,{png(rank)}" for rank in (0, 5)
    ]
    assert [picture.attributes["alt"] for picture in pictures] == [
        "Image 0 du test : un 0 ; réponses : 3 par 6 modèles.",
        "Image 5 du test : un 1 ; réponses : 2 par 3 modèles, 0 par 2 modèles et 3 par 1 modèle.",
    ]
    assert [[line.text for line in image.find("p")] for image in gallery.find("li")] == [
        ["image 0", "vrai : 0", "réponse : 3 (6 modèles)"],
        [
            "image 5",
            "vrai : 1",
            "réponse : 2 (3 modèles)",
            "réponse : 0 (2 modèles)",
            "réponse : 3 (1 modèle)",
        ],
    ]
    assert [box.attributes["data-rule"] for box in shown.find(attribute="data-rule")] == [
        *["memes-erreurs"] * 3,
        "exemples-jamais-classes",
    ]


def test_the_page_says_how_many_pictures_it_leaves_out() -> None:
    everywhere = errors(range(30))
    shown = page(common_errors(models([everywhere] * 6)))
    assert len(shown.find("ul", "missed-images")[0].find("img")) == SHOWN
    captions = [caption.text for caption in shown.find("figcaption")]
    assert captions[0] == (
        "Images qu’aucun modèle ne classe correctement, à aucun de ses entraînements ; réponses du premier. "
        f"Montrées : {SHOWN} sur 30, numérotées à partir de zéro dans l’ordre du test."
    )


def test_no_gallery_when_each_image_is_read_by_somebody() -> None:
    shown = page(common_errors(models([*AGREED[:5], {}])))
    assert shown.find("ul", "missed-images") == []
    assert shown.find("figure") == []
