"""Rule: most weights of a network are in its first dense layer, the one that receives the image."""

from collections.abc import Sequence

from markupsafe import Markup

from experiments.language import enumeration, plural
from experiments.results.schema import Layer, Result
from generator.facts.quantity import computed_count
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict

RULE = Rule(
    code="poids-denses",
    title="La première couche dense a-t-elle la plupart des poids ?",
    method=(
        "Compte exact, modèle par modèle : les poids de la première couche dense dépassent-ils ceux de "
        "toutes les autres couches réunies ?"
    ),
    wordings={
        "all": Wording(
            Outcome.TRUE,
            "Oui, dans chaque modèle",
            (
                Markup(
                    "Sur {models} {nets}, la première couche dense a chaque fois plus de poids que toutes "
                    "les autres réunies : le prix d’un réseau tient à ce qu’elle reçoit et à sa largeur, "
                    "plus qu’à son nombre de couches."
                ),
            ),
        ),
        "none": Wording(
            Outcome.FALSE,
            "Non, dans aucun modèle",
            (
                Markup(
                    "Sur {models} {nets}, la première couche dense n’a jamais plus de poids que les autres "
                    "réunies : il faut chercher ailleurs ce qui fait le prix d’un réseau."
                ),
            ),
        ),
        "some": Wording(
            Outcome.INCONCLUSIVE,
            "Pas toujours",
            (
                Markup(
                    "Elle en a plus que toutes les autres réunies dans {heavy} cas sur {models}, mais pas "
                    "dans {others}."
                ),
            ),
        ),
    },
)


def dense_weights(results: Sequence[Result]) -> Verdict:
    """Count the networks whose first dense layer has more weights than all their other layers."""
    heavy = [result for result in results if 2 * _first_dense(result) > result.model.parameters]
    others = [result for result in results if result not in heavy]
    sources = tuple(f"{result.file}#/model/layers" for result in results)
    case = "all" if not others else "some" if heavy else "none"
    return RULE.conclude(
        case,
        results,
        RULE.title,
        {
            "models": computed_count(len(results), sources, "modèles entraînés"),
            "nets": plural(len(results), "réseau entraîné", "réseaux entraînés"),
            "heavy": computed_count(len(heavy), sources, "modèles dont la première couche dense domine"),
            "others": enumeration([f"le {reference(result).name}" for result in others]) if others else "",
        },
        [_share(result) for result in results],
    )


def _first_dense(result: Result) -> int:
    """Return the weights of the first dense layer, 0 when there is none."""
    return next((layer.parameters for layer in _layers(result) if layer.type == "Dense"), 0)


def _layers(result: Result) -> list[Layer]:
    return [layer for layer in result.model.layers if layer.connected]


def _share(result: Result) -> Evidence:
    file = result.file
    return Evidence(
        f"Première couche dense du {reference(result).name}",
        Markup("{} poids sur {}").format(
            computed_count(_first_dense(result), (f"{file}#/model/layers",), "poids de cette couche"),
            computed_count(result.model.parameters, (f"{file}#/model/parameters",), "poids du réseau"),
        ),
    )
