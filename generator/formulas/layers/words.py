"""French for the words that arguments of Keras take as values."""

INTERPOLATIONS = {
    "nearest": "au plus proche",
    "bilinear": "bilinéaire",
    "bicubic": "bicubique",
    "gaussian": "gaussienne",
    "area": "par moyenne",
    "lanczos3": "de Lanczos (rayon 3)",
    "lanczos5": "de Lanczos (rayon 5)",
}
# What stands beyond the borders of the input.
BORDERS = {
    "constant": "constants",
    "nearest": "prolongés",
    "reflect": "en miroir",
    "wrap": "repris de l’autre côté",
}
OUTPUT_MODES = {
    "int": "par numéro",
    "one_hot": "one-hot",
    "multi_hot": "présences",
    "count": "comptes",
    "tf_idf": "TF-IDF",
}
