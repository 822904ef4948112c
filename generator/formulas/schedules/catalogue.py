"""Schedules the report knows, by the name of their Keras class: every file of this folder adds its own."""

from collections.abc import Mapping
from functools import cache

from generator.formulas.catalogue import found_in
from generator.formulas.schedules.schedule import Schedule

PACKAGE = "generator.formulas.schedules"


@cache
def schedules() -> Mapping[str, Schedule]:
    """Return the schedules that the files of this folder describe."""
    return {schedule.name: schedule for schedule in found_in(PACKAGE, Schedule)}


def schedule_named(name: str) -> Schedule:
    """Return a schedule by the name of its Keras class, without equations when no file describes it."""
    return schedules().get(name) or Schedule(
        name=name,
        description=(
            f"{name} n’a pas d’équation connue du rapport\u202f: Keras calcule le taux de chaque pas, repris "
            "tel quel."
        ),
    )
