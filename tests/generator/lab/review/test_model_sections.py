"""The sections of the models, in the order and under the headings of the report."""

import pytest

from experiments.results.schema import Result
from generator.lab.review.check import TableFinding
from generator.lab.review.keras_code import constants
from generator.lab.review.model_sections import model_sections, numbering_check
from generator.lab.review.quotations.cnn_models import CNN_MODELS
from generator.lab.review.quotations.hog_models import HOG_MODELS
from generator.lab.review.quotations.raw_models import RAW_MODELS
from generator.lab.review.quotations.seed_model import SeedExperiment
from generator.lab.review.read_model import read_model
from generator.lab.review.section import Section
from generator.rules.verdict import Outcome
from tests.generator.lab.review.seed_samples import WRONG, seed_result
from tests.generator.lab.review.text import words

NAMES = constants(height=28, width=28, n_classes=10)
OURS = {identifier: seed_result(identifier) for identifier in WRONG}


def sections(experiment: SeedExperiment, ours: dict[str, Result]) -> list[Section]:
    read = {
        model.identifier: found
        for model in experiment.models
        if (found := read_model(model, experiment.family, NAMES, "RMSprop", ours)) is not None
    }
    return model_sections(experiment, read, {}, ours)


def test_headings_follow_the_report() -> None:
    found = sections(RAW_MODELS, OURS)
    assert [(section.level, section.heading) for section in found[:10]] == [
        (4, "Modèle 1"),
        *((5, heading) for heading in RAW_MODELS.models[0].headings),
        (4, "Modèle 2"),
        *((5, heading) for heading in RAW_MODELS.models[1].headings),
    ]
    assert len({section.identifier for section in found}) == len(found) == 15
    assert found[1].place == "MLP sur les pixels, modèle 1"


def test_every_quotation_of_a_model_is_there() -> None:
    model = HOG_MODELS.models[1]
    blocks = [
        block
        for section in sections(HOG_MODELS, OURS)
        if section.identifier.startswith("relecture-mlp-hog-2")
        for block in section.blocks
    ]
    quoted = [block.quotation for block in blocks if not isinstance(block, TableFinding)]
    assert quoted == [
        model.code,
        model.feature_size,
        model.announcement,
        *model.lines,
        model.total,
        model.history,
        model.loss,
        model.accuracy,
        model.confusion,
    ]
    (table,) = [block for block in blocks if isinstance(block, TableFinding)]
    assert len(table.rows) == len(model.rows) + len(model.totals)


@pytest.mark.parametrize("ours", [OURS, {}])
def test_what_is_wrong_does_not_depend_on_our_results(ours: dict[str, Result]) -> None:
    wrong = {
        experiment.family: [
            (check.code, check.slips)
            for section in sections(experiment, ours)
            for check in section.checks
            if check.outcome is Outcome.FALSE
        ]
        for experiment in (RAW_MODELS, HOG_MODELS, CNN_MODELS)
    }
    operand = ("poids-d-une-couche", ("operande",))
    missing = ("resume-annonce", ("tableau-absent",))
    assert wrong == {
        "mlp-raw": [],
        "mlp-hog": [operand, ("code-python", ("syntaxe",)), operand, missing],
        "cnn-digits": [missing] * 3,
    }


def test_a_model_that_the_report_leaves_empty_is_listed_as_such() -> None:
    found = [section for section in sections(HOG_MODELS, OURS) if section.heading == "Modèle 3"]
    (section,) = found
    assert section.note == (
        "Rien sous ces titres : Topologie du Modèle, Graphique de l’historique d’entraînement et "
        "Performances."
    )
    assert [link.text for link in section.links] == ["nos MLP sur HOG"]


def test_links_lead_to_the_same_part_of_our_model() -> None:
    found = {section.identifier: section for section in sections(RAW_MODELS, OURS)}
    assert found["relecture-mlp-raw-1"].links == []
    (link,) = found["relecture-mlp-raw-1-historique"].links
    assert (link.page, link.anchor) == ("partie-2/pixels-bruts.md", "mlp-raw-1-historique")


@pytest.mark.parametrize(("title", "rank", "gap"), [("Modèle 2", 2, False), ("Modèle 4", 3, True)])
def test_a_gap_in_the_numbers_is_seen(title: str, rank: int, gap: bool) -> None:
    check = numbering_check(title, rank)
    assert (check is not None) == gap
    if check is not None:
        assert check.outcome is Outcome.INCONCLUSIVE
        assert words(check.sentence).startswith("On attendrait ici le modèle 3 :")


def test_the_gap_of_the_report_is_seen() -> None:
    checks = [check for section in sections(CNN_MODELS, {}) for check in section.checks]
    assert [check.code for check in checks if check.outcome is Outcome.INCONCLUSIVE] == ["numerotation"]
