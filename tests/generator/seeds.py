"""Made-up trainings of one model with other seeds."""

from collections.abc import Iterable

from experiments.results.schema import Result
from tests.generator.replicas import replicated
from tests.generator.samples import errors, evaluation, with_predictions


def trained(identifier: str, *trainings: Iterable[int]) -> Result:
    """Return a model whose trainings are wrong on these test images, the primary one first."""
    primary, *others = map(errors, trainings)
    return with_seeds(with_predictions(identifier, primary), others)


def with_seeds(result: Result, wrong: Iterable[dict[int, str]]) -> Result:
    """Return a result with one replicate per entry: what each got wrong on the test images."""
    return replicated(result, ({"test": evaluation(answers)} for answers in wrong))
