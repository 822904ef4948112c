"""Partie 1: the optimiser, its arguments, the loss."""

OPTIMIZER_HEADING = (
    "Quel est l’algorithme d’apprentissage utilisé pour optimiser les poids du réseau de neurones ?"
)
ARGUMENTS_HEADING = "Quels sont les paramètres (arguments) utilisés par cet algorithme ?"
LOSS_HEADING = "Quelle fonction de loss est utilisée ?"

OPTIMIZER = "L'algorithme utilisé pour optimisé les poids est RMSprop."
MOVING_AVERAGE = (
    "Il adapte les taux d'apprentissage des poids en utilisant une moyenne mobile des carrés des gradients "
    "précédents"
)
BENEFIT = "ce qui permet une convergence plus rapide et une meilleure performance d'apprentissage."
EQUATION_PICTURE = "image-8.png"
LEGEND = (
    "E[g] est la moyenne mobile des gradients au carré",
    "δc/δw est le gradient de la fonction de coût par rapport au poids",
    "η est le taux d'apprentissage",
    "β est le paramètre de la moyenne mobile",
)
# Arguments of the optimiser that a line of the legend is about, by the symbol it names.
LEGEND_ARGUMENTS = {"η": "learning_rate", "β": "rho", "ε": "epsilon"}
SIGNATURE = """keras.optimizers.RMSprop(
    learning_rate=0.001,
    rho=0.9,
    momentum=0.0,
    epsilon=1e-07,
    centered=False,
    weight_decay=None,
    clipnorm=None,
    clipvalue=None,
    global_clipnorm=None,
    use_ema=False,
    ema_momentum=0.99,
    ema_overwrite_frequency=None,
    loss_scale_factor=None,
    gradient_accumulation_steps=None,
    name="rmsprop",
    **kwargs
)"""
LOSS = "La fonction de loss utilisée est categorical_crossentropy."
LOSS_EQUATION = "L = - ∑(y * log(y_pred))"
