"""Partie 2, convolutional models: headings only."""

from generator.lab.review.quotations.hog_models import MODEL_3
from generator.lab.review.quotations.seed_model import SeedExperiment, SeedModel

CNN_MODELS = SeedExperiment(
    heading="Convolutional neural network digit recognition",
    identifier="cnn",
    family="cnn-digits",
    models=tuple(
        SeedModel(title=f"Modèle {rank}", identifier=f"cnn-{rank}", headings=MODEL_3.headings)
        for rank in (1, 2, 4)
    ),
)
