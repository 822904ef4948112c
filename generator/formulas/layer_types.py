"""Layer types the report can explain, and what each one does with its weights."""

from experiments.errors import ExperimentError
from generator.formulas.layer import Layer

DENSE = "Dense"
CONVOLUTION = "Conv2D"
NORMALISATION = "BatchNormalization"
FLATTEN = "Flatten"
RESCALING = "Rescaling"
LOCAL_POOLINGS = ("MaxPooling2D", "AveragePooling2D")
GLOBAL_POOLINGS = ("GlobalMaxPooling2D", "GlobalAveragePooling2D")

# Layers without weights, and what they do instead.
WEIGHTLESS = {
    FLATTEN: "aligne les valeurs de tous les canaux en un seul vecteur",
    RESCALING: "multiplie ses entrées par une constante fixée d’avance et leur en ajoute une autre",
    "MaxPooling2D": "garde le maximum de chaque fenêtre",
    "AveragePooling2D": "calcule la moyenne de chaque fenêtre",
    "GlobalMaxPooling2D": "garde le maximum de chaque canal",
    "GlobalAveragePooling2D": "calcule la moyenne de chaque canal",
    # Only when it neither scales nor centers: else its weights are missing here, and the count says so.
    "LayerNormalization": "retire à chaque image sa moyenne et la divise par son écart type",
    "InputLayer": "reçoit les données telles quelles",
    "Dropout": "met au hasard des entrées à zéro pendant l’entraînement",
    "SpatialDropout2D": "met au hasard des canaux entiers à zéro pendant l’entraînement",
    "GaussianNoise": "ajoute du bruit aux entrées pendant l’entraînement",
    "Activation": "applique une fonction fixe à chaque entrée",
    "ReLU": "remplace les entrées négatives par zéro",
    "Softmax": "transforme ses entrées en probabilités",
    "Reshape": "range les mêmes valeurs autrement",
    "RandomRotation": "tourne les images au hasard pendant l’entraînement",
    "RandomTranslation": "décale les images au hasard pendant l’entraînement",
    "RandomZoom": "agrandit ou réduit les images au hasard pendant l’entraînement",
    "RandomContrast": "change le contraste des images au hasard pendant l’entraînement",
    "RandomBrightness": "change la luminosité des images au hasard pendant l’entraînement",
    "RandomFlip": "retourne les images au hasard pendant l’entraînement",
}

WEIGHTED = (DENSE, CONVOLUTION, NORMALISATION)


def explanation(layer: Layer) -> str:
    """Return why a layer has the weights it has, in French.

    Raises
    ------
    ExperimentError
        If no formula is written for this Keras class.
    """
    require_known(layer.type)
    bias = "plus un biais" if layer.config.get("use_bias", True) else "sans biais"
    if layer.type == DENSE:
        return f"Chaque neurone reçoit toutes les entrées, chacune avec son poids, {bias}."
    if layer.type == CONVOLUTION:
        return (
            f"Chaque filtre a un poids par position de son noyau et par canal qu’il lit, {bias}\u202f; "
            "les mêmes poids servent à tous les endroits de l’image."
        )
    if layer.type == NORMALISATION:
        names = (("scale", "un facteur appris, "), ("center", "un décalage appris, "))
        learned = "".join(name for key, name in names if layer.config.get(key, True))
        return (
            f"Chaque canal a {learned}une moyenne et une variance mobiles, mesurées pendant l’entraînement "
            "et non apprises par le gradient."
        )
    return f"La couche {WEIGHTLESS[layer.type]}\u202f: elle n’a aucun poids."


def require_known(layer_type: str) -> None:
    """Check that the report has formulas for a Keras class.

    Raises
    ------
    ExperimentError
        If it has none.
    """
    if layer_type not in WEIGHTED and layer_type not in WEIGHTLESS:
        raise ExperimentError(
            f"Le rapport ne sait pas compter les poids d’une couche «\u202f{layer_type}\u202f». "
            f"Types connus\u202f: {', '.join(sorted([*WEIGHTED, *WEIGHTLESS]))}. Si ce type n’a pas de "
            "poids, ajoutez-le à WEIGHTLESS dans generator/formulas/layer_types.py\u202f; s’il en a, "
            "ajoutez-le à WEIGHTED et sa formule à FORMULAS dans generator/formulas/weights.py."
        )
