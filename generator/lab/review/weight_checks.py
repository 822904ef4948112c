"""Check the counts of weights: each layer, then the total, then which network is the heavier."""

from generator.formulas.equation import Equation
from generator.formulas.layers.catalogue import kind_of
from generator.formulas.markup import Markup, escape
from generator.formulas.notation import Number
from generator.formulas.weights import total_count, weight_count
from generator.lab.review.arithmetic import computation, number
from generator.lab.review.check import Check, judged
from generator.lab.review.claim import ExampleShows, LayerWeights, NoWeights, Total
from generator.lab.review.grounds import Grounds
from generator.lab.review.recomputed import quoted, recomputed, shown
from generator.lab.review.seed import SeedSection
from generator.lab.review.slips import WeightCount, slips_of
from generator.sections.network import WEIGHTS

LAYER, TOTAL = "poids-d-une-couche", "total-des-poids"
RIGHT = Markup("Tous les poids et tous les biais y sont : c’est le bon compte.")
RIGHT_TOTAL = Markup(
    "C’est bien la somme des couches, et ce que Keras compte dans le même modèle entraîné ici."
)
RIGHT_SUM = Markup("C’est bien la somme des couches.")
WINDOW_FITS = Markup(
    "L’image filtrée a bien ici la taille du filtre, mais c’est un hasard : elle dépend de l’image et des "
    "poolings."
)
TERMS_WRONG = Markup(
    "L’addition est juste, mais ce qu’elle additionne est faux : le total serait de {right}{assumed}."
)
SUM_WRONG = Markup("La somme des termes écrits est {sum}, et non {claimed}.")
BOTH_WRONG = SUM_WRONG + Markup(" Ces termes sont faux aussi : le total serait de {right}{assumed}.")
EXAMPLE_AGREES = Markup(
    "Cet exemple veut montrer qu’un réseau plus profond a plus de poids ; recalculé, il le montre : "
    "{lighter} poids pour le {lighter_name}, {heavier} pour le {heavier_name}, avec une image de MNIST."
)
EXAMPLE_DISAGREES = Markup(
    "Cet exemple veut montrer qu’un réseau plus profond a plus de poids ; recalculé avec une image de "
    "MNIST, il montre le contraire : {lighter} poids pour le {lighter_name}, {heavier} pour le "
    "{heavier_name}. Ce qui compte, c’est la taille de ce que reçoit la couche dense."
)


def layer_check(claim: LayerWeights, section: SeedSection, grounds: Grounds) -> Check:
    """Check the count of a layer."""
    network = grounds.network(claim.network or section.model)
    count = WeightCount(computation(claim.computation), network, claim.layers)
    slips = slips_of(count)
    remark = [WINDOW_FITS] if count.window_fits else []
    return judged(
        LAYER,
        not slips,
        Markup(" ").join([*([slip.sentence for slip in slips] or [RIGHT]), *remark]),
        workings=tuple(dict.fromkeys(Equation(WEIGHTS.latex, right) for right in count.counts)),
        gist=", ".join(slip.title for slip in slips),
    )


def weightless_check(claim: NoWeights, section: SeedSection, grounds: Grounds) -> Check:
    """Check that a layer said to have no weights has none."""
    layer = grounds.network(section.model).layers[claim.layer - 1]
    count = weight_count(layer)
    if not count.value:
        return judged("couche-sans-poids", True, escape(kind_of(layer.type).why(layer)))
    sentence = Markup("Cette couche a {} poids.").format(shown(count, "formule des poids de la couche"))
    return judged("couche-sans-poids", False, sentence, gist="poids oubliés")


def total_check(claim: Total, section: SeedSection, grounds: Grounds) -> Check:
    """Check a total: the sum itself, then what is summed."""
    terms, claimed = _stated_sum(claim, section, grounds)
    network = grounds.network(claim.network or section.model)
    right = total_count(network.layers)
    workings = (Equation(WEIGHTS.latex, right),)
    if terms == claimed == right.value:
        return judged(TOTAL, True, RIGHT_TOTAL if right.sources else RIGHT_SUM, workings=workings)
    sentence = SUM_WRONG if terms == right.value else TERMS_WRONG if terms == claimed else BOTH_WRONG
    return judged(
        TOTAL,
        False,
        sentence.format(
            sum=recomputed(terms, "somme des nombres du rapport"),
            claimed=quoted(claimed),
            right=shown(right, "somme des poids de toutes les couches"),
            assumed=f" ({network.assumption})" if network.assumption else "",
        ),
        workings=workings,
        gist="termes faux" if terms == claimed else "somme fausse",
    )


def _stated_sum(claim: Total, section: SeedSection, grounds: Grounds) -> tuple[Number, Number]:
    """Return what the terms of a total are worth together, and what it is said to be."""
    if "=" in claim.computation:
        stated = computation(claim.computation)
        return stated.value, stated.claimed
    above = grounds.claims(LayerWeights, section.model)
    return sum(computation(line.computation).claimed for line in above), number(claim.computation)


def example_check(claim: ExampleShows, section: SeedSection, grounds: Grounds) -> Check:
    """Check that the example, computed again, still shows what it is meant to show."""
    lighter, heavier = (
        recomputed(total_count(grounds.network(name).layers).value, "somme des poids de toutes les couches")
        for name in (claim.lighter, claim.heavier)
    )
    right = lighter.value < heavier.value
    return judged(
        "conclusion-de-l-exemple",
        right,
        (EXAMPLE_AGREES if right else EXAMPLE_DISAGREES).format(
            lighter=lighter, lighter_name=claim.lighter, heavier=heavier, heavier_name=claim.heavier
        ),
        gist="l’exemple, censé montrer que plus profond est plus lourd, montre le contraire",
    )
