"""Perturb the results and read the pages they make: ``make fuzz``."""

import secrets
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from joblib import Parallel, delayed
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from experiments.engine.jobs import jobs_here
from experiments.project import BUILD, RESULTS
from experiments.terminal import FAILURE_EXIT, run_command_line
from tests.perturbation.case import case
from tests.perturbation.examination import Examined, examine
from tests.perturbation.records import Records, read_records

# Where the pages at fault may be read.
KEPT = BUILD / "fuzz"
LARGEST_SEED = 1_000_000


@click.command(
    help="Dérange les résultats enregistrés de façons cohérentes, fait les pages de chaque cas et y cherche "
    "une phrase que ses nombres contredisent ; sort avec 1 s’il y en a une.",
)
@click.option("--count", type=click.IntRange(min=1), default=1000, metavar="N", help="Nombre de cas.")
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Numéro du premier cas.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Cas examinés en même temps.")
def cli(count: int, seed: int | None, jobs: int | None) -> None:
    """Examine so many cases, one after the other from a number on."""
    first = secrets.randbelow(LARGEST_SEED) if seed is None else seed
    numbers = range(first, first + count)
    console = Console(stderr=True)
    console.print(f"Cas {first} à {first + count - 1} (SEED={first} les refait).", highlight=False)
    failed = 0
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("reste"), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=count)
        for examined in _examined(numbers, read_records(RESULTS), jobs or jobs_here()):
            progress.advance(task)
            if examined.faults:
                failed += 1
                _tell(examined, progress.console)
    console.print(_summary(count, failed), highlight=False)
    sys.exit(FAILURE_EXIT if failed else 0)


def _examined(numbers: Sequence[int], records: Records, jobs: int) -> Iterator[Examined]:
    """Examine the cases, each as soon as a core is free."""
    found: Iterator[Examined] = Parallel(n_jobs=jobs, return_as="generator_unordered")(
        delayed(_one)(number, records) for number in numbers
    )
    return found


def _one(number: int, records: Records) -> Examined:
    """Make a case where it is examined: it is larger than its number."""
    return examine(case(number, records))


def _tell(examined: Examined, console: Console) -> None:
    """Say what is wrong with a case, how to make it again, and keep its pages at fault."""
    lines = [f"Cas {examined.number} (make fuzz N=1 SEED={examined.number}) : {' ; '.join(examined.changes)}"]
    lines += [f"  {fault}" for fault in examined.faults]
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    for path in {fault.page for fault in examined.faults} & examined.pages.keys():
        kept = KEPT / str(examined.number) / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(examined.pages[path], encoding="utf-8")


def _summary(count: int, failed: int) -> str:
    if not failed:
        return "Rien à reprendre."
    where = KEPT.relative_to(Path.cwd()) if KEPT.is_relative_to(Path.cwd()) else KEPT
    return f"Cas à reprendre : {failed} sur {count} ; les pages en cause sont dans {where}/."


if __name__ == "__main__":
    run_command_line(cli, "python -m tests.perturbation")
