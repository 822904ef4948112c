"""Arguments of the Keras optimisers, with the symbol and the meaning the report gives them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Argument:
    """An argument of an optimiser.

    Parameters
    ----------
    name : str
        As in Keras.
    meaning : str
        French.
    symbol : str
        LaTeX of the symbol that stands for it in the equations; empty when it appears in none.
    """

    name: str
    meaning: str
    symbol: str = ""


_ARGUMENTS = (
    Argument("learning_rate", "taux d’apprentissage, qui règle la taille des pas", r"\eta"),
    Argument(
        "rho",
        "part de l’ancienne valeur gardée à chaque pas dans les moyennes mobiles",
        r"\rho",
    ),
    Argument("momentum", "part du pas précédent gardée dans le nouveau (inertie)", r"\mu"),
    Argument("epsilon", "petite constante qui évite de diviser par zéro", r"\varepsilon"),
    Argument(
        "centered",
        "si oui, le carré du gradient moyen est retranché\u202f: le diviseur est l’écart-type du gradient",
    ),
    Argument("nesterov", "si oui, l’inertie est appliquée d’avance (variante de Nesterov)"),
    Argument("beta_1", "part de l’ancienne moyenne gardée dans la moyenne mobile du gradient", r"\beta_1"),
    Argument(
        "beta_2", "part de l’ancienne moyenne gardée dans la moyenne mobile du carré du gradient", r"\beta_2"
    ),
    Argument("amsgrad", "si oui, le diviseur du pas est le plus grand rencontré jusque-là (AMSGrad)"),
    Argument("initial_accumulator_value", "valeur de départ de la somme des carrés des gradients", "a_0"),
    Argument(
        "weight_decay",
        "part de chaque poids, multipliée par le taux d’apprentissage, retirée avant le pas\u202f; "
        "aucune si l’argument est absent",
        r"\lambda",
    ),
    Argument(
        "clipnorm",
        "norme maximale du gradient de chaque tableau de poids\u202f; au-delà, ce gradient est raccourci",
        "c",
    ),
    Argument("clipvalue", "valeur absolue maximale de chaque composante du gradient", "c"),
    Argument(
        "global_clipnorm",
        "norme maximale du gradient de tous les poids ensemble\u202f; au-delà, il est raccourci",
        "c",
    ),
    Argument("use_ema", "si oui, une moyenne mobile des poids eux-mêmes est tenue à jour"),
    Argument(
        "ema_momentum", "part de l’ancienne moyenne gardée dans la moyenne mobile des poids (avec use_ema)"
    ),
    Argument(
        "ema_overwrite_frequency",
        "nombre de pas après lesquels les poids sont remplacés par leur moyenne mobile (avec use_ema)\u202f; "
        "sans valeur, à la fin de l’entraînement seulement",
    ),
    Argument(
        "loss_scale_factor",
        "facteur qui multiplie la perte avant le calcul du gradient et divise celui-ci ensuite, contre les "
        "arrondis à zéro en précision réduite",
    ),
    Argument(
        "gradient_accumulation_steps",
        "nombre de lots dont les gradients sont moyennés avant chaque changement des poids",
    ),
    Argument("name", "nom de l’optimiseur dans Keras, sans effet sur le calcul"),
)

ARGUMENTS = {argument.name: argument for argument in _ARGUMENTS}

# Arguments that every optimiser takes after its own, in the order of Keras.
COMMON = (
    "weight_decay",
    "clipnorm",
    "clipvalue",
    "global_clipnorm",
    "use_ema",
    "ema_momentum",
    "ema_overwrite_frequency",
    "loss_scale_factor",
    "gradient_accumulation_steps",
    "name",
)
