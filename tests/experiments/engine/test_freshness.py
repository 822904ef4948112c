"""A result is stale exactly when something that can change a number has changed, and it is said what."""

import re
from collections.abc import Callable

import pytest

from experiments.engine import freshness
from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import Key, changes, compute_key, explain_change
from experiments.errors import DataError
from experiments.results.schema import Result
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.result_sample import sample_record

pytestmark = pytest.mark.project

RAW = "experiments/mlp_raw.py"
RAW_1 = '"""Le point de départ'
Edit = Callable[[ProjectCopy], None]


def keys(project: ProjectCopy) -> dict[str, tuple[Experiment, Key]]:
    return {e.id: (e, compute_key(e, "full", project.root)) for e in project.experiments()}


def result_of(experiment: Experiment, key: Key) -> Result:
    record = sample_record()
    record["code"] = experiment.code
    record["provenance"]["components"] = key.components
    return Result.model_validate(record)


def reasons_after(project: ProjectCopy, edit: Edit) -> dict[str, list[str]]:
    """Return what is said of each result that an edit makes stale."""
    results = {identifier: result_of(*pair) for identifier, pair in keys(project).items()}
    edit(project)
    reasons = {}
    for identifier, (experiment, key) in keys(project).items():
        if identifier in results:
            result = results[identifier]
            reasons[identifier] = [explain_change(n, key, result, experiment) for n in changes(key, result)]
    return {identifier: said for identifier, said in reasons.items() if said}


def test_nothing_is_stale_without_a_change(project: ProjectCopy) -> None:
    assert reasons_after(project, lambda project: None) == {}


def test_fewer_neurons_in_one_model_make_it_stale_and_no_other(project: ProjectCopy) -> None:
    assert reasons_after(project, lambda p: p.edit(RAW, "Dense(512", "Dense(256")) == {
        "mlp-raw-1": [
            "le code du modèle a changé :\n"
            '    -    model.add(Dense(512, activation="sigmoid"))\n'
            '    +    model.add(Dense(256, activation="sigmoid"))'
        ]
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (RAW_1, '"""Une autre intention'),
        ("    model = keras.Sequential()", "    # Le modèle\n\n    model = keras.Sequential()  # vide"),
        ("Dense(512, activation", "Dense(\n        512,\n        activation"),
        ('activation="sigmoid"', "activation='sigmoid'"),
        ('"""Digits from raw', '"""Figures from raw'),
        (
            '(data=MnistVectors(), batch_size=128, epochs=10, backend="jax")',
            '(epochs=5 + 5, batch_size=128, data=MnistVectors(), backend="jax")',
        ),
        ("@experiment", "def helper():\n    return 3\n\n\nUNUSED = 4\n\n\n@experiment"),
        ("import Dense, Dropout", "import Dense, BatchNormalization, Dropout"),
        ("import keras\n", "import keras, os\n"),
        (
            '(data=MnistVectors(), batch_size=128, epochs=10, backend="jax")',
            '(data=MnistVectors(), batch_size=128, epochs=10, backend="jax", seed=1)',
        ),
    ],
)
def test_what_changes_no_number_makes_nothing_stale(project: ProjectCopy, old: str, new: str) -> None:
    assert reasons_after(project, lambda p: p.edit(RAW, old, new)) == {}


def test_comments_and_docstrings_of_the_training_code_make_nothing_stale(project: ProjectCopy) -> None:
    def edit(project: ProjectCopy) -> None:
        project.edit("experiments/training/train.py", '"""Train one', '"""Teach one')
        project.edit("experiments/data/mnist.py", "WHITE = 255", "WHITE = 255  # brightest\n\n")

    assert reasons_after(project, edit) == {}


