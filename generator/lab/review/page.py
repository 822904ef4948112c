"""The page that reads the original report again, statement by statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.language import plural
from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.formulas.markup import Markup, enumeration
from generator.lab.families import DIGITS, PAGES
from generator.lab.review import (
    data_checks,
    learning_checks,
    network_checks,
    notation_checks,
    score_checks,
    weight_checks,
)
from generator.lab.review.check import Check, Table
from generator.lab.review.claim import Claim, LayerWeights, Signature, Summary, Total
from generator.lab.review.grounds import Grounds
from generator.lab.review.recomputed import recomputed
from generator.lab.review.score_checks import ScoreProof
from generator.lab.review.score_table import ScoreLine, score_lines
from generator.lab.review.section import Fault, Finding, Section, faults_of
from generator.lab.review.seed import OurAnswer, SeedSection, Statement, seed_sections, shortened
from generator.lab.review.tally import WRONG, Tally, tally
from generator.report.address import model_path
from generator.report.page import Page
from generator.rules.decision import Outcome

# How a claim of each kind is checked.
CHECKS: Mapping[str, Callable[[Any, SeedSection, Grounds], Check]] = {
    "methods": data_checks.methods_check,
    "acronym": notation_checks.acronym_check,
    "average-symbol": notation_checks.average_check,
    "announced-part": data_checks.announced_check,
    "unverifiable": data_checks.unverifiable_check,
    "image-size": data_checks.size_check,
    "classes": data_checks.classes_check,
    "optimizer": learning_checks.name_check,
    "moving-average": learning_checks.principle_check,
    "legend": learning_checks.legend_check,
    "loss-name": learning_checks.name_check,
    "loss-equation": learning_checks.equation_check,
    "network": network_checks.agreement_check,
    "training": network_checks.ours_check,
    "feature-formula": data_checks.formula_check,
    "feature-size": data_checks.feature_size_check,
    "python": network_checks.syntax_check,
    "summary-follows": network_checks.promise_check,
    "layer-weights": weight_checks.layer_check,
    "no-weights": weight_checks.weightless_check,
    "total": weight_checks.total_check,
    "loss": score_checks.loss_check,
    "whole-images": score_checks.whole_check,
    "accuracy": score_checks.accuracy_check,
    "deeper-is-heavier": data_checks.tendency_check,
    "example-shows": weight_checks.example_check,
    "every-layer-has-filters": network_checks.filters_check,
    "described-network": network_checks.description_check,
}
# Sections of a model on our pages: end of the anchor, and what they hold.
PARTS = {
    "topologie": "la topologie",
    "poids": "les poids",
    "historique": "l’historique",
    "performances": "les performances",
}
MENTION = Markup("Le rapport porte ici la mention « {} ». Vérification faite, {}.")


@dataclass(frozen=True)
class SeedReview:
    """The page.

    Attributes
    ----------
    tally : Tally
        How many claims were checked, and what was found, by kind. A score that is compatible with ours is
        not counted as right: that chance may explain a difference does not prove that there is none. What
        the report announces and leaves empty is not counted as wrong.
    wrong : Quantity
        How many are wrong.
    sections : list of Section
        In the order of the report.
    faultless : str
        What stands in place of the faults when there is none.
    """

    tally: Tally
    wrong: Quantity
    faults: list[Fault]
    scores: list[ScoreLine]
    score_proof: ScoreProof | None
    sections: list[Section]
    faultless: str = "Rien : tout ce qui se vérifie dans ce rapport est juste."


def seed_review(raw: list[Result], hog: list[Result], cnn: list[Result]) -> SeedReview:
    """Check every claim of the original report against the formulas and our results on digits."""
    grounds = Grounds(seed_sections(), tuple(raw), tuple(hog), tuple(cnn))
    return review(grounds)


def review(grounds: Grounds) -> SeedReview:
    """Check every claim of the sections given."""
    sections = [_section(section, grounds) for section in grounds.sections]
    counted = tally(sections, [f"{result.file}#/model" for result in grounds.results])
    return SeedReview(
        tally=counted,
        wrong=counted.number(WRONG),
        faults=faults_of(sections),
        scores=score_lines(grounds),
        score_proof=score_checks.score_proof(grounds),
        sections=sections,
    )


def _section(section: SeedSection, grounds: Grounds) -> Section:
    blocks = tuple(_block(statement, section, grounds) for statement in section.statements)
    return Section(
        identifier=f"relecture-{section.id}",
        heading=section.heading,
        level=section.level,
        place=grounds.place(section),
        note=_note(section, blocks),
        blocks=blocks,
        links=_links(section, grounds),
    )


def _block(statement: Statement, section: SeedSection, grounds: Grounds) -> Finding | Table:
    match statement.claims:
        case (Summary() as summary,):
            return network_checks.summary_table(summary, section, grounds)
        case (Signature() as signature,):
            return learning_checks.signature_table(signature, section, grounds)
    return Finding(
        quotation=statement.quotation,
        language=statement.language,
        checks=tuple(CHECKS[claim.kind](claim, section, grounds) for claim in statement.claims),
        excerpts=tuple(_excerpt(claim, statement) for claim in statement.claims),
        kinds=tuple(claim.kind for claim in statement.claims),
    )


def _excerpt(claim: Claim, statement: Statement) -> str:
    if isinstance(claim, LayerWeights | Total) and "=" in claim.computation:
        return claim.computation
    return statement.excerpt or shortened(statement.quotation)


def _links(section: SeedSection, grounds: Grounds) -> tuple[OurAnswer, ...]:
    """Return where our report says the same: for a model, its section, or its experiment if we lack it."""
    part = section.id.removeprefix(section.model).strip("-")
    if section.ours or not section.model or (not part and not section.empty):
        return (section.ours,) if section.ours else ()
    result = grounds.ours(section.model)
    if result is None:
        family = next(s.family for s in grounds.sections if s.family and s.model == section.model)
        return (OurAnswer(page=PAGES[family], anchor="", text="nos modèles de la même expérience"),)
    page, name = model_path(PAGES[result.family], result.id), result.names.model
    if not part:
        return (OurAnswer(page=page, anchor=result.id, text=f"notre {name}"),)
    return (OurAnswer(page=page, anchor=f"{result.id}-{part}", text=f"{PARTS[part]} de notre {name}"),)


def _note(section: SeedSection, blocks: Sequence[Finding | Table]) -> Markup:
    """Say what goes for the whole section; answer the mention by which the authors ask for a check."""
    if section.empty:
        return Markup("Rien sous ces titres : {}.").format(enumeration(section.empty))
    if not section.mention:
        return Markup("{}").format(section.note)
    codes = (weight_checks.LAYER, weight_checks.TOTAL)
    counts = [check for block in blocks for check in block.checks if check.code in codes]
    wrong = sum(check.outcome is Outcome.FALSE for check in counts)
    every = recomputed(len(counts), "calculs de l’exemple")
    if wrong in (0, len(counts)):
        answer = Markup("les {} calculs de l’exemple sont {}").format(every, "faux" if wrong else "justes")
    else:
        answer = Markup("{} des {} calculs de l’exemple {} faux").format(
            recomputed(wrong, "calculs faux de l’exemple"), every, plural(wrong, "est", "sont")
        )
    return MENTION.format(section.mention, answer)


REVIEW_PAGE = Page(path="relecture.md", folder=Path(__file__).parent, families=DIGITS, view=seed_review)
