"""Rule: heavier networks are right more often, or less, or weights say nothing of it."""

from collections.abc import Sequence

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count, count
from generator.facts.reading import read
from generator.rules.better_than import contrast_evidence
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import DIGITS, chance_evidence
from generator.statistics.contrast import Contrast, Test, contrasts
from generator.statistics.mean_accuracy import accuracy_sources, compared_accuracy, mean_accuracy
from generator.statistics.rank_link import MANY, PERMUTATIONS, RankLink, rank_link

RULE = Rule(
    __name__,
    cases={
        "heavier-better": Outcome.TRUE,
        "heavier-worse": Outcome.FALSE,
        "unrelated": Outcome.INCONCLUSIVE,
        "same-weights": Outcome.INCONCLUSIVE,
    },
    values=("pairs", "more", "fewer", "light"),
    constants={"permutations": language.integer(PERMUTATIONS), "many": language.integer(MANY)},
)


def weights_and_accuracy(results: Sequence[Result]) -> Verdict:
    """Judge whether networks with more weights are right more often.

    Parameters
    ----------
    results : sequence of Result
        Models of any experiment, judged on the same test examples.
    """
    weights = [result.model.parameters for result in results]
    link = rank_link(weights, [mean_accuracy(result, "test").value for result in results])
    if link is None:
        return RULE.conclude("same-weights", results, {})
    sources = tuple(
        source
        for result in results
        for source in (f"{result.file}#/model/parameters", *accuracy_sources(result, "test"))
    )
    pairs = computed_count(link.pairs, sources, "paires de modèles de poids différents")
    heaviest = max(results, key=lambda result: result.model.parameters)
    found = _lightest_as_good(results, heaviest)
    values = {
        "pairs": Phrase("pairs", number=pairs),
        "more": computed_count(link.agreeing, sources, "paires où le plus lourd est le plus exact"),
        "fewer": computed_count(link.opposed, sources, "paires où le plus léger est le plus exact"),
        "light": _light(found, heaviest),
    }
    evidence = [] if link.tau is None else [Evidence("tau", _tau(link.tau, sources))]
    evidence += chance_evidence(link.chance, sources, link.test.value)
    evidence += contrast_evidence(found) if found else []
    return RULE.conclude(_case(link), results, values, evidence)


def _case(link: RankLink) -> str:
    if not link.chance.unlikely:
        return "unrelated"
    return "heavier-better" if link.agreeing > link.opposed else "heavier-worse"


def _tau(tau: float, sources: tuple[str, ...]) -> Quantity:
    return computed(tau, sources, "tau-b, qui tient compte des égalités", DIGITS)


def _lightest_as_good(results: Sequence[Result], heaviest: Result) -> Contrast | None:
    """Compare each lighter model with the heaviest; return the lightest that is not surely worse."""
    lighter = [result for result in results if result.model.parameters < heaviest.model.parameters]
    found = contrasts([(result, heaviest) for result in lighter], "test")
    as_good = [each for each in found if each.winner is not heaviest]
    return min(as_good, key=lambda each: each.first.model.parameters, default=None)


def _light(found: Contrast | None, heaviest: Result) -> Phrase:
    """Say what a reader remembers: a light model worth the heaviest, if there is one."""
    if found is None:
        return Phrase("light-none", {"heavy": heaviest.names.model})
    light, heavy = (compared_accuracy(found, each) for each in (found.first, heaviest))
    values = {
        "light": found.first.names.model,
        "light_weights": count(read(found.first, "/model/parameters")),
        "mean": Phrase("mean") if found.test is Test.SEEDS else "",
        "light_accuracy": light,
        "heavy": heaviest.names.model,
        "heavy_weights": count(read(heaviest, "/model/parameters")),
        "heavy_accuracy": heavy,
    }
    if found.winner is not None:
        return Phrase("light-better", values)
    return Phrase("light-same", values) if light.text == heavy.text else Phrase("light-level", values)
