"""Rule: most weights of a network are in its first dense layer."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.facts.first_dense import first_dense
from generator.facts.quantity import computed_count
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict

RULE = Rule(
    __name__,
    cases={"all": Outcome.TRUE, "none": Outcome.FALSE, "some": Outcome.INCONCLUSIVE},
    values=("networks", "heavy", "others"),
)


def dense_weights(results: Sequence[Result]) -> Verdict:
    """Count the networks whose first dense layer has more weights than all their other layers."""
    heavy = [result for result in results if 2 * _first_dense(result) > result.model.parameters]
    others = [result for result in results if result not in heavy]
    sources = tuple(f"{result.file}#/model/layers" for result in results)
    trained = computed_count(len(results), sources, "modèles entraînés")
    families = Several(list(dict.fromkeys(result.names.family for result in results)))
    values = {
        "networks": Phrase("networks", {"families": families}, number=trained),
        "heavy": computed_count(len(heavy), sources, "modèles dont la première couche dense domine"),
        "others": Several([Phrase("the", {"model": result.names.model}) for result in others]),
    }
    case = "all" if not others else "some" if heavy else "none"
    return RULE.conclude(case, results, values, [_share(result) for result in results])


def _first_dense(result: Result) -> int:
    layer = first_dense(result)
    return layer.parameters if layer else 0


def _share(result: Result) -> Evidence:
    part = computed_count(_first_dense(result), (f"{result.file}#/model/layers",), "poids de cette couche")
    whole = computed_count(result.model.parameters, (f"{result.file}#/model/parameters",), "poids du réseau")
    return Evidence("dense", Phrase("share", {"part": part, "whole": whole}), {"model": result.names.model})