def test_a_model_more_makes_nothing_stale(project: ProjectCopy) -> None:
    def edit(project: ProjectCopy) -> None:
        text = (project.root / RAW).read_text(encoding="utf-8")
        last = text[text.rindex("@experiment") :]
        project.write(RAW, text + "\n\n" + last.replace("mlp_raw_4", "mlp_raw_5"))

    assert reasons_after(project, edit) == {}
    assert "mlp-raw-5" in keys(project)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("batch_size=128", "batch_size=64", "réglage batch_size : 128 → 64"),
        ("epochs=10", "epochs=11", "réglage epochs : 10 → 11"),
        ("epochs=10", "epochs=10, seed=2", "réglage seed : 1 → 2"),
        ("epochs=10", "epochs=10, patience=2", "réglage patience : None → 2"),
        ("epochs=10", "epochs=10, balanced=True", "réglage balanced : False → True"),
    ],
)
def test_a_setting_makes_its_model_stale_and_no_other(
    project: ProjectCopy, old: str, new: str, said: str
) -> None:
    assert reasons_after(project, lambda p: p.edit(RAW, old, new)) == {"mlp-raw-1": [said]}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("experiments/training/fit.py", "STEPS_PER_EXECUTION = 10", "STEPS_PER_EXECUTION = 20"),
        ("experiments/training/evaluation.py", "ddof=1", "ddof=0"),
        ("experiments/training/worked_step.py", "2.0**40", "2.0**41"),
        ("experiments/data/datasets.py", "VALIDATION_SHARE = 0.1", "VALIDATION_SHARE = 0.2"),
        ("experiments/__init__.py", '"""', 'import warnings\n"""'),
    ],
)
def test_shared_code_makes_every_result_stale_and_is_named(
    project: ProjectCopy, file: str, old: str, new: str
) -> None:
    reasons = reasons_after(project, lambda p: p.edit(file, old, new))
    assert reasons == {identifier: [f"le code de {file} a changé"] for identifier in keys(project)}


def test_a_module_reached_through_another_makes_its_users_stale(project: ProjectCopy) -> None:
    file = "experiments/data/hog.py"
    reasons = reasons_after(project, lambda p: p.edit(file, "CLIP = 0.2", "CLIP = 0.3"))
    assert reasons == {f"mlp-hog-{i}": [f"le code de {file} a changé"] for i in (1, 2, 3, 4)}


def test_a_new_import_deep_in_the_training_code_is_followed(project: ProjectCopy) -> None:
    project.write("experiments/scaling.py", "FACTOR = 2\n")
    said = reasons_after(
        project,
        lambda p: p.edit(
            "experiments/training/evaluation.py",
            "    from sklearn",
            "    from experiments.scaling import FACTOR\n    from sklearn",
        ),
    )
    assert said["mlp-raw-1"] == [
        "le code de experiments/training/evaluation.py a changé",
        "experiments/scaling.py est désormais importé",
    ]
    said = reasons_after(project, lambda p: p.edit("experiments/scaling.py", "2", "3"))
    assert said.keys() == keys(project).keys()
    assert said["mlp-hog-2"] == ["le code de experiments/scaling.py a changé"]


def test_a_helper_makes_the_models_that_call_it_stale(project: ProjectCopy) -> None:
    project.edit(RAW, "@experiment", "WIDTH = 512\n\n\ndef width():\n    return WIDTH\n\n\n@experiment")
    project.edit(RAW, "Dense(512", "Dense(width()")
    assert reasons_after(project, lambda p: p.edit(RAW, "return WIDTH", "return WIDTH + 0")) == {
        "mlp-raw-1": ["ce que le modèle utilise de son fichier a changé (width)"]
    }
    assert reasons_after(project, lambda p: p.edit(RAW, "WIDTH = 512", "WIDTH = 256")) == {
        "mlp-raw-1": ["ce que le modèle utilise de son fichier a changé (WIDTH)"]
    }


def test_another_origin_of_a_name_makes_the_models_that_use_it_stale(project: ProjectCopy) -> None:
    assert reasons_after(
        project, lambda p: p.edit(RAW, "Dense, Dropout", "Dense, GaussianDropout as Dropout")
    ) == {
        name: ["ce que le modèle utilise de son fichier a changé (Dropout)"]
        for name in ("mlp-raw-2", "mlp-raw-3", "mlp-raw-4")
    }


def test_a_name_used_for_the_first_time_is_named(project: ProjectCopy) -> None:
    reasons = reasons_after(
        project,
        lambda p: p.edit(RAW, "sigmoid", 'sigmoid"))\n    model.add(Dropout(0.1))\n    print(str("'),
    )
    assert reasons["mlp-raw-1"][1:] == ["le modèle utilise désormais Dropout"]


def test_what_a_file_does_when_imported_makes_all_its_models_stale(project: ProjectCopy) -> None:
    edit: Edit = lambda p: p.edit(RAW, "@experiment", 'keras.config.set_floatx("float64")\n\n\n@experiment')  # noqa: E731
    assert reasons_after(project, edit) == {
        f"mlp-raw-{i}": ["ce que le fichier du modèle exécute en étant importé a changé"]
        for i in (1, 2, 3, 4)
    }


def test_another_decorator_counts(project: ProjectCopy) -> None:
    project.edit(RAW, "@experiment", "def twice(f):\n    return f\n\n\n@experiment")
    reasons = reasons_after(project, lambda p: p.edit(RAW, "def mlp_raw_1", "@twice\ndef mlp_raw_1"))
    assert reasons.keys() == {"mlp-raw-1"}
    assert "    +@twice" in reasons["mlp-raw-1"][0].splitlines()


