"""Models in a sentence: a family as a whole, else one by one."""

import re

from generator.facts.reference import ModelReference, reference
from generator.report.address import links
from generator.report.naming import naming
from tests.generator.samples import sample

MODELS = [reference(sample(f"mlp-raw-{position}")) for position in (1, 2)]
MANY = [
    ModelReference(f"cnn-{rank}", f"Modèle {rank}", f"CNN {rank}", "CNN", "cnn-digits")
    for rank in range(1, 6)
]
LINK = links(lambda model: {"mlp-raw": "raw.md", "cnn-digits": "cnn.md"}[model.key])


def shown(models: list[ModelReference], everyone: list[ModelReference]) -> str:
    return re.sub("<[^>]+>", "", naming(LINK, everyone)(models, "index.md"))


def test_a_whole_family_is_named_at_once() -> None:
    text = naming(LINK, [*MODELS, *MANY])([*MODELS, *MANY], "index.md")
    assert (
        shown([*MODELS, *MANY], [*MODELS, *MANY]) == "MLP 1 sur les pixels, MLP 2 sur les pixels et les 5 CNN"
    )
    assert (
        'href="cnn/#cnn-1"' in text and 'data-source="results/cnn-1.json#/id results/cnn-2.json#/id' in text
    )


def test_a_family_that_lacks_a_model_is_named_model_by_model() -> None:
    assert shown(MANY[:-1], MANY) == "CNN 1, CNN 2, CNN 3 et CNN 4"
