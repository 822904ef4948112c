"""Each slip, found where it is and nowhere else, told in words."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.lab.review.arithmetic import computation
from generator.lab.review.network import LaidOut, from_code, from_words
from generator.lab.review.slips import Slip, WeightCount, slips_of
from tests.generator.rule_text import spoken


def dense_layer(inputs: int, units: int) -> LaidOut:
    return from_code(f"model = Sequential([Dense({units}, input_shape=({inputs},))])", {})


def convolutions(filters: int, kernel: int, number: int, units: int = 5, pooling: str = "") -> LaidOut:
    """Lay out convolutions one after the other on an image of MNIST, then a dense layer."""
    pooled = "chacune suivie d’un pooling, " if pooling else ""
    text = (
        f"Supposons {number} couches de convolution de {filters} filtres {kernel}x{kernel}, {pooled}"
        f"puis une couche dense de {units} neurones."
    )
    return from_words(text, 28)


def slips(text: str, network: LaidOut, *ranks: int) -> list[Slip]:
    return slips_of(WeightCount(computation(text), network, ranks or (1,)))


def titles(text: str, network: LaidOut, *ranks: int) -> list[str]:
    return [slip.title for slip in slips(text, network, *ranks)]


sizes = st.integers(2, 900)


@given(sizes, sizes)
def test_a_right_line_holds_no_slip(inputs: int, units: int) -> None:
    layer = dense_layer(inputs, units)
    total = (inputs + 1) * units
    assert titles(f"({inputs} * {units}) + {units} = {total}", layer) == []
    assert titles(f"{units} + {units} * {inputs} = {total}", layer) == []


@given(sizes, sizes, st.integers(0, 9))
def test_an_operand_that_slipped_is_named(inputs: int, units: int, digit: int) -> None:
    written = inputs * 10 + digit
    assume(units > 9 and written != units)
    layer = dense_layer(inputs, units)
    (slip,) = slips(f"({written} * {units}) + {units} = {(inputs + 1) * units}", layer)
    assert slip.title == "mauvais opérande"
    said = spoken(slip.sentence).replace("\u202f", "").replace(" ", "")
    assert f"{written}estécritàlaplacede{inputs}." in said


def test_a_shorter_operation_left_something_out_rather_than_slipped() -> None:
    # 3 × 3 would be worth 9 too.
    assert titles("2 * 3 = 9", dense_layer(2, 3)) == ["résultat faux", "biais oubliés"]


def test_an_operand_explains_nothing_when_the_total_is_wrong() -> None:
    # 10 × 10 + 10 would be worth 110, but is no count of this layer.
    assert titles("(640 * 10) + 10 = 110", dense_layer(64, 10)) == [
        "résultat faux",
        "calcul d’une autre couche",
    ]


def test_an_operand_that_slipped_by_one_is_no_forgotten_bias() -> None:
    # 783 × 512 + 512 is worth 784 × 512.
    assert titles("(783 * 512) + 512 = 401'920", dense_layer(784, 512)) == ["mauvais opérande"]


@given(sizes, sizes, st.integers(1, 10**6))
def test_a_result_that_the_operation_does_not_give_is_told(inputs: int, units: int, claimed: int) -> None:
    total = (inputs + 1) * units
    assume(claimed != total)
    assert titles(f"({inputs} * {units}) + {units} = {claimed}", dense_layer(inputs, units)) == [
        "résultat faux"
    ]


@given(sizes, sizes)
def test_forgotten_biases(inputs: int, units: int) -> None:
    layer = dense_layer(inputs, units)
    assert titles(f"{inputs} * {units} = {inputs * units}", layer) == ["biais oubliés"]
    # The total holds them, the operation does not.
    assert titles(f"{inputs} * {units} = {(inputs + 1) * units}", layer) == ["résultat faux", "biais oubliés"]


@given(st.integers(2, 64), st.integers(2, 5))
def test_forgotten_channels(filters: int, kernel: int) -> None:
    network = convolutions(filters, kernel, 2)
    product = filters * kernel * kernel
    text = f"{filters} * ({kernel} * {kernel}) = {product}"
    assert titles(text, network, 1) == ["biais oubliés"]
    assert titles(text, network, 2) == ["canaux d’entrée oubliés", "biais oubliés"]
    assert titles(text, network, 1, 2) == ["canaux d’entrée oubliés", "biais oubliés"]
    assert titles(f"{filters} * ({kernel * kernel} + 1) = {product + filters}", network, 2) == [
        "canaux d’entrée oubliés"
    ]


@given(sizes, sizes, sizes)
def test_a_right_computation_of_another_layer(inputs: int, units: int, other: int) -> None:
    total = (inputs + 1) * units
    written = (inputs + 1) * other
    assume(written not in (total, inputs * units))
    text = f"({inputs} * {other}) + {other} = {written}"
    assert titles(text, dense_layer(inputs, units)) == ["calcul d’une autre couche"]


SENTENCES = [
    (
        "(640 * 10) + 10 = 650",
        dense_layer(64, 10),
        (1,),
        "Le total est le bon, mais l’opération ne l’est pas : 640 est écrit à la place de 64. Telle quelle, "
        "elle vaudrait 6 410 ; il fallait écrire 64×10+10.",
    ),
    (
        "(64 * 10) + 10 = 1300",
        dense_layer(64, 10),
        (1,),
        "L’opération écrite vaut 650 : 1 300 est 2 fois trop grand.",
    ),
    ("(64 * 10) + 10 = 651", dense_layer(64, 10), (1,), "L’opération écrite vaut 650, et non 651."),
    (
        "64 * 10 = 650",
        dense_layer(64, 10),
        (1,),
        "Le total est le bon, mais l’opération écrite vaut 640. Il manque aussi un biais par neurone, 10 en "
        "tout.",
    ),
    ("16 * (3 * 3) = 144", convolutions(16, 3, 1), (1,), "Il manque un biais par filtre, 16 en tout."),
    (
        "(16 * 3 * 3) * 128 = 73 728",
        convolutions(16, 3, 1, units=128),
        (3,),
        "L’opération écrite vaut 18 432 : 73 728 est 4 fois trop grand. La couche dense ne lit pas 144 "
        "valeurs, mais toute l’image filtrée : avec une image de MNIST et sans pooling, 28 × 28 × "
        "16 = 12 544 entrées. Il manque aussi un biais par neurone, 128 en tout.",
    ),
    (
        "32 * (3 * 3) = 288",
        convolutions(32, 3, 3),
        (1, 2, 3),
        "Sauf dans la première convolution, chaque filtre lit 32 canaux, avec des poids pour chacun : le "
        "calcul n’en compte qu’un. Il manque aussi un biais par filtre, 32 dans chaque couche.",
    ),
    (
        "32 * (3 * 3) = 288",
        convolutions(32, 3, 2),
        (2,),
        "Chaque filtre lit 32 canaux, avec des poids pour chacun : le calcul n’en compte qu’un. Il manque "
        "aussi un biais par filtre, 32 en tout.",
    ),
    (
        "(784 * 200) + 200 = 157 001",
        dense_layer(784, 100),
        (1,),
        "L’opération écrite vaut 157 000, et non 157 001. L’opération écrite n’est pas celle qui compte les "
        "poids de cette couche.",
    ),
]


@pytest.mark.parametrize(("text", "network", "ranks", "expected"), SENTENCES)
def test_wordings(text: str, network: LaidOut, ranks: tuple[int, ...], expected: str) -> None:
    found = slips(text, network, *ranks)
    assert spoken(" ".join(slip.sentence for slip in found)) == expected
    assert all(slip.title for slip in found)


def test_a_window_of_the_size_of_the_image_is_no_forgotten_image() -> None:
    # Three poolings leave an image of 3 × 3.
    network = convolutions(32, 3, 3, units=256, pooling="pooling")
    assert titles("(32 * 3 * 3) * 256 = 294 912", network, 8) == ["résultat faux", "biais oubliés"]
    assert titles("(32 * 3 * 3) * 256 + 256 = 73 984", network, 8) == []
