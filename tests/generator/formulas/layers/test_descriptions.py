"""What a description says of a layer: its arguments that Keras would not have chosen, in French."""

import inspect
import re
from typing import Any

import keras
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keras import layers as L

from generator.formulas.layers.catalogue import kind_of, layer_kinds
from generator.formulas.layers.kind import LayerKind
from tests.generator.formulas.layers.layer_strategies import CLASSES, made
from tests.generator.formulas.recorded_layers import model_of, recorded, recorded_call, setting

pytestmark = [
    pytest.mark.training,
    pytest.mark.filterwarnings("ignore:You passed `rms_scaling=True`, which is deprecated"),
]

KINDS = [pytest.param(kind, id=kind.type) for kind in layer_kinds().values()]


@keras.saving.register_keras_serializable()
def doux(x: Any) -> Any:
    """Activation of a student."""
    return x


def described(layer: keras.Layer) -> str:
    config = layer.get_config()
    return kind_of(type(layer).__name__).describe(config, setting(config)).striptags()


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (L.Dense(1), "Dense de 1 neurone"),
        (
            L.Dense(3, "relu", use_bias=False, kernel_regularizer=keras.regularizers.L2(0.01)),
            "Dense de 3 neurones, relu, sans biais, régularisation des poids L2 (l2 0,01)",
        ),
        (L.Dense(3, kernel_initializer="he_normal"), "Dense de 3 neurones, départ des poids HeNormal"),
        (
            L.Dense(3, kernel_initializer=keras.initializers.RandomNormal(0.0, 0.2, seed=3)),
            "Dense de 3 neurones, départ des poids RandomNormal (moyenne 0, écart-type 0,2)",
        ),
        (L.Dense(3, trainable=False), "Dense de 3 neurones, poids gelés"),
        (L.Dense(3, activation=doux), "Dense de 3 neurones, doux"),
        (
            L.Dense(3, activity_regularizer="l1"),
            "Dense de 3 neurones, régularisation des sorties L1 (l1 0,01)",
        ),
        (L.Conv2D(8, 3), "Conv2D de 8 filtres de 3 × 3"),
        (
            L.Conv2D(8, (3, 5), (1, 2), "same", groups=2, activation="tanh"),
            "Conv2D de 8 filtres de 3 × 5, pas de 1 × 2, padding same, 2 groupes de canaux, tanh",
        ),
        (L.Conv2D(1, 3, dilation_rate=2), "Conv2D de 1 filtre de 3 × 3, dilatation de 2 × 2"),
        (L.Conv1D(4, 3, padding="causal"), "Conv1D de 4 filtres de 3, padding causal"),
        (
            L.Conv2D(4, 3, data_format="channels_first"),
            "Conv2D de 4 filtres de 3 × 3, canaux en premier",
        ),
        (
            L.Conv2DTranspose(4, 3, 2, output_padding=1),
            "Conv2DTranspose de 4 filtres de 3 × 3, pas de 2 × 2, sortie prolongée de 1 × 1",
        ),
        (
            L.SeparableConv2D(4, 3, depth_multiplier=2),
            "SeparableConv2D de 4 filtres de 3 × 3, 2 noyaux par canal",
        ),
        (L.DepthwiseConv2D(3), "DepthwiseConv2D, noyaux de 3 × 3"),
        (L.MaxPooling2D(3), "MaxPooling2D de 3 × 3"),
        (L.AveragePooling2D(3, 2, "same"), "AveragePooling2D de 3 × 3, pas de 2 × 2, padding same"),
        (L.GlobalMaxPooling2D(), "GlobalMaxPooling2D"),
        (L.Dropout(0.25), "Dropout de taux 0,25"),
        (L.Dropout(0.25, noise_shape=(1, None, 3)), "Dropout de taux 0,25, tirage de forme 1 × libre × 3"),
        (L.AlphaDropout(0.25, (1, 3)), "AlphaDropout de taux 0,25, tirage de forme 1 × 3"),
        (L.GaussianNoise(0.1), "GaussianNoise d’écart-type 0,1"),
        (L.BatchNormalization(), "BatchNormalization"),
        (L.BatchNormalization(momentum=0.9, scale=False), "BatchNormalization, inertie 0,9, sans facteur"),
        (L.LayerNormalization(axis=(1, 2)), "LayerNormalization, axes 1, 2"),
        (L.LayerNormalization(axis=(3,)), "LayerNormalization, axe 3"),
        (L.LayerNormalization(axis=2), "LayerNormalization, axe 2"),
        (L.GroupNormalization(4), "GroupNormalization de 4 groupes"),
        (L.Normalization(axis=None), "Normalization, mêmes pour toutes les positions"),
        (
            L.Normalization(mean=0.5, variance=0.25),
            "Normalization, moyenne fixée à 0,5, variance fixée à 0,25",
        ),
        (L.Activation("relu"), "Activation, relu"),
        (L.Activation(L.LeakyReLU(0.2)), "Activation, LeakyReLU (pente négative 0,2)"),
        (L.ReLU(6.0), "ReLU, au plus 6"),
        (L.LeakyReLU(), "LeakyReLU, pente négative 0,3"),
        (L.PReLU(shared_axes=[1, 2]), "PReLU, axes partagés 1, 2"),
        (L.ELU(0.5), "ELU, facteur 0,5"),
        (L.Rescaling(0.5, -1), "Rescaling de facteur 0,5, décalage −1"),
        (L.Reshape((2, -1)), "Reshape en 2 × libre"),
        (L.ZeroPadding1D((1, 2)), "ZeroPadding1D, zéros ajoutés avant et après : 1, 2"),
        (
            L.Cropping2D(((1, 2), (3, 4))),
            "Cropping2D, positions retirées en haut, en bas, à gauche et à droite : 1, 2, 3, 4",
        ),
        (L.UpSampling2D(interpolation="bicubic"), "UpSampling2D de facteur 2 × 2, interpolation bicubique"),
        (L.Permute((2, 1)), "Permute dans l’ordre 2, 1"),
        (L.RepeatVector(3), "RepeatVector, 3 fois"),
        (L.Concatenate(axis=1), "Concatenate, axe 1"),
        (L.Dot(axes=1, normalize=True), "Dot selon l’axe 1, vecteurs ramenés à la norme 1"),
        (L.Embedding(1000, 16), "Embedding de 1 000 entrées possibles en vecteurs de 16 nombres"),
        (
            L.Embedding(5, 1, keras.initializers.RandomUniform(-1, 1), mask_zero=True),
            "Embedding de 5 entrées possibles en vecteurs de 1 nombre, zéro masqué, "
            "départ des vecteurs RandomUniform (minimum −1, maximum 1)",
        ),
        (L.LSTM(32), "LSTM de 32 unités"),
        (
            L.LSTM(1, return_sequences=True, go_backwards=True, dropout=0.2, unroll=True),
            "LSTM de 1 unité, une sortie par étape, séquence lue de la fin au début, dropout de 0,2 sur les "
            "entrées",
        ),
        (
            L.GRU(8, "relu", recurrent_activation="hard_sigmoid", reset_after=False, stateful=True),
            "GRU de 8 unités, hard_sigmoid pour les portes, remise à zéro avant le produit, relu, état gardé "
            "d’un lot au suivant",
        ),
        (
            L.SimpleRNN(8, recurrent_initializer=keras.initializers.Orthogonal(0.5)),
            "SimpleRNN de 8 unités, départ des poids de l’état Orthogonal (gain 0,5)",
        ),
        (L.Bidirectional(L.LSTM(8), merge_mode="sum"), "Bidirectional de LSTM de 8 unités, sens additionnés"),
        (
            L.Bidirectional(L.LSTM(8), backward_layer=L.GRU(4, go_backwards=True), merge_mode=None),
            "Bidirectional de LSTM de 8 unités, dans l’autre sens GRU de 4 unités, séquence lue de la fin au "
            "début, une sortie par sens",
        ),
        (L.TimeDistributed(L.Conv2D(4, 3)), "TimeDistributed de Conv2D de 4 filtres de 3 × 3"),
        (L.SpectralNormalization(L.Dense(3)), "SpectralNormalization de Dense de 3 neurones"),
        (
            L.MultiHeadAttention(2, 8, value_dim=4),
            "MultiHeadAttention de 2 têtes, clés de 8 nombres, valeurs de 4 nombres",
        ),
        (L.Lambda(lambda x: x), "Lambda, fonction sans nom"),
        (L.Lambda(doux, arguments={"pente": 2}), "Lambda, doux, arguments pente 2"),
        (L.Masking(-1.0), "Masking, valeur masquée −1"),
        (L.Discretization([0.5, 1.0]), "Discretization, bornes 0,5, 1"),
        (L.Resizing(8, 9, "nearest"), "Resizing à 8 × 9, interpolation au plus proche"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_description_says_what_keras_would_not_have_chosen(layer: keras.Layer, expected: str) -> None:
    assert described(layer) == expected


# Arguments and values of Keras that are words of a French course too, or names that a reader looks up.
FRENCH = {
    *("int", "min", "max", "dropout", "padding", "same", "interpolation", "facteur", "l1", "l2", "alpha"),
    *(
        "arguments",
        "dilatation",
        "position",
        "mode",
        "relu",
        "square",
        "one",
        "hot",
        "axes",
        "epsilon",
        "attention",
        "variance",
        "saturation",
    ),
}


def words_of_keras() -> set[str]:
    """Return the words that arguments of layers are made of."""
    names = {name for made_of in CLASSES.values() for name in inspect.signature(made_of.__init__).parameters}
    values = ["channels_last channels_first horizontal_and_vertical one_hot multi_hot concat"]
    values += ["nearest bilinear reflect constant wrap True False None valid causal lambda function"]
    return {word for text in (*names, *values) for word in re.split(r"[_ ]", text) if len(word) > 2}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_a_description_is_in_french(kind: LayerKind, data: st.DataObject) -> None:
    layer = made(kind.type, data)
    text = kind.describe(layer.get_config(), setting(layer.get_config()))
    # Names of classes and of functions are code.
    said = re.sub(r"<code>.*?</code>", "", text)
    assert set(re.findall(r"[a-zà-ÿ]{3,}", re.sub("<[^>]*>", "", said))) & words_of_keras() <= FRENCH
    assert not re.search(r"[{}\[\]'_]", re.sub("<[^>]*>", "", said))
    wordings = [w for option in kind.options for w in (option.wording, option.singular, option.absent)]
    wordings += [word for option in kind.options for word in option.words.values()]
    assert set(re.findall(r"[a-zà-ÿ]{3,}", " ".join(wordings))) & words_of_keras() <= FRENCH


def test_biases_and_learned_scales_are_explained_only_where_there_are() -> None:
    def why(layer: keras.Layer) -> str:
        (call,) = recorded(model_of(layer, shape=(4, 4, 4)))
        return kind_of(call.type).why(call)

    for make in (L.Dense, lambda n, **others: L.Conv2D(n, 1, **others)):
        assert "plus un biais" in why(make(3)) and "sans biais" in why(make(3, use_bias=False))
    for normal in (L.BatchNormalization, L.LayerNormalization, lambda **k: L.GroupNormalization(2, **k)):
        assert "facteur" in why(normal()) and "décalage" in why(normal())
        assert "facteur" not in why(normal(scale=False)) and "décalage" not in why(normal(center=False))


def test_a_wrapper_says_what_it_does_then_what_its_layer_does() -> None:
    both = recorded_call(L.Bidirectional(L.LSTM(8)), (5, 3))
    assert kind_of(both.type).why(both) == (
        "La séquence est lue dans les deux sens, chacun avec ses propres poids. À chaque étape, chaque unité "
        "lit les entrées de l’étape et ce qu’ont donné toutes les unités à l’étape d’avant, chacun avec son "
        "poids, plus un biais, quatre fois\u202f: pour trois portes et pour ce qui entre en mémoire\u202f; "
        "les mêmes poids servent à toutes les étapes."
    )
    steps = recorded_call(L.TimeDistributed(L.Dense(8)), (5, 3))
    assert kind_of(steps.type).why(steps) == (
        "La même couche reçoit les étapes l’une après l’autre, avec les mêmes poids. Chaque neurone reçoit "
        "toutes les entrées, chacune avec son poids, plus un biais."
    )