@pytest.mark.parametrize(
    "statement", ["from .widths import WIDTH", "from experiments.widths import *", "from . import widths"]
)
def test_a_module_of_the_student_counts_however_it_is_imported(project: ProjectCopy, statement: str) -> None:
    project.write("experiments/widths.py", "WIDTH = 512\n")
    project.edit(RAW, "import keras\n", f"import keras\n{statement}\n")
    project.edit(RAW, "Dense(512", "Dense(widths.WIDTH" if statement.endswith("widths") else "Dense(WIDTH")
    said = reasons_after(project, lambda p: p.edit("experiments/widths.py", "512", "256"))
    assert said == {"mlp-raw-1": ["le code de experiments/widths.py a changé"]}


def test_other_data_make_their_models_stale(project: ProjectCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    def edit(project: ProjectCopy) -> None:
        monkeypatch.setattr("experiments.data.mnist.Mnist.fingerprint", lambda self: "2" * 64)

    reasons = reasons_after(project, edit)
    assert reasons["mlp-raw-1"] == ["les données ne sont plus les mêmes"]
    assert {name.rpartition("-")[0] for name in reasons} == {"mlp-raw", "mlp-hog", "cnn"}


def test_absent_data_contradict_nothing(project: ProjectCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    def edit(project: ProjectCopy) -> None:
        monkeypatch.setattr("experiments.data.mnist.Mnist.fingerprint", lambda self: None)

    assert reasons_after(project, edit) == {}
    (_, key) = keys(project)["mlp-raw-1"]
    assert (key.has_data, key.data_fault) == (False, None)
    assert key.with_data("3" * 64).has_data


def test_data_that_cannot_be_read_contradict_nothing(
    project: ProjectCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: object) -> str:
        raise DataError("Ce dossier n’en est pas un.")

    edit: Edit = lambda p: monkeypatch.setattr("experiments.data.mnist.Mnist.fingerprint", broken)  # noqa: E731
    assert reasons_after(project, edit) == {}
    (_, key) = keys(project)["mlp-raw-1"]
    assert (key.has_data, key.data_fault) == (False, "Ce dossier n’en est pas un.")


def test_another_version_of_a_library_makes_its_users_stale(
    project: ProjectCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = freshness.locked_versions()

    def bump(library: str) -> Edit:
        return lambda p: monkeypatch.setattr(
            freshness, "locked_versions", lambda: {**versions, library: "99.0"}
        )

    (said,) = set(map(tuple, reasons_after(project, bump("keras")).values()))
    assert said == (f"bibliothèque keras : {versions['keras']} → 99.0",)


def test_another_version_of_a_library_that_makes_no_number_changes_nothing(
    project: ProjectCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {**freshness.locked_versions(), "rich": "99.0", "mkdocs": "99.0"}
    edit: Edit = lambda p: monkeypatch.setattr(freshness, "locked_versions", lambda: versions)  # noqa: E731
    assert reasons_after(project, edit) == {}


def test_the_backend_is_part_of_the_key(project: ProjectCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "locked_versions", lambda: dict.fromkeys(("jax", "keras", "numpy"), "1"))
    monkeypatch.setattr("experiments.engine.lock.installed_version", lambda distribution: "1")
    reasons = reasons_after(project, lambda p: monkeypatch.setenv("KERAS_BACKEND", "jax"))
    left = [name for name, (experiment, _) in keys(project).items() if experiment.settings.backend is None]
    assert reasons == {name: ["bibliothèque jax : absent → 1"] for name in left}
    assert reasons and "mlp-raw-1" not in reasons  # which asks for JAX by itself


def test_the_profile_is_part_of_the_key(project: ProjectCopy) -> None:
    experiment, key = keys(project)["mlp-raw-1"]
    trial = compute_key(experiment, "smoke", project.root)
    assert changes(trial, result_of(experiment, key)) == ["profil"]
    assert explain_change("profil", trial, result_of(experiment, key), experiment) == "profil : full → smoke"


def test_the_digest_of_a_key_follows_each_component(project: ProjectCopy) -> None:
    _, key = keys(project)["mlp-raw-1"]
    assert re.fullmatch("[0-9a-f]{64}", key.digest)
    others = {Key({**key.components, name: "autre"}).digest for name in key.components}
    assert len(others | {key.digest}) == len(key.components) + 1
    assert Key(dict(reversed(key.components.items()))).digest == key.digest
