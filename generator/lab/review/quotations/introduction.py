"""Introduction, and what Partie 2 says of the data."""

METHODS = (
    "nous allons en premier lieu explorer trois méthodes différentes pour classer des images de chiffres "
    "provenant du jeu de données MNIST : un MLP, un MLP à partir de l'histogramme des gradients (HOG) et un "
    "réseau neuronal convolutif (CNN)."
)
RADIOGRAPHS = (
    "Dans une seconde partie, nous allons ensuite créer un autre CNN qui devra être capable de classifier "
    'des radios thoraciques entre "normal" et "pneumonie".'
)
IMAGE_SIZE = "Chaque chiffre de la base de données est une image de 28x28 pixels."
CLASSES = "Il y a 10 classes différentes, qui sont les chiffres de 0 à 9."
