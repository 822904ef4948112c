"""Check the scores that the original report gives a model."""

import re

from markupsafe import Markup

from experiments import language
from experiments.errors import LabError
from experiments.results.schema import Result
from generator.facts.quantity import count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.lab.review.check import Check, judged, pick
from generator.lab.review.published_scores import (
    ComparedScore,
    ComparedScores,
    PublishedScores,
    Spread,
    images_right,
)
from generator.lab.review.recomputed import Recomputed
from generator.lab.review.topology import Counterpart
from generator.rules.verdict import Evidence, Outcome

ACCURACY, LOSS, WHOLE = "exactitude-retrouvee", "perte-retrouvee", "exactitude-entiere"
COMPATIBLE, INCOMPATIBLE = "Compatible", "Non compatible"
NUMBER = re.compile(r"\d+\.\d+")
NO_COUNTERPART = Markup(
    "Il faudrait le modèle entraîné, ou le même modèle entraîné ici : ce nombre ne peut pas être refait."
)
ACCURACY_COMPATIBLE = (
    Markup("Notre {model} lit bien {own} des images : le hasard peut expliquer l’écart."),
    Markup("Le nôtre, {model}, en lit bien {own} : les deux scores sont compatibles."),
    Markup("Notre {model} arrive à {own} ; un tel écart n’a rien d’étonnant."),
)
ACCURACY_INCOMPATIBLE = (
    Markup(
        "Notre {model} lit bien {own} des images : le hasard des images ne suffit pas à expliquer l’écart."
    ),
)
LOSS_COMPATIBLE = (
    Markup(
        "Ce « score » est la perte. Celle de notre {model} vaut {own} : le hasard peut expliquer l’écart."
    ),
    Markup("Là encore, il s’agit de la perte. Notre {model} obtient {own}, ce qui est compatible."),
    Markup("La perte de notre {model} vaut {own} : l’écart peut être dû au hasard."),
)
LOSS_INCOMPATIBLE = (
    Markup(
        "Ce « score » est la perte. Celle de notre {model} vaut {own} : le hasard n’explique pas l’écart."
    ),
)
IS_LOSS = Markup("Ce « score » est la perte. ")
ONE_MORE_COMPATIBLE = (
    Markup(
        "Nos {number} entraînements du {model} vont de {lowest} à {highest} : celui du rapport pourrait en "
        "être un de plus."
    ),
    Markup(
        "Le {model}, entraîné {number} fois, donne de {lowest} à {highest} ; à côté, le score du rapport n’a "
        "rien d’étonnant."
    ),
)
ONE_MORE_INCOMPATIBLE = (
    Markup(
        "Nos {number} entraînements du {model} vont de {lowest} à {highest} : un de plus tomberait rarement "
        "aussi loin."
    ),
)
FISHER = (
    "Test exact de Fisher sur les images bien lues de part et d’autre, comme si elles n’étaient pas les "
    "mêmes : ce que les modèles du rapport ont répondu à chaque image n’est pas connu. "
)
NORMAL = (
    "Différence des deux pertes rapportée à son erreur standard, celle du rapport étant supposée égale à la "
    "nôtre."
)
STUDENT = (
    "Prédiction de Student : à quelle distance de la moyenne de nos entraînements, sur les mêmes images, "
    "tomberait un entraînement de plus. "
)
HOLM = "La correction de Holm tient compte de toutes les comparaisons de cette page."


def written_score(line: str) -> float:
    """Return the number of a line such as ``Test accuracy: 0.9726``.

    Raises
    ------
    LabError
        If there is none.
    """
    found = NUMBER.search(line)
    if found is None:
        raise LabError(f"« {line} » : cette ligne ne donne pas de score. Corrigez la citation.")
    return float(found[0])


