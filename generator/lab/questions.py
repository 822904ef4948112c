"""The questions of the assignment."""

from generator.lab.families import CNN, HOG, RAW
from generator.report.question import Question

PARTS = ("Partie 1", "Partie 2", "Partie 3", "Partie 4")
TITLES = {RAW: "MLP sur les pixels bruts", HOG: "MLP sur les descripteurs HOG", CNN: "CNN"}
# Asked of each experiment on digits; the choice comes with the evidence of its answer.
PER_EXPERIMENT = {
    "topologie": "quelle est la topologie de chaque modèle, quelles sont ses entrées et ses sorties ?",
    "poids": "combien de poids a chaque modèle, couche par couche, biais compris, et d’où vient le total ?",
    "historique": "à quoi ressemble l’historique d’entraînement de chaque modèle ?",
    "scores": "quels sont les scores finaux et la matrice de confusion de chaque modèle ?",
    "confusions": "quels chiffres sont souvent confondus ?",
    "differences": "quelles sont les différences entre les modèles, et qu’apportent-elles ?",
    "choix": "quel modèle retient-on ?",
}

QUESTIONS = (
    Question(
        "algorithme",
        "Partie 1",
        "Quel est l’algorithme d’apprentissage utilisé pour optimiser les poids du réseau de neurones, "
        "et quelles sont ses équations ?",
    ),
    Question("arguments", "Partie 1", "Quels sont les paramètres (arguments) utilisés par cet algorithme ?"),
    Question("perte", "Partie 1", "Quelle fonction de loss est utilisée, et quelle est son équation ?"),
    *(
        Question(f"{family}-{name}", "Partie 2", f"{title} : {text}")
        for family, title in TITLES.items()
        for name, text in PER_EXPERIMENT.items()
    ),
    Question(
        "hog-descripteur", "Partie 2", "Qu’est-ce que le descripteur HOG, et combien a-t-il de valeurs ?"
    ),
    Question("hog-contre-pixels", "Partie 2", "Les descripteurs HOG valent-ils mieux que les pixels bruts ?"),
    Question("cnn-contre-mlp", "Partie 2", "Les CNN valent-ils mieux que les MLP, sur pixels et sur HOG ?"),
    Question(
        "profondeur",
        "Partie 3",
        "Les modèles CNN sont plus profonds (ont plus de couches), ont-ils plus de poids que les modèles "
        "shallow ?",
    ),
    Question("exemple", "Partie 3", "Un exemple ?"),
    Question(
        "pneumonie-architecture", "Partie 4", "Quelle est l’architecture du CNN qui lit les radiographies ?"
    ),
    Question("pneumonie-historique", "Partie 4", "À quoi ressemble l’historique de son entraînement ?"),
    Question(
        "pneumonie-scores",
        "Partie 4",
        "Quels sont la matrice de confusion, l’exactitude et le F1, sur la validation et sur le test ?",
    ),
    Question(
        "pneumonie-discussion",
        "Partie 4",
        "Que valent ces résultats : taille de la validation, déséquilibre des classes, erreur la plus grave, "
        "comparaison avec le classifieur constant ?",
    ),
)
