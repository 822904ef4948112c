"""Rule: the number of epochs is right; fewer or more would not have been better."""

from markupsafe import Markup

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.curves import Curve, Rise, best_epoch, curve, loss_at, number_of_epochs

ACCURACY = "/history/val_accuracy"
IMAGES = "/evaluation/validation/count"
PATIENCE = "/training/patience"

ENOUGH = (
    Markup(
        "Après {epochs}, le modèle vaut celui de la meilleure, et continuer n’apporterait rien de visible."
    ),
    Markup("En {epochs}, il atteint le plus bas de sa courbe de validation, à l’incertitude près."),
    Markup(
        "La dernière des {epochs} ne se distingue pas de la meilleure, et les suivantes n’apporteraient rien "
        "de visible."
    ),
)
MORE = (
    Markup("Il aurait fallu continuer au-delà de {epochs}, car le modèle progressait encore."),
    Markup("Plus de {epochs} auraient sans doute donné un meilleur modèle."),
    Markup("S’arrêter après {epochs}, c’est laisser un peu de progrès en route."),
    Markup("Au-delà de {epochs}, le modèle aurait sans doute encore gagné quelque chose."),
)
FEWER = (
    Markup(
        "S’arrêter à l’époque {best} aurait mieux valu : {lowest} de perte de validation au lieu de {last}, "
        "pour une exactitude au moins égale."
    ),
    Markup(
        "Les {extra} dernières époques ont fait passer la perte de validation de {lowest} à {last}, sans une "
        "image bien classée de plus."
    ),
    Markup(
        "L’époque {best} donnait un meilleur modèle : {lowest} de perte de validation, contre {last} à la "
        "fin, et une exactitude qui n’a rien gagné depuis."
    ),
)
DISAGREE = (
    Markup(
        "S’arrêter à l’époque {best} aurait donné une perte plus basse ; l’exactitude ne le confirme pas : à "
        "la fin, le modèle classe bien {gained} de validation de plus."
    ),
    Markup(
        "À l’époque {best}, la perte était meilleure, mais le modèle classait mal {gained} de validation de "
        "plus qu’à la fin."
    ),
    Markup(
        "La perte parle pour l’époque {best}, l’exactitude pour la dernière : le modèle y reconnaît {gained} "
        "de validation de plus."
    ),
)
LAST = (
    Markup(
        "La meilleure époque est la dernière ({best}) : la suivante aurait pu être meilleure encore, ou non."
    ),
    Markup(
        "L’époque {best}, la dernière, est la meilleure ; la suite aurait pu faire mieux, sans certitude."
    ),
    Markup(
        "Le modèle finit sur sa meilleure époque, la dernière ({best}), sans que l’on sache si la suite "
        "l’aurait battue."
    ),
    Markup("Rien n’indique qu’il fallait moins de {epochs} ; davantage aurait peut-être aidé."),
)
SINGLE = (
    Markup("Avec {epochs} seulement, il n’y a rien à comparer : on ne sait pas si d’autres auraient aidé."),
    Markup("L’entraînement n’a duré que {epochs} ; la courbe ne dit pas ce que la suite aurait donné."),
    Markup("Une courbe de {epochs} ne permet pas de dire s’il fallait continuer."),
)
UNCLEAR = (
    Markup(
        "L’époque {best} fait mieux que la dernière, peut-être par hasard : on ne sait pas s’il aurait fallu "
        "s’y arrêter."
    ),
    Markup(
        "La plus petite perte de validation est à l’époque {best}, ce qui ne suffit pas à la préférer à la "
        "dernière."
    ),
    Markup(
        "Rien ne prouve que l’époque {best}, la meilleure en validation, aurait été un meilleur point "
        "d’arrêt que la dernière."
    ),
    Markup("Entre l’époque {best}, la meilleure, et la dernière, la courbe ne permet pas de choisir."),
)
# With early stopping, the sentence begins with what it did.
STOPPED = Markup(
    "L’entraînement s’est arrêté de lui-même à l’époque {done}, après {patience} sans progrès, et le modèle "
    "garde les poids de l’époque {best}"
)
RAN_OUT = Markup(
    "L’entraînement est allé à sa limite de {epochs} et le modèle garde les poids de l’époque {best}"
)
KEPT = (
    Markup("{stop} ; continuer n’aurait rien donné de visible."),
    Markup("{stop}, la meilleure en validation ; la suite n’aurait rien apporté de visible."),
    Markup("{stop} : la validation y était au mieux, et n’avait plus rien de visible à gagner."),
)
KEPT_TOO_SOON = (
    Markup("{stop} ; c’était sans doute un peu tôt."),
    Markup("{stop}, alors que le modèle progressait encore."),
    Markup("{stop} ; quelques époques de plus auraient sans doute payé."),
)
KEPT_UNCLEAR = (
    Markup("{stop} ; rien ne prouve que la suite n’aurait pas fait mieux."),
    Markup("{stop}, la meilleure de cette courbe, sans que l’on sache ce qu’aurait donné la suite."),
    Markup("{stop}, la meilleure jusque-là, sans garantie pour les suivantes."),
)
UNKNOWN = "On ne peut pas le dire"
TOO_FEW = "Non, trop peu"