def published_scores(loss: str, accuracy: str, other: Counterpart) -> PublishedScores | None:
    """Return the scores of a model to compare with ours; None when they cannot be compared."""
    if other.result is None or not other.same:
        return None
    share = written_score(accuracy)
    right = images_right(share, other.result.evaluation["test"].count)
    return None if right is None else PublishedScores(written_score(loss), share, right, other.result)


def whole_check(line: str, ours: Result | None) -> Check:
    """Check that an accuracy is that of a whole number of the images of our test."""
    if ours is None:
        return judged(WHOLE, None, Markup("Rien ne dit sur combien d’images cette proportion a été mesurée."))
    images = count(read(ours, "/evaluation/test/count"))
    right = images_right(written_score(line), int(images.value))
    if right is None:
        sentence = Markup("Aucun nombre entier d’images bien lues sur {} ne donne cette proportion.").format(
            images
        )
        return judged(WHOLE, None, sentence, subjects=(ours.id,))
    number = Recomputed(right, language.integer(right), "exactitude écrite × images de test")
    sentence = Markup("Cela fait {} images bien lues sur {}, aux arrondis de Keras près.").format(
        number, images
    )
    return judged(WHOLE, True, sentence, subjects=(ours.id,))


def accuracy_check(compared: ComparedScores | None, ours: Result | None, rank: int) -> Check:
    """Compare a published accuracy with ours."""
    if compared is None or ours is None:
        return judged(ACCURACY, None, NO_COUNTERPART)
    evidence = Evidence("notre intervalle", Markup("de {} à {}").format(compared.own.low, compared.own.high))
    if compared.accuracy.spread is not None:
        return _against_trainings(ACCURACY, compared.accuracy, compared.accuracy.spread, ours, rank, evidence)
    wording = ACCURACY_COMPATIBLE if compared.accuracy.compatible else ACCURACY_INCOMPATIBLE
    sentence = pick(wording, rank).format(model=reference(ours).name, own=compared.own.value)
    return _comparison(ACCURACY, compared.accuracy, ours, sentence, FISHER, evidence)


def loss_check(compared: ComparedScores | None, ours: Result | None, rank: int) -> Check:
    """Compare a published loss with ours."""
    if compared is None or ours is None:
        return judged(LOSS, None, NO_COUNTERPART)
    evidence = Evidence("notre erreur standard", compared.loss_error)
    if compared.loss.spread is not None:
        return _against_trainings(LOSS, compared.loss, compared.loss.spread, ours, rank, evidence)
    wording = LOSS_COMPATIBLE if compared.loss.compatible else LOSS_INCOMPATIBLE
    sentence = pick(wording, rank).format(model=reference(ours).name, own=compared.own_loss)
    return _comparison(LOSS, compared.loss, ours, sentence, NORMAL, evidence)


def _against_trainings(
    code: str, score: ComparedScore, spread: Spread, ours: Result, rank: int, evidence: Evidence
) -> Check:
    """Compare a published score with those of several trainings of our model."""
    sentence = pick(ONE_MORE_COMPATIBLE if score.compatible else ONE_MORE_INCOMPATIBLE, rank).format(
        model=reference(ours).name, number=spread.number, lowest=spread.lowest, highest=spread.highest
    )
    if code == LOSS:
        sentence = IS_LOSS + sentence
    return _comparison(code, score, ours, sentence, STUDENT, evidence)


def _comparison(
    code: str, score: ComparedScore, ours: Result, sentence: Markup, method: str, evidence: Evidence
) -> Check:
    """Return the check of a score.

    Another training may differ without the report being wrong, and may be alike without proving it right:
    what is found true is that both are compatible, no more.
    """
    return Check(
        code=code,
        outcome=Outcome.TRUE if score.compatible else Outcome.INCONCLUSIVE,
        label=COMPATIBLE if score.compatible else INCOMPATIBLE,
        sentence=sentence,
        subjects=(ours.id,),
        method=method + HOLM,
        evidence=(Evidence("p, après correction", score.p), evidence),
    )
