"""With how many decimals differences of shares are those of what is read."""

from collections.abc import Sequence

# So many decimals more, at most, than the sample supports.
MORE = 2
ROUNDING = 1e-9
Pair = tuple[float, float]


def fewest_subtracting(equal: Sequence[tuple[Pair, Pair]], fewest: int, said: int | None = None) -> int:
    """Return how many decimals make differences that are equal read as equal.

    Parameters
    ----------
    equal : sequence of pair of pair of float
        Shares: the difference of the first pair is that of the second one.
    fewest : int
        Decimals of percentages, or of points, that the sample supports.
    said : int, optional
        With how many decimals the second pairs are said, if not with those that are sought.

    Returns
    -------
    int
        The fewest if no more of them will do.
    """
    return next(
        (
            decimals
            for decimals in range(fewest, fewest + MORE + 1)
            if all(
                abs(_read(one, decimals) - _read(other, decimals if said is None else said))
                <= (0 if said is None else 0.5 * 10.0 ** -min(decimals, said)) + ROUNDING
                for one, other in equal
            )
        ),
        fewest,
    )


def _read(pair: Pair, decimals: int) -> float:
    """Return, in points, the difference of two shares as they are read."""
    first, second = (round(100 * each, decimals) for each in pair)
    return first - second
