"""The curves of a model: ROC, precision-recall and reliability, on validation and test."""

from experiments import language
from generator.sections.charts.unit_chart import Curve, Marker, UnitChart
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.calibration import reliability
from generator.statistics.diagnosis.ranking import sweep
from generator.statistics.diagnosis.scores import Score
from generator.statistics.diagnosis.threshold import Threshold

MARKED = "Chaque point marque le seuil retenu."
CSS = {"validation": "series-validation", "test": "series-1"}


def roc_chart(both: list[Answers], threshold: Threshold, areas: list[Score]) -> UnitChart:
    """Draw the share of ill found against the share of healthy called ill."""
    curves = []
    for answers in both:
        swept = sweep(answers.labels, answers.probabilities)
        points = zip(swept.false_alarm_rate.tolist(), swept.recall.tolist(), strict=True)
        (healthy, alarms), (missed, found) = answers.matrix(threshold.value)
        place = (alarms / (healthy + alarms), found / (missed + found))
        curves.append(_curve(answers, [(0.0, 0.0), *points], place, threshold))
    return UnitChart(
        identifier=f"{both[0].result.id}-roc",
        title="Courbe ROC",
        x_title="part des enfants sains déclarés malades",
        y_title="rappel",
        curves=curves,
        reference=[(0.0, 0.0), (1.0, 1.0)],
        caption=f"{MARKED} La diagonale est celle d’un modèle qui répond au hasard.",
        alternative=_alternative("Aire sous la courbe", both, areas),
        source=_source(both),
    )


def precision_recall_chart(both: list[Answers], threshold: Threshold, areas: list[Score]) -> UnitChart:
    """Draw precision against recall."""
    curves = []
    for answers in both:
        swept = sweep(answers.labels, answers.probabilities)
        points = list(zip(swept.recall.tolist(), swept.precision.tolist(), strict=True))
        (_, alarms), (missed, found) = answers.matrix(threshold.value)
        # Without any alarm precision is undefined: the curve then starts at its first point.
        place = (found / (missed + found), found / (found + alarms)) if found + alarms else points[0]
        curves.append(_curve(answers, points, place, threshold))
    return UnitChart(
        identifier=f"{both[0].result.id}-precision-rappel",
        title="Courbe précision-rappel",
        x_title="rappel",
        y_title="précision",
        curves=curves,
        reference=[],
        caption=MARKED,
        alternative=_alternative("Précision moyenne", both, areas),
        source=_source(both),
    )


def reliability_chart(both: list[Answers]) -> UnitChart:
    """Draw the share of ill against the announced probability."""
    curves = []
    for answers in both:
        bins = reliability(answers)
        markers = [
            Marker(
                b.announced,
                b.observed,
                f"{answers.split} : {language.integer(b.examples)} "
                f"{language.plural(b.examples, 'image', 'images')}, "
                f"probabilité annoncée {language.decimal(b.announced, 2)}, "
                f"part de malades {language.decimal(b.observed, 2)} "
                f"(de {language.decimal(b.low, 2)} à {language.decimal(b.high, 2)})",
                b.low,
                b.high,
            )
            for b in bins
        ]
        points = [(b.announced, b.observed) for b in bins]
        curves.append(Curve(answers.split, CSS[answers.split], points, markers))
    return UnitChart(
        identifier=f"{both[0].result.id}-fiabilite",
        title="Courbe de fiabilité",
        x_title="probabilité annoncée",
        y_title="part de malades",
        curves=curves,
        reference=[(0.0, 0.0), (1.0, 1.0)],
        caption="Par tranches d’un dixième de la probabilité annoncée ; les traits verticaux sont des "
        f"intervalles de Wilson à {language.whole_percent(language.CONFIDENCE)}. Sur la diagonale, les "
        "probabilités disent vrai.",
        alternative=" ; ".join(marker.tooltip for curve in curves for marker in curve.markers) + ".",
        source=_source(both),
    )


def _curve(
    answers: Answers, points: list[tuple[float, float]], place: tuple[float, float], threshold: Threshold
) -> Curve:
    tooltip = (
        f"{answers.split}, au seuil {threshold.quantity.text} : {language.decimal(place[0], 3)} en abscisse, "
        f"{language.decimal(place[1], 3)} en ordonnée"
    )
    return Curve(answers.split, CSS[answers.split], points, [Marker(*place, tooltip)])


def _alternative(measure: str, both: list[Answers], areas: list[Score]) -> str:
    values = [
        f"{area.value.text} sur {answers.split}"
        for answers, area in zip(both, areas, strict=True)
        if area.value is not None
    ]
    return f"{measure} : {', '.join(values)}."


def _source(both: list[Answers]) -> str:
    return " ".join(source for answers in both for source in answers.sources)
