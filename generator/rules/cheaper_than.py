"""Rule: one network costs less than another, in weights and in computation."""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, count, seconds
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.sections.comparison import multiply_adds

BOTH = (
    Markup("Comparé au {second}, le {first} a {weights} poids et fait {work} multiplications-additions."),
    Markup(
        "Le {first} a {weights} poids que le {second}, et {work} multiplications-additions à faire par image."
    ),
    Markup(
        "Pour lire une image, le {first} fait {work} multiplications-additions que le {second}, avec "
        "{weights} poids."
    ),
)
MIXED = (
    Markup("Comparé au {second}, le {first} a {weights} poids, mais fait {work} multiplications-additions."),
    Markup(
        "Le {first} a {weights} poids que le {second}, mais {work} multiplications-additions à faire par "
        "image."
    ),
)

RULE = Rule(
    code="moins-couteux",
    title="Un réseau coûte-t-il moins qu’un autre ?",
    method=(
        "Comptes exacts : les poids tels que Keras les a créés, et les multiplications-additions d’une "
        "image, sommées sur les couches. Les durées d’entraînement dépendent de la machine et de ce "
        "qu’elle fait d’autre : elles sont données sans servir à conclure."
    ),
    wordings={
        "cheaper": Wording(Outcome.TRUE, "Oui", BOTH),
        "dearer": Wording(Outcome.FALSE, "Non, au contraire", BOTH),
        "same": Wording(
            Outcome.INCONCLUSIVE,
            "Ni plus ni moins",
            (
                Markup("Le {first} et le {second} ont autant de poids, et font autant de calculs."),
                Markup("Ni les poids ni les calculs ne changent du {second} au {first}."),
            ),
        ),
        "mixed": Wording(Outcome.INCONCLUSIVE, "Sur un point seulement", MIXED),
        "uncounted": Wording(
            Outcome.INCONCLUSIVE,
            "Calculs inconnus",
            (
                Markup(
                    "Le {first} a {weights} poids que le {second} ; les calculs d’une couche au moins ne "
                    "sont pas comptés."
                ),
            ),
        ),
    },
)


def cheaper_than(first: Result, second: Result, variant: int = 0) -> Verdict:
    """Compare the weights and the multiply-adds of two networks."""
    weights = [count(read(result, "/model/parameters")) for result in (first, second)]
    work = [found for result in (first, second) if (found := multiply_adds(result)) is not None]
    names = [reference(result).name for result in (first, second)]
    values = {"first": names[0], "second": names[1], "weights": _times(*weights)}
    if len(work) == len(weights):
        case, values["work"] = _case(weights, work), _times(*work)
    else:
        case = "uncounted"
    return RULE.conclude(
        case,
        (first, second),
        f"Le {names[0]} coûte-t-il moins que le {names[1]} ?",
        values,
        [
            Evidence(f"Durée d’entraînement du {name}", seconds(read(result, "/provenance/seconds")))
            for name, result in zip(names, (first, second), strict=True)
        ],
        variant,
    )


def _case(weights: list[Quantity], work: list[Quantity]) -> str:
    signs = {_sign(*weights), _sign(*work)}
    if signs == {0}:
        return "same"
    return "cheaper" if signs <= {0, -1} else "dearer" if signs <= {0, 1} else "mixed"


def _sign(first: Quantity, second: Quantity) -> int:
    return (first.value > second.value) - (first.value < second.value)


def _times(first: Quantity, second: Quantity) -> Markup:
    """Say how many times fewer, or more, the first is; « autant de » when they are equal."""
    if first.value == second.value:
        return Markup("autant de")
    large, small = sorted((first, second), key=lambda q: q.value, reverse=True)
    sources = (*first.sources, *second.sources)
    ratio = computed(large.value / small.value, sources, "rapport des deux nombres", 2)
    return Markup("{} fois {} de").format(ratio, "moins" if first.value < second.value else "plus")
