"""The sections of Partie 2: every model of the original report, checked under its own headings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.reference import FAMILIES
from generator.lab.review import score_checks, topology
from generator.lab.review.arithmetic import calculation_in, whole_number_in
from generator.lab.review.check import Check, Finding, TableFinding, judged, pick
from generator.lab.review.feature_size import VALUE, formula_check, stated_check
from generator.lab.review.published_scores import ComparedScores
from generator.lab.review.quotations.seed_model import SeedExperiment
from generator.lab.review.read_model import PARTS, ReadModel, link_to_ours
from generator.lab.review.recomputed import recomputed
from generator.lab.review.section import Section
from generator.lab.review.summary_table import summary_table
from generator.lab.review.weight_lines import model_lines, total_check

NUMBERING, PICTURE = "numerotation", "image-absente"
NOTHING_THERE = Markup("Rien sous ces titres : {}.")
MISSING_EQUATION = Markup("L’équation n’est qu’une image, et l’image n’est pas jointe au rapport.")
MISSING_CURVE = (
    Markup("La courbe n’est pas jointe au rapport : rien à relire."),
    Markup("Là non plus, l’image n’est pas jointe."),
)
MISSING_PICTURE = (
    Markup(
        "L’image n’est pas jointe au rapport, et son texte de remplacement ne dit pas ce qu’elle montrait."
    ),
    Markup("Une image manque ici, dont le texte ne dit rien."),
)


def model_sections(
    experiment: SeedExperiment,
    read: Mapping[str, ReadModel],
    compared: Mapping[str, ComparedScores],
    ours: Mapping[str, Result],
) -> list[Section]:
    """Return the sections of the models of an experiment.

    Parameters
    ----------
    experiment : SeedExperiment
    read : mapping of ReadModel
        Those with code, by identifier.
    compared : mapping of ComparedScores
        Those whose scores can be compared, by identifier.
    ours : mapping of Result
        Our results by id.
    """
    sections: list[Section] = []
    for rank, model in enumerate(experiment.models, start=1):
        numbering = numbering_check(model.title, rank)
        blocks = (Finding(model.title, (numbering,)),) if numbering else ()
        place = f"{FAMILIES[experiment.family].name}, {model.title.lower()}"
        heading = Section(f"relecture-{model.identifier}", model.title, 4, blocks, place=place)
        if model.identifier in read:
            parts = _parts(read[model.identifier], compared.get(model.identifier), ours, rank, place)
            sections += [heading, *parts]
            continue
        empty = [name for part, name in zip(PARTS, model.headings, strict=True) if part != "poids"]
        promise = Finding(model.announcement, (topology.promise_check(model.rows, rank),))
        sections.append(
            replace(
                heading,
                blocks=(*blocks, promise),
                ours=link_to_ours(model, experiment.family, ours),
                note=NOTHING_THERE.format(enumeration(empty)),
            )
        )
    return sections


def numbering_check(title: str, rank: int) -> Check | None:
    """Check that models are numbered one after the other; None when they are."""
    if whole_number_in(title) == rank:
        return None
    sentence = Markup(
        "On attendrait ici le modèle {} : il en manque un, ou celui-ci est mal numéroté. Rien dans le "
        "rapport ne permet de trancher."
    ).format(recomputed(rank, "rang du titre"))
    return judged(NUMBERING, None, sentence)


def _parts(
    model: ReadModel, compared: ComparedScores | None, ours: Mapping[str, Result], rank: int, place: str
) -> list[Section]:
    """Return the four sections of a model that has them."""
    quoted = model.quoted
    blocks: tuple[Sequence[Finding | TableFinding], ...] = (
        _topology(model, rank),
        _weights(model, rank, place),
        [Finding(quoted.history, (judged(PICTURE, None, pick(MISSING_CURVE, rank - 1)),))],
        _performances(model, compared, rank),
    )
    return [
        Section(
            identifier=f"relecture-{quoted.identifier}-{name}",
            heading=heading,
            level=5,
            blocks=tuple(found),
            ours=link_to_ours(quoted, model.family, ours, name),
            place=place,
        )
        for name, heading, found in zip(PARTS, quoted.headings, blocks, strict=True)
    ]


def _topology(model: ReadModel, rank: int) -> list[Finding]:
    quoted = model.quoted
    agreement = topology.agreement_check(model.code, quoted.rows, rank)
    findings = [Finding(quoted.code, (agreement, topology.ours_check(model.other, rank - 1)), "python")]
    if quoted.feature_size:
        checks = (
            formula_check(quoted.feature_size, model.code.settings),
            topology.syntax_check(quoted.feature_size),
        )
        findings.append(Finding(quoted.feature_size, checks, "python"))
    return findings


def _weights(model: ReadModel, rank: int, place: str) -> list[Finding | TableFinding]:
    quoted, layers = model.quoted, model.layers
    lines = [
        _with_size(finding, model) if VALUE.search(finding.quotation) else finding
        for finding in model_lines(quoted.lines, layers, rank - 1)
    ]
    terms = [found for line in quoted.lines if (found := calculation_in(line)) is not None]
    return [
        Finding(quoted.announcement, (topology.promise_check(quoted.rows, rank),)),
        summary_table(place, quoted.rows, quoted.totals, layers),
        *lines,
        Finding(quoted.total, (total_check(quoted.total, terms, layers, rank - 1),)),
    ]


def _with_size(finding: Finding, model: ReadModel) -> Finding:
    """Add the check of the number of inputs that a line gives."""
    units = model.layers[0].output_shape[-1]
    check = stated_check(finding.quotation, model.quoted.rows, units, model.other.result)
    return Finding(finding.quotation, (*finding.checks, check))


def _performances(model: ReadModel, compared: ComparedScores | None, rank: int) -> list[Finding]:
    quoted, result = model.quoted, model.other.result
    return [
        Finding(quoted.loss, (score_checks.loss_check(compared, result, rank - 1),)),
        Finding(
            quoted.accuracy,
            (
                score_checks.whole_check(quoted.accuracy, result),
                score_checks.accuracy_check(compared, result, rank - 1),
            ),
        ),
        Finding(quoted.confusion, (judged(PICTURE, None, pick(MISSING_PICTURE, rank - 1)),)),
    ]
