"""Curves keep their shape, and the square its corners."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.sections.charts.unit_chart import UnitChart, corners

STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)


def chart() -> UnitChart:
    return UnitChart("id", "Titre", "x", "y", [], [], "", "", "")


def test_zero_and_one_are_the_corners_of_the_frame() -> None:
    square = chart()
    assert (square.x(0), square.y(0)) == (square.left, square.bottom)
    assert (square.x(1), square.y(1)) == (square.right, square.top)
    assert [tick.text for tick in square.x_ticks] == ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]


@given(STEPS)
def test_a_staircase_without_its_middle_points_covers_the_same_places(steps: list[tuple[int, int]]) -> None:
    points, x, y = [(0.0, 0.0)], 0.0, 0.0
    for right, up in steps:
        for _ in range(right):
            x += 1
            points.append((x, y))
        for _ in range(up):
            y += 1
            points.append((x, y))
    kept = corners(points)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert set(kept) <= set(points)

    def covered(path: list[tuple[float, float]]) -> set[tuple[float, float]]:
        places = set(path)
        for (x1, y1), (x2, y2) in pairwise(path):
            assert x1 == x2 or y1 == y2
            places |= {(x1 + i, y1) for i in range(int(x2 - x1))} | {
                (x1, y1 + i) for i in range(int(y2 - y1))
            }
        return places

    assert covered(kept) == covered(points)
