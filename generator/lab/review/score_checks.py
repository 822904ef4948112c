"""Check the scores that the original report gives a model, and lay them out beside ours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from experiments import language
from generator.facts.quantity import Quantity, computed, computed_count, count, measured
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.facts.scores import score as own_score
from generator.formulas.markup import Markup
from generator.lab.review.check import COMPATIBLE, Check, judged
from generator.lab.review.claim import Accuracy, Loss
from generator.lab.review.grounds import Grounds
from generator.lab.review.published_scores import SPLIT, ComparedScores, Score, images_right, trainings
from generator.lab.review.recomputed import Recomputed
from generator.lab.review.seed import SeedSection
from generator.rules.speaker import SaidEvidence

CODES: dict[Score, str] = {"accuracy": "exactitude-retrouvee", "loss": "perte-retrouvee"}
NO_COUNTERPART = Markup(
    "Il faudrait le modèle entraîné, ou le même modèle entraîné ici : ce nombre ne peut pas être refait."
)
IS_LOSS = Markup("Ce « score » est la perte. ")
ONCE = {
    "accuracy": Markup("Notre {model} classe correctement {own} des images"),
    "loss": Markup("Celle de notre {model} vaut {own}"),
}
ONCE_COMPATIBLE = Markup(" : le hasard peut expliquer l’écart.")
ONCE_INCOMPATIBLE = Markup(" : le hasard ne suffit pas à expliquer l’écart.")
SEVERAL = Markup("Nos {number} entraînements du {model} vont de {lowest} à {highest}")
SEVERAL_COMPATIBLE = Markup(" : celui du rapport pourrait en être un de plus.")
SEVERAL_INCOMPATIBLE = Markup(" : un de plus tomberait rarement aussi loin.")
FISHER = (
    "Test exact de Fisher sur les images bien classées de part et d’autre, comme si elles n’étaient pas les "
    "mêmes : ce que les modèles du rapport ont répondu à chaque image n’est pas connu. "
)
NORMAL = (
    "Différence des deux pertes rapportée à son erreur standard, celle du rapport étant supposée égale à la "
    "nôtre. "
)
STUDENT = (
    "Prédiction de Student : à quelle distance de la moyenne de nos entraînements, sur les mêmes images, "
    "tomberait un entraînement de plus. "
)
EVERY, OTHERS = Markup("tous les modèles"), Markup("les autres modèles")
CORRECTED = "probabilité, correction de Holm"
HOLM = "La correction de Holm tient compte de toutes les comparaisons de cette page."


@dataclass(frozen=True)
class ScoreProof:
    """How the scores were compared, and the probabilities that were found for each model."""

    method: str
    evidence: tuple[SaidEvidence, ...]


def whole_check(claim: Accuracy, section: SeedSection, grounds: Grounds) -> Check:
    """Check that an accuracy is that of a whole number of the images of our test."""
    ours, code = grounds.ours(section.model), "exactitude-entiere"
    if ours is None:
        return judged(code, None, Markup("Rien ne dit sur combien d’images cette proportion a été mesurée."))
    images = count(read(ours, f"/evaluation/{SPLIT}/count"))
    right = images_right(claim.accuracy, int(images.value))
    if right is None:
        sentence = Markup("Aucun nombre entier d’images bien classées sur {} ne donne cette proportion.")
        return judged(code, None, sentence.format(images), subjects=(ours.id,))
    number = Recomputed(right, language.integer(right), "exactitude écrite × images de test")
    sentence = Markup("Cela fait {} images bien classées sur {}, aux arrondis de Keras près.")
    return judged(code, True, sentence.format(number, images), subjects=(ours.id,))


def accuracy_check(claim: Accuracy, section: SeedSection, grounds: Grounds) -> Check:
    """Compare a published accuracy with ours."""
    compared = grounds.compared.get(section.model)
    if compared is None:
        return judged(CODES["accuracy"], None, NO_COUNTERPART)
    result = compared.published.result
    images = result.evaluation[SPLIT].count
    return _check(
        compared, "accuracy", own_score(result, SPLIT).accuracy, lambda value: language.percent(value, images)
    )


def loss_check(claim: Loss, section: SeedSection, grounds: Grounds) -> Check:
    """Compare a published loss with ours."""
    compared = grounds.compared.get(section.model)
    if compared is None:
        return judged(CODES["loss"], None, NO_COUNTERPART)
    result = compared.published.result
    error = result.evaluation[SPLIT].loss_standard_error
    own = own_score(result, SPLIT).loss
    return _check(compared, "loss", own, lambda value: measured(value, error))


def score_proof(grounds: Grounds) -> ScoreProof | None:
    """Return how the scores were compared, once for all of them; None when no score could be."""
    if not grounds.compared:
        return None
    counts = {
        len(trainings(each.published.result, score)) for each in grounds.compared.values() for score in CODES
    }
    methods = [*([FISHER, NORMAL] if 1 in counts else []), *([STUDENT] if max(counts) > 1 else []), HOLM]
    shown = [
        (grounds.place(section), grounds.compared[section.model])
        for section in grounds.sections
        if section.family and section.model in grounds.compared
    ]
    evidence = [_probabilities(place, compared) for place, compared in shown if not _ordinary(compared)]
    others = [compared for _, compared in shown if _ordinary(compared)]
    if others:
        evidence.append(_certain(others, OTHERS if evidence else EVERY))
    return ScoreProof("".join(methods), tuple(evidence))


def _ordinary(compared: ComparedScores) -> bool:
    """Whether nothing at all tells the scores of two models apart."""
    return min(compared.p[score] for score in CODES) == 1


def _probabilities(title: str, compared: ComparedScores) -> SaidEvidence:
    accuracy, loss = (
        computed(compared.p[score], tuple(trainings(compared.published.result, score)), CORRECTED, 2)
        for score in CODES
    )
    values = Markup("p vaut {} pour l’exactitude, {} pour la perte").format(accuracy, loss)
    return SaidEvidence(Markup("{}").format(title), values)


def _certain(compared: Sequence[ComparedScores], which: Markup) -> SaidEvidence:
    """Say once of models whose corrected probabilities are all 1 that they are."""
    sources = [
        source for each in compared for score in CODES for source in trainings(each.published.result, score)
    ]
    said = Markup("p vaut {} pour l’exactitude comme pour la perte")
    return SaidEvidence(which, said.format(computed_count(1, tuple(sources), CORRECTED)))


def _check(
    compared: ComparedScores,
    score: Score,
    own: Quantity | Recomputed,
    text: Callable[[float], str],
) -> Check:
    """Say whether a score is compatible with ours.

    Another training may differ without the report being wrong, and may be alike without proving it right:
    what is found true is that both are compatible, no more.
    """
    result, compatible = compared.published.result, compared.compatible(score)
    every = trainings(result, score)
    ordered = sorted(every, key=every.__getitem__)
    lowest, highest = (
        Quantity(every[source], text(every[source]), (source,)) for source in (ordered[0], ordered[-1])
    )
    if len(every) == 1:
        sentence = ONCE[score] + (ONCE_COMPATIBLE if compatible else ONCE_INCOMPATIBLE)
    else:
        sentence = SEVERAL + (SEVERAL_COMPATIBLE if compatible else SEVERAL_INCOMPATIBLE)
    return judged(
        CODES[score],
        True if compatible else None,
        (IS_LOSS if score == "loss" else Markup(""))
        + sentence.format(
            model=reference(result).name,
            own=own,
            number=computed_count(len(every), tuple(every), "nombre d’entraînements"),
            lowest=lowest,
            highest=highest,
        ),
        COMPATIBLE if compatible else "Non compatible",
        subjects=(result.id,),
    )
