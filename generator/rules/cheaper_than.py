"""Rule: one network costs less than another, in weights and in computation."""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.comparison import multiply_adds
from generator.model_reference import reference
from generator.quantity import Quantity, computed, count
from generator.reading import read
from generator.verdict import Outcome, Verdict

CODE = "moins-couteux"

BOTH = Markup("Comparé au {second}, le {first} a {weights} poids et fait {work} multiplications-additions.")
CHEAPER = ("Oui", BOTH)
DEARER = ("Non, au contraire", BOTH)
SAME = ("Ni plus ni moins", BOTH)
MIXED = (
    "Sur un point seulement",
    Markup("Comparé au {second}, le {first} a {weights} poids, mais fait {work} multiplications-additions."),
)


def cheaper_than(first: Result, second: Result) -> Verdict:
    """Compare the weights and the multiply-adds of two networks."""
    weights = [count(read(result, "/model/parameters")) for result in (first, second)]
    work = [multiply_adds(result) for result in (first, second)]
    signs = {_sign(*weights), _sign(*work)}
    if signs == {-1}:
        outcome, (label, wording) = Outcome.TRUE, CHEAPER
    elif signs == {0}:
        outcome, (label, wording) = Outcome.INCONCLUSIVE, SAME
    elif signs <= {0, 1}:
        outcome, (label, wording) = Outcome.FALSE, DEARER
    else:
        outcome, (label, wording) = Outcome.INCONCLUSIVE, MIXED
    names = [reference(result).name for result in (first, second)]
    return Verdict(
        code=CODE,
        question=f"Le {names[0]} coûte-t-il moins que le {names[1]} ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            first=names[0], second=names[1], weights=_times(*weights), work=_times(*work)
        ),
    )


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
