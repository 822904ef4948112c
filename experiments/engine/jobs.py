"""How many trainings go on at the same time, and in what order."""

import math
import os

from experiments.engine.progress import Task

# What a training may hold at its height, with some margin.
MEMORY_PER_TRAINING = 3e9  # bytes


def jobs_here() -> int:
    """Return how many trainings suit this machine: one per core, as long as the memory holds them.

    A training keeps little more than one core busy (1.1 to 1.3 out of two, from import to plots). Threads are
    not shared out between trainings: TensorFlow adds up a convolution in another order with another number of
    threads, and no number may depend on how many trainings went on beside.
    """
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(1, min(_usable_cores(), int(memory / MEMORY_PER_TRAINING)))


def longest_first(tasks: list[Task]) -> list[Task]:
    """Return the trainings in the order to begin them, so that none is waited for alone at the end.

    Those that were never timed come first, as each may be the longest; equals keep their order.
    """

    def expected(task: Task) -> float:
        return math.inf if task.expected_seconds is None else task.expected_seconds

    return sorted(tasks, key=expected, reverse=True)


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
