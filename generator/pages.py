"""The pages of the report: which template shows which results."""

from collections.abc import Callable
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.charts.network_graph import NetworkGraph, network_graph
from generator.charts.seed_chart import SeedChart, seed_chart
from generator.common_errors import CommonErrors, common_errors
from generator.comparison import Comparison, compare_models, select
from generator.data_page import DataPage, data_page
from generator.depth_and_weights import DepthAndWeights, depth_and_weights
from generator.experiment_contrasts import contest_contrasts
from generator.factor_effects import factor_effects
from generator.hog_explanation import HogExplanation, hog_explanation
from generator.home import Home, home
from generator.learning import Learning, learning
from generator.model_findings import ModelFindings, model_findings
from generator.model_reference import FAMILIES, reference
from generator.model_section import ModelSection, model_sections
from generator.pneumonia.page import pneumonia_page
from generator.pooling import PoolingComparison, pooling_comparison
from generator.questions import PARTS, QUESTIONS, QuestionsPage
from generator.result_folder import ResultFolder
from generator.rules.better_than import better_than
from generator.rules.selection import selection
from generator.rules.selection_confirmed import selection_confirmed
from generator.rules_page import rules_page
from generator.seed_review.page import seed_review
from generator.summary.page import summary
from generator.verdict import Verdict

RAW, HOG, CNN, PNEUMONIA = "mlp-raw", "mlp-hog", "cnn-digits", "cnn-pneumonia"
DIGITS = (RAW, HOG, CNN)
EVERYTHING = (*DIGITS, PNEUMONIA)


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes
    ----------
    path : str
        Under ``docs/``.
    template : str
        Under ``generator/templates/pages/``.
    families : tuple of str
        Families of results that the page rests on.
    model : callable
        Makes what the template shows, as ``page``, from the results of each of these families.
    """

    path: str
    template: str
    families: tuple[str, ...]
    model: Callable[..., object]

    def results(self, folder: ResultFolder) -> list[list[Result]]:
        """Read the results of each family of the page."""
        return [folder.family(name) for name in self.families]


@dataclass(frozen=True)
class DigitsPage:
    """One experiment on digits: its models in order, then side by side."""

    family: str
    models: list[ModelSection]
    findings: list[ModelFindings]
    graphs: list[NetworkGraph]
    comparison: Comparison
    choice: list[Verdict]
    hog: HogExplanation | None
    pooling: PoolingComparison | None


@dataclass(frozen=True)
class ContestPage:
    """The models that validation selects, one per experiment, against one another."""

    comparison: Comparison
    hog_against_raw: Verdict
    cnn_against_mlp: list[Verdict]
    seeds: SeedChart | None
    effects: list[Verdict]
    errors: CommonErrors


def digits(results: list[Result]) -> DigitsPage:
    """Make the page of one experiment on digits."""
    family = results[0].family
    return DigitsPage(
        family=family,
        models=model_sections(results),
        findings=model_findings(results),
        graphs=[network_graph(r, f"Réseau du {reference(r).title.lower()}") for r in results],
        comparison=compare_models(results),
        choice=[rule(results, DIGITS.index(family)) for rule in (selection, selection_confirmed)],
        hog=hog_explanation(results) if family == HOG else None,
        pooling=pooling_comparison(results) if family == CNN else None,
    )


def contest(raw: list[Result], hog: list[Result], cnn: list[Result]) -> ContestPage:
    """Make the page that compares the three experiments."""
    found = contest_contrasts(raw, hog, cnn)
    return ContestPage(
        comparison=compare_models([select(raw), select(hog), select(cnn)]),
        hog_against_raw=better_than(found.hog_against_raw),
        cnn_against_mlp=[better_than(each, rank) for rank, each in enumerate(found.cnn_against_mlp, start=1)],
        seeds=seed_chart([*raw, *hog, *cnn]),
        effects=factor_effects(raw, hog, cnn),
        errors=common_errors([*raw, *hog, *cnn]),
    )


def first_part(*families: list[Result]) -> Learning:
    """Make the page of the first part."""
    return learning([result for family in families for result in family])


def third_part(raw: list[Result], hog: list[Result], cnn: list[Result]) -> DepthAndWeights:
    """Make the page of the third part."""
    return depth_and_weights(deep=cnn, shallow=[*raw, *hog])


def home_page(*families: list[Result]) -> Home:
    """Make the home page."""
    return home(list(families))


def every_result(*families: list[Result]) -> DataPage:
    """Make the data page."""
    return data_page([result for family in families for result in family])


PAGES = (
    Page("index.md", "index.md.j2", DIGITS, home_page),
    Page("partie-1.md", "partie-1.md.j2", EVERYTHING, first_part),
    *(Page(FAMILIES[family].page, "chiffres.md.j2", (family,), digits) for family in DIGITS),
    Page("partie-2/comparaison.md", "comparaison.md.j2", DIGITS, contest),
    Page("partie-3.md", "partie-3.md.j2", DIGITS, third_part),
    Page("partie-4.md", "partie-4.md.j2", (PNEUMONIA,), pneumonia_page),
    Page("donnees.md", "donnees.md.j2", EVERYTHING, every_result),
    Page("relecture.md", "relecture.md.j2", DIGITS, seed_review),
    Page("regles.md", "regles.md.j2", (), rules_page),
)

# What links to the answers of the others: written after them.
INDEXES = (
    Page("resume.md", "resume.md.j2", EVERYTHING, summary),
    Page("questions.md", "questions.md.j2", (), lambda: QuestionsPage(PARTS, QUESTIONS)),
)
