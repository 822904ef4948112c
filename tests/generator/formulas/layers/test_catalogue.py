"""One file is all a kind takes; what no file describes is shown as Keras counted it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.formulas import layers, losses, optimizers
from generator.formulas.catalogue import found_in
from generator.formulas.layers.catalogue import kind_for, kind_of, layer_kinds
from generator.formulas.layers.kind import LayerKind, Role
from generator.formulas.losses.loss import Loss
from generator.formulas.multiply_adds import total_multiply_adds
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.weights import total_count, weight_count
from tests.generator.formulas.recorded_layers import dense_layer, setting

UNKNOWN = dense_layer(
    type="Melange",
    parameters=120,
    source="r.json#/model/layers/1",
    variables=(("kernel", (4, 29)), ("porte/bias", (4,)), ("temperature", ())),
)
NEW_KIND = '''
"""A kind of its own."""
from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.option import Option

PADDING = LayerKind(
    type="Bordure",
    why=without_weights("entoure l’entrée de zéros"),
    options=(Option("padding", " de {}"),),
)
'''


@pytest.fixture
def one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "padding_of_the_test.py").write_text(NEW_KIND, encoding="utf-8")
    monkeypatch.setattr(layers, "__path__", [*layers.__path__, str(tmp_path)])
    layer_kinds.cache_clear()
    yield
    layer_kinds.cache_clear()
    del sys.modules[f"{layers.__name__}.padding_of_the_test"]


@pytest.mark.usefixtures("one_more_file")
def test_a_file_is_all_a_kind_takes() -> None:
    kind = kind_of("Bordure")
    config = {"padding": [1, 2]}
    assert kind.known
    assert kind.describe(config, setting(config)).striptags() == "Bordure de 1 × 2"
    layer = dense_layer(type="Bordure", parameters=0)
    assert kind.why(layer) == "La couche entoure l’entrée de zéros\u202f: elle n’a aucun poids."
    assert weight_count(layer).value == 0


@pytest.mark.parametrize(("package", "kind"), [(layers, LayerKind), (losses, Loss), (optimizers, Optimizer)])
def test_every_file_adds_something_and_no_name_comes_twice(package: object, kind: type[object]) -> None:
    found = found_in(package.__name__, kind)  # type: ignore[attr-defined]
    names = [getattr(each, "type", None) or each.name for each in found]  # type: ignore[attr-defined]
    assert len(set(names)) == len(names) > 3


def test_a_type_that_no_file_describes_is_shown_as_keras_counted_it() -> None:
    kind = kind_of("Melange")
    assert (kind.known, kind.role) == (False, Role.OTHER)
    assert kind.describe({"units": 4}, setting({})).striptags() == "Melange"
    assert kind.why(UNKNOWN) == (
        "Tables de poids\u202f: <code>kernel (4 × 29)</code>, <code>porte/bias (4)</code>, "
        "<code>temperature (un seul nombre)</code>."
    )
    count = weight_count(UNKNOWN)
    assert (count.value, count.sources) == (120, ("r.json#/model/layers/1/parameters",))
    known = dense_layer()
    assert total_count([known, UNKNOWN]).value == 650 + 120


def test_its_work_is_not_guessed() -> None:
    assert total_multiply_adds([dense_layer(), UNKNOWN]) is None


def test_without_weights_it_is_said_to_have_none() -> None:
    layer = dense_layer(type="Bordure", parameters=0)
    assert kind_of(layer.type).why(layer) == "Selon Keras, cette couche n’a aucun poids."


def test_a_long_list_of_tables_is_cut() -> None:
    tables = tuple((f"table_{rank}", (2,)) for rank in range(20))
    why = kind_of("Melange").why(dense_layer(type="Melange", parameters=40, variables=tables))
    assert why.endswith("<code>table_7 (2)</code>….")
    assert (
        kind_of("Melange").why(dense_layer(type="Melange")) == "Ce rapport n’a pas de formule qui les donne."
    )


@pytest.mark.parametrize(
    ("layer_type", "config", "tensors"),
    [
        ("Attention", {}, 2),
        ("Attention", {"name": "a", "trainable": True, "units": 4}, 1),
        ("Attention", {"score_mode": "dot"}, 1),
        ("MultiHeadAttention", {"num_heads": 2}, 2),
        ("BatchNormalization", {"trainable": True}, 1),
        ("TimeDistributed", {}, 1),
    ],
)
def test_a_class_of_the_same_name_that_a_student_wrote_is_not_taken_for_the_other(
    layer_type: str, config: dict[str, object], tensors: int
) -> None:
    assert not kind_for(layer_type, config, tensors).known


def test_a_layer_of_keras_is_known_by_what_it_records() -> None:
    assert kind_for("Attention", {"score_mode": "dot", "use_scale": False}, 2).known
    assert kind_for("Flatten", {}, 1).known
