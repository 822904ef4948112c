"""Durations are rounded, never cut short, and two that differ by half a minute are told apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.duration import said_duration

UNITS = {"s": 1, "min": 60, "h": 3600}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.04, "moins de 0,1\u00a0s"),
        (0.0, "0,0\u00a0s"),
        (4.21, "4,2\u00a0s"),
        (9.97, "10\u00a0s"),
        (27.94, "28\u00a0s"),
        (59.6, "1\u00a0min"),
        (102, "1\u00a0min 42\u00a0s"),
        (139, "2\u00a0min 19\u00a0s"),
        (599.7, "10\u00a0min"),
        (3570, "1\u00a0h"),
        (7500, "2\u00a0h 5\u00a0min"),
    ],
)
def test_a_duration_is_said(seconds: float, text: str) -> None:
    assert said_duration(seconds) == text


@given(st.floats(0.1, 1e6))
def test_what_is_said_is_the_nearest(seconds: float) -> None:
    parts = re.findall(r"([\d,’]+)\u00a0(\w+)", said_duration(seconds))
    told = sum(float(number.replace(",", ".").replace("’", "")) * UNITS[unit] for number, unit in parts)
    finest = 0.1 if "," in parts[0][0] else 1 if seconds < 599.5 else 60
    assert abs(told - seconds) <= finest / 2 + 1e-6
