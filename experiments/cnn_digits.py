"""Digits from images: convolutional neural networks."""

import keras
from keras.layers import Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D
from keras.optimizers import RMSprop

from experiments.data.mnist import MnistImages
from experiments.training.settings import experiment

FAMILY = {
    "name": "CNN",
    "model": "CNN {}",
    "inputs": "soit l’image elle-même, en niveaux de gris entre 0 et 1",
    "example": "image",
    "examples": "images",
    "category": "chiffre",
    "categories": "chiffres",
}


@experiment(data=MnistImages(), batch_size=128, epochs=3, precision="mixed_bfloat16")
def cnn_1():
    """Laisser le réseau apprendre lui-même les traits utiles : trois petites convolutions, puis un MLP."""
    model = keras.Sequential()
    model.add(Input(shape=(28, 28, 1)))
    model.add(Conv2D(32, (2, 2), padding="same", activation="relu"))
    model.add(Conv2D(32, (2, 2), padding="same", activation="relu"))
    model.add(Conv2D(32, (2, 2), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Flatten())
    model.add(Dense(64, activation="relu"))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistImages(), batch_size=128, epochs=5, precision="mixed_bfloat16")
def cnn_2():
    """Élargir la couche dense et la régulariser par dropout, les convolutions restant les mêmes."""
    model = keras.Sequential()
    model.add(Input(shape=(28, 28, 1)))
    model.add(Conv2D(32, (2, 2), padding="same", activation="relu"))
    model.add(Conv2D(32, (2, 2), padding="same", activation="relu"))
    model.add(Conv2D(32, (2, 2), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Flatten())
    model.add(Dense(128, activation="relu"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistImages(), batch_size=128, epochs=4)
def cnn_3():
    """Agrandir les noyaux : chaque convolution voit un voisinage plus large."""
    model = keras.Sequential()
    model.add(Input(shape=(28, 28, 1)))
    model.add(Conv2D(32, (5, 5), padding="same", activation="relu"))
    model.add(Conv2D(32, (5, 5), padding="same", activation="relu"))
    model.add(Conv2D(32, (5, 5), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Flatten())
    model.add(Dense(128, activation="relu"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@experiment(data=MnistImages(), batch_size=128, epochs=4, precision="mixed_bfloat16")
def cnn_4():
    """Réduire l’image après chaque convolution : mêmes noyaux, mais bien moins de positions à parcourir."""
    model = keras.Sequential()
    model.add(Input(shape=(28, 28, 1)))
    model.add(Conv2D(32, (5, 5), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(32, (5, 5), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(32, (5, 5), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Flatten())
    model.add(Dense(128, activation="relu"))
    model.add(Dropout(0.5))
    model.add(Dense(10, activation="softmax"))
    model.compile(
        optimizer=RMSprop(),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
