"""Every factor is asked about where models differ in it, on those that show it best."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.statistics.contrast import Contrast
from generator.statistics.factor_pairs import closest_pair, factor_pairs, level
from generator.statistics.factors import Factor
from generator.statistics.gap_change import GapChange
from tests.generator.samples import evaluation, family, sample, sample_record
from tests.generator.seeds import trained

RAW, HOG, CNN = "mlp-raw", "mlp-hog", "cnn-digits"
WRONG = st.dictionaries(st.integers(0, 39), st.sampled_from("0123"), max_size=20)


def model(identifier: str, name: str, **training: Any) -> Result:
    """Return one of the sample models under another name, with other settings of training."""
    record = sample_record(identifier)
    record["training"].update(batch_size=8)
    record["training"].update(training)
    return Result.model_validate({**record, "id": name})


def ids(found: Contrast | GapChange | None) -> list[str] | None:
    return [found.first.id, found.second.id] if found else None


def names(pair: tuple[Result, Result] | None) -> list[str] | None:
    return [result.id for result in pair] if pair else None


@pytest.mark.parametrize("backwards", [False, True])
def test_the_pair_with_the_fewest_other_differences_is_kept_more_first(backwards: bool) -> None:
    results = [
        model("mlp-raw-1", "loin", batch_size=32, patience=2),
        model("mlp-raw-2", "dropout"),
        model("mlp-raw-1", "proche"),
        model("mlp-raw-1", "presque", patience=2),
    ]
    pair = closest_pair(Factor.DROPOUT, results[::-1] if backwards else results)
    assert names(pair) == ["dropout", "proche"]


def test_among_pairs_as_close_the_first_is_kept() -> None:
    results = [model("mlp-raw-1", "a"), model("mlp-raw-2", "b"), model("mlp-raw-1", "c", seed=3)]
    assert names(closest_pair(Factor.DROPOUT, results)) == ["b", "a"]
    assert names(closest_pair(Factor.DROPOUT, results[::-1])) == ["b", "c"]


@pytest.mark.parametrize(
    ("factor", "identifier"),
    [(Factor.DROPOUT, "mlp-raw-1"), (Factor.ORIENTATIONS, "mlp-raw-1"), (Factor.KERNELS, "cnn-1")],
)
def test_models_with_as_much_of_a_factor_make_no_pair(factor: Factor, identifier: str) -> None:
    results = [model(identifier, "a"), model(identifier, "b", patience=2)]
    assert closest_pair(factor, results) is None


@given(WRONG, WRONG, WRONG)
def test_scores_have_no_part_in_the_pair(
    one: dict[int, str], two: dict[int, str], three: dict[int, str]
) -> None:
    made = []
    for name, wrong in zip(("cnn-1", "cnn-2", "cnn-2"), (one, two, three), strict=True):
        record = sample_record(name)
        record["evaluation"]["test"] = evaluation(wrong)
        made.append(Result.model_validate({**record, "id": f"cnn-{len(made)}"}))
    assert names(closest_pair(Factor.POOLINGS, made)) == ["cnn-1", "cnn-0"]


@pytest.mark.parametrize(
    ("sizes", "expected"), [([[2, 2], [2, 2]], 4), ([[3, 3], [5, 5]], 17), ([[5, 5], [3, 3]], 17)]
)
def test_kernels_count_by_the_mean_area_of_their_sizes(sizes: list[list[int]], expected: float) -> None:
    record = sample_record("cnn-1")
    for layer, size in zip(record["model"]["layers"], sizes, strict=False):
        layer["config"]["kernel_size"] = size
    assert level(Factor.KERNELS, Result.model_validate(record)) == expected


@pytest.mark.parametrize(("rate", "expected"), [(0.25, 1), (0.0, 0)])
@pytest.mark.parametrize("kind", ["Dropout", "AlphaDropout", "GaussianDropout"])
def test_dropout_of_any_type_is_there_or_not(kind: str, rate: float, expected: float) -> None:
    record = sample_record("mlp-raw-2")
    layer = record["model"]["layers"][1]
    layer["type"], layer["config"]["rate"] = kind, rate
    assert level(Factor.DROPOUT, Result.model_validate(record)) == expected


def test_a_factor_has_no_level_where_it_has_no_meaning() -> None:
    assert level(Factor.KERNELS, sample("mlp-raw-1")) is None
    assert level(Factor.POOLINGS, sample("mlp-raw-1")) is None
    assert level(Factor.CELL, sample("cnn-1")) is None
    assert level(Factor.DROPOUT, sample("cnn-1")) == 0


def test_each_factor_is_asked_about_where_models_differ_in_it_or_once() -> None:
    pairs = factor_pairs([family(RAW), family(HOG), family(CNN)])
    assert [(factor, ids(found)) for factor, _, found in pairs.effects] == [
        (Factor.DROPOUT, ["mlp-raw-2", "mlp-raw-1"]),
        (Factor.KERNELS, None),
        (Factor.CELL, None),
        (Factor.ORIENTATIONS, ["mlp-hog-2", "mlp-hog-1"]),
        (Factor.POOLINGS, ["cnn-2", "cnn-1"]),
    ]
    assert [models[0].family for _, models, _ in pairs.effects] == [RAW, CNN, HOG, HOG, CNN]
    assert [ids(found) for _, found in pairs.gaps] == [["mlp-raw-2", "mlp-raw-1"]]


def test_a_pair_is_judged_alike_whatever_other_experiments_are_asked_about() -> None:
    poor, good = trained("cnn-1", range(6)), trained("cnn-2", range(0))
    [alone] = [found for *_, found in factor_pairs([[poor, good]]).effects if found]
    *_, among = [found for *_, found in factor_pairs([family(RAW), [poor, good]]).effects if found]
    assert alone.winner is good  # p = 2 / 2⁶
    assert among == alone


def test_gaps_are_corrected_together() -> None:
    families = []
    for name in ("a", "b"):
        dropout, plain = trained("mlp-raw-2", range(0)), trained("mlp-raw-1", range(10))
        families.append([renamed(each, name) for each in (plain, dropout)])
    gaps = [gap for _, gap in factor_pairs(families).gaps if gap]
    assert [gap.chance.together for gap in gaps] == [2, 2]
    assert gaps[0].chance.corrected == pytest.approx(min(1, 2 * gaps[0].chance.p_value))


def renamed(result: Result, name: str) -> Result:
    return result.model_copy(update={"family": name, "id": f"{result.id}-{name}"})
