"""Digits from raw pixels: multilayer perceptrons on the 784 grey levels of an image."""

import keras
from keras.layers import Dense, Dropout, Input
from keras.optimizers import RMSprop

from experiments.data.mnist import MnistVectors
from experiments.training.settings import experiment

FAMILY = {
    "name": "MLP sur les pixels",
    "model": "MLP {} sur les pixels",
    "inputs": "soit les niveaux de gris de l’image, entre 0 et 1, mis bout à bout",
    "example": "image",
    "examples": "images",
    "category": "chiffre",
    "categories": "chiffres",
}


@experiment(data=MnistVectors(), batch_size=128, epochs=10, backend="jax")
def mlp_raw_1():
    """Le point de départ : une seule couche cachée, large, sans aucune régularisation."""
    model = keras.Sequential()
    model.add(Input(shape=(784,)))
    model.add(Dense(512, activation="sigmoid"))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistVectors(), batch_size=32, epochs=20, backend="jax")
def mlp_raw_2():
    """Éteindre au hasard la moitié des neurones cachés contre le surapprentissage, et réduire les lots."""
    model = keras.Sequential()
    model.add(Input(shape=(784,)))
    model.add(Dense(512, activation="sigmoid"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistVectors(), batch_size=128, epochs=30, backend="jax")
def mlp_raw_3():
    """Ajouter une seconde couche cachée : un réseau un peu plus profond combine-t-il mieux les pixels ?"""
    model = keras.Sequential()
    model.add(Input(shape=(784,)))
    model.add(Dense(512, activation="sigmoid"))
    model.add(Dropout(0.5))
    model.add(Dense(256, activation="relu"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistVectors(), batch_size=128, epochs=10, backend="jax")
def mlp_raw_4():
    """Le modèle 1, le dropout pour seul changement : ce qu’il apporte à lui seul."""
    model = keras.Sequential()
    model.add(Input(shape=(784,)))
    model.add(Dense(512, activation="sigmoid"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
