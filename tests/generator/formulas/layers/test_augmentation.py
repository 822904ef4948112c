"""What a description says of random changes is what the layer of Keras draws."""

import re
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers as L

from generator.formulas.layers.catalogue import kind_of
from tests.generator.formulas.recorded_layers import setting

pytestmark = pytest.mark.training
IMAGES = np.random.default_rng(1).random((4_000, 4, 4, 3), dtype=np.float32)
NUMBER = re.compile("−?[0-9]+(?:,[0-9]+)?")


def described(layer: keras.Layer) -> str:
    config = layer.get_config()
    return kind_of(type(layer).__name__).describe(config, setting(config)).striptags()


@pytest.mark.parametrize(
    ("layer", "drawn", "unit", "expected"),
    [
        (L.RandomContrast(0.4), "contrast_factor", 1, ", contraste multiplié par 1 à 1,4"),
        (L.RandomContrast((0.1, 0.4)), "contrast_factor", 1, ", contraste multiplié par 0,9 à 1,4"),
        (L.RandomBrightness(0.2), "rgb_delta", 255, ", ajout de −0,2 à 0,2 fois l’étendue des valeurs"),
        (
            L.RandomBrightness((-0.1, 0.3), value_range=(0, 1)),
            "rgb_delta",
            1,
            ", ajout de −0,1 à 0,3 fois l’étendue des valeurs, valeurs de 0 à 1",
        ),
        (L.RandomRotation(0.03), "angle", 360, " de −0,03 à 0,03 tour dans le sens direct"),
        (L.RandomRotation((0, 0.1)), "angle", 360, " de 0 à 0,1 tour dans le sens direct"),
        (L.RandomZoom(0.15), "height_zoom", 1, ", cadre de 0,85 à 1,15 fois la hauteur, et d’autant"),
        (L.RandomZoom((-0.2, 0.1), 0.3), "height_zoom", 1, ", cadre de 0,8 à 1,1 fois la hauteur, de 0,7 à"),
        (L.RandomHue(0.3), "factor", 1, ", teinte décalée de 0 à 0,15 tour dans un sens ou dans l’autre"),
        (L.RandomSharpness(0.3), "factor", 1, ", facteur de 0 à 0,3 (inchangée à 0,5)"),
        (L.RandomColorDegeneration((0.1, 0.3)), "factor", 1, ", part de gris de 0,1 à 0,3"),
        (L.RandomShear(0.4), "shear_factor", 1, ", de −0,4 à 0,4 en largeur, dans un sens ou dans l’autre"),
        (L.RandomTranslation((0, 0.2), 0.1), None, 1, " de 0 à 0,2 fois la hauteur vers le bas, −0,1 à 0,1 "),
        (L.RandomPosterization(4), None, 1, " sur 1 à 3 bits"),
        (L.RandomPosterization((3, 6)), None, 1, " sur 3 à 5 bits"),
        (
            L.RandomFlip(),
            None,
            1,
            ", une fois sur deux, de gauche à droite et de haut en bas à la fois",
        ),
        (L.RandomErasing(0.4), None, 1, ", avec une probabilité tirée de 0 à 0,4"),
        (
            L.RandomColorJitter(brightness_factor=0.2, contrast_factor=0.4, hue_factor=0.1),
            None,
            1,
            ", ajout de −0,2 à 0,2 fois l’étendue des valeurs, contraste multiplié par 1 à 1,4, teinte "
            "décalée de 0 à 0,05 tour dans un sens ou dans l’autre",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_bounds_that_are_said_are_those_of_what_is_drawn(
    layer: keras.Layer, drawn: str | None, unit: int, expected: str
) -> None:
    assert described(layer).startswith(f"{type(layer).__name__}{expected}")
    if drawn is None:
        return
    values = np.asarray(layer.get_random_transformation(IMAGES, training=True)[drawn]) / unit
    low, high = (float(text.replace(",", ".").replace("−", "-")) for text in NUMBER.findall(expected)[:2])
    least = -high if "l’autre" in expected else low
    assert values.min() == pytest.approx(least, abs=0.01 * (high - least))
    assert values.max() == pytest.approx(high, abs=0.01 * (high - least))


def changed(layer: keras.Layer, image: Any) -> Any:
    return np.asarray(layer(image[None, :, :, None], training=True))[0, :, :, 0]


def test_the_directions_that_are_said_are_those_of_the_layer() -> None:
    image = np.zeros((9, 9), np.float32)
    image[1, 4] = 1
    exact = {"fill_mode": "constant", "interpolation": "nearest"}
    # The direct sense takes the top to the left; a positive shift goes down, then right.
    assert np.argwhere(changed(L.RandomRotation((0.25, 0.25), **exact), image)).tolist() == [[4, 1]]
    moved = L.RandomTranslation((2 / 9, 2 / 9), (3 / 9, 3 / 9), **exact)
    assert np.argwhere(changed(moved, image)).tolist() == [[3, 7]]
    shown = changed(L.RandomZoom((0.5, 0.5), fill_mode="constant"), np.ones((40, 40), np.float32))
    assert shown.mean() == pytest.approx(1 / 1.5**2, abs=0.01)


def test_a_posterization_keeps_the_bits_that_are_said() -> None:
    shifts = np.asarray(L.RandomPosterization((3, 6)).get_random_transformation(IMAGES)["shift_factor"])
    assert {8 - int(shift) for shift in shifts} == {3, 4, 5}


def test_both_flips_happen_together_once_in_two() -> None:
    turned = np.asarray(L.RandomFlip()(IMAGES, training=True))
    both = np.array(
        [np.array_equal(after, before[::-1, ::-1]) for after, before in zip(turned, IMAGES, strict=True)]
    )
    assert np.array_equal(turned[~both], IMAGES[~both])
    assert both.mean() == pytest.approx(0.5, abs=0.05)
