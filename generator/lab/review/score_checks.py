"""Check the scores that the original report gives a model, and lay them out beside ours."""

from collections.abc import Callable
from dataclasses import dataclass

from experiments import language
from experiments.measures.wilson import wilson_interval
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count, count, share
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.facts.scores import score as own_score
from generator.formulas.markup import Markup, escape
from generator.lab.review.check import COMPATIBLE, LABELS, Check, judged
from generator.lab.review.claim import Accuracy, Loss, Network
from generator.lab.review.grounds import Grounds
from generator.lab.review.published_scores import SPLIT, ComparedScores, Score, images_right, trainings
from generator.lab.review.recomputed import Recomputed
from generator.lab.review.seed import SeedSection
from generator.rules.decision import Outcome
from generator.rules.speaker import SaidEvidence

CODES: dict[Score, str] = {"accuracy": "exactitude-retrouvee", "loss": "perte-retrouvee"}
NO_COUNTERPART = Markup(
    "Il faudrait le modèle entraîné, ou le même modèle entraîné ici : ce nombre ne peut pas être refait."
)
IS_LOSS = Markup("Ce « score » est la perte. ")
ONCE = {
    "accuracy": Markup("Notre {model} lit bien {own} des images"),
    "loss": Markup("Celle de notre {model} vaut {own}"),
}
ONCE_COMPATIBLE = Markup(" : le hasard peut expliquer l’écart.")
ONCE_INCOMPATIBLE = Markup(" : le hasard ne suffit pas à expliquer l’écart.")
SEVERAL = Markup("Nos {number} entraînements du {model} vont de {lowest} à {highest}")
SEVERAL_COMPATIBLE = Markup(" : celui du rapport pourrait en être un de plus.")
SEVERAL_INCOMPATIBLE = Markup(" : un de plus tomberait rarement aussi loin.")
FISHER = (
    "Test exact de Fisher sur les images bien lues de part et d’autre, comme si elles n’étaient pas les "
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
HOLM = "La correction de Holm tient compte de toutes les comparaisons de cette page."
# By whether the accuracy, then the loss, is compatible with ours.
COMPATIBILITY = {
    (True, True): "Compatibles",
    (True, False): "Exactitude seule",
    (False, True): "Perte seule",
    (False, False): "Non compatibles",
}


@dataclass(frozen=True)
class Interval:
    """A proportion and the bounds between which its true value probably lies."""

    value: Quantity | Recomputed
    low: Quantity | Recomputed
    high: Quantity | Recomputed


@dataclass(frozen=True)
class ScoreLine:
    """The scores of one model, as the report writes them and beside ours.

    Attributes
    ----------
    ours : ModelReference or None
        None when our report has no such model.
    compared : tuple or None
        Published accuracy, ours, published loss and ours; None when they cannot be compared.
    label, css : str
        What became of both scores, in a word or two; class that shows it.
    """

    title: str
    loss: str
    accuracy: str
    ours: ModelReference | None
    compared: tuple[Interval, Interval, Recomputed, Quantity] | None
    label: str
    css: str

    @property
    def subjects(self) -> tuple[str, ...]:
        """Id of the result that the line rests on."""
        return (self.ours.id,) if self.ours else ()


def whole_check(claim: Accuracy, section: SeedSection, grounds: Grounds) -> Check:
    """Check that an accuracy is that of a whole number of the images of our test."""
    ours, code = grounds.ours(section.model), "exactitude-entiere"
    if ours is None:
        return judged(code, None, Markup("Rien ne dit sur combien d’images cette proportion a été mesurée."))
    images = count(read(ours, f"/evaluation/{SPLIT}/count"))
    right = images_right(claim.accuracy, int(images.value))
    if right is None:
        sentence = Markup("Aucun nombre entier d’images bien lues sur {} ne donne cette proportion.")
        return judged(code, None, sentence.format(images), subjects=(ours.id,))
    number = Recomputed(right, language.integer(right), "exactitude écrite × images de test")
    sentence = Markup("Cela fait {} images bien lues sur {}, aux arrondis de Keras près.")
    return judged(code, True, sentence.format(number, images), subjects=(ours.id,))


def accuracy_check(claim: Accuracy, section: SeedSection, grounds: Grounds) -> Check:
    """Compare a published accuracy with ours."""
    compared = grounds.compared.get(section.model)
    if compared is None:
        return judged(CODES["accuracy"], None, NO_COUNTERPART)
    result, own = compared.published.result, _own_interval(compared)
    evidence = SaidEvidence(Markup("Notre intervalle"), Markup("de {} à {}").format(own.low, own.high))
    images = result.evaluation[SPLIT].count
    return _check(
        compared, "accuracy", own.value, evidence, lambda value: language.percent(value, images), FISHER
    )


def loss_check(claim: Loss, section: SeedSection, grounds: Grounds) -> Check:
    """Compare a published loss with ours."""
    compared = grounds.compared.get(section.model)
    if compared is None:
        return judged(CODES["loss"], None, NO_COUNTERPART)
    result = compared.published.result
    error = result.evaluation[SPLIT].loss_standard_error
    source = f"{result.file}#/evaluation/{SPLIT}/loss_standard_error"
    shown = computed(error, (source,), "erreur standard de la perte", 2)
    evidence = SaidEvidence(Markup("Notre erreur standard"), escape(shown))
    own = own_score(result, SPLIT).loss
    return _check(compared, "loss", own, evidence, lambda value: language.measured(value, error), NORMAL)


def score_lines(grounds: Grounds) -> list[ScoreLine]:
    """Lay out the scores of every model whose code the report shows."""
    lines = []
    for section in grounds.sections:
        if not section.family or not grounds.claims(Network, section.model):
            continue
        (loss,), (accuracy,) = grounds.claims(Loss, section.model), grounds.accuracies(section.model)
        ours, compared = grounds.ours(section.model), grounds.compared.get(section.model)
        both = compared and (compared.compatible("accuracy"), compared.compatible("loss"))
        outcome = Outcome.TRUE if both == (True, True) else Outcome.INCONCLUSIVE
        lines.append(
            ScoreLine(
                title=grounds.place(section),
                loss=repr(loss.loss),
                accuracy=repr(accuracy.accuracy),
                ours=reference(ours) if ours else None,
                compared=_both(compared) if compared else None,
                label=COMPATIBILITY[both] if both else LABELS[Outcome.INCONCLUSIVE],
                css=f"verdict-{outcome.value}",
            )
        )
    return lines


def _check(
    compared: ComparedScores,
    score: Score,
    own: Quantity | Recomputed,
    evidence: SaidEvidence,
    text: Callable[[float], str],
    method: str,
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
        sentence, method = SEVERAL + (SEVERAL_COMPATIBLE if compatible else SEVERAL_INCOMPATIBLE), STUDENT
    p = computed(compared.p[score], tuple(every), "probabilité, correction de Holm", 2)
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
        method=method + HOLM,
        evidence=(SaidEvidence(Markup("p, après correction"), escape(p)), evidence),
    )


def _both(compared: ComparedScores) -> tuple[Interval, Interval, Recomputed, Quantity]:
    published, result = compared.published, compared.published.result
    own = result.evaluation[SPLIT]
    low, high = wilson_interval(published.right, own.count)
    formula = "exactitude écrite, et son intervalle de Wilson"
    shares = (
        Recomputed(part, language.percent(part, own.count), formula)
        for part in (published.right / own.count, low, high)
    )
    loss = language.measured(published.loss, own.loss_standard_error)
    return (
        Interval(*shares),
        _own_interval(compared),
        Recomputed(published.loss, loss, "perte écrite, arrondie"),
        own_score(result, SPLIT).loss,
    )


def _own_interval(compared: ComparedScores) -> Interval:
    result: Result = compared.published.result
    images = result.evaluation[SPLIT].count
    accuracy = own_score(result, SPLIT).accuracy
    answers = tuple(f"{result.file}#/evaluation/{SPLIT}/{name}" for name in ("accuracy", "count"))
    low, high = (
        share(bound, images, answers, "borne de Wilson")
        for bound in wilson_interval(round(accuracy.value * images), images)
    )
    return Interval(accuracy, low, high)