RULE = Rule(
    code="nombre-d-epoques",
    title="Le nombre d’époques convient-il ?",
    method=(
        "Trop d’époques si la perte de validation a sûrement remonté depuis son minimum (règle du "
        "surapprentissage) sans que l’exactitude de validation y ait gagné une image ; trop peu si elle "
        "baisse encore sûrement (règle de l’entraînement terminé) et finit à moins d’une erreur standard de "
        "son minimum. Le nombre convient si elle ne baisse plus et si le modèle gardé est celui du minimum "
        "(arrêt automatique) ou finit à moins d’une erreur standard de lui. Aucun entraînement n’a été "
        "refait avec un autre nombre d’époques : seule la courbe parle."
    ),
    wordings={
        "enough": Wording(Outcome.TRUE, "Oui", ENOUGH),
        "kept": Wording(Outcome.TRUE, "Oui", KEPT),
        "more": Wording(Outcome.FALSE, TOO_FEW, MORE),
        "kept-too-soon": Wording(Outcome.FALSE, TOO_FEW, KEPT_TOO_SOON),
        "fewer": Wording(Outcome.FALSE, "Non, trop", FEWER),
        "disagree": Wording(Outcome.INCONCLUSIVE, "Cela dépend de la mesure", DISAGREE),
        "single": Wording(Outcome.INCONCLUSIVE, UNKNOWN, SINGLE),
        "last": Wording(Outcome.INCONCLUSIVE, UNKNOWN, LAST),
        "unclear": Wording(Outcome.INCONCLUSIVE, UNKNOWN, UNCLEAR),
        "kept-unclear": Wording(Outcome.INCONCLUSIVE, UNKNOWN, KEPT_UNCLEAR),
    },
)


def epoch_count(result: Result) -> Verdict:
    """Judge whether fewer or more epochs would have been better, from the curves alone."""
    history = curve(result)
    gained = _gained(history)
    extra = history.epochs - history.best
    return RULE.conclude(
        _case(history, int(gained.value)),
        (result,),
        f"Le nombre d’époques du {reference(result).name} convient-il ?",
        {
            "epochs": number_of_epochs(history),
            "best": best_epoch(history),
            "lowest": loss_at(history, history.best),
            "last": loss_at(history, history.epochs),
            "extra": computed_count(extra, (history.validation_source,), "époques après la meilleure"),
            "gained": Markup("{} {}").format(gained, language.plural(gained.value, "image", "images")),
            "stop": _stop(history),
        },
        _evidence(history),
        result.position - 1,
    )


def _case(history: Curve, gained: int) -> str:
    if history.epochs == 1:
        return "single"
    if history.result.training.patience is not None:
        return _case_with_early_stopping(history)
    if history.cut_short:
        return "more"
    if history.rise is Rise.SURE:
        return "disagree" if gained > 0 else "fewer"
    if history.finished and history.rise is Rise.NONE:
        return "enough"
    return "last" if history.best == history.epochs else "unclear"


def _case_with_early_stopping(history: Curve) -> str:
    if history.cut_short:
        return "kept-too-soon"
    return "kept" if history.finished else "kept-unclear"


def _gained(history: Curve) -> Quantity:
    """Return how many more validation images are put in their class at the end than at the best epoch."""
    gained = _well_classified(history, history.epochs) - _well_classified(history, history.best)
    sources = (f"{history.result.file}#{ACCURACY}", read(history.result, IMAGES).source)
    return computed_count(gained, sources, "images bien classées à la fin moins à la meilleure époque")


def _well_classified(history: Curve, epoch: int) -> int:
    """Return how many validation images are put in their class: the history rounds it to single precision."""
    images = history.result.evaluation["validation"].count
    return round(history.result.history.val_accuracy[epoch - 1] * images)


def _accuracy(history: Curve, epoch: int) -> Quantity:
    """Return the validation accuracy at an epoch, as the evaluation of the same images would write it."""
    images = read(history.result, IMAGES)
    accuracy = _well_classified(history, epoch) / images.value
    sources = (read(history.result, f"{ACCURACY}/{epoch - 1}").source, images.source)
    text = language.percent(accuracy, int(images.value))
    return Quantity(accuracy, text, sources, "images bien classées / images")


def _stop(history: Curve) -> Markup:
    """Say when early stopping ended the training, and which weights it kept; nothing without it."""
    result = history.result
    if result.training.patience is None:
        return Markup()
    wording = STOPPED if history.epochs < result.training.epochs else RAN_OUT
    noun = language.plural(result.training.patience, "époque", "époques")
    return wording.format(
        done=computed_count(history.epochs, (history.validation_source,), "époques de l’historique"),
        patience=Markup("{} {}").format(count(read(result, PATIENCE)), noun),
        epochs=number_of_epochs(history),
        best=best_epoch(history),
    )


def _evidence(history: Curve) -> list[Evidence]:
    result = history.result
    found = [Evidence("Meilleure époque en validation", best_epoch(history))]
    for when, epoch in (("à cette époque", history.best), ("à la dernière époque", history.epochs)):
        found += [
            Evidence(f"Perte de validation {when}", loss_at(history, epoch)),
            Evidence(f"Exactitude de validation {when}", _accuracy(history, epoch)),
        ]
    if result.training.patience is not None:
        found.append(
            Evidence("Époques sans progrès qui arrêtent l’entraînement", count(read(result, PATIENCE)))
        )
    return found
