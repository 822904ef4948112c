"""A trial never mixes with the real results."""

from experiments.project import BUILD, RESULTS
from experiments.training.profiles import FULL, PROFILES, SMOKE, results_folder


def test_only_the_full_profile_writes_to_the_results() -> None:
    assert results_folder(FULL) == RESULTS
    assert results_folder(SMOKE) == BUILD / "smoke" / "results"
    assert PROFILES == {"full": FULL, "smoke": SMOKE}
    assert (FULL.images, FULL.epochs) == (None, None)
