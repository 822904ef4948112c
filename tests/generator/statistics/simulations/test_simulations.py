"""Every procedure that says what chance would do is held, by simulation, to what it says."""

import ast
import re
from pathlib import Path

import pytest

from experiments.project import ROOT
from tests.generator.statistics.simulations import of_counts, of_curves, of_patients, of_seeds
from tests.generator.statistics.simulations.simulation import Simulation

SIMULATIONS = (
    *of_counts.SIMULATIONS,
    *of_seeds.SIMULATIONS,
    *of_curves.SIMULATIONS,
    *of_patients.SIMULATIONS,
)
# Too slow to be drawn many times here: the tests that draw them, without any effect, then with one.
ELSEWHERE = {
    "experiments.survey.separation:separation": (
        "tests/experiments/survey/test_separation.py",
        "test_samples_drawn_alike_are_seldom_said_to_differ",
        "test_samples_that_differ_are_told_apart",
    ),
}
HOUSES = ("generator", "experiments")
LAWS = re.compile(r"(scipy\.)?stats(\.|$)|statistics$")
QUANTILES = {"quantile", "nanquantile", "percentile", "nanpercentile"}
# What is no law of chance in these modules.
DESCRIPTIVE = {"fmean", "mean", "median"}


def procedures_of(source: str) -> set[str]:
    """Return the functions of a module that use a law of chance or a quantile, or work out a p-value."""
    tree = ast.parse(source)
    laws = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and LAWS.fullmatch(node.module or "")
        for name in node.names
        if name.name not in DESCRIPTIVE
    }
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(_is_law(part, laws) for part in ast.walk(node))
    }


def _is_law(node: ast.AST, laws: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in laws or (isinstance(node.ctx, ast.Store) and "p_value" in node.id)
    if isinstance(node, ast.Attribute):
        return node.attr in QUANTILES or (isinstance(node.value, ast.Name) and node.attr == "stats")
    return False


def procedures() -> set[str]:
    """Return all of them, each as its module, a colon and its name."""
    return {
        f"{path.relative_to(ROOT).with_suffix('').as_posix().replace('/', '.')}:{name}"
        for house in HOUSES
        for path in (ROOT / house).rglob("*.py")
        for name in procedures_of(path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("simulation", SIMULATIONS, ids=lambda each: each.name)
def test_a_procedure_speaks_without_reason_as_seldom_as_it_says(simulation: Simulation) -> None:
    assert simulation.least <= simulation.rate(1) <= simulation.highest


@pytest.mark.parametrize("simulation", SIMULATIONS, ids=lambda each: each.name)
def test_a_procedure_speaks_of_what_is_plain(simulation: Simulation) -> None:
    assert simulation.found(2) >= simulation.power


def test_no_procedure_goes_without_a_simulation() -> None:
    simulated = {name for each in SIMULATIONS for name in each.procedures} | ELSEWHERE.keys()
    assert procedures() - simulated == set(), (
        "procedures without a simulation under the null and a plain effect"
    )


def test_every_simulation_is_of_something_that_exists() -> None:
    named = {name for each in SIMULATIONS for name in each.procedures} | ELSEWHERE.keys()
    for name in named:
        module, _, function = name.partition(":")
        tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
        assert function in {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}, name
    for path, *tests in ELSEWHERE.values():
        tree = ast.parse(Path(ROOT, path).read_text(encoding="utf-8"))
        assert {*tests} <= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}


@pytest.mark.parametrize(
    "source",
    [
        "import scipy\ndef f(x):\n    return scipy.stats.norm.sf(x)",
        "import scipy\ndef f(a, b):\n    return scipy.stats.mannwhitneyu(a, b).pvalue",
        "from scipy.stats import t as student\ndef f(x):\n    return student.ppf(x, 3)",
        "def f(x):\n    from scipy.stats import binomtest\n    return binomtest(x, 10)",
        "from statistics import NormalDist\ndef f(x):\n    return NormalDist().cdf(x)",
        "import numpy as np\ndef f(x):\n    return np.quantile(x, 0.1)",
        "def f(drawn):\n    p_value = (1 + drawn.sum()) / len(drawn)\n    return p_value",
    ],
)
def test_a_new_procedure_is_seen(source: str) -> None:
    assert procedures_of(source) == {"f"}


def test_what_is_no_procedure_is_not_taken_for_one() -> None:
    assert procedures_of("from statistics import fmean\ndef f(x):\n    return fmean(x)") == set()
    assert procedures_of("def f(x, p_value):\n    return p_value < x.p_value") == set()


def test_a_test_that_is_too_bold_is_seen() -> None:
    bold = Simulation("bold", (), lambda rng: rng.random() < 0.15, lambda rng: True)
    assert bold.rate(1) > bold.highest
    silent = Simulation("silent", (), lambda rng: False, lambda rng: False)
    assert silent.rate(1) < silent.least
    assert silent.found(2) < silent.power
