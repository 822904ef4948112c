"""Partie 3: depth and weights, and the example that the report itself says it has not checked."""

from dataclasses import dataclass

HEADING = (
    "Les modèles CNN sont plus profonds (ont plus de couches), ont-ils plus de poids que les modèles "
    "shallow ?"
)
EXAMPLE_HEADING = "Exemple"

TENDENCY = (
    "En général, les réseaux de neurones convolutifs (CNN) plus profonds ont tendance à avoir plus de poids "
    "que les modèles shallow."
)
FILTERS = "chaque couche est composée de plusieurs filtres qui contiennent des poids."
NOTE = "A VERIFIER"


@dataclass(frozen=True)
class Example:
    """An imaginary network and the count of its weights.

    Attributes
    ----------
    name : str
        What the report calls it.
    description : tuple of str
        Its layers, in words.
    convolution, dense, total : str
        Weights of its convolutions, of its dense layer, and their sum.
    """

    name: str
    description: tuple[str, ...]
    convolution: str
    dense: str
    total: str


SHALLOW = Example(
    name="CNN superficiel",
    description=(
        "Supposons que nous ayons un CNN superficiel avec une seule couche de convolution suivie d'une "
        "couche entièrement connectée.",
        "La couche de convolution a 16 filtres de taille 3x3, et la couche entièrement connectée a 128 "
        "neurones.",
    ),
    convolution="le nombre de poids dans la couche de convolution serait de 16 * (3 * 3) = 144",
    dense=("le nombre de poids dans la couche entièrement connectée serait (16 * 3 * 3) * 128 = 73 728."),
    total="le nombre total de poids dans le CNN superficiel serait de 73 728 + 144 = 73 872.",
)
DEEP = Example(
    name="CNN plus profond",
    description=(
        "considérons un CNN plus profond avec trois couches de convolution, chacune suivie d'une couche de "
        "mise en commun (pooling), puis d'une couche entièrement connectée.",
        "Chaque couche de convolution a 32 filtres de taille 3x3, et la couche entièrement connectée a 256 "
        "neurones.",
    ),
    convolution="le nombre de poids dans chaque couche de convolution serait de 32 * (3 * 3) = 288",
    dense="le nombre de poids dans la couche entièrement connectée serait (32 * 3 * 3) * 256 = 294 912.",
    total="le nombre total de poids dans le CNN plus profond serait (288 * 3) + 294 912 = 295 776.",
)
