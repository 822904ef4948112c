"""Rule: the number of epochs is right; fewer or more would not have been better."""

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count, share
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.statistics.curves import Curve, Rise, best_epoch, curve, loss_at, number_of_epochs

ACCURACY = "/history/val_accuracy"
EXAMPLES = "/evaluation/validation/count"
PATIENCE = "/training/patience"

RULE = Rule(
    __name__,
    cases={
        "enough": Outcome.TRUE,
        "kept": Outcome.TRUE,
        "more": Outcome.FALSE,
        "kept-too-soon": Outcome.FALSE,
        "fewer": Outcome.FALSE,
        "disagree": Outcome.INCONCLUSIVE,
        "single": Outcome.INCONCLUSIVE,
        "last": Outcome.INCONCLUSIVE,
        "unclear": Outcome.INCONCLUSIVE,
        "kept-unclear": Outcome.INCONCLUSIVE,
    },
    values=("model", "epochs", "best", "lowest", "last", "gained", "stop"),
    hoped=Outcome.TRUE,
)


def epoch_count(result: Result) -> Verdict:
    """Judge whether fewer or more epochs would have been better, from the curves alone."""
    history = curve(result)
    gained = _gained(history)
    values = {
        "model": result.names.model,
        "epochs": Phrase("epochs", number=number_of_epochs(history)),
        "best": best_epoch(history),
        "lowest": loss_at(history, history.best),
        "last": loss_at(history, history.epochs),
        "gained": Phrase("examples", number=gained),
        "stop": _stop(history),
    }
    return RULE.conclude(_case(history, int(gained.value)), (result,), values, _evidence(history))


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
    """Return how many more validation examples are put in their class at the end than at the best epoch."""
    gained = _well_classified(history, history.epochs) - _well_classified(history, history.best)
    sources = (f"{history.result.file}#{ACCURACY}", read(history.result, EXAMPLES).source)
    return computed_count(gained, sources, "bonnes réponses à la fin moins à la meilleure époque")


def _well_classified(history: Curve, epoch: int) -> int:
    """Return how many validation examples are put in their class: the history holds a rounded share."""
    examples = history.result.evaluation["validation"].count
    return round(history.result.history.val_accuracy[epoch - 1] * examples)


def _accuracy(history: Curve, epoch: int) -> Quantity:
    """Return the validation accuracy at an epoch, as the evaluation of the same examples would write it."""
    examples = read(history.result, EXAMPLES)
    accuracy = _well_classified(history, epoch) / examples.value
    sources = (read(history.result, f"{ACCURACY}/{epoch - 1}").source, examples.source)
    return share(accuracy, int(examples.value), sources, "bonnes réponses / réponses")


def _stop(history: Curve) -> Phrase | str:
    """Say when early stopping ended the training, and which weights it kept; nothing without it."""
    training = history.result.training
    if training.patience is None:
        return ""
    done, best = number_of_epochs(history), best_epoch(history)
    if history.epochs == training.epochs:
        return Phrase("ran-out", {"epochs": Phrase("epochs", number=done), "best": best})
    patience = Phrase("epochs", number=count(read(history.result, PATIENCE)))
    return Phrase("stopped", {"done": done, "patience": patience, "best": best})


def _evidence(history: Curve) -> list[Evidence]:
    found = [
        Evidence("best", best_epoch(history)),
        Evidence("best-loss", loss_at(history, history.best)),
        Evidence("best-accuracy", _accuracy(history, history.best)),
        Evidence("last-loss", loss_at(history, history.epochs)),
        Evidence("last-accuracy", _accuracy(history, history.epochs)),
    ]
    if history.result.training.patience is not None:
        found.append(Evidence("patience", count(read(history.result, PATIENCE))))
    return found
