"""Discretization, CategoryEncoding: numbers turned into categories."""

from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.option import COMMA, Option
from generator.formulas.layers.words import OUTPUT_MODES

DISCRETIZATION = LayerKind(
    type="Discretization",
    why=without_weights("remplace chaque entrée par le rang de l’intervalle où elle tombe"),
    options=(
        Option("num_bins", " en {} intervalles", usual=None, singular=" en {} intervalle"),
        Option("bin_boundaries", ", bornes {}", usual=None, joint=COMMA),
        Option("epsilon", ", tolérance {}", usual=0.01),
        Option("output_mode", ", sortie {}", usual="int", words=OUTPUT_MODES),
    ),
    # How the numbers are kept in memory.
    unsaid=frozenset({"sparse"}),
)
CATEGORY_ENCODING = LayerKind(
    type="CategoryEncoding",
    why=without_weights("code des numéros de catégories"),
    options=(
        Option("num_tokens", " de {} catégories", singular=" de {} catégorie"),
        Option("output_mode", ", sortie {}", usual="multi_hot", words=OUTPUT_MODES),
    ),
)
