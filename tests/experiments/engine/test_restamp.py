"""A result is kept after a change of code that someone answers for, and of nothing else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from experiments.engine.freshness import ABSENT_DATA, DATA, MODEL, Key
from experiments.engine.judgement import Judgement, State
from experiments.engine.restamp import restamp
from experiments.errors import ExperimentError
from experiments.results.files import read_replicate, read_result, write_replicate, write_result
from experiments.results.replicate import Replicate, replicate_path
from experiments.results.replication import SEED, replicates_of
from experiments.results.schema import Result, result_path
from tests.experiments.result_sample import sample_record, sample_replicate

THEN = {"module experiments.training.train": "2" * 64, DATA: "1" * 64, SEED: "1", MODEL: "3" * 64}


class Named:
    """An experiment, as far as its name goes."""

    id = "essai-1"


def keyed(record: dict[str, Any], components: dict[str, str]) -> dict[str, Any]:
    record["provenance"] |= {"components": components, "key": Key(components).digest}
    return record


def judged(folder: Path, now: dict[str, str]) -> Judgement:
    write_result(folder, Result.model_validate(keyed(sample_record(), THEN)))
    twin = keyed(sample_replicate(2), {**THEN, SEED: "2"})
    write_replicate(folder, Replicate.model_validate(twin))
    result = read_result(result_path(folder, "essai-1"))
    return Judgement(Named(), Key(now), State.STALE, result, ("changé",))  # type: ignore[arg-type]


def test_a_result_and_its_replicates_are_kept_with_the_reason(tmp_path: Path) -> None:
    now = {**THEN, "module experiments.training.train": "4" * 64, "module experiments.more": "5" * 64}
    del now[MODEL]
    kept = restamp(judged(tmp_path, now), tmp_path, "Un renommage.")
    assert kept.replicates == 1
    assert kept.components == ["module experiments.training.train", MODEL, "module experiments.more"]
    result = read_result(result_path(tmp_path, "essai-1"))
    assert (result.provenance.components, result.provenance.key) == (now, Key(now).digest)
    (accepted,) = result.provenance.accepted
    assert (accepted.reason, accepted.components) == ("Un renommage.", kept.components)
    assert [replicate.seed for replicate in replicates_of(result, tmp_path).usable] == [2]
    replicate = read_replicate(replicate_path(tmp_path, "essai-1", 2))
    assert replicate.provenance.accepted == [accepted]


def test_absent_data_are_left_as_they_were(tmp_path: Path) -> None:
    judgement = judged(tmp_path, {**THEN, MODEL: "6" * 64, DATA: ABSENT_DATA})
    restamp(judgement, tmp_path, "Rien.")
    kept = read_result(result_path(tmp_path, "essai-1")).provenance
    assert (kept.components[DATA], kept.accepted[0].components) == (THEN[DATA], [MODEL])


@pytest.mark.parametrize("name", [DATA, SEED, "bibliothèque keras", "variable TAILLE", "profil"])
def test_what_is_no_code_is_refused(tmp_path: Path, name: str) -> None:
    judgement = judged(tmp_path, {**THEN, MODEL: "6" * 64, name: "7" * 64})
    before = result_path(tmp_path, "essai-1").read_bytes()
    with pytest.raises(ExperimentError) as caught:
        restamp(judgement, tmp_path, "Rien.")
    assert str(caught.value) == (
        f"essai-1 : {name} : ce n’est pas du code, un nombre peut en changer. "
        "Réentraînez ce modèle avec « make report »."
    )
    assert result_path(tmp_path, "essai-1").read_bytes() == before


def test_only_a_stale_result_is_kept(tmp_path: Path) -> None:
    judgement = replace(judged(tmp_path, THEN), state=State.FRESH)
    with pytest.raises(
        ExperimentError, match=r"^essai-1 : à jour\. Seul un résultat périmé de ce format peut être gardé\.$"
    ):
        restamp(judgement, tmp_path, "Rien.")
