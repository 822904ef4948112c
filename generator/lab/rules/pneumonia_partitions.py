"""Rule: the X-rays of the test set can be told from those of the training set, the disease left aside."""

from experiments import language
from experiments.results.survey import ClassSurvey, Separation, Survey
from generator.facts.quantity import Quantity, computed_count, fraction, gap
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.scores import proportion_score

# Below this area, what tells images apart is called little: a convention.
ALIKE = 0.6
# The area where nothing tells them apart.
CHANCE = 0.5

RULE = Rule(
    __name__,
    cases={
        "normal": Outcome.TRUE,
        "ill": Outcome.TRUE,
        "both": Outcome.TRUE,
        "alike": Outcome.FALSE,
        "unclear": Outcome.INCONCLUSIVE,
        "unmeasured": Outcome.INCONCLUSIVE,
        "other-data": Outcome.INCONCLUSIVE,
    },
    values=("side", "normal", "ill", "consequence", "model", "chance"),
    constants={"alike": language.decimal(ALIKE, 1), "chance": language.decimal(CHANCE, 1)},
    hoped=Outcome.FALSE,
)
DECIMALS = 2
EXCESS = "probabilité moyenne moins part de pneumonies"


def pneumonia_partitions(decision: Decision, shift: Verdict, excess: Verdict) -> Verdict:
    """Say what was measured of the images, and what of it shows in the answers of a model.

    Parameters
    ----------
    decision : Decision
    shift, excess : Verdict
        What the rules on the specificity and on the probabilities say of this model.
    """
    survey = decision.result.survey
    values: dict[str, object] = {"model": decision.name}
    if survey is None:
        return RULE.conclude("unmeasured", [decision.result], values)
    if survey.provenance.data != decision.result.provenance.data:
        return RULE.conclude("other-data", [decision.result], values)
    case = _case(*survey.classes)
    values |= {
        "side": computed_count(survey.side, (f"{survey.file}#/side",), "côté des images, en pixels"),
        "normal": _area(survey, 0, "partitions"),
        "ill": _area(survey, 1, "partitions"),
        "chance": fraction(CHANCE, (f"{survey.file}#/classes",), "aire ROC de réponses au hasard", 1),
        "consequence": _consequence(decision, case, shift, excess),
    }
    return RULE.conclude(
        case,
        [decision.result],
        values,
        [_interval(survey, n, sample) for n in (0, 1) for sample in ("partitions", "control")],
    )


def _case(normal: ClassSurvey, ill: ClassSurvey) -> str:
    apart = [each.partitions.low > max(CHANCE, each.control.high) for each in (normal, ill)]
    if not any(apart):
        return "alike" if max(normal.partitions.high, ill.partitions.high) < ALIKE else "unclear"
    if apart[0] and (not apart[1] or normal.partitions.low > ill.partitions.high):
        return "normal"
    if apart[1] and (not apart[0] or ill.partitions.low > normal.partitions.high):
        return "ill"
    return "both"


def _consequence(decision: Decision, case: str, shift: Verdict, excess: Verdict) -> Phrase | str:
    """Return what shows in the answers of the model where it should: about healthy children."""
    if case not in ("normal", "both") or shift.outcome is not Outcome.TRUE:
        return ""
    return Phrase(
        "consequence",
        {
            "model": decision.name,
            "validation": _specificity(decision, decision.validation),
            "test": _specificity(decision, decision.test),
            "probabilities": _probabilities(decision) if excess.outcome is Outcome.TRUE else "",
        },
    )


def _specificity(decision: Decision, answers: Answers) -> Quantity | None:
    return proportion_score("", "", answers.counts(decision.threshold.value).specificity).value


def _probabilities(decision: Decision) -> Phrase:
    validation, test = (_excess(answers) for answers in (decision.validation, decision.test))
    above = float(decision.validation.excess.mean()) > 0
    return Phrase(
        "probabilities",
        {"validation": validation, "side": Phrase("above" if above else "below"), "test": test},
    )


def _excess(answers: Answers) -> Quantity:
    return gap(float(answers.excess.mean()), len(answers.labels), answers.sources, EXCESS)


def _separation(survey: Survey, number: int, sample: str) -> Separation:
    found: Separation = getattr(survey.classes[number], sample)
    return found


def _area(survey: Survey, number: int, sample: str) -> Quantity:
    source = f"{survey.file}#/classes/{number}/{sample}/area"
    return fraction(_separation(survey, number, sample).area, (source,), "aire ROC", DECIMALS)


def _interval(survey: Survey, number: int, sample: str) -> Evidence:
    found, base = _separation(survey, number, sample), f"{survey.file}#/classes/{number}/{sample}"

    def count(name: str) -> Quantity:
        return computed_count(getattr(found, name), (f"{base}/{name}",), "")

    bounds = {
        name: fraction(getattr(found, name), (f"{base}/{name}",), "patients tirés de nouveau", DECIMALS)
        for name in ("low", "high")
    }
    return Evidence(
        sample,
        Phrase("measured", {"area": _area(survey, number, sample), **bounds}),
        {
            "name": survey.classes[number].category,
            "first": count("first_count"),
            "second": count("second_count"),
            "patients": count("patients"),
        },
    )
