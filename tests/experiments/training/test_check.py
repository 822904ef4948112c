"""What cannot be trained or described is refused before training, all at once, with the remedy."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from keras import losses, metrics, optimizers
from keras.layers import Activation, Conv2D, Dense, GlobalAveragePooling2D, Input, Lambda, LeakyReLU, Softmax

from experiments.data.datasets import Split, Splits
from experiments.errors import ExperimentError
from experiments.training.accuracy import accuracy_name
from experiments.training.check import check_model

pytestmark = [
    pytest.mark.training,
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword"),
]

SHAPE = (6,)
SOFTMAX = 'Dense(4, activation="softmax")'
SIGMOID = 'Dense(1, activation="sigmoid")'
USUAL = 'loss="categorical_crossentropy"'
ACCURACY = 'metrics=["accuracy"]'
UNSHOWN = "ce que les pages ne montrent pas"


def data(classes: int, shape: tuple[int, ...] = SHAPE, count: int = 40) -> Splits:
    rng = np.random.default_rng(classes)
    split = Split(rng.random((count, *shape), dtype=np.float32), rng.integers(0, classes, count))
    return Splits(split, split, split)


def model(
    *layers: Any,
    loss: Any = "categorical_crossentropy",
    optimizer: Any = "adam",
    metrics: Any = ("accuracy",),
    **options: Any,
) -> Any:
    made = keras.Sequential([Input(SHAPE), *(layers or (Dense(5, "tanh"), Dense(4, "softmax")))])
    made.compile(optimizer, loss, metrics=None if metrics is None else list(metrics), **options)
    return made


def single(activation: str | None = "sigmoid", loss: Any = "binary_crossentropy", **options: Any) -> Any:
    return model(Dense(1, activation), loss=loss, **options)


def functional(ends: Callable[[Any], tuple[Any, Any]], **options: Any) -> Any:
    made = keras.Model(*ends(Input(SHAPE)))
    made.compile("adam", "categorical_crossentropy", metrics=["accuracy"], **options)
    return made


def refusal(made: Any, classes: int = 4, shape: tuple[int, ...] = SHAPE) -> str:
    with pytest.raises(ExperimentError) as caught:
        check_model(made, data(classes, shape), classes)
    return str(caught.value)


def excluding(**what: Any) -> Any:
    optimizer = optimizers.AdamW()
    optimizer.exclude_from_weight_decay(**what)
    return optimizer


class OwnModel(keras.Model):  # type: ignore[misc]
    def call(self, inputs: Any) -> Any:
        return inputs


class OwnSchedule(optimizers.schedules.LearningRateSchedule):  # type: ignore[misc]
    def __call__(self, step: Any) -> Any:
        return 0.1


def compiled(made: Any) -> Any:
    made.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return made


def trained_then_compiled_again() -> Any:
    made, split = model(), data(4).train
    made.fit(split.inputs, np.eye(4)[split.labels], verbose=0)
    return compiled(made)


KINDS: dict[str, tuple[Callable[[], Any], str]] = {
    "nothing": (lambda: None, "La fonction ne rend rien : terminez-la par return model."),
    "a tuple": (
        lambda: (model(), 1),
        "La fonction doit rendre un modèle Keras compilé, pas tuple : terminez-la par return model.",
    ),
    "a class of its own": (
        lambda: compiled(OwnModel()),
        "Le modèle est d’une classe à lui (OwnModel), dont le calcul ne peut être décrit : "
        "écrivez-le avec keras.Sequential ou keras.Model(inputs, outputs).",
    ),
    "not compiled": (
        lambda: keras.Sequential([Input(SHAPE), Dense(4, "softmax")]),
        f"Le modèle n’est pas compilé : appelez model.compile(optimizer=…, loss=…, {ACCURACY}) "
        "avant return model.",
    ),
    "no input": (
        lambda: compiled(keras.Sequential([Dense(4, "softmax")])),
        "Le modèle ne dit pas ce qu’il reçoit : ajoutez Input(shape=(6,)) avant sa première couche.",
    ),
    "trained": (
        trained_then_compiled_again,
        "La fonction entraîne déjà le modèle : enlevez-en fit, le programme entraîne lui-même.",
    ),
}
SHAPES: dict[str, tuple[Callable[[], Any], str]] = {
    "other inputs": (
        lambda: compiled(keras.Sequential([Input((7,)), Dense(4, "softmax")])),
        "Le modèle attend des entrées de forme (7,), les données ont la forme (6,) : "
        "corrigez Input(shape=(6,)) ou le réglage data.",
    ),
    "lots of one size": (
        lambda: compiled(keras.Sequential([Input(batch_shape=(8, 6)), Dense(4, "softmax")])),
        "Le modèle n’accepte que des lots de 8 exemples : écrivez Input(shape=(6,)), sans batch_size ni "
        "batch_shape.",
    ),
    "two inputs": (
        lambda: compiled(
            keras.Model([a := Input(SHAPE), b := Input(SHAPE)], Dense(4, "softmax")(keras.layers.add([a, b])))
        ),
        "Le modèle a 2 entrées, les données en ont une : écrivez keras.Model(x, y), x étant l’unique Input.",
    ),
    "a dictionary of inputs": (
        lambda: functional(lambda x: ({x.name: x}, Dense(4, "softmax")(x))),
        "Le modèle a 1 entrée dans un dictionnaire, les données en ont une : "
        "écrivez keras.Model(x, y), x étant l’unique Input.",
    ),
    "two outputs": (
        lambda: functional(lambda x: (x, [Dense(4, "softmax")(x), Dense(4, "softmax")(x)])),
        f"Le modèle a 2 sorties, il en faut une seule : écrivez keras.Model(x, y), y venant de {SOFTMAX}.",
    ),
    "a dictionary of outputs": (
        lambda: functional(lambda x: (x, {"y": Dense(4, "softmax")(x)})),
        "Le modèle a 1 sortie dans un dictionnaire, il en faut une seule : "
        f"écrivez keras.Model(x, y), y venant de {SOFTMAX}.",
    ),
    "too many outputs": (
        lambda: model(Dense(5, "softmax")),
        f"Le modèle a 5 sorties pour 4 classes : terminez par {SOFTMAX}.",
    ),
    "too few outputs": (
        lambda: model(Dense(1, "sigmoid")),
        f"Le modèle a 1 sortie pour 4 classes : terminez par {SOFTMAX}.",
    ),
    "nothing to learn": (
        lambda: model(Dense(4, "softmax", trainable=False)),
        "Aucun poids du modèle ne peut être appris : ajoutez une couche Dense, ou ôtez trainable=False.",
    ),
    "a constraint": (
        lambda: model(Dense(4, "softmax", bias_constraint="non_neg", name="last")),
        "Les poids sequential/last/bias sont contraints (NonNeg) après chaque mise à jour, "
        f"{UNSHOWN} : enlevez cette contrainte.",
    ),
}
OUTPUTS: dict[str, tuple[Callable[[], Any], str]] = {
    "logits taken for probabilities": (
        lambda: model(Dense(4, kernel_initializer="zeros")),
        "Les sorties du modèle ne sont pas des probabilités (de 0 à 0, somme 0 au lieu de 1) : "
        f"terminez par {SOFTMAX}, ou donnez from_logits=True à la perte.",
    ),
    "independent sigmoids": (
        lambda: model(Dense(4, "sigmoid", kernel_initializer="zeros")),
        "Les sorties du modèle ne sont pas des probabilités (de 0.5 à 0.5, somme 2 au lieu de 1) : "
        f"terminez par {SOFTMAX}, ou donnez from_logits=True à la perte.",
    ),
    "probabilities taken for logits": (
        lambda: model(loss=losses.CategoricalCrossentropy(from_logits=True)),
        "La perte attend des logits (from_logits=True) et le modèle rend déjà des probabilités (softmax) : "
        "enlevez from_logits=True, ou l’activation de la dernière couche.",
    ),
    "probabilities of a layer that says nothing, taken for logits": (
        lambda: model(
            Dense(4), Lambda(keras.ops.softmax), loss=losses.CategoricalCrossentropy(from_logits=True)
        ),
        "La perte attend des logits (from_logits=True) et le modèle rend déjà des probabilités (softmax) : "
        "enlevez from_logits=True, ou l’activation de la dernière couche.",
    ),
    "not numbers": (
        lambda: model(Dense(4, "softmax", bias_initializer=keras.initializers.Constant(float("nan")))),
        "Le modèle rend des valeurs infinies ou indéfinies avant tout entraînement : vérifiez ses couches "
        "et ses poids de départ.",
    ),
    "a layer that fails": (
        lambda: model(Dense(4, "softmax"), Lambda(lambda x: {}["a"] if hasattr(x, "numpy") else x)),
        "test_check.py, ligne {line} : le calcul des sorties du modèle échoue (KeyError : « a »). "
        "Corrigez ses couches.",
    ),
}
SINGLE: dict[str, tuple[Callable[[], Any], str]] = {
    "two outputs": (
        lambda: model(Dense(2, "softmax")),
        "Le modèle a 2 sorties pour 2 classes, les pages attendent la seule probabilité de la seconde : "
        f'terminez par {SIGMOID}, avec loss="binary_crossentropy".',
    ),
    **{
        activation: (
            lambda activation=activation: single(activation),
            f'La sortie du modèle n’est pas une probabilité (activation "{activation}") : '
            f"terminez par {SIGMOID}, ou donnez from_logits=True à la perte.",
        )
        for activation in ("linear", "relu", "tanh", "softmax")
    },
    "a layer that says nothing": (
        lambda: model(
            Dense(1, kernel_initializer="zeros", bias_initializer=keras.initializers.Constant(-1)),
            LeakyReLU(),
            loss="binary_crossentropy",
        ),
        "La sortie du modèle n’est pas une probabilité (hors de l’intervalle de 0 à 1) : "
        f"terminez par {SIGMOID}, ou donnez from_logits=True à la perte.",
    ),
    "a probability taken for a logit": (
        lambda: single(loss=losses.BinaryCrossentropy(from_logits=True)),
        "La perte attend des logits (from_logits=True) et le modèle rend déjà des probabilités (sigmoid) : "
        "enlevez from_logits=True, ou l’activation de la dernière couche.",
    ),
    "a loss for several outputs": (
        lambda: single(loss="categorical_crossentropy"),
        "La perte categorical_crossentropy ne préfère pas une bonne réponse à une mauvaise, avec 1 sortie : "
        'écrivez loss="binary_crossentropy".',
    ),
    "logits cut at one half": (
        lambda: single(None, losses.BinaryCrossentropy(from_logits=True)),
        "Aucune des mesures du modèle (accuracy) ne vaut la part de bonnes réponses : "
        "écrivez metrics=[keras.metrics.BinaryAccuracy(threshold=0)].",
    ),
    "another threshold": (
        lambda: single(metrics=[metrics.BinaryAccuracy(threshold=0.3)]),
        f"Aucune des mesures du modèle (binary_accuracy) ne vaut la part de bonnes réponses : "
        f"écrivez {ACCURACY}.",
    ),
}
LOSSES: dict[str, tuple[Callable[[], Any], str]] = {
    "none": (
        lambda: model(loss=None),
        f"Le modèle n’a pas de perte : ajoutez {USUAL} à model.compile.",
    ),
    "unknown": (
        lambda: model(loss="crosentropy"),
        f"Keras ne connaît pas la perte 'crosentropy' : vérifiez son nom, ou écrivez {USUAL}.",
    ),
    "two": (
        lambda: model(loss=["mse", "mae"]),
        f"Le modèle a 2 pertes pour une sortie : n’en gardez qu’une, comme {USUAL}.",
    ),
    "one value for all": (
        lambda: model(loss="dice"),
        "La perte dice ne donne pas une valeur par exemple (forme () pour 4 exemples) : faites-lui rendre "
        "une valeur par exemple, ou prenez une de celles de Keras.",
    ),
    "several values for each": (
        lambda: model(loss=lambda truth, given: keras.ops.square(truth - given)),
        "La perte <lambda> ne donne pas une valeur par exemple (forme (4, 4) pour 4 exemples) : faites-lui "
        "rendre une valeur par exemple, ou prenez une de celles de Keras.",
    ),
    "upside down": (
        lambda: model(loss=lambda truth, given: -losses.mean_squared_error(truth, given)),
        "La perte <lambda> ne préfère pas une bonne réponse à une mauvaise, avec 4 sorties : "
        f"écrivez {USUAL}.",
    ),
    "for other labels": (
        lambda: model(loss="ctc"),
        "Le calcul de la perte échoue (ValueError : « Logits `y_pred` are expected to be a tensor of shape "
        "`(batch_size, max_length, num_classes)`. Received: y_pred.shape=(4, 4) »). "
        f"Écrivez {USUAL}.",
    ),
    **{
        name: (
            make,
            "Keras ne minimise pas la moyenne des pertes categorical_crossentropy des exemples : enlevez "
            "reduction= de la perte, et loss_weights= de model.compile.",
        )
        for name, make in {
            "a sum": lambda: model(loss=losses.CategoricalCrossentropy(reduction="sum")),
            "no reduction": lambda: model(loss=losses.CategoricalCrossentropy(reduction="none")),
            "a weighted mean": lambda: model(
                loss=losses.CategoricalCrossentropy(reduction="mean_with_sample_weight")
            ),
            "loss_weights": lambda: model(loss_weights=[0.5]),
        }.items()
    },
    "a penalty on answers": (
        lambda: model(Dense(5, activity_regularizer="l2", name="first"), Dense(4, "softmax")),
        "La couche first ajoute à la perte une pénalité qui dépend des images (activity_regularizer ou "
        f"add_loss), {UNSHOWN} : pénalisez plutôt ses poids (kernel_regularizer).",
    ),
}
METRICS: dict[str, tuple[Callable[[], Any], str]] = {
    "none": (
        lambda: model(metrics=None),
        f"Le modèle ne mesure pas son exactitude : ajoutez {ACCURACY} à model.compile.",
    ),
    "others": (
        lambda: model(metrics=["mae", metrics.TopKCategoricalAccuracy(2, name="deux")]),
        f"Aucune des mesures du modèle (mae, deux) ne vaut la part de bonnes réponses : écrivez {ACCURACY}.",
    ),
    "each output apart": (
        lambda: model(metrics=["binary_accuracy"]),
        "Aucune des mesures du modèle (binary_accuracy) ne vaut la part de bonnes réponses : "
        f"écrivez {ACCURACY}.",
    ),
    "weighted": (
        lambda: model(metrics=None, weighted_metrics=["accuracy"]),
        f"Aucune des mesures du modèle (accuracy) ne vaut la part de bonnes réponses : écrivez {ACCURACY}.",
    ),
    "one per class": (
        lambda: model(metrics=["accuracy", metrics.F1Score()]),
        "La mesure f1_score donne 4 valeurs : enlevez-la de metrics, ou demandez une moyenne "
        '(average="macro").',
    ),
    "unknown": (
        lambda: model(metrics=["accuracie"]),
        "Le calcul des mesures échoue (ValueError : « Could not interpret metric identifier: accuracie »). "
        "Vérifiez l’orthographe de ce nom.",
    ),
}
OPTIMIZERS: dict[str, tuple[Callable[[], Any], str]] = {
    "moving average": (
        lambda: model(optimizer=optimizers.SGD(use_ema=True)),
        f"L’optimiseur remplace les poids par leur moyenne mobile (use_ema=True), {UNSHOWN} : "
        "enlevez use_ema.",
    ),
    "accumulation": (
        lambda: model(optimizer=optimizers.Adam(gradient_accumulation_steps=4)),
        "L’optimiseur cumule plusieurs lots avant chaque mise à jour (gradient_accumulation_steps=4), "
        f"{UNSHOWN} : enlevez gradient_accumulation_steps.",
    ),
    "scaled loss": (
        lambda: model(optimizer=optimizers.Adam(loss_scale_factor=8.0)),
        f"L’optimiseur multiplie la perte par un facteur (loss_scale_factor=8.0), {UNSHOWN} : "
        "enlevez loss_scale_factor.",
    ),
    "wrapped": (
        lambda: model(optimizer=optimizers.LossScaleOptimizer(optimizers.Adam())),
        "L’optimiseur est enveloppé dans LossScaleOptimizer, que les pages ne montrent pas : enlevez-le, "
        'et la politique "mixed_float16" qui l’ajoute.',
    ),
    **{
        f"exclusion by {way}": (
            lambda way=way, what=what: model(optimizer=excluding(**{way: what})),
            "L’optimiseur exclut des poids de leur diminution (exclude_from_weight_decay), "
            f"{UNSHOWN} : enlevez cet appel.",
        )
        for way, what in {"var_names": ["bias"], "var_list": [keras.Variable(1.0)]}.items()
    },
    **{
        name: (
            lambda rate=rate: model(optimizer=optimizers.Adam(rate)),
            f"Le taux d’apprentissage est calculé par {name}, dont les pages ne connaissent pas la formule : "
            "donnez un nombre ou une classe de keras.optimizers.schedules, par exemple ExponentialDecay.",
        )
        for name, rate in {"<lambda>": lambda: 0.1, "OwnSchedule": OwnSchedule()}.items()
    },
}
FOUR_CLASSES = {
    f"{group} - {name}": case
    for group, cases in {
        "kind": KINDS,
        "shape": SHAPES,
        "output": OUTPUTS,
        "loss": LOSSES,
        "metric": METRICS,
        "optimiser": OPTIMIZERS,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize(("build", "message"), FOUR_CLASSES.values(), ids=FOUR_CLASSES.keys())
def test_it_is_refused_with_its_remedy(build: Callable[[], Any], message: str) -> None:
    keras.backend.clear_session()
    line = build.__code__.co_firstlineno
    assert refusal(build()) == message.replace("{line}", str(line))


@pytest.mark.parametrize(("build", "message"), SINGLE.values(), ids=SINGLE.keys())
def test_it_is_refused_for_two_classes(build: Callable[[], Any], message: str) -> None:
    assert refusal(build(), classes=2) == message


def test_images_of_any_size_are_refused() -> None:
    made = keras.Sequential(
        [Input((None, None, 1)), Conv2D(3, 2), GlobalAveragePooling2D(), Dense(4, "softmax")]
    )
    assert refusal(compiled(made), shape=(5, 5, 1)) == (
        "La forme des entrées est variable ((?, ?, 1)) : écrivez Input(shape=(5, 5, 1))."
    )


def test_an_image_of_answers_is_refused() -> None:
    made = keras.Sequential([Input((5, 5, 1)), Conv2D(3, 2), Dense(4, "softmax")])
    assert refusal(compiled(made), shape=(5, 5, 1)) == (
        "La sortie du modèle a la forme (4, 4, 4) au lieu d’une valeur par classe : ajoutez Flatten() ou "
        f"GlobalAveragePooling2D(), et terminez par {SOFTMAX}."
    )


def test_every_fault_is_said_at_once() -> None:
    made = model(
        Dense(4, kernel_initializer="zeros"), optimizer=optimizers.SGD(use_ema=True), metrics=["mae"]
    )
    assert refusal(made) == (
        f"1. L’optimiseur remplace les poids par leur moyenne mobile (use_ema=True), {UNSHOWN} : "
        "enlevez use_ema.\n"
        "2. Les sorties du modèle ne sont pas des probabilités (de 0 à 0, somme 0 au lieu de 1) : "
        f"terminez par {SOFTMAX}, ou donnez from_logits=True à la perte.\n"
        f"3. Aucune des mesures du modèle (mae) ne vaut la part de bonnes réponses : écrivez {ACCURACY}."
    )


def test_what_is_missing_is_said_even_when_shapes_are_wrong() -> None:
    assert refusal(model(Dense(5), loss=None, metrics=None)) == (
        f"1. Le modèle a 5 sorties pour 4 classes : terminez par {SOFTMAX}.\n"
        f"2. Le modèle n’a pas de perte : ajoutez {USUAL} à model.compile.\n"
        f"3. Le modèle ne mesure pas son exactitude : ajoutez {ACCURACY} à model.compile."
    )


def test_a_model_without_shapes_is_refused_with_the_rest() -> None:
    made = keras.Sequential([Dense(4, "softmax")])
    made.compile(optimizers.SGD(use_ema=True), "ce")
    assert refusal(made) == (
        "1. Le modèle ne dit pas ce qu’il reçoit : ajoutez Input(shape=(6,)) avant sa première couche.\n"
        f"2. L’optimiseur remplace les poids par leur moyenne mobile (use_ema=True), {UNSHOWN} : "
        "enlevez use_ema."
    )


ACCEPTED: dict[str, tuple[Callable[[], Any], int]] = {
    "as usual": (model, 4),
    "one output": (single, 2),
    "hard sigmoid": (lambda: single("hard_sigmoid"), 2),
    "a sigmoid of its own": (lambda: model(Dense(1), Activation("sigmoid"), loss="mse"), 2),
    "a softmax of its own": (lambda: model(Dense(4), Softmax()), 4),
    "an operation": (lambda: functional(lambda x: (x, keras.ops.softmax(Dense(4)(x)))), 4),
    "a model in the model": (lambda: model(Dense(6), model()), 4),
    "lists of one": (lambda: functional(lambda x: ([x], [Dense(4, "softmax")(x)])), 4),
    "logits": (lambda: model(Dense(4), loss=losses.CategoricalCrossentropy(from_logits=True)), 4),
    "sparse logits": (
        lambda: model(Dense(4), loss=losses.SparseCategoricalCrossentropy(from_logits=True)),
        4,
    ),
    "one logit": (
        lambda: single(
            None,
            losses.BinaryCrossentropy(from_logits=True),
            metrics=[metrics.BinaryAccuracy(threshold=0)],
        ),
        2,
    ),
    "a loss of its own": (lambda: model(loss=lambda a, b: keras.ops.sum(keras.ops.abs(a - b), axis=-1)), 4),
    "a list of one loss": (lambda: model(loss=["mse"]), 4),
    "penalties on weights": (lambda: model(Dense(4, "softmax", kernel_regularizer="l1l2")), 4),
    "clipping": (lambda: model(optimizer=optimizers.SGD(clipnorm=1.0)), 4),
    "decay": (lambda: model(optimizer=optimizers.AdamW(weight_decay=0.1)), 4),
    "a schedule": (
        lambda: model(optimizer=optimizers.Adam(optimizers.schedules.CosineDecay(0.1, 10))),
        4,
    ),
    "many classes": (lambda: model(Dense(100, "softmax"), loss="sparse_categorical_crossentropy"), 100),
    "eager": (lambda: model(run_eagerly=True), 4),
    **{
        loss: (lambda loss=loss: model(loss=loss), 4)
        for loss in (
            "ce",
            "CategoricalCrossentropy",
            "MSE",
            "kld",
            "huber",
            "poisson",
            "cosine_similarity",
            "categorical_hinge",
            "categorical_focal_crossentropy",
            "binary_crossentropy",
        )
    },
    **{
        name: (lambda name=name: model(optimizer=getattr(optimizers, name)()), 4)
        for name in ("Adadelta", "Adafactor", "Adagrad", "Adamax", "Ftrl", "Lamb", "Lion", "Muon", "Nadam")
    },
}


@pytest.mark.filterwarnings("ignore:The structure of `inputs` doesn't match")
@pytest.mark.parametrize(("build", "classes"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_can_be_trained_is_accepted_and_left_as_it_was(build: Callable[[], Any], classes: int) -> None:
    made = build()
    before = [np.array(variable) for variable in made.variables]
    check_model(made, data(classes), classes)
    for variable, value in zip(made.variables, before, strict=True):
        np.testing.assert_array_equal(np.array(variable), value)
    assert made.train_function is made.test_function is made.predict_function is None
    assert all(float(np.max(np.array(v))) == 0 for v in made.metrics_variables if v.path.endswith("total"))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (["accuracy"], "accuracy"),
        (["mae", "acc"], "acc"),
        ([metrics.BinaryAccuracy(), "categorical_accuracy"], "categorical_accuracy"),
        ([metrics.CategoricalAccuracy(name="part")], "part"),
        ([metrics.AUC(name="accuracy"), metrics.TopKCategoricalAccuracy(1, name="first")], "first"),
    ],
)
def test_the_accuracy_is_found_whatever_its_name(asked: list[Any], name: str) -> None:
    made = model(metrics=asked)
    assert accuracy_name(made) == name
    split = data(4).train
    history = made.fit(split.inputs, np.eye(4)[split.labels], verbose=0).history
    assert name in history
