"""Check the computations by hand: each layer of a model, then the total."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant, Expression
from generator.formulas.functions import add
from generator.formulas.layers.catalogue import kind_of
from generator.formulas.layers.layer import Layer
from generator.formulas.weights import total_count, weight_count
from generator.lab.review.arithmetic import Calculation, calculation_in, whole_number_in
from generator.lab.review.check import Check, Finding, judged, pick
from generator.lab.review.layer_line import LayerLine
from generator.lab.review.recomputed import quoted, recomputed, shown
from generator.lab.review.slips import slips_of
from generator.sections.network import WEIGHTS

LAYER, TOTAL, WEIGHTLESS = "poids-d-une-couche", "total-des-poids", "couche-sans-poids"
NO_EQUALITY = Markup("On ne lit dans cette phrase aucun calcul que l’on puisse refaire.")
RIGHT_FIRST = (
    Markup("Un poids par entrée et par neurone, un biais par neurone : rien ne manque."),
    Markup("Chaque neurone reçoit toutes les entrées, plus un biais : c’est le bon compte."),
    Markup("Les biais sont bien là, un par neurone."),
)
RIGHT_NEXT = (
    Markup("Les entrées sont les sorties de la couche d’avant ; opération et résultat sont les bons."),
    Markup("Rien à redire : autant d’entrées que la couche d’avant a de sorties."),
    Markup("La règle est la même, et elle est bien suivie."),
)
RIGHT_TOTAL = (
    Markup("C’est bien la somme des couches, et ce que Keras compte dans le même modèle entraîné ici."),
    Markup("La somme est bonne ; Keras trouve le même total en construisant ce modèle."),
)
RIGHT_SUM = Markup("C’est bien la somme des couches.")
NO_WEIGHTS = Markup("En effet : il n’y a rien à apprendre dans une telle couche.")
WINDOW_FITS = Markup(
    "L’image filtrée a bien ici la taille du filtre, mais c’est un hasard : elle dépend de l’image et des "
    "poolings."
)
TERMS_WRONG = Markup(
    "L’addition est juste, mais ce qu’elle additionne est faux : le total serait de {right}{assumed}."
)
SUM_WRONG = Markup("Les termes sont justes, mais leur somme est {sum}, et non {claimed}.")
BOTH_WRONG = Markup(
    "La somme des termes est {sum}, et non {claimed} ; de plus, ces termes sont faux : le total serait de "
    "{right}{assumed}."
)
TOTAL_ALONE_RIGHT = Markup("Le total est le bon, mais la somme des termes écrits est {sum}.")


def model_lines(lines: Sequence[str], layers: Sequence[Layer], rank: int) -> list[Finding]:
    """Check the lines of a model, one per layer.

    Parameters
    ----------
    lines : sequence of str
    layers : sequence of Layer, as many
    rank : int
        Of the model, from 1: it varies the sentences.
    """
    findings = []
    for place, (quotation, layer) in enumerate(zip(lines, layers, strict=True)):
        calculation = calculation_in(quotation)
        if calculation is None:
            check = weightless_check(layer, rank + place)
        else:
            right = pick(RIGHT_NEXT if place else RIGHT_FIRST, rank + place)
            check = layer_check(LayerLine(calculation, (layer,)), right)
        findings.append(Finding(quotation, (check,)))
    return findings


def layer_check(line: LayerLine, right: Markup) -> Check:
    """Check a count; `right` is what is said when nothing is wrong with it."""
    workings = tuple(dict.fromkeys(Equation(WEIGHTS, count) for count in line.counts))
    slips = slips_of(line)
    remark = [WINDOW_FITS] if line.window_fits else []
    if not slips:
        return judged(LAYER, True, Markup(" ").join([right, *remark]), workings=workings)
    return judged(
        LAYER,
        False,
        Markup(" ").join([*(slip.sentence for slip in slips), *remark]),
        workings=workings,
        slips=tuple(slip.code for slip in slips),
        gist=", ".join(slip.title for slip in slips),
    )


def weightless_check(layer: Layer, rank: int) -> Check:
    """Check that a layer said to have no weights has none."""
    count = weight_count(layer)
    if count.value:
        number = shown(count, "formule des poids de la couche")
        sentence = Markup("Cette couche a {} poids.").format(number)
        return judged(WEIGHTLESS, False, sentence, slips=("poids-oublies",), gist="poids oubliés")
    return judged(WEIGHTLESS, True, pick((escape(kind_of(layer.type).why(layer)), NO_WEIGHTS), rank))


def total_check(
    quotation: str,
    terms: Sequence[Calculation],
    layers: Sequence[Layer],
    rank: int = 0,
    assumption: str = "",
) -> Check:
    """Check a total: the sum itself, then what is summed.

    Parameters
    ----------
    quotation : str
        With its operation, or with the total alone.
    terms : sequence of Calculation
        The counts above it that it sums.
    layers : sequence of Layer
        Of the network that it is about.
    rank : int
        Of the model: it varies the sentence.
    assumption : str
        What had to be assumed to lay out these layers; empty when the report says all.
    """
    claimed = whole_number_in(quotation)
    calculation = calculation_in(quotation)
    if calculation is None and claimed is not None and terms:
        calculation = Calculation(add(Constant(_number(term)) for term in terms), claimed)
    if calculation is None:
        return judged(TOTAL, None, NO_EQUALITY)
    right = total_count(layers)
    workings = (Equation(WEIGHTS, right),)
    if calculation.holds and right.value == calculation.claimed:
        sentence = pick(RIGHT_TOTAL, rank) if right.sources else RIGHT_SUM
        return judged(TOTAL, True, sentence, workings=workings)
    slips, sentence = _total_slips(calculation, right, assumption)
    return judged(
        TOTAL,
        False,
        sentence,
        workings=workings,
        slips=slips,
        gist="somme fausse" if "somme-fausse" in slips else "termes faux",
    )


def _total_slips(
    calculation: Calculation, right: Expression, assumption: str
) -> tuple[tuple[str, ...], Markup]:
    values = {
        "sum": recomputed(calculation.operation.value, "somme des nombres du rapport"),
        "claimed": quoted(calculation.claimed),
        "right": shown(right, "somme des poids de toutes les couches"),
        "assumed": f" ({assumption})" if assumption else "",
    }
    if calculation.holds:
        return ("termes-faux",), TERMS_WRONG.format(**values)
    if calculation.operation.value == right.value:
        return ("somme-fausse",), SUM_WRONG.format(**values)
    wording = TOTAL_ALONE_RIGHT if right.value == calculation.claimed else BOTH_WRONG
    return ("somme-fausse", "termes-faux"), wording.format(**values)


def _number(calculation: Calculation) -> int:
    return int(calculation.claimed)
