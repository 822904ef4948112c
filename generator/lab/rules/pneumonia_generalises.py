"""Rule: a model reads the test X-rays as well as those it has learned from."""

from collections.abc import Sequence

from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import Quantity, computed, computed_count, points, share
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import bounds_evidence, chance_evidence
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.comparison import TEST
from generator.statistics.diagnosis.generalization import Generalization, generalization
from generator.statistics.diagnosis.trainings import Trainings

RULE = Rule(
    __name__,
    cases={
        "falls": Outcome.FALSE,
        "rises": Outcome.TRUE,
        "unclear": Outcome.INCONCLUSIVE,
        "undefined": Outcome.INCONCLUSIVE,
    },
    values=(
        *("model", "threshold", "trainings", "training_recall", "training_specificity"),
        *("test_recall", "test_specificity"),
    ),
    hoped=Outcome.TRUE,
)
GAP = "moyenne du rappel et de la spécificité, entraînement moins test"


def pneumonia_generalises(models: Sequence[Trainings]) -> list[Verdict]:
    """Compare what each model recognises of its training images and of the test images."""
    measured = [generalization(model) for model in models]
    found = iter(chances([each.p_value for each in measured if each]))
    return [
        _verdict(model, each, next(found)) if each else _undefined(model)
        for model, each in zip(models, measured, strict=True)
    ]


def _undefined(model: Trainings) -> Verdict:
    return RULE.conclude("undefined", [model.decision.result], {"model": model.decision.name})


def _verdict(model: Trainings, measured: Generalization, chance: Chance) -> Verdict:
    result, test = model.decision.result, model.decision.test
    matrix = [f"{file.file}#/{where}" for file, where in zip(result.trainings, _places(model), strict=True)]
    sources = (*matrix, *model.sources)
    half_width = (measured.high - measured.low) / 2
    gap, low, high = (
        points(bound, len(test.labels), sources, GAP, half_width)
        for bound in (measured.difference, measured.low, measured.high)
    )
    case = "falls" if measured.difference > 0 else "rises"

    def shares(split: str, values: Sequence[float], images: int) -> dict[str, Quantity]:
        names = (f"{split}_specificity", f"{split}_recall")
        return {
            name: share(float(value), images, sources, "part reconnue, moyenne de tous les entraînements")
            for name, value in zip(names, values, strict=True)
        }

    return RULE.conclude(
        case if chance.unlikely else "unclear",
        [result],
        {
            "model": model.decision.name,
            "threshold": computed(DEFAULT_THRESHOLD, sources, "valeur usuelle", 1),
            "trainings": Phrase(
                "trainings", number=computed_count(len(model.every), sources, "entraînements")
            ),
            **shares("training", measured.training.tolist(), result.evaluation["train"].count),
            **shares("test", measured.test.tolist(), len(test.labels)),
        },
        [
            Evidence("gap", gap),
            bounds_evidence("interval", low, high),
            *chance_evidence(chance, sources, TEST),
        ],
    )


def _places(model: Trainings) -> list[str]:
    """Return where the scores on the training images stand in the file of each training."""
    others = ["training_scores/confusion_matrix"] * (len(model.every) - 1)
    return ["evaluation/train/confusion_matrix", *others]
