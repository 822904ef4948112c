"""Name a model anywhere in the report."""

from dataclasses import dataclass

from experiments.results.schema import Result


@dataclass(frozen=True)
class ModelReference:
    """A model as pages name it.

    Attributes
    ----------
    title : str
        Name among the models of its family: « Modèle 2 ».
    name : str
        Name in the whole report, masculine: « MLP 2 sur HOG ».
    family : str
        Name of its family: « MLP sur HOG ».
    key : str
        Name of the family among results: ``mlp-hog``.
    """

    id: str
    title: str
    name: str
    family: str
    key: str


def reference(result: Result) -> ModelReference:
    """Return how to name the model of a result."""
    return ModelReference(
        id=result.id,
        title=f"Modèle {result.position}",
        name=result.names.model,
        family=result.names.family,
        key=result.family,
    )
