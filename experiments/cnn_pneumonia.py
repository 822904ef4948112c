"""Normal or pneumonia from a chest X-ray: convolutional neural networks with one output."""

import keras
from keras.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Input,
    LayerNormalization,
    MaxPooling2D,
    RandomBrightness,
    RandomContrast,
    RandomRotation,
    RandomTranslation,
    RandomZoom,
)
from keras.optimizers import Adam

from experiments.data.chest_xray import ChestXray, ChestXrayByPatient
from experiments.training.settings import experiment

FAMILY = {
    "name": "CNN sur les radiographies",
    "model": "CNN {} sur les radiographies",
    "inputs": "soit l’image elle-même, en niveaux de gris entre 0 et 1",
    "example": "radiographie",
    "examples": "radiographies",
    "category": "classe",
    "categories": "classes",
}


@experiment(data=ChestXray(), batch_size=64, epochs=5, balanced=True)
def cnn_pneumonia():
    """Reprendre le réseau du laboratoire : cinq convolutions, chacune suivie d’une réduction, puis un MLP."""
    model = keras.Sequential()
    model.add(Input(shape=(128, 128, 1)))
    model.add(Conv2D(8, (3, 3), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(16, (3, 3), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(32, (3, 3), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(64, (3, 3), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(128, (3, 3), padding="same", activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Flatten())
    model.add(Dense(32, activation="relu"))
    model.add(Dense(16, activation="relu"))
    model.add(Dense(1, activation="sigmoid"))
    model.compile(optimizer=Adam(0.001), loss="binary_crossentropy", metrics=["accuracy"])
    return model


@experiment(data=ChestXrayByPatient(), batch_size=64, epochs=30, balanced=True, patience=8)
def cnn_pneumonia_2():
    """Varier le cadrage, effacer les réglages de l’appareil et valider sur des patients jamais vus."""
    model = keras.Sequential()
    model.add(Input(shape=(128, 128, 1)))
    # No flip: the heart is on the left. Nearest pixels: a blend would blur the images of training only.
    model.add(RandomTranslation(0.08, 0.08, fill_mode="nearest", interpolation="nearest"))
    model.add(RandomRotation(0.03, fill_mode="nearest", interpolation="nearest"))
    model.add(RandomZoom(0.15, fill_mode="nearest", interpolation="nearest"))
    model.add(RandomBrightness(0.2, value_range=(0, 1)))
    model.add(RandomContrast(0.4, value_range=(0, 1)))
    model.add(AveragePooling2D((2, 2)))
    model.add(LayerNormalization(axis=(1, 2, 3), center=False, scale=False, epsilon=1e-6))
    for filters in (16, 32, 64, 128):
        model.add(Conv2D(filters, (3, 3), padding="same", use_bias=False))
        model.add(BatchNormalization(momentum=0.9))
        model.add(Activation("relu"))
        model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(64, (3, 3), padding="same", use_bias=False))
    model.add(BatchNormalization(momentum=0.9))
    model.add(Activation("relu"))
    model.add(GlobalAveragePooling2D())
    model.add(Dropout(0.5))
    model.add(Dense(1, activation="sigmoid"))
    model.compile(optimizer=Adam(0.001), loss="binary_crossentropy", metrics=["accuracy"])
    return model
