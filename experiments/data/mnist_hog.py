"""MNIST described by histograms of oriented gradients instead of pixels."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Reporter, Silence, Split, Splits
from experiments.data.feature_cache import cached_hog
from experiments.data.hog_illustration import illustration
from experiments.data.hog_reference import compare_with_reference, reference_drawing
from experiments.data.mnist import Mnist, describe_repeated, split_arrays
from experiments.data.mnist_source import read_mnist

# The first image of the training part, a 5, as in most presentations of MNIST.
ILLUSTRATED_IMAGE = 0


@dataclass(frozen=True)
class MnistHog(Mnist):
    """HOG features of each image: inputs of shape (cells x orientations,).

    Attributes
    ----------
    orientations : int
        Directions that share the half turn.
    pixels_per_cell : int
        Side of a cell; a block is one cell.
    """

    orientations: int
    pixels_per_cell: int

    def load(self, reporter: Reporter) -> Splits:
        """Return the splits; the features come from the cache when they were computed before."""
        arrays = read_mnist()
        features = self._features(_all_images(arrays), reporter)
        splits = split_arrays(arrays)
        trained, validated = len(splits.train.labels), len(splits.validation.labels)
        return Splits(
            train=Split(features[:trained], splits.train.labels),
            validation=Split(features[trained : trained + validated], splits.validation.labels),
            test=Split(features[trained + validated :], splits.test.labels),
        )

    def describe(self) -> Mapping[str, object]:
        """Return the settings, how near scikit-image's features are, the steps on one image, the copies."""
        arrays = read_mnist()
        images = _all_images(arrays)
        settings = self.orientations, self.pixels_per_cell
        image = images[ILLUSTRATED_IMAGE]
        steps = illustration(image, *settings)
        return {
            "features": "hog",
            "orientations": self.orientations,
            "pixels_per_cell": self.pixels_per_cell,
            "image_shape": list(image.shape),
            **describe_repeated(arrays),
            "reference": compare_with_reference(images, self._features(images, Silence()), *settings),
            "illustration": {
                "label": int(arrays["y_train"][ILLUSTRATED_IMAGE]),
                "image": steps.image,
                "magnitude": steps.magnitude,
                "orientation": steps.orientation,
                "cells": steps.normalized,
                "drawing": reference_drawing(image, *settings),
            },
        }

    def _features(self, images: NDArray[np.uint8], reporter: Reporter) -> NDArray[np.float32]:
        return cached_hog(
            images,
            self.orientations,
            self.pixels_per_cell,
            report=reporter.note,
            advance=reporter.stage("descripteur HOG", len(images)),
        )


def _all_images(arrays: dict[str, NDArray[np.uint8]]) -> NDArray[np.uint8]:
    return np.concatenate([arrays["x_train"], arrays["x_test"]])
