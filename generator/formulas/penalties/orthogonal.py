"""Penalty on the likeness of the rows, or of the columns, of a table of weights (Brock et al., 2017)."""

import numpy as np

from generator.formulas.expression import Expression, Value
from generator.formulas.functions import absolute
from generator.formulas.penalties.penalty import Penalised, Regularizer, over

SIDES = {"rows": "lignes", "columns": "colonnes"}


def _amount(penalised: Penalised) -> Expression:
    mode = penalised.arguments["mode"]
    vectors = penalised.weights if mode == "rows" else penalised.weights.T
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1)
    first, second = np.triu_indices(len(unit), k=1)
    cosines = (unit @ unit.T)[first, second]
    meaning = f"cosinus de l’angle entre deux {SIDES[mode]} du tableau de poids"
    pairs = Value("n", len(cosines), f"nombre de paires de {SIDES[mode]}")
    return (
        penalised.factor("factor", r"\lambda") * over("c", cosines, meaning, pairs.meaning, absolute) / pairs
    )


ORTHOGONAL = Regularizer(
    name="OrthogonalRegularizer",
    description="Cette pénalité pousse les lignes, ou les colonnes, du tableau de poids à être orthogonales.",
    settings=("factor", "mode"),
    amount=_amount,
)
