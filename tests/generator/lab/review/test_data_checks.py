"""What is said of the data, of the HOG features, and what is announced."""

import pytest

from experiments.results.schema import Result
from generator.lab.review.check import Check
from generator.rules.decision import Outcome
from generator.rules.more_weights import more_weights
from tests.generator.lab.review.seed_samples import checks, grounds, same_but, seed_record
from tests.generator.rule_text import said, spoken
from tests.generator.samples import sample, sample_record


def one(code: str, *changes: tuple[str, str], ours: list[Result] | None = None, model: str = "") -> Check:
    (check,) = checks(code, grounds(*changes, ours=ours), model)
    return check


def mnist_images() -> list[Result]:
    records = [sample_record("cnn-1"), sample_record("cnn-2")]
    for record in records:
        record["model"]["input_shape"] = [28, 28, 1]
    return same_but(*map(Result.model_validate, records))


def test_the_size_of_the_images_is_that_of_our_cnns() -> None:
    right = one("taille-des-images", ours=mnist_images())
    assert (right.outcome, right.subjects) == (Outcome.TRUE, ("cnn-1", "cnn-2"))
    assert spoken(right.sentence).endswith("nos 2 CNN ; mise à plat, une image a 784 pixels.")
    wrong = one("taille-des-images")
    assert (wrong.outcome, spoken(wrong.sentence)) == (Outcome.FALSE, "Nos images ont 4 × 4 pixels.")


def test_the_classes_are_those_of_our_data() -> None:
    assert one("nombre-de-classes").outcome is Outcome.TRUE
    other = one("nombre-de-classes", ours=[sample("mlp-raw-1"), sample("mlp-hog-1"), sample("cnn-1")])
    assert (other.outcome, other.gist) == (Outcome.FALSE, "nombre de classes")
    assert spoken(other.sentence) == "Nos données en ont 4 : 0, 1, 2 et 3."


def test_the_experiments_are_counted() -> None:
    assert one("methodes").outcome is Outcome.TRUE
    fewer = one("methodes", ("trois méthodes", "4 méthodes"), ("number = 3", "number = 4"))
    assert (fewer.outcome, spoken(fewer.sentence)) == (
        Outcome.FALSE,
        "Les expériences de la Partie 2 sont au nombre de 3.",
    )


def test_a_part_that_is_announced_and_empty_is_unfinished() -> None:
    empty = one("partie-annoncee")
    assert (empty.outcome, empty.label) == (Outcome.INCONCLUSIVE, "Inachevé")
    written = one("partie-annoncee", ('section = "partie-4"', 'section = "exemple"'))
    assert written.outcome is Outcome.TRUE


FORMULA = "int(height * width * n_orientations / (pix_p_cell * pix_p_cell))"


@pytest.mark.parametrize(
    ("changes", "outcome", "sentence"),
    [
        ([], Outcome.TRUE, "La formule donne 784 ; compter les cellules"),
        (
            [(f"{FORMULA}// =784", f"{FORMULA}// =783"), ("hog_size = 784 },", "hog_size = 783 },")],
            Outcome.FALSE,
            "La formule donne 784, et non 783.",
        ),
        (
            # Five cells of five pixels fit in 28, and leave three pixels out.
            [
                ("pix_p_cell = 4", "pix_p_cell = 5"),
                (f"{FORMULA}// =784", f"{FORMULA}// =501"),
                ('hog_size = 784 },\n    { kind = "python"', 'hog_size = 501 },\n    { kind = "python"'),
            ],
            Outcome.FALSE,
            "Les cellules ne couvrent pas toute l’image : celles qui dépassent ne comptent pas, et le "
            "descripteur a 400 valeurs.",
        ),
    ],
)
def test_the_size_of_the_descriptor(changes: list[tuple[str, str]], outcome: Outcome, sentence: str) -> None:
    hand = [("où hog_size = 784", "où hog_size = 783")] if any("783" in new for _, new in changes) else []
    check = one("formule-de-hog-size", *changes, *hand)
    assert (check.outcome, bool(check.gist)) == (outcome, outcome is Outcome.FALSE)
    assert spoken(check.sentence).startswith(sentence)
    assert check.workings


def test_a_size_is_confirmed_by_the_summary_and_by_our_descriptor() -> None:
    check = one("valeur-de-hog-size", model="mlp-hog-1")
    assert (check.outcome, check.subjects) == (Outcome.TRUE, ("mlp-hog-1",))
    assert spoken(check.sentence).endswith("notre MLP 1 sur HOG : 8 orientations, cellules de 4 pixels.")
    record = seed_record("mlp-hog-1")
    record["data"]["description"] = {"features": "pixels"}
    other = one("valeur-de-hog-size", ours=same_but(Result.model_validate(record)), model="mlp-hog-1")
    assert (other.outcome, other.subjects) == (Outcome.TRUE, ())
    summary = ('"dense_4 (Dense)", 64, 25152', '"dense_4 (Dense)", 64, 25216')
    wrong = one("valeur-de-hog-size", summary, model="mlp-hog-1")
    assert (wrong.outcome, spoken(wrong.sentence)) == (
        Outcome.FALSE,
        "D’après le tableau, la première couche a 393 entrées.",
    )


def test_what_cannot_be_checked_says_why() -> None:
    merits = one("merite-de-l-optimiseur")
    assert merits.outcome is Outcome.INCONCLUSIVE
    assert merits.sentence.startswith("Il faudrait comparer aux mêmes modèles")
    assert len(checks("image-absente", grounds())) == 11


def test_the_general_claim_is_answered_as_by_the_rule() -> None:
    held = grounds()
    ours = said(more_weights([*held.cnn], [*held.raw, *held.hog]))
    (check,) = checks(ours.code, held)
    assert (check.outcome, check.label, check.sentence) == (ours.outcome, ours.label, ours.sentence)
