"""The quoted report: every claim is held to its quotation, every kind has its check."""

import re
from typing import get_args

import pytest

from experiments.errors import LabError
from generator.lab.review.claim import AnyClaim, Signature, Summary
from generator.lab.review.page import CHECKS
from generator.lab.review.seed import read_sections, seed_sections, shortened

STATEMENT = """
[[sections]]
id = "essai"
heading = "Essai"
level = 2
statements = [{{ quotation = "{quotation}", {more} claims = [{{ {claim} }}] }}]
"""


def read(quotation: str, claim: str, more: str = "") -> object:
    (section,) = read_sections("essai", STATEMENT.format(quotation=quotation, claim=claim, more=more))
    return section.statements[0].claims[0]


def test_every_kind_of_claim_has_its_check_and_is_in_the_report() -> None:
    kinds = {
        kind
        for claim in get_args(get_args(AnyClaim)[0])
        for kind in get_args(claim.model_fields["kind"].annotation)
    }
    tables = {"summary", "signature"}
    assert kinds == CHECKS.keys() | tables
    stated = {claim.kind for s in seed_sections() for st in s.statements for claim in st.claims}
    assert stated == kinds


def test_the_parts_of_a_model_are_about_it() -> None:
    models = {section.id: section.model for section in seed_sections()}
    assert models["mlp-hog-2-poids"] == models["mlp-hog-2"] == "mlp-hog-2"
    assert models["hog"] == models["exemple"] == models["partie-4"] == ""


def test_only_tables_have_no_quotation() -> None:
    for section in seed_sections():
        for statement in section.statements:
            tables = [isinstance(claim, Summary | Signature) for claim in statement.claims]
            assert all(tables) != bool(statement.quotation)


@pytest.mark.parametrize(
    ("quotation", "claim"),
    [
        ("une image de 28x28 pixels", 'kind = "image-size", height = 28, width = 28'),
        ("trois méthodes", 'kind = "methods", number = 3'),
        ("il y en a 3", 'kind = "methods", number = 3'),
        ("Test score: 0.25", 'kind = "loss", loss = 0.25'),
        ("soit 407'050 poids", 'kind = "total", computation = "407\'050"'),
    ],
)
def test_a_claim_that_its_quotation_holds_is_read(quotation: str, claim: str) -> None:
    assert f'kind = "{read(quotation, claim).kind}"' in claim  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("quotation", "claim", "missing"),
    [
        ("une image de 28x28 pixels", 'kind = "image-size", height = 28, width = 29', "29"),
        ("une image de 128x28 pixels", 'kind = "image-size", height = 12, width = 28', "12"),
        ("trois méthodes", 'kind = "methods", number = 1', "1"),
        ("Test score: 0.256", 'kind = "loss", loss = 0.25', "0.25"),
        ("Test score: 10.25", 'kind = "loss", loss = 0.25', "0.25"),
        ("est RMSprop.", 'kind = "optimizer", name = "Adam"', "'Adam'"),
        ("2 * 3 = 6", 'kind = "layer-weights", layers = [1], computation = "2 * 3 = 7"', "'2 * 3 = 7'"),
    ],
)
def test_a_claim_that_its_quotation_does_not_hold_is_refused(
    quotation: str, claim: str, missing: str
) -> None:
    with pytest.raises(LabError, match=re.escape(f"« {quotation} » ne contient pas {missing}")) as error:
        read(quotation, claim)
    assert str(error.value).startswith("essai.toml")
    assert str(error.value).endswith("Corrigez la citation ou ce qu’elle affirme.")


def test_an_excerpt_is_part_of_its_quotation() -> None:
    with pytest.raises(LabError, match="ne contient pas 'b'"):
        read("a", 'kind = "summary-follows"', 'excerpt = "b",')


@pytest.mark.parametrize(
    "claim",
    ['kind = "inconnu"', 'kind = "classes"', 'kind = "classes", n_classes = 3, autre = 3', 'kind = "classes'],
)
def test_what_is_no_claim_is_refused(claim: str) -> None:
    with pytest.raises(LabError, match=re.escape("essai.toml : ")):
        read("3", claim)


def test_a_long_quotation_is_cut_between_words() -> None:
    assert shortened("court") == "court"
    assert shortened("mot " * 40) == "mot " * 21 + "mot…"
