"""Networks described in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lab.review.arithmetic import CalculationError
from generator.lab.review.described_network import COUNTS, read_description

TEXT = (
    "un CNN avec {count} couches de convolution{pooling}. Chaque couche de convolution a {filters} filtres "
    "de taille {kernel}x{kernel}, et la couche entièrement connectée a {units} neurones{image}."
)
POOLED = ", chacune suivie d'une couche de mise en commun (pooling)"


@given(
    st.sampled_from(sorted(COUNTS)),
    st.booleans(),
    st.integers(1, 64),
    st.integers(1, 5),
    st.integers(1, 300),
)
def test_what_is_said_is_what_is_laid_out(
    count: str, pooled: bool, filters: int, kernel: int, units: int
) -> None:
    text = TEXT.format(
        count=count, pooling=POOLED if pooled else "", filters=filters, kernel=kernel, units=units, image=""
    )
    network = read_description(text, (64, 48))
    assert len(network.convolutions) == COUNTS[count]
    assert (network.pooled, network.image_stated) == (pooled, False)
    halved = 2 ** COUNTS[count] if pooled else 1
    assert network.flattened == (64 // halved, 48 // halved, filters)
    assert network.dense.input_shape == (network.flattened[0] * network.flattened[1] * filters,)
    assert network.dense.parameters == (network.dense.input_shape[0] + 1) * units
    channels = [1, *[filters] * (COUNTS[count] - 1)]
    assert [layer.parameters for layer in network.convolutions] == [
        filters * (kernel * kernel * c + 1) for c in channels
    ]


def test_a_size_that_is_stated_is_used() -> None:
    text = TEXT.format(
        count="deux", pooling="", filters=4, kernel=3, units=5, image=" pour une image de 10x12"
    )
    network = read_description(text, (28, 28))
    assert (network.flattened, network.image_stated) == ((10, 12, 4), True)


@pytest.mark.parametrize("missing", ["couches de convolution", "filtres", "neurones"])
def test_a_description_that_says_too_little_is_refused(missing: str) -> None:
    text = TEXT.format(count="deux", pooling="", filters=4, kernel=3, units=5, image="")
    with pytest.raises(CalculationError, match="il manque à cette description"):
        read_description(text.replace(missing, "choses"), (28, 28))
