"""Rule: within an experiment, heavier networks are right more often, or less, or weights say nothing."""

from collections.abc import Sequence

from experiments import language
from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.quantity import computed, computed_count, count
from generator.facts.reading import read
from generator.rules.better_than import contrast_evidence
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import DIGITS, chance_evidence
from generator.rules.fallen_trainings import fallen_trainings
from generator.statistics.contrast import Contrast, Test
from generator.statistics.mean_accuracy import accuracy_sources, compared_accuracies, mean_accuracy
from generator.statistics.rank_link import EXACT, MANY, PERMUTATIONS, Group, RankLink, rank_link, rank_orders
from generator.statistics.tournament import Tournament

RULE = Rule(
    __name__,
    cases={
        "heavier-better": Outcome.TRUE,
        "heavier-worse": Outcome.FALSE,
        "unrelated": Outcome.INCONCLUSIVE,
        "few": Outcome.INCONCLUSIVE,
        "same-weights": Outcome.INCONCLUSIVE,
    },
    values=("pairs", "more", "fewer", "across", "light"),
    constants={
        "permutations": language.integer(PERMUTATIONS),
        "exact": language.integer(EXACT),
        "many": language.integer(MANY),
    },
)


def weights_and_accuracy(results: Sequence[Result]) -> Verdict:
    """Judge whether networks with more weights are right more often, among those of each experiment.

    Parameters
    ----------
    results : sequence of Result
        Models of any experiment, judged on the same test examples.
    """
    families = list(grouped(results, lambda result: result.family).values())
    link = rank_link(list(map(_group, families)))
    if link is None:
        return RULE.conclude("same-weights", results, {})
    sources = _sources(results)
    pairs = computed_count(link.pairs, sources, "paires de modèles d’une expérience, de poids différents")
    heaviest = max(results, key=_heaviness)
    found = _lightest_as_good(results, heaviest)
    values = {
        "pairs": Phrase("pairs", number=pairs),
        "more": computed_count(link.agreeing, sources, "paires où le plus lourd est le plus exact"),
        "fewer": computed_count(link.opposed, sources, "paires où le plus léger est le plus exact"),
        "across": _across(results, link) if len(families) > 1 else "",
        "light": _light(found, heaviest, results),
    }
    evidence = []
    if link.tau is not None:
        tau = computed(link.tau, sources, "tau-b, qui tient compte des égalités", DIGITS)
        evidence.append(Evidence("tau", tau))
    evidence += chance_evidence(link.chance, sources, link.test.value)
    evidence += contrast_evidence(found) if found else []
    return RULE.conclude(_case(link), results, values, evidence)


def _group(models: Sequence[Result]) -> Group:
    """Return the weights of models, and their accuracies."""
    return [r.model.parameters for r in models], [mean_accuracy(r, "test").value for r in models]


def _case(link: RankLink) -> str:
    if not link.reachable:
        return "few"
    if not link.chance.unlikely:
        return "unrelated"
    return "heavier-better" if link.agreeing > link.opposed else "heavier-worse"


def _sources(results: Sequence[Result]) -> tuple[str, ...]:
    return tuple(
        source
        for result in results
        for source in (f"{result.file}#/model/parameters", *accuracy_sources(result, "test"))
    )


def _heaviness(result: Result) -> tuple[int, float]:
    """Put models in order of weights; among equals, the most accurate last."""
    return result.model.parameters, mean_accuracy(result, "test").value


def _across(results: Sequence[Result], within: RankLink) -> Phrase | str:
    """Say what the pairs of two experiments show, and why that is no effect of the weights."""
    everything = rank_orders([_group(results)])
    if everything.pairs == within.pairs:
        return ""
    sources = _sources(results)
    pairs = computed_count(everything.pairs - within.pairs, sources, "paires de deux expériences")
    formula = "celles où le plus lourd est le plus exact"
    more = computed_count(everything.agreeing - within.agreeing, sources, formula)
    return Phrase("across", {"pairs": Phrase("pairs", number=pairs), "more": more})


def _lightest_as_good(results: Sequence[Result], heaviest: Result) -> Contrast | None:
    """Compare each lighter model with the heaviest; return the lightest that is not surely worse."""
    judged = Tournament(results, "test")
    lighter = [result for result in results if result.model.parameters < heaviest.model.parameters]
    found = [judged.contrast(result, heaviest) for result in lighter]
    as_good = [each for each in found if each.winner is not heaviest]
    return min(as_good, key=lambda each: each.first.model.parameters, default=None)


def _light(found: Contrast | None, heaviest: Result, results: Sequence[Result]) -> Phrase:
    """Say what a reader remembers: a light model worth the heaviest, if there is one."""
    several = sum(result.model.parameters == heaviest.model.parameters for result in results) > 1
    rank = Phrase("among-heaviest") if several else Phrase("heaviest")
    if found is None:
        return Phrase("light-none", {"heavy": heaviest.names.model, "rank": rank})
    light, heavy = compared_accuracies(found)
    over_seeds = found.test is Test.SEEDS
    values = {
        "light": found.first.names.model,
        "light_weights": count(read(found.first, "/model/parameters")),
        "mean": Phrase("mean") if over_seeds else "",
        "light_accuracy": light,
        "heavy": heaviest.names.model,
        "heavy_weights": count(read(heaviest, "/model/parameters")),
        "heavy_accuracy": heavy,
        "rank": rank,
        "fallen": fallen_trainings((found.first, heaviest)) if over_seeds else "",
    }
    if found.winner is not None:
        return Phrase("light-better", values)
    return Phrase("light-same", values) if light.text == heavy.text else Phrase("light-level", values)
