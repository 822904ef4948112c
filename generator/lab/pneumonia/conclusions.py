"""Everything that rules conclude in the fourth part."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.lab.rules.pneumonia_beats_constant import pneumonia_beats_constant
from generator.lab.rules.pneumonia_better import pneumonia_better
from generator.lab.rules.pneumonia_better_calibrated import pneumonia_better_calibrated
from generator.lab.rules.pneumonia_conclusion import Grounds, pneumonia_conclusion
from generator.lab.rules.pneumonia_main_error import pneumonia_main_error
from generator.lab.rules.pneumonia_overestimates import pneumonia_overestimates
from generator.lab.rules.pneumonia_seed_spread import pneumonia_seed_spread
from generator.lab.rules.pneumonia_shift import pneumonia_shift
from generator.lab.rules.pneumonia_small_validation import pneumonia_small_validation
from generator.lab.rules.pneumonia_targets import pneumonia_targets
from generator.lab.rules.pneumonia_threshold_helps import pneumonia_threshold_helps
from generator.rules.decision import Verdict
from generator.statistics.diagnosis.decision import Decision


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
    main_error : list of Verdict
        One per model.
    last : Verdict
        What it all comes to.
    """

    models: list[list[Verdict]]
    comparisons: list[Verdict]
    validation: list[Verdict]
    main_error: list[Verdict]
    last: Verdict


def conclude(decisions: Sequence[Decision]) -> Conclusions:
    """Judge the models of the fourth part, in order, each rule correcting for all that it judges at once."""
    pairs = list(zip(decisions[1:], decisions, strict=False))
    # Only a model whose threshold was chosen is held to the targets that the choice was made for.
    chosen = [decision for decision in decisions if decision.threshold.chosen]
    targets, helps = pneumonia_targets(chosen), pneumonia_threshold_helps(chosen)
    beats, excess = pneumonia_beats_constant(decisions), pneumonia_overestimates(decisions)
    small, shift = pneumonia_small_validation(decisions), pneumonia_shift(decisions)
    better, seeds = pneumonia_better(pairs), pneumonia_seed_spread(pairs)
    calibrated = pneumonia_better_calibrated(pairs)
    last = decisions[-1]
    grounds = Grounds(
        beats_constant=beats[-1],
        targets=targets[-1] if last.threshold.chosen else None,
        shift=shift[-1],
        small_validation=small[-1],
        overestimates=excess[-1],
        better=better[-1] if pairs else None,
        seeds=seeds[-1] if pairs else None,
    )
    return Conclusions(
        models=[_about(decision, targets, helps, beats, excess) for decision in decisions],
        comparisons=[verdict for three in zip(better, seeds, calibrated, strict=True) for verdict in three],
        validation=[*small, *shift],
        main_error=pneumonia_main_error(decisions),
        last=pneumonia_conclusion(last, pairs[-1][1] if pairs else None, grounds),
    )


def _about(decision: Decision, *verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts about one model, in the order of the rules."""
    return [each for several in verdicts for each in several if each.subjects == (decision.result.id,)]
