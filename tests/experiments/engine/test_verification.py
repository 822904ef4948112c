"""A sample of results is made again away from them; what comes out otherwise is told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.engine import verification
from experiments.engine.judgement import Judgement, State
from experiments.engine.verification import hold_verification, sample
from experiments.errors import LabError
from experiments.results.files import write_replicate, write_result
from experiments.results.provenance import key_of
from experiments.results.replicate import Replicate
from experiments.results.replication import SEED, as_replicate
from experiments.results.schema import Result
from experiments.results.weights import weights_path, write_weights
from experiments.training.profiles import FULL
from tests.experiments.engine.test_plan import judged


def fresh(identifier: str) -> Judgement:
    """Judge a result whose texts are those of its experiment."""
    found = judged(identifier, State.FRESH)
    assert found.result is not None
    texts = {name: getattr(found.result, name) for name in ("family", "position", "intention", "code")}
    return replace(found, experiment=replace(found.experiment, **texts))


FOUR = [fresh(f"net-{number}") for number in range(1, 5)]


def names(judgements: list[Judgement]) -> list[str]:
    return [judgement.experiment.id for judgement in judgements]


@given(st.integers(1, 9), st.integers(0, 2**40))
def test_a_draw_can_be_done_again(count: int, seed: int) -> None:
    drawn = sample(FOUR, count, seed, named=False)
    assert drawn == sample(FOUR, count, seed, named=False)
    assert len(drawn) == min(count, 4)
    assert names(drawn) == sorted(set(names(drawn)))


def test_every_result_is_drawn_sooner_or_later() -> None:
    drawn = [*(names(sample(FOUR, 1, seed, named=False))[0] for seed in range(100))]
    assert {*drawn} == {*names(FOUR)}


def test_the_draw_is_told_with_what_does_it_again(capsys: pytest.CaptureFixture[str]) -> None:
    drawn = sample(FOUR, 2, None, named=False)
    said, _, told = capsys.readouterr().out.partition(" : ")
    seed = int(said.split()[1])
    assert said == f"Tirage {seed} (SEED={seed} le refait)"
    assert told == f"{', '.join(names(drawn))}.\n"
    assert sample(FOUR, 2, seed, named=False) == drawn


def test_only_what_could_be_made_again_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    others = [judged(state.name.lower(), state) for state in State if state is not State.FRESH]
    others.append(judged("far", State.FRESH, data=None))
    assert sample([*others, FOUR[0]], 9, 1, named=False) == [FOUR[0]]
    assert capsys.readouterr() == ("Tirage 1 (SEED=1 le refait) : net-1.\n", "")
    with pytest.raises(LabError, match=r"^Aucun résultat à jour à vérifier\. Lancez d’abord « make report »"):
        sample(others, 9, 1, named=True)
    assert capsys.readouterr() == (
        "",
        "stale : résultat périmé, il ne peut pas être vérifié.\n"
        "missing : résultat absent, il ne peut pas être vérifié.\n"
        "unreadable : résultat illisible, il ne peut pas être vérifié.\n"
        "edited : résultat modifié à la main, il ne peut pas être vérifié.\n"
        "refused : résultat refusé, il ne peut pas être vérifié.\n"
        "far : données absentes, il ne peut pas être vérifié.\n",
    )


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a file or a folder of each kind."""
    for name, path in {
        "ROOT": ".",
        "BUILD": "build",
        "RESULTS": "results",
        "SCRATCH": "build/verification",
    }.items():
        monkeypatch.setattr(verification, name, tmp_path / path)
    monkeypatch.setattr(verification, "results_folder", lambda profile: tmp_path / "results")
    monkeypatch.setattr(verification, "check_environment", lambda: None)
    for name in ("experiments/mlp.py", "data/images.npz", "build/logs/a.log", "results/a.json", ".git/HEAD"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def trained(
    root: Path, monkeypatch: pytest.MonkeyPatch, **changes: Callable[[dict[str, Any]], object]
) -> None:
    """Stand for the trainings: each gives the same again, but for what a function changes in it."""

    def train(wanted: list[str], *options: object) -> None:
        for judgement in FOUR:
            name = judgement.experiment.id
            if name in wanted and judgement.result is not None:
                record = judgement.result.model_dump()
                record["provenance"] |= {"seconds": 9.0, "produced_at": "2027-01-02T03:04:05Z"}
                if name.replace("-", "_") in changes:
                    changes[name.replace("-", "_")](record)
                if record["id"] == name:
                    write_result(root / "build/verification/results", Result.model_validate(record))

    monkeypatch.setattr(verification, "_train", train)


def less_right(record: dict[str, Any]) -> None:
    record["history"]["loss"][0] += 1e-12
    record["evaluation"]["test"] |= {
        "accuracy": 0.5,
        "confusion_matrix": [[2, 0], [2, 0]],
        "predictions": "0000",
        "misread_losses": [1.5, 1.5],
    }


def elsewhere(record: dict[str, Any]) -> None:
    record["provenance"]["machine"]["processor"] = "autre"


def test_what_comes_out_the_same_is_told_and_leaves_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trained(root, monkeypatch, net_2=elsewhere)
    assert hold_verification(FOUR[:2], FULL, 1) == 0
    assert capsys.readouterr() == (
        "net-1 : identique au bit près.\n"
        "net-2 : identique au bit près (autre machine que celle du résultat).\n",
        "",
    )
    assert not (root / "build/verification").exists()


def test_what_comes_out_otherwise_is_told_and_left_to_be_looked_at(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trained(root, monkeypatch, net_1=less_right, net_3=lambda record: record.update(id="lost"))
    assert hold_verification(FOUR, FULL, 1) == 1
    assert capsys.readouterr() == (
        "net-1 : différent (history.loss, evaluation.test), l’exactitude d’au plus 25\u00a0points ; même "
        "machine : rien ne devrait changer.\n"
        "net-2 : identique au bit près.\n"
        "net-4 : identique au bit près.\n"
        "Ce qui a été réentraîné reste dans build/verification/results.\n",
        "net-3 : n’a pas pu être réentraîné.\n",
    )
    assert (root / "build/verification/results/net-1.json").exists()


@pytest.mark.parametrize("wrong", ["others", "damaged", "of another training"])
def test_weights_that_training_does_not_give_are_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    trained(root, monkeypatch)
    kept, again = root / "results", root / "build/verification/results"
    train = verification._train

    def train_weights(*options: Any) -> None:
        train(*options)
        for judgement in FOUR[:3]:
            weigh(again, judgement, 0.5)

    monkeypatch.setattr(verification, "_train", train_weights)
    weigh(kept, FOUR[0], 0.5)
    path = weigh(kept, FOUR[1], 0.25 if wrong == "others" else 0.5)
    if wrong == "damaged":
        path.write_bytes(path.read_bytes()[:-1])
    elif wrong == "of another training":
        path.write_bytes(weights_path(kept, FOUR[0].experiment.id).read_bytes())
    assert hold_verification(FOUR[:3], FULL, 1) == 1
    assert capsys.readouterr().out == (
        "net-1 : identique au bit près.\n"
        "net-2 : résultat identique au bit près, mais results/weights/net-2.safetensors ne porte pas les "
        "poids de cet entraînement. « make report FORCE=1 ONLY=net-2 » les écrit.\n"
        "net-3 : identique au bit près.\n"
        "Ce qui a été réentraîné reste dans build/verification/results.\n"
    )


def weigh(folder: Path, judgement: Judgement, value: float) -> Path:
    """Write weights beside a result."""
    result = judgement.result
    assert result is not None
    variables = [np.full(variable.shape, value) for variable in result.model.layers[0].variables]
    write_weights(folder, result, variables, np.zeros((2, 3), np.float32))
    return weights_path(folder, result.id)


def kept_replicates(root: Path, *accuracies: int) -> None:
    """Keep replicates of the first result, each right about so many of the four test images."""
    result = FOUR[0].result
    assert result is not None
    for seed, right in enumerate(accuracies, start=2):
        predictions = [truth if rank < right else 1 - truth for rank, truth in enumerate((0, 0, 1, 1))]
        record = as_replicate(result).model_dump() | {"seed": seed}
        record["evaluation"]["test"] |= {
            "accuracy": right / 4,
            "confusion_matrix": [
                [sum(p == c for p in predictions[half : half + 2]) for c in (0, 1)] for half in (0, 2)
            ],
            "predictions": "".join(map(str, predictions)),
            "misread_losses": [1.5] * (4 - right),
        }
        components = {**result.provenance.components, SEED: str(seed)}
        record["provenance"] |= {"components": components, "key": key_of(components)}
        write_replicate(root / "results", Replicate.model_validate(record))


START = (
    "net-1 : différent (history.loss, evaluation.test), l’exactitude d’au plus 25\u00a0points ; autre "
    "machine que celle du résultat : un écart est attendu"
)


@pytest.mark.parametrize(
    ("accuracies", "code", "said"),
    [
        (
            (),
            1,
            ", mais sans réplique rien ne dit s’il est trop grand. « make replicates ONLY=net-1 », sur la "
            "machine du résultat, le dirait.\n",
        ),
        (
            (3, 3, 3),
            1,
            ", mais celui-ci dépasse ce que fait une autre graine (test : 25\u00a0points, pour 0\u00a0point "
            "au plus entre deux graines, d’après 4 entraînements). Le "
            "résultat ou les bibliothèques de l’une des deux machines sont à revoir.\n",
        ),
        (
            (2, 4, 2),
            0,
            ", et celui-ci est de ceux que fait une autre graine (test : 25\u00a0points, pour "
            "100\u00a0points au plus entre deux graines, d’après 4 entraînements).\n",
        ),
    ],
)
def test_another_machine_may_give_other_numbers_up_to_what_seeds_change(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    accuracies: tuple[int, ...],
    code: int,
    said: str,
) -> None:
    trained(root, monkeypatch, net_1=lambda record: (less_right(record), elsewhere(record)))
    kept_replicates(root, *accuracies)
    assert hold_verification(FOUR[:1], FULL, 1) == code
    first, *left = capsys.readouterr().out.splitlines(keepends=True)
    assert first == START + said
    assert left == (["Ce qui a été réentraîné reste dans build/verification/results.\n"] if code else [])


def test_another_machine_that_changes_no_answer_is_fine(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def otherwise(record: dict[str, Any]) -> None:
        elsewhere(record)
        record["history"]["loss"][0] += 1e-12

    trained(root, monkeypatch, net_1=otherwise)
    assert hold_verification(FOUR[:1], FULL, 1) == 0
    assert capsys.readouterr().out == (
        "net-1 : différent (history.loss), l’exactitude d’au plus 0\u00a0point ; autre machine que celle du "
        "résultat : un écart est attendu, et l’exactitude n’a pas changé.\n"
    )


def test_the_copy_holds_the_code_and_leads_to_the_data(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = root / "build/verification"
    (scratch / "results").mkdir(parents=True)
    (scratch / "results/net-1.json").write_text("d’une autre fois", encoding="utf-8")
    seen = {}

    def train(*_: object) -> None:
        seen.update({path.name: path.is_symlink() for path in scratch.iterdir()})

    monkeypatch.setattr(verification, "_train", train)
    assert hold_verification(FOUR[:1], FULL, 1) == 1
    assert seen == {"experiments": False, "data": True}
    assert (scratch / "experiments/mlp.py").read_text(encoding="utf-8") == "experiments/mlp.py"
    # Once more, and what the links lead to is still there.
    hold_verification(FOUR[:1], FULL, 1)
    assert (root / "data/images.npz").exists()


def test_a_copy_that_fails_is_one_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "build/verification").write_text("", encoding="utf-8")
    with pytest.raises(LabError) as caught:
        hold_verification(FOUR[:1], FULL, 1)
    assert str(caught.value) == (
        f"Le projet n’a pas pu être copié dans {root}/build/verification (Not a directory). Vérifiez la "
        "place libre et les droits du dossier, puis relancez la commande."
    )


def test_an_interruption_compares_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(verification, "_train", interrupt)
    assert hold_verification(FOUR, FULL, 1) == 130
    assert capsys.readouterr() == ("", "Interrompu.\n")


def test_a_changed_text_is_no_difference(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trained(root, monkeypatch)
    old = FOUR[0].result
    assert old is not None
    judgement = replace(FOUR[0], result=old.model_copy(update={"intention": "D’avant."}))
    assert hold_verification([judgement], FULL, 1) == 0
    assert capsys.readouterr().out == "net-1 : identique au bit près.\n"
