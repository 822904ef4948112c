"""Pair the calls of two networks: the same type in the same role, in the order of both."""

from collections.abc import Sequence

from experiments.results.network import Layer, Model
from generator.formulas.calls import kind_of_call
from generator.formulas.layers.kind import Role

# Names given by Keras, and where chance starts: they do not make two layers different.
INCIDENTAL = frozenset({"name", "seed"})
# What a pair is worth: two of the same settings, of the same type, of the same part in a network.
SAME, ALIKE, RELATED = 4.0, 2.0, 1.0


def paired(before: Model, after: Model) -> list[tuple[int, int]]:
    """Return the ranks of the calls that stand for one another in two networks, in order.

    What is chosen is worth most in all: no two pairs cross, and the last layer with weights, that answers, is
    paired with none but the other's.

    Returns
    -------
    list of (int, int)
        Ranks in ``layers``, before and after.
    """
    answering = answering_rank(before), answering_rank(after)
    worth = [
        [
            _worth(one, other) if (i == answering[0]) == (j == answering[1]) else 0.0
            for j, other in enumerate(after.layers)
        ]
        for i, one in enumerate(before.layers)
    ]
    return _best_pairs(worth)


def answering_rank(model: Model) -> int:
    """Return the rank of the last call of a layer with weights, that gives the answer; -1 for none."""
    ranks = [rank for rank, layer in enumerate(model.layers) if layer.connected and _weighs(layer)]
    return max(ranks, default=-1)


def _weighs(layer: Layer) -> bool:
    return layer.parameters > 0 or layer.shares is not None


def _worth(one: Layer, other: Layer) -> float:
    if (one.type, one.operation) != (other.type, other.operation):
        role, another = (kind_of_call(layer).role for layer in (one, other))
        return RELATED if role is another is not Role.OTHER else 0.0
    keys = (one.config.keys() | other.config.keys()) - INCIDENTAL
    if not keys:
        return SAME
    alike: int = sum(one.config.get(key) == other.config.get(key) for key in keys)
    return ALIKE + (SAME - ALIKE) * alike / len(keys)


def _best_pairs(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Align two sequences so that the pairs are worth most in all (Needleman and Wunsch, 1970)."""
    rows, columns = len(worth), len(worth[0])
    # best[i][j]: what the sequences from i and j on are worth.
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            together = best[i + 1][j + 1] + worth[i][j] if worth[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if worth[i][j] and best[i][j] == best[i + 1][j + 1] + worth[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
