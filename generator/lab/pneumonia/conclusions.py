"""Everything that rules conclude in the fourth part."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.lab.rules.over_seeds import over_seeds
from generator.lab.rules.pneumonia_beats_constant import pneumonia_beats_constant
from generator.lab.rules.pneumonia_better import pneumonia_better
from generator.lab.rules.pneumonia_better_calibrated import pneumonia_better_calibrated
from generator.lab.rules.pneumonia_conclusion import Grounds, pneumonia_conclusion
from generator.lab.rules.pneumonia_generalises import pneumonia_generalises
from generator.lab.rules.pneumonia_main_error import pneumonia_main_error
from generator.lab.rules.pneumonia_overestimates import pneumonia_overestimates
from generator.lab.rules.pneumonia_partitions import pneumonia_partitions
from generator.lab.rules.pneumonia_ranks_better import pneumonia_ranks_better
from generator.lab.rules.pneumonia_shift import pneumonia_shift
from generator.lab.rules.pneumonia_small_validation import pneumonia_small_validation
from generator.lab.rules.pneumonia_targets import pneumonia_targets
from generator.lab.rules.pneumonia_threshold_helps import pneumonia_threshold_helps
from generator.rules.decision import Verdict
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.trainings import trainings


@dataclass(frozen=True)
class Conclusions:
    """What the fourth part concludes.

    Attributes
    ----------
    models : list of list of Verdict
        About each model by itself.
    comparisons : list of Verdict
        Each model against the one before.
    validation : list of Verdict
        What validation is worth.
    partitions : Verdict
        Whether test images look like training images.
    main_error : list of Verdict
        One per model.
    last : Verdict
        What it all comes to.
    constant : Verdict
        The last model beside a constant answer.
    """

    models: list[list[Verdict]]
    comparisons: list[Verdict]
    validation: list[Verdict]
    partitions: Verdict
    main_error: list[Verdict]
    last: Verdict
    constant: Verdict


def conclude(decisions: Sequence[Decision]) -> Conclusions:
    """Judge the models of the fourth part, in order, each rule correcting for all that it judges at once."""
    models = [trainings(decision) for decision in decisions]
    pairs = list(zip(models[1:], models, strict=False))
    # Only a model whose threshold was chosen is held to the targets that the choice was made for.
    chosen = [model for model in models if model.decision.threshold.chosen]
    targets, helps = over_seeds(pneumonia_targets, chosen), pneumonia_threshold_helps(chosen)
    beats, excess = over_seeds(pneumonia_beats_constant, models), over_seeds(pneumonia_overestimates, models)
    small, shift = over_seeds(pneumonia_small_validation, models), over_seeds(pneumonia_shift, models)
    generalises, errors = pneumonia_generalises(models), over_seeds(pneumonia_main_error, models)
    better, ranks = pneumonia_better(pairs), pneumonia_ranks_better(pairs)
    calibrated = pneumonia_better_calibrated(pairs)
    last = decisions[-1]
    grounds = Grounds(
        beats_constant=beats[-1],
        targets=targets[-1] if last.threshold.chosen else None,
        shift=shift[-1],
        small_validation=small[-1],
        overestimates=excess[-1],
        better=better[-1] if pairs else None,
    )
    return Conclusions(
        models=[_about(decision, generalises, targets, helps, beats, excess) for decision in decisions],
        comparisons=[verdict for three in zip(better, ranks, calibrated, strict=True) for verdict in three],
        validation=[*small, *shift],
        partitions=pneumonia_partitions(last, shift[-1], excess[-1]),
        main_error=errors,
        last=pneumonia_conclusion(last, decisions[-2] if pairs else None, grounds),
        constant=beats[-1],
    )


def _about(decision: Decision, *verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts about one model, in the order of the rules."""
    return [each for several in verdicts for each in several if each.subjects == (decision.result.id,)]
