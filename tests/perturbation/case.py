"""A case: a few perturbations drawn from its number, always the same ones."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from tests.perturbation import authors, curves, digits, models, radiographs, seeds, sizes, surveys
from tests.perturbation.records import Records

Perturbation = Callable[[Records, Generator], str]

MOST = 3
# What changes which models, classes and images there are comes after what changes answers about them.
PERTURBATIONS: tuple[Perturbation, ...] = (
    digits.exchange_answers,
    digits.copy_answers,
    digits.equal_scores,
    digits.tie,
    digits.lose,
    digits.gain,
    digits.guess,
    digits.confuse,
    digits.agree,
    radiographs.believe,
    radiographs.believe,
    radiographs.same_answers,
    surveys.measure_otherwise,
    surveys.survey_otherwise,
    seeds.collapse,
    seeds.same_everywhere,
    seeds.spread,
    models.weigh_errors,
    curves.bend,
    curves.bend,
    curves.stop_early,
    models.resize,
    models.drop_bias,
    models.train_otherwise,
    models.compute_otherwise,
    models.exchange_training,
    models.time_otherwise,
    sizes.few_digits,
    sizes.lost_digit,
    sizes.lost_class,
    sizes.few_radiographs,
    sizes.one_patient,
    seeds.renumber,
    seeds.forget,
    models.exchange,
    models.remove,
    # Of what is left.
    authors.comment,
)


@dataclass(frozen=True)
class Case:
    """Consistent results that no training gave.

    Attributes
    ----------
    number : int
        It decides of all the rest.
    changes : tuple of str
        What was changed, in French.
    """

    number: int
    changes: tuple[str, ...]
    records: Records


def case(number: int, records: Records) -> Case:
    """Return the case of this number, made from these records, which stay as they are."""
    rng, changed = np.random.default_rng(number), records.copy()
    # Each kind in turn, then others with it.
    ranks = {number % len(PERTURBATIONS), *rng.integers(0, len(PERTURBATIONS), int(rng.integers(0, MOST)))}
    changes = tuple(PERTURBATIONS[rank](changed, rng) for rank in sorted(int(rank) for rank in ranks))
    return Case(number, changes, changed)
