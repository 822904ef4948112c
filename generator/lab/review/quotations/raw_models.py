"""Partie 2, models on the raw pixels."""

from generator.lab.review.quotations.seed_model import SeedExperiment, SeedModel

HISTORY = "Graphique de l’historique d’entraînement"
HEADINGS = ("Topologie du modèle", "Poids du modèle", HISTORY, "Performances")

MODEL_1 = SeedModel(
    title="Modèle 1",
    identifier="mlp-raw-1",
    headings=HEADINGS,
    code="""model = Sequential()
model.add(Dense(512, input_shape=(784,), activation='sigmoid'))
#model.add(Dropout(0.5))
model.add(Dense(n_classes, activation='softmax'))
batch_size = 128
n_epoch = 10""",
    rows=("dense_4 (Dense) │ (None, 512) │ 401,920", "dense_5 (Dense) │ (None, 10) │ 5,130"),
    totals=(
        "Total params: 407,050 (1.55 MB)",
        "Trainable params: 407,050 (1.55 MB)",
        "Non-trainable params: 0 (0.00 B)",
    ),
    lines=(
        "Pour la première couche: (784 * 512) + 512 = 401'920",
        "Pour la seconde couche (de sortie): (512 * 10) + 10 = 5'130",
    ),
    total=(
        "Pour avoir le nombre total de poids, on additionne le nombre de poids de toutes les couches, ce qui "
        "nous done 407'050 poids."
    ),
    history="image.png",
    loss="Test score: 0.09036532044410706",
    accuracy="Test accuracy: 0.972599983215332",
    confusion="image-1.png",
)

MODEL_2 = SeedModel(
    title="Modèle 2",
    identifier="mlp-raw-2",
    headings=(*HEADINGS[:2], "Graphique de l’Historique d’Entraînement", HEADINGS[3]),
    code="""batch_size = 32
n_epoch = 20
model = Sequential()
model.add(Dense(512, input_shape=(784,), activation='sigmoid'))
model.add(Dropout(0.5))
model.add(Dense(n_classes, activation='softmax'))""",
    rows=(
        "dense_19 (Dense) │ (None, 512) │ 401,920",
        "dropout_7 (Dropout) │ (None, 512) │ 0",
        "dense_20 (Dense) │ (None, 10) │ 5,130",
    ),
    totals=MODEL_1.totals,
    lines=(
        "Pour la première couche: (784 * 512) + 512 = 401'920",
        "La couche dropout ne possède pas de paramètres à entraîner.",
        "Pour la seconde couche (de sortie): (512 * 10) + 10 = 5'130",
    ),
    total=MODEL_1.total,
    history="image-5.png",
    loss="Test score: 0.07116231322288513",
    accuracy="Test accuracy: 0.9797999858856201",
    confusion="image-4.png",
)

MODEL_3 = SeedModel(
    title="Modèle 3",
    identifier="mlp-raw-3",
    headings=HEADINGS,
    code="""batch_size = 128
n_epoch = 30
model = Sequential()
model.add(Dense(512, input_shape=(784,), activation='sigmoid'))
model.add(Dropout(0.5))
model.add(Dense(256, activation="relu"))
model.add(Dropout(0.5))
model.add(Dense(n_classes, activation='softmax'))""",
    rows=(
        "dense_21 (Dense) │ (None, 512) │ 401,920",
        "dropout_8 (Dropout) │ (None, 512) │ 0",
        "dense_22 (Dense) │ (None, 256) │ 131,328",
        "dropout_9 (Dropout) │ (None, 256) │ 0",
        "dense_23 (Dense) │ (None, 10) │ 2,570",
    ),
    totals=(
        "Total params: 535,818 (2.04 MB)",
        "Trainable params: 535,818 (2.04 MB)",
        "Non-trainable params: 0 (0.00 B)",
    ),
    lines=(
        "Pour la première couche: (784 * 512) + 512 = 401'920",
        "La première couche de dropout ne possède pas de paramètres à entraîner.",
        "Pour la seconde couche: (512 * 256) + 256 = 131'328",
        "La seconde couche de dropout ne possède pas de paramètres à entraîner.",
        "Pour la troisième couche (de sortie): (256 * 10) + 10 = 2'570",
    ),
    total=(
        "Pour avoir le nombre total de poids, on additionne le nombre de poids de toutes les couches, ce qui "
        "nous done 535'818 poids."
    ),
    history="image-3.png",
    loss="Test score: 0.07027491182088852",
    accuracy="Test accuracy: 0.9817000031471252",
    confusion="image-2.png",
)

RAW_MODELS = SeedExperiment(
    heading="Digit Recognition from Raw Data",
    identifier="pixels",
    family="mlp-raw",
    models=(MODEL_1, MODEL_2, MODEL_3),
)
