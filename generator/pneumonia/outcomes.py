"""From a test or an interval to the outcome of a rule."""

from generator.pneumonia.pairing import Pairing
from generator.statistics import SIGNIFICANCE
from generator.verdict import Outcome


def paired_outcome(pairing: Pairing) -> Outcome:
    """Return TRUE when the first model is right more often, surely; FALSE when the second is."""
    if pairing.p_value >= SIGNIFICANCE:
        return Outcome.INCONCLUSIVE
    return Outcome.TRUE if pairing.only_first > pairing.only_second else Outcome.FALSE


def sign_outcome(low: float, high: float) -> Outcome:
    """Return TRUE when a whole interval is above zero, FALSE when it is below."""
    if low > 0:
        return Outcome.TRUE
    return Outcome.FALSE if high < 0 else Outcome.INCONCLUSIVE
