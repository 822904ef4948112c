"""Partie 2, models on the HOG features; the third one is empty."""

from generator.lab.review.quotations.seed_model import SeedExperiment, SeedModel

HISTORY = "Graphique de l’historique d’entraînement"
HEADINGS = ("Topologie du Modèle", "Poids du modèle", HISTORY, "Performances")

MODEL_1 = SeedModel(
    title="Modèle 1",
    identifier="mlp-hog-1",
    headings=HEADINGS,
    code="""batch_size = 128
n_epoch = 50
model = Sequential()
model.add(Dense(64, input_shape=(hog_size,), activation='relu'))
model.add(Dropout(0.5))
model.add(Dense(n_classes, activation='softmax'))""",
    rows=(
        "dense_4 (Dense) │ (None, 64) │ 25,152",
        "dropout (Dropout) │ (None, 64) │ 0",
        "dense_5 (Dense) │ (None, 10) │ 650",
    ),
    totals=(
        "Total params: 25,802 (100.79 KB)",
        "Trainable params: 25,802 (100.79 KB)",
        "Non-trainable params: 0 (0.00 B)",
    ),
    lines=(
        "Pour la première couche: (392 * 64) + 64 = 25'152, où hog_size = 392",
        "La première couche de dropout ne possède pas de paramètres à entraîner.",
        "Pour la seconde couche: (640 * 10) + 10 = 650",
    ),
    total=(
        "Pour avoir le nombre total de poids, on additionne le nombre de poids de toutes les couches, ce qui "
        "nous done 25'802 poids."
    ),
    history="image-6.png",
    loss="Test score: 0.09391739219427109",
    accuracy="Test accuracy: 0.9775999784469604",
    confusion="image-7.png",
)

MODEL_2 = SeedModel(
    title="Modèle 2",
    identifier="mlp-hog-2",
    headings=HEADINGS,
    code="""batch_size = 128
n_epoch = 20
model = Sequential()
model.add(Dense(64, input_shape=(hog_size,), activation='relu'))
model.add(Dropout(0.5))
model.add(Dense(n_classes, activation='softmax'))

n_orientations = 16
pix_p_cell = 4""",
    feature_size="hog_size = int(height * width * n_orientations / (pix_p_cell * pix_p_cell))// =784",
    rows=(
        "dense_18 (Dense) │ (None, 64) │ 50,240",
        "dropout_7 (Dropout) │ (None, 64) │ 0",
        "dense_19 (Dense) │ (None, 10) │ 650",
    ),
    totals=(
        "Total params: 50,890 (198.79 KB)",
        "Trainable params: 50,890 (198.79 KB)",
        "Non-trainable params: 0 (0.00 B)",
    ),
    lines=(
        "Pour la première couche: (784 * 64) + 64 = 50'240, où hog_size = 784",
        "La première couche de dropout ne possède pas de paramètres à entraîner.",
        "Pour la seconde couche: (640 * 10) + 10 = 650",
    ),
    total=(
        "Pour avoir le nombre total de poids, on additionne le nombre de poids de toutes les couches, ce qui "
        "nous done 50'890 poids."
    ),
    history="image-9.png",
    loss="Test score: 0.07377872616052628",
    accuracy="Test accuracy: 0.9793999791145325",
    confusion="image-10.png",
)

MODEL_3 = SeedModel(
    title="Modèle 3",
    identifier="mlp-hog-3",
    headings=("Topologie du Modèle", "Poids du Modèle", HISTORY, "Performances"),
)

HOG_MODELS = SeedExperiment(
    heading="Digit recognition from features of the input data",
    identifier="hog",
    family="mlp-hog",
    models=(MODEL_1, MODEL_2, MODEL_3),
)
