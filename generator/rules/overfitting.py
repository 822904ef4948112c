"""Rule: the model overfits, that is, the validation loss rose while the training loss went on falling."""

from markupsafe import Markup

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.corrections import SIGNIFICANCE
from generator.statistics.curves import Curve, Ending, Rise, best_epoch, curve, loss_at
from generator.statistics.generalization_gap import (
    SMALL_SHARE,
    GeneralizationGap,
    gap_evidence,
    generalization_gap,
    loss_of_model_kept,
)
from generator.statistics.trend import method_of_slopes, slope_evidence

TURNED = (
    Markup(
        "La perte de validation a cessé de baisser à l’époque {best} et a remonté de {rise} depuis, pendant "
        "que celle d’entraînement baissait encore."
    ),
    Markup(
        "Passé l’époque {best}, le modèle retient surtout ses propres images : la perte baisse encore à "
        "l’entraînement, mais remonte de {rise} en validation."
    ),
    Markup(
        "Après son minimum de {lowest} à l’époque {best}, la perte de validation remonte jusqu’à {last}, "
        "alors que celle d’entraînement continue de descendre."
    ),
)
UNDONE = (
    Markup(
        "Après l’époque {best}, la perte de validation remonte de {rise} pendant que celle d’entraînement "
        "baisse encore ; le modèle garde les poids d’avant cette remontée."
    ),
    Markup(
        "La perte de validation remonte de {rise} après l’époque {best}, celle d’entraînement non ; mais les "
        "poids rendus au modèle sont ceux de cette époque."
    ),
    Markup(
        "Passé l’époque {best}, seule la perte d’entraînement baisse encore, celle de validation allant "
        "jusqu’à {last} ; le modèle y échappe en reprenant les poids de cette époque."
    ),
)
CLOSE = (
    Markup(
        "Le modèle ne fait pas nettement mieux sur les images qu’il a apprises : sa perte vaut {training} "
        "{on_training}, {validation} en validation."
    ),
    Markup(
        "Avec une perte de {validation} en validation et de {training} {on_training}, il ne connaît "
        "pas nettement mieux ses propres images."
    ),
    Markup(
        "La perte n’est pas nettement plus haute en validation : {validation}, contre {training} "
        "{on_training}."
    ),
)
IMPRECISE = (
    Markup(
        "Avec une perte de {validation} en validation et de {training} {on_training}, l’écart est trop mal "
        "connu pour dire si le modèle connaît mieux ses propres images."
    ),
    Markup(
        "La perte vaut {validation} en validation et {training} {on_training} : il faudrait plus d’images "
        "pour savoir si l’écart compte."
    ),
    Markup(
        "Le hasard des images brouille la comparaison : {validation} de perte en validation, {training} "
        "{on_training}."
    ),
)
FALLING = (
    Markup(
        "Un écart existe, {validation} de perte en validation contre {training} {on_training}, mais aucune "
        "remontée ne se dessine."
    ),
    Markup(
        "La perte est certes plus haute en validation, {validation} contre {training} {on_training}, mais la "
        "courbe de validation n’a pas tourné."
    ),
    Markup(
        "Avec une perte de {training} {on_training} et de {validation} en validation, le modèle n’apprend "
        "pas encore aux dépens des images nouvelles."
    ),
)
GAP = (
    Markup(
        "La perte vaut {validation} en validation, contre {training} {on_training} : le modèle connaît mieux "
        "les images qu’il a apprises."
    ),
    Markup(
        "Le modèle s’en sort moins bien sur des images nouvelles : {validation} de perte en validation, "
        "contre {training} {on_training}."
    ),
    Markup(
        "Le hasard des images n’explique guère une perte de {validation} en validation quand elle est de "
        "{training} {on_training}."
    ),
    Markup(
        "Les images nouvelles coûtent plus cher au modèle, avec une perte de {validation} en validation "
        "contre {training} {on_training}."
    ),
)
UNSURE = (
    Markup(
        "La perte de validation finit {rise} au-dessus de son minimum de l’époque {best}, mais ce peut être "
        "un simple à-coup."
    ),
    Markup(
        "Depuis l’époque {best}, la perte de validation a pris {rise}, trop peu régulièrement pour conclure."
    ),
    Markup("La perte de validation gagne {rise} après l’époque {best} : peut-être n’est-ce qu’un hasard."),
)
DIVERGED = (
    Markup(
        "La perte de validation a remonté de {rise} depuis l’époque {best}, mais celle d’entraînement ne "
        "baisse plus nettement non plus."
    ),
    Markup(
        "Depuis l’époque {best}, aucune des deux pertes ne baisse nettement ; celle de validation a même "
        "pris {rise}."
    ),
    Markup(
        "La perte de validation prend {rise} après l’époque {best}, sans que celle d’entraînement baisse "
        "nettement."
    ),
)
DROPOUT = Markup(
    "il éteint des neurones pendant l’entraînement, donc aussi quand la courbe d’entraînement est mesurée : "
    "qu’elle passe au-dessus de celle de validation est normal. L’écart jugé ici est mesuré sans lui."
)
UNKNOWN = "On ne peut pas l’affirmer"

