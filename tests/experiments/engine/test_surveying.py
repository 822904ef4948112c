"""What is measured of the data is kept with what it depends on, and made again when that changes."""

from pathlib import Path

import numpy as np
import pytest

from experiments.engine import surveying
from experiments.engine.judgement import State
from experiments.engine.surveying import describe_survey, hold_surveys, judge_surveys
from experiments.results.survey import survey_path
from experiments.results.survey_file import read_survey
from experiments.training.profiles import FULL
from tests.experiments.data.chest_xray_samples import write_jpeg
from tests.resealing import reseal

FAMILY = "cnn-pneumonia"
TRAINED, TESTED = 20, 8


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of results, and X-rays whose healthy test images are brighter than those of training."""
    generator = np.random.default_rng(1)
    xrays = tmp_path / "xrays"
    for split, light, people in (("train", 60, TRAINED), ("val", 60, 1), ("test", 120, TESTED)):
        for number in range(people):
            for folder, name in (("NORMAL", "IM-{:04}-0001"), ("PNEUMONIA", "person{}_virus_1")):
                level = light if folder == "NORMAL" else 90
                pixels = generator.integers(level - 50, level + 50, (128, 128), dtype=np.uint8)
                named = name.format(number + 100 * ("train", "val", "test").index(split))
                write_jpeg(xrays / split / folder / f"{named}.jpeg", pixels)
    monkeypatch.setenv("LABO_CHEST_XRAY", str(xrays))
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(surveying, "results_folder", lambda profile: tmp_path / "results")
    return tmp_path / "results"


def state() -> State:
    (judged,) = judge_surveys({FAMILY, "mlp-raw"}, FULL)
    return judged.state


def test_it_is_made_once_and_found_fresh(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert state() is State.MISSING
    assert hold_surveys({FAMILY}, FULL, force=False) == 0
    assert capsys.readouterr().out.startswith("cnn-pneumonia, mesure des données…\n")
    survey = read_survey(results, FAMILY)
    assert survey is not None
    normal, ill = survey.classes
    assert (normal.category, ill.category) == ("normal", "pneumonie")
    assert normal.partitions.area > 0.9 > ill.partitions.area
    assert normal.control.second_count == TESTED
    assert (normal.partitions.first_count, normal.partitions.second_count) == (TRAINED, TESTED)
    assert state() is State.FRESH
    written = survey_path(results, FAMILY).read_bytes()
    assert hold_surveys({FAMILY}, FULL, force=False) == 0
    assert survey_path(results, FAMILY).read_bytes() == written


def test_other_data_make_it_stale(results: Path) -> None:
    hold_surveys({FAMILY}, FULL, force=False)
    reseal(survey_path(results, FAMILY), lambda record: _forget(record, "données"))
    (judged,) = judge_surveys({FAMILY}, FULL)
    assert describe_survey(judged) == (
        "cnn-pneumonia, mesure des données  périmé : les données ne sont plus les mêmes"
    )


def test_other_code_makes_it_stale_and_without_data_it_is_kept(
    results: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hold_surveys({FAMILY}, FULL, force=False)
    path = survey_path(results, FAMILY)
    reseal(path, lambda record: _forget(record, "module experiments.survey.separation"))
    before = path.read_bytes()
    assert state() is State.STALE
    monkeypatch.delenv("LABO_CHEST_XRAY")
    capsys.readouterr()
    assert hold_surveys({FAMILY}, FULL, force=False) == 0
    assert capsys.readouterr().out == (
        "cnn-pneumonia, mesure des données : périmée, mais gardée, les données étant absentes.\n"
    )
    assert path.read_bytes() == before


def test_a_file_changed_by_hand_is_said_and_left(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hold_surveys({FAMILY}, FULL, force=False)
    path = survey_path(results, FAMILY)
    path.write_text(path.read_text("utf-8").replace('"side": 32', '"side": 31'), "utf-8")
    assert state() is State.EDITED
    capsys.readouterr()
    assert hold_surveys({FAMILY}, FULL, force=False) == 1
    assert "modifié à la main, laissée en l’état" in capsys.readouterr().err
    assert hold_surveys({FAMILY}, FULL, force=True) == 0
    assert state() is State.FRESH


def test_nothing_is_said_where_nothing_can_be_measured(
    results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LABO_CHEST_XRAY")
    assert judge_surveys({FAMILY}, FULL) == []
    assert judge_surveys({"mlp-raw"}, FULL) == []


def test_data_that_cannot_be_measured_fail_in_one_sentence(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = results.parent / "xrays" / "test" / "NORMAL"
    for image in sorted(folder.iterdir())[3:]:
        image.unlink()
    assert hold_surveys({FAMILY}, FULL, force=False) == 1
    assert capsys.readouterr().err.startswith(
        "Échec de cnn-pneumonia, mesure des données : Comparer deux partitions demande au moins 5 patients"
    )


def _forget(record: dict[str, object], component: str) -> None:
    from experiments.results.provenance import key_of

    provenance = record["provenance"]
    assert isinstance(provenance, dict)
    provenance["components"][component] = "0" * 64
    provenance["key"] = key_of(provenance["components"])
