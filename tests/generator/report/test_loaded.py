"""What cards load of trainings: one entry for each that a page may name."""

import json

import pytest

from generator.report.loaded import TRAININGS, trainings_file
from tests.generator.replicas import replicated
from tests.generator.samples import sample


@pytest.mark.parametrize("state", ["", "périmé"])
def test_each_training_has_its_seed_its_day_and_the_state_of_its_model(state: str) -> None:
    result = replicated(sample(), [{}, {}])
    states = {"f" * 64: "à jour"} | ({result.provenance.key: state} if state else {})
    content = trainings_file([result], states)[TRAININGS].decode()
    seed = result.training.seed
    names = ["mlp-raw-1", *(f"replicates/mlp-raw-1-seed-{seed + 1 + rank}" for rank in range(2))]
    assert json.loads(content.removeprefix("received(").removesuffix(");\n")) == {
        f"results/{name}.json": {"seed": seed + rank, "day": "2 janvier 2026", "state": state}
        for rank, name in enumerate(names)
    }
