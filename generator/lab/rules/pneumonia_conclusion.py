"""Rule: what the fourth part comes to: may its last model be trusted beyond these images."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from experiments.language import enumeration, plural
from generator.facts.gap import gap
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.diagnosis.decision import Decision, compare
from generator.statistics.diagnosis.paired_numbers import DIFFERENCE

TRUE, FALSE, UNSURE = Outcome.TRUE, Outcome.FALSE, Outcome.INCONCLUSIVE

RULE = Rule(
    code="pneumonie-conclusion",
    title="Peut-on se fier à la lecture des radiographies au-delà de ces images ?",
    method=(
        "La conclusion porte sur le dernier modèle essayé, sans que le test ait servi à le choisir. Elle "
        "réunit les réponses qui suivent. Positive : le modèle fait mieux que la réponse constante sur la "
        "validation et sur le test, atteint les objectifs avec de la marge, ne trouve pas le test plus "
        "difficile que la validation et ne donne pas de probabilités trop hautes ou trop basses. Négative "
        ": il fait moins bien que la réponse constante, manque un objectif ou trouve le test plus "
        "difficile."
    ),
    wordings={
        "trusted": Wording(
            TRUE,
            "Oui, mais à vérifier ailleurs",
            (
                Markup(
                    "{progress}Le {model} fait mieux que la réponse constante, atteint les objectifs fixés "
                    "d’avance, et rien sur le test ne contredit ce que promettait la validation. Il mérite "
                    "d’être essayé dans un autre hôpital, dont ces images ne disent rien."
                ),
            ),
        ),
        "rejected": Wording(
            FALSE,
            "Non",
            (
                Markup(
                    "{progress}Au-delà de ces images, mieux vaut ne pas se fier au {model} : "
                    "{failing}.{merit}"
                ),
            ),
        ),
        "undecided": Wording(
            UNSURE,
            "Il est trop tôt pour le dire",
            (
                Markup(
                    "{progress}Rien de décisif ne s’oppose au {model}, mais il reste {doubts} : {doubtful}."
                ),
            ),
        ),
    },
)

# What the answer to each ground says against the model: first what decides, then what leaves a doubt.
FAILING: Mapping[tuple[str, Outcome | None], str] = {
    ("beats_constant", FALSE): "il fait moins bien que la réponse constante",
    ("targets", FALSE): "il n’atteint pas tous les objectifs fixés d’avance",
    ("shift", TRUE): "il reconnaît moins bien les enfants sains du test que ceux de la validation",
}
DOUBTFUL: Mapping[tuple[str, Outcome | None], str] = {
    ("beats_constant", UNSURE): "rien ne montre qu’il fasse mieux que la réponse constante",
    ("targets", UNSURE): "il n’atteint les objectifs que de peu",
    ("targets", None): "sa validation est trop petite pour choisir un seuil",
    ("small_validation", FALSE): "sa validation le donne pour moins bon que la réponse constante",
    ("small_validation", UNSURE): "sa validation ne le distingue pas de la réponse constante",
    ("overestimates", TRUE): "ses probabilités sont trop hautes",
    ("overestimates", FALSE): "ses probabilités sont trop basses",
}
MERIT = " Il fait du moins mieux que la réponse constante."
PROGRESS = {
    TRUE: Markup("Le {model} gagne {gap} d’exactitude sur le {previous}{seeds}. "),
    FALSE: Markup("Le {model} perd {gap} d’exactitude par rapport au {previous}{seeds}. "),
    UNSURE: Markup("Rien ne montre que le {model} fasse mieux ou moins bien que le {previous}. "),
}
# The comparison, then what the other seeds say of it; None when one of the two models has no other.
SEEDS = {
    (TRUE, TRUE): ", et reste devant avec toutes les graines essayées",
    (TRUE, UNSURE): ", sans que les autres graines suffisent à le confirmer",
    (TRUE, None): ", mais d’autres graines restent à essayer",
    (FALSE, FALSE): ", et reste derrière avec toutes les graines essayées",
    (FALSE, UNSURE): ", sans que les autres graines suffisent à le confirmer",
    (FALSE, None): ", mais d’autres graines restent à essayer",
}


@dataclass(frozen=True)
class Grounds:
    """What other rules say of the last model.

    Attributes
    ----------
    beats_constant, shift, small_validation, overestimates : Verdict
    targets : Verdict or None
        None when validation could choose no threshold.
    better, seeds : Verdict or None
        Against the model before; None when there is none.
    """

    beats_constant: Verdict
    targets: Verdict | None
    shift: Verdict
    small_validation: Verdict
    overestimates: Verdict
    better: Verdict | None
    seeds: Verdict | None


def pneumonia_conclusion(last: Decision, previous: Decision | None, grounds: Grounds) -> Verdict:
    """Conclude on the last model from what the other rules say of it."""
    failing, doubtful = (_said(grounds, phrases) for phrases in (FAILING, DOUBTFUL))
    holds = grounds.beats_constant.outcome is TRUE
    return RULE.conclude(
        "rejected" if failing else "undecided" if doubtful else "trusted",
        [decision.result for decision in (last, previous) if decision],
        f"Peut-on se fier au {last.title} au-delà de ces images ?",
        {
            "model": last.title,
            "progress": _progress(last, previous, grounds) if previous else "",
            "failing": enumeration(failing) if failing else "",
            "doubtful": enumeration(doubtful) if doubtful else "",
            "doubts": plural(len(doubtful), "un doute", "des doutes"),
            "merit": MERIT if holds else "",
        },
        [
            Evidence(f"« {verdict.question} »", Markup("{}").format(verdict.label.lower()))
            for verdict in vars(grounds).values()
            if verdict
        ],
    )


def _said(grounds: Grounds, phrases: Mapping[tuple[str, Outcome | None], str]) -> list[str]:
    """Return the phrases that the grounds call for, in the order in which they are listed."""
    outcomes = {(name, verdict and verdict.outcome) for name, verdict in vars(grounds).items()}
    return [phrase for ground, phrase in phrases.items() if ground in outcomes]


def _progress(last: Decision, previous: Decision, grounds: Grounds) -> Markup:
    """Say what the last model gained on the one before."""
    assert grounds.better and grounds.seeds
    outcome = grounds.better.outcome
    sources = last.test.sources + previous.test.sources
    tried = last.result.replicates and previous.result.replicates
    difference = compare(last, previous).difference
    return PROGRESS[outcome].format(
        model=last.title,
        previous=previous.title,
        gap=gap(difference, len(last.test.labels), sources, DIFFERENCE),
        seeds=SEEDS.get((outcome, grounds.seeds.outcome if tried else None), ""),
    )
