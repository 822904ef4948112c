"""Rule: deeper networks have more weights than shallow ones, or fewer, or it depends."""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.depth import depth
from generator.quantity import computed_count, count
from generator.reading import read
from generator.verdict import Outcome, Verdict

CODE = "plus-de-poids"
QUESTION = (
    "Les modèles CNN sont plus profonds (ont plus de couches), "
    "ont-ils plus de poids que les modèles shallow ?"
)

# Wordings: label, then sentence.
RANGES = Markup(
    " Les CNN vont de {lightest_deep_weights} à {heaviest_deep_weights} poids, les MLP de "
    "{lightest_shallow_weights} à {heaviest_shallow_weights}."
)
ALWAYS = (
    "Oui, ici toujours",
    Markup(
        "Dans chaque paire formée d’un CNN et d’un MLP moins profond que lui ({pairs} en tout), c’est le CNN "
        "qui a le plus de poids."
    )
    + RANGES,
)
NEVER = (
    "Non, ici jamais",
    Markup(
        "Dans chaque paire formée d’un CNN et d’un MLP moins profond que lui ({pairs} en tout), c’est le CNN "
        "qui a le moins de poids."
    )
    + RANGES,
)
DEPENDS = (
    "Cela dépend",
    Markup(
        "La profondeur ne décide pas du nombre de poids. Parmi les paires formées d’un CNN et d’un MLP moins "
        "profond que lui ({pairs} en tout), le CNN a plus de poids dans {more} et moins dans {less}."
    )
    + RANGES,
)
UNKNOWN = (
    "Les modèles entraînés ne permettent pas de répondre",
    Markup("Aucun CNN n’a plus de couches qu’un des MLP.") + RANGES,
)


def more_weights(deep: list[Result], shallow: list[Result]) -> Verdict:
    """Compare every deeper network with every shallower one."""
    pairs = [(d, s) for d in deep for s in shallow if depth(d) > depth(s)]
    more = sum(d.model.parameters > s.model.parameters for d, s in pairs)
    less = sum(d.model.parameters < s.model.parameters for d, s in pairs)
    if pairs and more == len(pairs):
        outcome, wording = Outcome.TRUE, ALWAYS
    elif pairs and less == len(pairs):
        outcome, wording = Outcome.FALSE, NEVER
    else:
        outcome, wording = Outcome.INCONCLUSIVE, DEPENDS if pairs else UNKNOWN
    sources = tuple(f"{result.file}#/model" for result in (*deep, *shallow))
    values: dict[str, object] = {
        "pairs": computed_count(len(pairs), sources, "couples d’un CNN et d’un MLP de moins de couches"),
        "more": computed_count(more, sources, "couples où le CNN a plus de poids"),
        "less": computed_count(less, sources, "couples où le CNN a moins de poids"),
    }
    for kind, results in (("deep", deep), ("shallow", shallow)):
        for name, choose in (("lightest", min), ("heaviest", max)):
            chosen = choose(results, key=lambda result: result.model.parameters)
            values[f"{name}_{kind}_weights"] = count(read(chosen, "/model/parameters"))
    label, sentence = wording
    return Verdict(CODE, QUESTION, outcome, label, sentence.format(**values))
