"""Digits from HOG features: multilayer perceptrons on histograms of oriented gradients."""

import keras
from keras.layers import Dense, Dropout, Input
from keras.optimizers import RMSprop

from experiments.data.mnist_hog import MnistHog
from experiments.training.settings import experiment

FAMILY = {
    "name": "MLP sur HOG",
    "model": "MLP {} sur HOG",
    "inputs": "celles du descripteur HOG de l’image",
    "example": "image",
    "examples": "images",
    "category": "chiffre",
    "categories": "chiffres",
}


@experiment(data=MnistHog(orientations=8, pixels_per_cell=4), batch_size=128, epochs=50)
def mlp_hog_1():
    """Décrire l’image par ses contours au lieu de ses pixels : un réseau bien plus petit suffit-il alors ?"""
    model = keras.Sequential()
    model.add(Input(shape=(392,)))
    model.add(Dense(64, activation="relu"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistHog(orientations=16, pixels_per_cell=4), batch_size=128, epochs=20)
def mlp_hog_2():
    """Doubler le nombre d’orientations : des directions plus fines distinguent-elles mieux les traits ?"""
    model = keras.Sequential()
    model.add(Input(shape=(784,)))
    model.add(Dense(64, activation="relu"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistHog(orientations=16, pixels_per_cell=4), batch_size=256, epochs=10)
def mlp_hog_3():
    """Donner plus de neurones cachés aux mêmes contours, mais moins d’époques et de plus grands lots."""
    model = keras.Sequential()
    model.add(Input(shape=(784,)))
    model.add(Dense(128, activation="relu"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistHog(orientations=16, pixels_per_cell=7), batch_size=256, epochs=10)
def mlp_hog_4():
    """Agrandir les cellules : que perd-on à résumer l’image plus grossièrement ?"""
    model = keras.Sequential()
    model.add(Input(shape=(256,)))
    model.add(Dense(128, activation="relu"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
