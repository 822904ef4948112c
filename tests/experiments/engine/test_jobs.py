"""How many trainings suit a machine, and their order."""

import os
import random

import pytest

from experiments.engine import jobs
from experiments.engine.jobs import jobs_here, longest_first
from experiments.engine.progress import Task

GIB = 2**30


@pytest.mark.parametrize(
    ("cores", "gibibytes", "expected"), [(1, 64, 1), (2, 8, 2), (8, 64, 8), (8, 12, 4), (64, 2, 1)]
)
def test_one_training_per_core_if_the_memory_holds_them(
    monkeypatch: pytest.MonkeyPatch, cores: int, gibibytes: int, expected: int
) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    sizes = {"SC_PAGE_SIZE": page, "SC_PHYS_PAGES": gibibytes * GIB // page}
    monkeypatch.setattr(os, "sysconf", sizes.__getitem__)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    assert jobs_here() == expected
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert jobs_here() == expected


def test_a_core_that_this_process_may_not_use_does_not_count() -> None:
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        assert jobs.jobs_here() == 1
    finally:
        os.sched_setaffinity(0, allowed)


def test_each_training_is_at_least_as_long_as_those_after_it() -> None:
    draw = random.Random(11)
    for _ in range(50):
        tasks = [
            Task(f"net-{i}", draw.randint(1, 9), draw.choice([None, 1.0, draw.uniform(0, 99)]))
            for i in range(draw.randint(0, 12))
        ]
        ordered = longest_first(tasks)
        known = [task.expected_seconds for task in ordered if task.expected_seconds is not None]
        unknown = [task for task in tasks if task.expected_seconds is None]
        assert ordered[: len(unknown)] == unknown
        assert known == sorted(known, reverse=True)
        assert {*ordered} == {*tasks} and len(ordered) == len(tasks)
