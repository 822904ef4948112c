"""Rule: deeper networks have more weights than shallow ones, or fewer, or it depends."""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.facts.depth import depth
from generator.facts.quantity import computed_count, count
from generator.facts.reading import read
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Outcome, Verdict

QUESTION = (
    "Les modèles CNN sont plus profonds (ont plus de couches), "
    "ont-ils plus de poids que les modèles shallow ?"
)
RANGES = Markup(" Poids des CNN : {deep_range} ; des MLP : {shallow_range}.")
ALWAYS = Markup(
    "Dans chaque paire formée d’un CNN et d’un MLP moins profond que lui ({pairs} en tout), c’est le CNN "
    "qui a le plus de poids."
)
NEVER = Markup(
    "Dans chaque paire formée d’un CNN et d’un MLP moins profond que lui ({pairs} en tout), c’est le CNN "
    "qui a le moins de poids."
)
DEPENDS = Markup(
    "La profondeur ne décide pas du nombre de poids. Parmi les paires formées d’un CNN et d’un MLP moins "
    "profond que lui ({pairs} en tout), le CNN a plus de poids dans {more} et moins dans {less}."
)
UNKNOWN = Markup("Aucun CNN n’a plus de couches qu’un des MLP.")

RULE = Rule(
    code="plus-de-poids",
    title="Un réseau plus profond a-t-il plus de poids ?",
    method=(
        "Comptes exacts, sur toutes les paires formées d’un CNN et d’un MLP qui a moins de couches à poids "
        "que lui ; les poids sont tous comptés, ceux de la couche dense qui suit l’aplatissement compris."
    ),
    wordings={
        "always": Wording(Outcome.TRUE, "Oui, ici toujours", (ALWAYS + RANGES,)),
        "never": Wording(Outcome.FALSE, "Non, ici jamais", (NEVER + RANGES,)),
        "depends": Wording(Outcome.INCONCLUSIVE, "Cela dépend", (DEPENDS + RANGES,)),
        "unknown": Wording(
            Outcome.INCONCLUSIVE,
            "Les modèles entraînés ne permettent pas de répondre",
            (UNKNOWN + RANGES,),
        ),
    },
)


def more_weights(deep: list[Result], shallow: list[Result]) -> Verdict:
    """Compare every deeper network with every shallower one."""
    pairs = [(d, s) for d in deep for s in shallow if depth(d) > depth(s)]
    more = sum(d.model.parameters > s.model.parameters for d, s in pairs)
    less = sum(d.model.parameters < s.model.parameters for d, s in pairs)
    if not pairs:
        case = "unknown"
    else:
        case = "always" if more == len(pairs) else "never" if less == len(pairs) else "depends"
    sources = tuple(f"{result.file}#/model" for result in (*deep, *shallow))
    values: dict[str, object] = {
        "pairs": computed_count(len(pairs), sources, "couples d’un CNN et d’un MLP de moins de couches"),
        "more": computed_count(more, sources, "couples où le CNN a plus de poids"),
        "less": computed_count(less, sources, "couples où le CNN a moins de poids"),
    }
    for kind, results in (("deep", deep), ("shallow", shallow)):
        ends = [choose(results, key=lambda result: result.model.parameters) for choose in (min, max)]
        lightest, heaviest = (count(read(result, "/model/parameters")) for result in ends)
        values[f"{kind}_range"] = Markup("de {} à {}").format(lightest, heaviest)
        if lightest.value == heaviest.value:
            values[f"{kind}_range"] = lightest
    return RULE.conclude(case, (*deep, *shallow), QUESTION, values)