RULE = Rule(
    code="surapprentissage",
    title="Le modèle surapprend-il ?",
    method=(
        "Oui si la perte de validation finit à plus d’une erreur standard au-dessus de son minimum et si, "
        "depuis, sa pente est sûrement positive et celle de la perte d’entraînement sûrement négative "
        f"(moindres carrés ; {method_of_slopes()} ; l’époque du minimum laissée de côté). Non si elle n’a "
        "pas remonté d’une erreur standard et, de plus, baisse encore sûrement ou, pour le modèle gardé, ne "
        "dépasse pas la perte d’entraînement, ou d’un écart qui n’est pas sûr (test unilatéral de Welch, "
        f"p < {language.shortest(SIGNIFICANCE)}) et dont la borne supérieure à "
        f"{language.whole_percent(language.CONFIDENCE)} reste sous {language.whole_percent(SMALL_SHARE)} de cette "
        "perte. Chaque modèle est jugé pour lui-même, sans correction pour leur nombre. L’erreur standard "
        "sert de seuil : les mêmes images étant relues à chaque époque, la différence entre deux époques est "
        "en général mieux connue, mais sa propre incertitude n’est pas enregistrée."
    ),
    wordings={
        "turned": Wording(Outcome.TRUE, "Oui", TURNED),
        "undone": Wording(Outcome.TRUE, "Oui, après l’époque gardée", UNDONE),
        "close": Wording(Outcome.FALSE, "Non", CLOSE),
        "falling": Wording(Outcome.FALSE, "Pas à ce stade", FALLING),
        "gap": Wording(Outcome.INCONCLUSIVE, "Seulement un écart", GAP),
        "imprecise": Wording(Outcome.INCONCLUSIVE, UNKNOWN, IMPRECISE),
        "unsure": Wording(Outcome.INCONCLUSIVE, UNKNOWN, UNSURE),
        "diverged": Wording(Outcome.INCONCLUSIVE, UNKNOWN, DIVERGED),
    },
)


def overfitting(result: Result) -> Verdict:
    """Judge whether the validation loss rose while the training loss fell, or how far apart they end."""
    history = curve(result)
    gap = generalization_gap(result)
    on_training = "à l’entraînement (sans dropout)" if has_dropout(result) else "à l’entraînement"
    values = {
        "best": best_epoch(history),
        "lowest": loss_at(history, history.best),
        "last": loss_at(history, history.epochs),
        "rise": _rise(history),
        "validation": loss_of_model_kept(result, "validation"),
        "training": loss_of_model_kept(result, "train"),
        "on_training": on_training,
    }
    return RULE.conclude(
        _case(history, gap),
        (result,),
        f"Le {reference(result).name} surapprend-il ?",
        values,
        _evidence(history, gap),
        result.position - 1,
    )


def has_dropout(result: Result) -> bool:
    """Tell whether some neurons are turned off during training."""
    return any("Dropout" in layer.type and layer.connected for layer in result.model.layers)


def _case(history: Curve, gap: GeneralizationGap) -> str:
    if history.rise is Rise.UNSURE:
        return "unsure"
    if history.rise is Rise.SURE:
        if history.training_since is None or history.training_since.high >= 0:
            return "diverged"
        return "turned" if history.result.training.patience is None else "undone"
    if not gap.sure:
        return "close" if gap.absent else "imprecise"
    return "falling" if history.ending is Ending.FALLS else "gap"


def _rise(history: Curve) -> Quantity:
    rise = history.last - history.lowest
    return Quantity(
        rise,
        language.measured(rise, history.error),
        (history.validation_source, history.error_source),
        "dernière perte de validation moins la plus petite",
    )


def _evidence(history: Curve, gap: GeneralizationGap) -> list[Evidence]:
    result, rise = history.result, _rise(history)
    found = [
        Evidence("Époque de la plus petite perte de validation", best_epoch(history)),
        Evidence("Perte de validation à cette époque", loss_at(history, history.best)),
        Evidence("Perte de validation à la dernière époque", loss_at(history, history.epochs)),
    ]
    if history.error > 0:
        relative = computed(rise.value / history.error, rise.sources, "remontée / erreur standard", 2)
        found.append(Evidence("Remontée, en erreurs standard de cette perte", relative))
    for name, line, source in (
        ("validation", history.since, history.validation_source),
        ("entraînement", history.training_since, history.training_source),
    ):
        if line is not None:
            found.append(slope_evidence(f"Pente par époque depuis le minimum, {name}", line, source))
    found += gap_evidence(gap)
    if has_dropout(result):
        found.append(Evidence("Dropout", DROPOUT))
    return found
