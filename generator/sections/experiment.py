"""An experiment: its models in order, then side by side, and the one that validation selects."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.rules.decision import Verdict
from generator.rules.selection import selection
from generator.rules.selection_confirmed import selection_confirmed
from generator.sections.comparison import Comparison, compare_models
from generator.sections.findings import progress_findings
from generator.sections.model import ModelSection, model_sections
from generator.statistics.pairs import same_examples


@dataclass(frozen=True)
class Experiment:
    """The models of a family.

    Attributes
    ----------
    progress : list of list of Verdict
        What each model gains over its forerunner.
    choice : list of Verdict
        Which model validation selects, and whether test confirms it.
    """

    results: list[Result]
    models: list[ModelSection]
    progress: list[list[Verdict]]
    comparison: Comparison
    choice: list[Verdict]


def experiment(results: list[Result], *others: Sequence[Result]) -> Experiment:
    """Describe the models of a family and compare them; `others` are those of the other experiments."""
    same = [models for models in others if models and same_examples(results[0], models[0])]
    return Experiment(
        results=results,
        models=model_sections(results),
        progress=progress_findings(results, same),
        comparison=compare_models(results),
        choice=[selection(results), selection_confirmed(results)],
    )
