"""A model of the report beside ours."""

from generator.lab.review.keras_code import constants
from generator.lab.review.quotations.hog_models import MODEL_1, MODEL_3
from generator.lab.review.read_model import ReadModel, link_to_ours, read_model
from tests.generator.lab.review.seed_samples import seed_result
from tests.generator.samples import sample

NAMES = constants(height=28, width=28, n_classes=10)


def read(**ours: object) -> ReadModel:
    model = read_model(MODEL_1, "mlp-hog", NAMES, "RMSprop", {"mlp-hog-1": ours["result"]} if ours else {})  # type: ignore[dict-item]
    assert model is not None
    return model


def test_the_layers_are_ours_when_the_model_is_the_same() -> None:
    model = read(result=seed_result("mlp-hog-1"))
    assert model.other.same
    assert [layer.source for layer in model.layers] == [
        f"results/mlp-hog-1.json#/model/layers/{rank}" for rank in range(3)
    ]
    assert model.scores is not None


def test_the_layers_are_those_of_the_report_otherwise() -> None:
    for model in (read(), read(result=sample("mlp-hog-1"))):
        assert not model.other.same
        assert [layer.source for layer in model.layers] == [""] * 3
        assert [layer.parameters for layer in model.layers] == [25152, 0, 650]
        assert model.scores is None


def test_a_section_without_code_is_no_model() -> None:
    assert read_model(MODEL_3, "mlp-hog", NAMES, "RMSprop", {}) is None


def test_links_lead_to_our_model_or_to_its_experiment() -> None:
    ours = {"mlp-hog-1": seed_result("mlp-hog-1")}
    whole = link_to_ours(MODEL_1, "mlp-hog", ours)
    assert (whole.page, whole.anchor, whole.text) == ("partie-2/hog.md", "mlp-hog-1", "notre MLP 1 sur HOG")
    part = link_to_ours(MODEL_1, "mlp-hog", ours, "historique")
    assert (part.anchor, part.text) == ("mlp-hog-1-historique", "l’historique de notre MLP 1 sur HOG")
    without = link_to_ours(MODEL_1, "mlp-hog", {}, "historique")
    assert (without.page, without.anchor, without.text) == ("partie-2/hog.md", "", "nos MLP sur HOG")
