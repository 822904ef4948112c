"""Check Partie 3: the general claim, then each computation of its example."""

from collections.abc import Sequence

from markupsafe import Markup

from experiments.language import plural
from experiments.results.schema import Result
from generator.facts.quantity import computed_count
from generator.formulas.layers.layer import Layer
from generator.formulas.weights import total_count
from generator.lab.review.arithmetic import calculation_in
from generator.lab.review.check import Check, Finding, from_verdict, judged
from generator.lab.review.described_network import DescribedNetwork, read_description
from generator.lab.review.layer_line import LayerLine
from generator.lab.review.quotations.depth import Example
from generator.lab.review.recomputed import recomputed
from generator.lab.review.stated_network import CONVOLUTION, DENSE
from generator.lab.review.weight_lines import LAYER, NO_EQUALITY, TOTAL, layer_check, total_check
from generator.rules.more_weights import more_weights
from generator.rules.verdict import Outcome

FILTERS, CONCLUSION = "couches-a-filtres", "conclusion-de-l-exemple"
DESCRIPTION = "reseau-decrit"
ALL_WEIGHTS = Markup("Chaque filtre a tous ses poids et son biais.")
ALL_INPUTS = Markup("Chaque neurone a un poids par valeur de l’image filtrée, et un biais.")
NOTE_CLEARED = Markup(
    "Le rapport porte ici la mention « {note} ». C’est fait : les {all} calculs de l’exemple sont justes."
)
NOTE_DOUBTS = Markup(
    "Le rapport porte ici la mention « {note} ». Il avait raison de se méfier : sur les {all} calculs de "
    "l’exemple, {wrong} {are} faux."
)
NOTE_FAILED = Markup(
    "Le rapport porte ici la mention « {note} ». Il avait raison de se méfier : les {all} calculs de "
    "l’exemple sont tous faux."
)
TOTAL_FORMULA = "somme des poids de toutes les couches"


def tendency_check(deep: Sequence[Result], shallow: Sequence[Result]) -> Check:
    """Check the general claim on our models."""
    return from_verdict(more_weights([*deep], [*shallow]))


def filters_check(deep: Sequence[Result]) -> Check:
    """Check that every layer of a deep network is made of filters, and say where its weights are."""
    layers = [layer for result in deep for layer in result.model.layers if layer.connected]
    sources = tuple(f"{result.file}#/model/layers" for result in deep)
    subjects = tuple(result.id for result in deep)

    def number(value: int, formula: str) -> object:
        return computed_count(value, sources, formula)

    filtered = sum(layer.type == CONVOLUTION for layer in layers)
    values = {
        "filtered": number(filtered, "couches de convolution de tous les CNN"),
        "layers": number(len(layers), "couches de tous les CNN"),
        "dense": number(
            sum(layer.parameters for layer in layers if layer.type == DENSE), "poids des couches denses"
        ),
        "weights": number(sum(layer.parameters for layer in layers), "poids de tous les CNN"),
    }
    if filtered == len(layers):
        sentence = Markup("Les {layers} couches de nos CNN sont toutes faites de filtres.")
        return judged(FILTERS, True, sentence.format(**values), subjects=subjects)
    sentence = Markup(
        "Seules les convolutions ont des filtres : {filtered} des {layers} couches de nos CNN. Les couches "
        "denses, qui n’en ont pas, portent {dense} de leurs {weights} poids."
    )
    return judged(
        FILTERS,
        False,
        sentence.format(**values),
        subjects=subjects,
        slips=("couches-sans-filtre",),
        gist="toutes les couches n’ont pas de filtres",
    )


def example_network(example: Example, sides: tuple[int, int]) -> DescribedNetwork:
    """Lay out the network of an example, for an image of these sides when it gives none."""
    return read_description(" ".join(example.description), sides)


