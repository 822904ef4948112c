"""What the layers of a model, its inputs and its outputs must be."""

from collections.abc import Iterator
from typing import Any


def kind_fault(model: Any) -> str | None:
    """Say why `model` is not a model whose graph can be read, None when it is one."""
    import keras

    if model is None:
        return "La fonction ne rend rien : terminez-la par return model."
    if not isinstance(model, keras.Model):
        return (
            f"La fonction doit rendre un modèle Keras compilé, pas {type(model).__name__} : "
            "terminez-la par return model."
        )
    from keras.src.models.functional import Functional

    if type(model) not in (keras.Sequential, Functional):
        return (
            f"Le modèle est d’une classe à lui ({type(model).__name__}), dont le calcul ne peut être "
            "décrit : écrivez-le avec keras.Sequential ou keras.Model(inputs, outputs)."
        )
    return None


def layout_faults(model: Any, given: tuple[int, ...], classes: int) -> Iterator[str]:
    """Say what is wrong with the shapes and the weights of a model, one sentence per fault.

    Parameters
    ----------
    model : keras.Sequential, or functional keras.Model
    given : tuple of int
        Shape of one example of the data.
    classes : int
    """
    if not model.built or not getattr(model, "inputs", None):
        yield f"Le modèle ne dit pas ce qu’il reçoit : ajoutez Input(shape={given}) avant sa première couche."
        return
    yield from _input_faults(model, given)
    yield from _output_faults(model, classes)
    if not model.trainable_variables:
        yield "Aucun poids du modèle ne peut être appris : ajoutez une couche Dense, ou ôtez trainable=False."
    for variable in model.trainable_variables:
        if variable.constraint is not None:
            yield (
                f"Les poids {variable.path} sont contraints ({type(variable.constraint).__name__}) après "
                "chaque mise à jour, ce que les pages ne montrent pas : enlevez cette contrainte."
            )


def _input_faults(model: Any, given: tuple[int, ...]) -> Iterator[str]:
    if len(model.inputs) > 1 or _is_dictionary(model, "input"):
        yield (
            f"Le modèle a {_count(model.inputs, 'entrée')}{_named(model, 'input')}, les données en ont une : "
            "écrivez keras.Model(x, y), x étant l’unique Input."
        )
        return
    batch, *expected = model.input_shape
    if batch is not None:
        yield (
            f"Le modèle n’accepte que des lots de {batch} exemples : écrivez Input(shape={given}), sans "
            "batch_size ni batch_shape."
        )
    if None in expected and len(expected) == len(given):
        yield (f"La forme des entrées est variable ({_shape(expected)}) : écrivez Input(shape={given}).")
    elif tuple(expected) != given:
        yield (
            f"Le modèle attend des entrées de forme {tuple(expected)}, les données ont la forme {given} : "
            f"corrigez Input(shape={given}) ou le réglage data."
        )


def _output_faults(model: Any, classes: int) -> Iterator[str]:
    activation, wanted = ("sigmoid", 1) if classes == 2 else ("softmax", classes)
    last = f'Dense({wanted}, activation="{activation}")'
    if len(model.outputs) > 1 or _is_dictionary(model, "output"):
        yield (
            f"Le modèle a {_count(model.outputs, 'sortie')}{_named(model, 'output')}, il en faut une seule : "
            f"écrivez keras.Model(x, y), y venant de {last}."
        )
        return
    shape = model.output_shape[1:]
    if len(shape) != 1 or shape[0] is None:
        yield (
            f"La sortie du modèle a la forme {_shape(shape)} au lieu d’une valeur par classe : ajoutez "
            f"Flatten() ou GlobalAveragePooling2D(), et terminez par {last}."
        )
    elif classes == 2 and shape[0] == 2:
        yield (
            "Le modèle a 2 sorties pour 2 classes, les pages attendent la seule probabilité de la seconde : "
            f'terminez par {last}, avec loss="binary_crossentropy".'
        )
    elif shape[0] != wanted:
        yield f"Le modèle a {_count(range(shape[0]), 'sortie')} pour {classes} classes : terminez par {last}."


def _count(things: Any, noun: str) -> str:
    return f"{len(things)} {noun}{'s' if len(things) > 1 else ''}"


def _is_dictionary(model: Any, end: str) -> bool:
    # A Sequential that was never called has no such attribute.
    return isinstance(getattr(model, end, None), dict)


def _named(model: Any, end: str) -> str:
    return " dans un dictionnaire" if _is_dictionary(model, end) else ""


def _shape(lengths: Any) -> str:
    return (
        "("
        + ", ".join("?" if n is None else str(n) for n in lengths)
        + ("," if len(lengths) == 1 else "")
        + ")"
    )
