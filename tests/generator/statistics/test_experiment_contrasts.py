"""One page never judges one pair of models in two ways."""

from hypothesis import given
from hypothesis import strategies as st

from generator.statistics.choice import select
from generator.statistics.experiment_contrasts import experiment_contrasts
from tests.generator.chosen_models import models

# How many validation, then test examples each model misses.
MISSED = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=5)


@given(MISSED)
def test_steps_and_choice_are_all_there_and_never_differ(made: list[tuple[int, int]]) -> None:
    validation, test = ([range(count) for count in counts] for counts in zip(*made, strict=True))
    results = models(validation, test, [10] * len(made))
    chosen = select(results)
    found = experiment_contrasts(results)
    steps = [(each.first.id, each.second.id) for each in found.steps]
    assert steps == [(new.id, old.id) for new, old in zip(results[1:], results, strict=False)]
    choice = [(each.first.id, each.second.id) for each in found.choice]
    assert choice == [(chosen.id, other.id) for other in results if other is not chosen]
    everything = [*found.steps, *found.choice]
    pairs = {frozenset(pair) for pair in (*steps, *choice)}
    judged = {(frozenset((each.first.id, each.second.id)), each.chance.corrected) for each in everything}
    assert len(judged) == len(pairs)
    assert {each.chance.together for each in everything} <= {len(results) * (len(results) - 1) // 2}
    for each in everything:
        accuracies = tuple(model.evaluation["test"].accuracy for model in (each.first, each.second))
        assert each.accuracies == accuracies
