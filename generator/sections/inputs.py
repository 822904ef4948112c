"""What a model receives and what it answers."""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.facts.quantity import count
from generator.facts.reading import read

FEATURES = {
    "pixels": "soit les niveaux de gris de l’image, entre 0 et 1, mis bout à bout",
    "hog": "celles du descripteur HOG de l’image",
    "image": "soit l’image elle-même, en niveaux de gris entre 0 et 1",
}
OUTPUTS = {
    "softmax": "soit une probabilité par classe, de somme 1 grâce à softmax",
    "sigmoid": "soit la probabilité de la seconde classe, entre 0 et 1 grâce à la sigmoïde",
}


def describe_inputs(result: Result) -> Markup:
    """Say how many values enter the network, and which."""
    sizes = [count(read(result, f"/model/input_shape/{i}")) for i in range(len(result.model.input_shape))]
    nature = FEATURES[read(result, "/data/description/features").value]
    shape = Markup(" × ").join(sizes)
    values = "valeurs" if len(sizes) == 1 else "valeurs (hauteur × largeur × canaux)"
    return Markup("{} {}, {}").format(shape, values, nature)


def describe_outputs(result: Result) -> Markup:
    """Say how many values leave the network, and what they mean."""
    size = count(read(result, "/model/output_shape/0"))
    activation = result.model.layers[-1].config.get("activation", "")
    meaning = OUTPUTS.get(activation, f"soit une par classe, activation {activation}")
    noun = "valeur" if size.value == 1 else "valeurs"
    return Markup("{} {}, {}").format(size, noun, meaning)
