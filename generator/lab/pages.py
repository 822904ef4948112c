"""The pages of the report: which template shows which results."""

from collections.abc import Callable
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.reference import FAMILIES
from generator.lab.depth.page import DepthAndWeights, depth_and_weights
from generator.lab.digits.pooling import PoolingComparison, pooling_comparison
from generator.lab.hog.hog_explanation import HogExplanation, hog_explanation
from generator.lab.home.page import Home, home
from generator.lab.pneumonia.page import pneumonia_page
from generator.lab.questions import PARTS, QUESTIONS, QuestionsPage
from generator.lab.review.page import seed_review
from generator.lab.summary.page import summary
from generator.report.data.page import DataPage, data_page
from generator.report.result_folder import ResultFolder
from generator.report.rules.page import rules_page
from generator.rules.better_than import better_than
from generator.rules.selection import selection
from generator.rules.selection_confirmed import selection_confirmed
from generator.rules.verdict import Verdict
from generator.sections.charts.seed_chart import SeedChart, seed_chart
from generator.sections.common_errors import CommonErrors, common_errors
from generator.sections.comparison import Comparison, compare_models, select
from generator.sections.factor_effects import factor_effects
from generator.sections.learning import Learning, learning
from generator.sections.model_findings import ModelFindings, model_findings
from generator.sections.model_section import ModelSection, model_sections
from generator.statistics.experiment_contrasts import contest_contrasts

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
        Under ``generator/``.
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
    Page("index.md", "lab/home/page.md.j2", DIGITS, home_page),
    Page("partie-1.md", "lab/learning/page.md.j2", EVERYTHING, first_part),
    *(Page(FAMILIES[family].page, "lab/digits/page.md.j2", (family,), digits) for family in DIGITS),
    Page("partie-2/comparaison.md", "lab/contest/page.md.j2", DIGITS, contest),
    Page("partie-3.md", "lab/depth/page.md.j2", DIGITS, third_part),
    Page("partie-4.md", "lab/pneumonia/page.md.j2", (PNEUMONIA,), pneumonia_page),
    Page("donnees.md", "report/data/page.md.j2", EVERYTHING, every_result),
    Page("relecture.md", "lab/review/page.md.j2", DIGITS, seed_review),
    Page("regles.md", "report/rules/page.md.j2", (), rules_page),
)

# What links to the answers of the others: written after them.
INDEXES = (
    Page("resume.md", "report/summary/page.md.j2", EVERYTHING, summary),
    Page("questions.md", "report/questions/page.md.j2", (), lambda: QuestionsPage(PARTS, QUESTIONS)),
)