def example_findings(example: Example, network: DescribedNetwork) -> list[Finding]:
    """Check an example: what it describes, then its three computations."""
    assumption = ""
    if not network.image_stated:
        assumption = "avec une image de MNIST" + ("" if network.pooled else " et sans pooling")
    convolutions, dense = network.convolutions, (network.dense,)
    flattened = network.flattened
    return [
        Finding("\n".join(example.description), (description_check(network),)),
        Finding(example.convolution, (_line(example.convolution, convolutions, ALL_WEIGHTS),)),
        Finding(
            example.dense,
            (_line(example.dense, dense, ALL_INPUTS, convolutions[-1], flattened, assumption),),
        ),
        Finding(example.total, (total_check(example.total, (), network.layers, assumption=assumption),)),
    ]


def description_check(network: DescribedNetwork) -> Check:
    """Check that a description gives all that the count of its weights needs."""
    if network.image_stated:
        return judged(DESCRIPTION, True, Markup("Cette description suffit pour compter les poids."))
    sizes = [
        recomputed(size, "taille d’une image de MNIST, selon le rapport")
        for size in network.layers[0].input_shape
    ]
    sentence = Markup(
        "Il manque la taille de l’image, donc le nombre d’entrées de la couche dense. Les comptes qui "
        "suivent supposent une image de MNIST, {height} × {width} en niveaux de gris, des convolutions qui "
        "gardent cette taille et {poolings}."
    ).format(
        height=sizes[0],
        width=sizes[1],
        poolings="des poolings qui la divisent par deux" if network.pooled else "aucun pooling",
    )
    return Check(DESCRIPTION, Outcome.INCONCLUSIVE, "Incomplet", sentence)


def conclusion_check(
    shallow: tuple[Example, DescribedNetwork], deep: tuple[Example, DescribedNetwork]
) -> Check:
    """Check that the example, computed again, still shows what it is meant to show."""
    stated = [calculation_in(example.total) for example, _ in (shallow, deep)]
    totals = [total_count(network.layers) for _, network in (shallow, deep)]
    if None in stated:
        return judged(CONCLUSION, None, NO_EQUALITY)
    first, second = (calculation.claimed for calculation in stated if calculation)
    values = {
        "shallow": recomputed(totals[0].value, TOTAL_FORMULA),
        "deep": recomputed(totals[1].value, TOTAL_FORMULA),
    }
    if (first < second) == (totals[0].value < totals[1].value):
        sentence = Markup(
            "Son exemple le montre encore une fois recalculé : {shallow} poids pour le CNN superficiel, "
            "{deep} pour le plus profond, avec une image de MNIST."
        )
        return judged(CONCLUSION, True, sentence.format(**values))
    sentence = Markup(
        "Son propre exemple, recalculé avec une image de MNIST, montre le contraire : {shallow} poids pour "
        "le CNN superficiel, {deep} pour le plus profond. Ce qui compte, c’est la taille de ce que reçoit "
        "la couche dense."
    )
    return judged(
        CONCLUSION,
        False,
        sentence.format(**values),
        slips=("exemple-retourne",),
        gist="l’exemple montre le contraire",
    )


def note(quotation: str, findings: Sequence[Finding]) -> Markup:
    """Answer the note by which the report asks for its example to be checked."""
    checks = [check for finding in findings for check in finding.checks if check.code in (LAYER, TOTAL)]
    wrong = sum(check.outcome is Outcome.FALSE for check in checks)
    answer = NOTE_CLEARED if not wrong else NOTE_FAILED if wrong == len(checks) else NOTE_DOUBTS
    return answer.format(
        note=quotation,
        wrong=recomputed(wrong, "calculs faux de l’exemple"),
        all=recomputed(len(checks), "calculs de l’exemple"),
        are=plural(wrong, "est", "sont"),
    )


def _line(
    quotation: str,
    layers: tuple[Layer, ...],
    right: Markup,
    window: Layer | None = None,
    flattened: tuple[int, ...] = (),
    assumption: str = "",
) -> Check:
    calculation = calculation_in(quotation)
    if calculation is None:
        return judged(LAYER, None, NO_EQUALITY)
    return layer_check(LayerLine(calculation, layers, window, flattened, assumption), right)
