"""The drawing beside a list of calls joins each call to what it receives, and to nothing else."""

import random

import pytest

from generator.sections.lanes import Stretch, lay_lanes

Calls = list[tuple[str, list[str]]]


def joined(calls: Calls) -> list[tuple[str, list[str]]]:
    """Read the drawing again: follow each lane down from the call where it starts."""
    holders: dict[int, str] = {}
    found = []
    for (name, _), stretch in zip(calls, lay_lanes(calls), strict=True):
        found.append((name, sorted(holders[lane] for lane in stretch.enters)))
        holders = {lane: holders[lane] for lane in stretch.passes}
        if stretch.leaves:
            assert stretch.lane not in holders
            holders[stretch.lane] = name
    assert not holders
    return found


def drawn(seed: int) -> Calls:
    """Draw a graph of which each call receives some of those before it."""
    chance = random.Random(seed)
    names = [f"c{rank}" for rank in range(chance.randint(1, 30))]
    return [
        (name, chance.choices(names[:rank], k=min(rank, chance.randint(0, 4))))
        for rank, name in enumerate(names)
    ]


@pytest.mark.parametrize("seed", range(200))
def test_the_lanes_say_who_feeds_whom(seed: int) -> None:
    calls = drawn(seed)
    assert joined(calls) == [(name, sorted(set(sources))) for name, sources in calls]


def test_a_chain_is_one_line() -> None:
    calls: Calls = [("a", []), ("b", ["a"]), ("c", ["b"])]
    assert lay_lanes(calls) == [
        Stretch(0, (), (), True),
        Stretch(0, (0,), (), True),
        Stretch(0, (0,), (), False),
    ]


def test_a_residual_block_takes_a_second_lane_and_gives_it_back() -> None:
    calls: Calls = [("x", []), ("conv", ["x"]), ("relu", ["conv"]), ("sum", ["relu", "x"]), ("out", ["sum"])]
    assert lay_lanes(calls) == [
        Stretch(0, (), (), True),
        Stretch(1, (0,), (0,), True),
        Stretch(1, (1,), (0,), True),
        Stretch(0, (0, 1), (), True),
        Stretch(0, (0,), (), False),
    ]
    assert lay_lanes(calls)[1].path == "M0.5 0V2M0.5 0C0.5 .7 1.5 .3 1.5 1M1.5 1V2"
