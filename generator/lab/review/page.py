"""The page that reads the original report again, statement by statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count
from generator.lab.review import data_facts, depth_checks, loss_checks, optimizer_checks
from generator.lab.review.arithmetic import whole_number_in
from generator.lab.review.check import Check, Finding, judged
from generator.lab.review.keras_code import constants
from generator.lab.review.model_sections import MISSING_EQUATION, PICTURE, model_sections
from generator.lab.review.published_scores import compare_scores
from generator.lab.review.quotations import depth, introduction, learning
from generator.lab.review.quotations.cnn_models import CNN_MODELS
from generator.lab.review.quotations.hog_models import HOG_MODELS
from generator.lab.review.quotations.raw_models import RAW_MODELS
from generator.lab.review.read_model import read_model
from generator.lab.review.score_checks import COMPATIBLE
from generator.lab.review.score_line import ScoreLine, score_line
from generator.lab.review.section import Fault, Link, Section, faults_of
from generator.rules.verdict import Outcome

EXPERIMENTS = (RAW_MODELS, HOG_MODELS, CNN_MODELS)
OPTIMIZER = optimizer_checks.stated_optimizer(learning.SIGNATURE)


@dataclass(frozen=True)
class SeedReview:
    """The page.

    Attributes
    ----------
    total, right, compatible, wrong, unverifiable : Quantity
        How many statements were checked, and what was found. A score that is compatible with ours is not
        counted as right: that chance may explain a difference does not prove that there is none.
    faults : list of Fault
    scores : list of ScoreLine
    sections : list of Section
        In the order of the report.
    faultless : str
        What stands in place of the faults when there is none.
    """

    total: Quantity
    right: Quantity
    compatible: Quantity
    wrong: Quantity
    unverifiable: Quantity
    faults: list[Fault]
    scores: list[ScoreLine]
    sections: list[Section]
    faultless: str = "Rien : tout ce qui se vérifie dans ce rapport est juste."


def seed_review(raw: list[Result], hog: list[Result], cnn: list[Result]) -> SeedReview:
    """Check every statement of the original report against the formulas and our results on digits."""
    results = [*raw, *hog, *cnn]
    ours = {result.id: result for result in results}
    height, width = data_facts.stated_sides(introduction.IMAGE_SIZE)
    names = constants(height=height, width=width, n_classes=whole_number_in(introduction.CLASSES) or 0)
    read = {
        model.identifier: found
        for experiment in EXPERIMENTS
        for model in experiment.models
        if (found := read_model(model, experiment.family, names, OPTIMIZER, ours)) is not None
    }
    compared = compare_scores([scores for model in read.values() if (scores := model.scores) is not None])
    sections = [
        *_introduction(),
        *_learning(results),
        Section("relecture-partie-2", "Partie 2", 2),
    ]
    for experiment in EXPERIMENTS:
        blocks = _data_blocks(raw, cnn) if experiment is RAW_MODELS else ()
        sections.append(
            Section(f"relecture-{experiment.identifier}", experiment.heading, 3, blocks, place="Partie 2")
        )
        sections += model_sections(experiment, read, compared, ours)
    sections += [*_depth(raw, hog, cnn, (height, width)), _last_part()]
    checks = [check for section in sections for check in section.checks]
    confirmed = _with_outcome(checks, Outcome.TRUE)
    right = [check for check in confirmed if check.label != COMPATIBLE]
    compatible = [check for check in confirmed if check.label == COMPATIBLE]
    return SeedReview(
        total=_number(checks, results, "affirmations relues"),
        right=_number(right, results, "affirmations justes"),
        compatible=_number(compatible, results, "scores compatibles avec les nôtres"),
        wrong=_number(_with_outcome(checks, Outcome.FALSE), results, "affirmations fausses"),
        unverifiable=_number(
            _with_outcome(checks, Outcome.INCONCLUSIVE), results, "affirmations invérifiables"
        ),
        faults=faults_of(sections),
        scores=[score_line(model, compared.get(identifier)) for identifier, model in read.items()],
        sections=sections,
    )


def _introduction() -> list[Section]:
    headings = [experiment.heading for experiment in EXPERIMENTS]
    findings = (
        Finding(introduction.METHODS, (data_facts.methods_check(introduction.METHODS, headings),)),
        Finding(introduction.RADIOGRAPHS, (data_facts.announced_check(not _last_part().blocks),)),
    )
    return [
        Section("relecture-introduction", "Introduction", 2, findings, place="Introduction"),
        Section("relecture-buts", "Buts pédagogiques", 2, note="Ce sont des buts : rien ne s’y vérifie."),
    ]


def _learning(results: Sequence[Result]) -> list[Section]:
    trained = next((r for r in results if r.training.optimizer.name == OPTIMIZER), None)
    quoted, place = learning, "Partie 1"
    optimizer = (
        Finding(quoted.OPTIMIZER, (optimizer_checks.name_check(quoted.OPTIMIZER, results),)),
        Finding(quoted.MOVING_AVERAGE, (optimizer_checks.principle_check(trained),)),
        Finding(quoted.BENEFIT, (optimizer_checks.benefit_check(results),)),
        Finding(quoted.EQUATION_PICTURE, (judged(PICTURE, None, MISSING_EQUATION),)),
        Finding(
            "\n".join(quoted.LEGEND),
            (optimizer_checks.legend_check(quoted.LEGEND, quoted.LEGEND_ARGUMENTS, trained),),
        ),
    )
    loss = (
        Finding(quoted.LOSS, (loss_checks.name_check(quoted.LOSS, results),)),
        Finding(
            quoted.LOSS_EQUATION,
            (loss_checks.equation_check(quoted.LOSS_EQUATION, loss_checks.stated_name(quoted.LOSS)),),
            "text",
        ),
    )
    arguments = (optimizer_checks.signature_table(quoted.SIGNATURE, trained),)
    page = "partie-1.md"
    return [
        Section("relecture-partie-1", "Partie 1", 2),
        Section(
            "relecture-algorithme",
            quoted.OPTIMIZER_HEADING,
            3,
            optimizer,
            Link(page, "algorithme", "notre réponse"),
            place=place,
        ),
        Section(
            "relecture-arguments",
            quoted.ARGUMENTS_HEADING,
            3,
            arguments,
            Link(page, "arguments", "notre réponse"),
            place=place,
        ),
        Section(
            "relecture-perte", quoted.LOSS_HEADING, 3, loss, Link(page, "perte", "notre réponse"), place=place
        ),
    ]


def _data_blocks(raw: Sequence[Result], cnn: Sequence[Result]) -> tuple[Finding, ...]:
    return (
        Finding(introduction.IMAGE_SIZE, (data_facts.size_check(introduction.IMAGE_SIZE, cnn),)),
        Finding(introduction.CLASSES, (data_facts.classes_check(introduction.CLASSES, raw[0]),)),
    )


def _depth(
    raw: Sequence[Result], hog: Sequence[Result], cnn: Sequence[Result], sides: tuple[int, int]
) -> list[Section]:
    examples = [
        (example, depth_checks.example_network(example, sides)) for example in (depth.SHALLOW, depth.DEEP)
    ]
    findings = [found for pair in examples for found in depth_checks.example_findings(*pair)]
    claims = (
        Finding(
            depth.TENDENCY,
            (
                depth_checks.tendency_check(cnn, [*raw, *hog]),
                depth_checks.conclusion_check(*examples),
            ),
        ),
        Finding(depth.FILTERS, (depth_checks.filters_check(cnn),)),
    )
    page = "partie-3.md"
    return [
        Section("relecture-partie-3", "Partie 3", 2),
        Section(
            "relecture-profondeur",
            depth.HEADING,
            3,
            claims,
            Link(page, "profondeur", "notre réponse"),
            place="Partie 3",
        ),
        Section(
            "relecture-exemple",
            depth.EXAMPLE_HEADING,
            3,
            tuple(findings),
            Link(page, "exemple", "notre exemple"),
            note=depth_checks.note(depth.NOTE, findings),
            place="Partie 3, exemple",
        ),
    ]


def _last_part() -> Section:
    return Section(
        "relecture-partie-4",
        "Partie 4",
        2,
        ours=Link("partie-4.md", "", "notre Partie 4"),
        note="Cette partie est vide.",
    )


def _with_outcome(checks: Sequence[Check], outcome: Outcome) -> list[Check]:
    return [check for check in checks if check.outcome is outcome]


def _number(checks: Sequence[Check], results: Sequence[Result], formula: str) -> Quantity:
    return computed_count(len(checks), tuple(f"{result.file}#/model" for result in results), formula)
