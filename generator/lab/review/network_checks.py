"""Check what is said of networks: code against summary, against our model; the summary; the words."""

import ast

from experiments.language import plural
from generator.facts.quantity import computed_count, count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.formulas.expression import Expression
from generator.formulas.layers.layer import Layer
from generator.formulas.markup import Markup, enumeration
from generator.formulas.weights import total_count, weight_count
from generator.lab.review.check import INCOMPLETE, UNFINISHED, Check, Row, Table, judged
from generator.lab.review.claim import (
    DescribedNetwork,
    Network,
    Plain,
    PythonLine,
    Summary,
    Training,
)
from generator.lab.review.grounds import Grounds
from generator.lab.review.network import CONVOLUTION, DENSE, POOLING
from generator.lab.review.recomputed import Recomputed, recomputed, shown
from generator.lab.review.seed import SeedSection

SAME_LAYERS = Markup("Le code crée les couches que liste le tableau, dans le même ordre.")
OTHER_LAYERS = Markup("Le code ne crée pas les couches que liste le tableau.")
SAME_MODEL = Markup(
    "Notre {model} a les mêmes couches et s’entraîne de même, par lots de {batch} {images} pendant {epochs} "
    "{times} : les scores peuvent se comparer."
)
OTHER_MODEL = Markup("Notre {} n’est pas le même modèle : {} {}. Les scores ne se comparent pas.")
REFUSED = Markup("Python refuse cette ligne telle qu’elle est écrite")
NO_COMMENT = Markup(" : <code>//</code> y est une division entière, et non le début d’un commentaire.")
DESCRIPTION_LACKS = Markup(
    "Il manque la taille de l’image, donc le nombre d’entrées de la couche dense. Les comptes qui suivent "
    "supposent une image de MNIST, {height} × {width} en niveaux de gris, des convolutions qui gardent cette "
    "taille et {poolings}."
)
SOME_FILTERS = Markup(
    "Seules les convolutions ont des filtres : {filtered} des {layers} couches de nos CNN. Les couches "
    "denses, qui n’en ont pas, portent {dense} de leurs {weights} poids."
)
# Keras shows sizes as 32-bit floats, in units of 1024.
BYTES_PER_WEIGHT = 4
UNITS = ("B", "KB", "MB", "GB")
UNIT_STEP = 1024


def agreement_check(claim: Network, section: SeedSection, grounds: Grounds) -> Check:
    """Check that the code and the table of the report describe the same layers."""
    (table,), code = grounds.claims(Summary, section.model), "code-et-resume"
    stated = [(layer.type, layer.output_shape[-1]) for layer in grounds.network(section.model).layers]
    if stated == [(_type(name), size) for name, size, _ in table.layers]:
        return judged(code, True, SAME_LAYERS)
    return judged(code, False, OTHER_LAYERS, gist="code et tableau différents")


def ours_check(claim: Training, section: SeedSection, grounds: Grounds) -> Check:
    """Say whether our model of the same rank is the one that the report describes."""
    result = grounds.ours(section.model)
    if result is None:
        sentence = Markup("Notre rapport n’a pas de modèle de ce rang : rien à quoi comparer ses scores.")
        return judged("meme-modele", None, sentence)
    name, differences = reference(result).name, grounds.differences(section.model)
    if differences:
        verb = plural(len(differences), "diffère", "diffèrent")
        sentence = OTHER_MODEL.format(name, enumeration(differences), verb)
        return judged("meme-modele", None, sentence, subjects=(result.id,))
    batch, epochs = (count(read(result, f"/training/{setting}")) for setting in ("batch_size", "epochs"))
    sentence = SAME_MODEL.format(
        model=name,
        batch=batch,
        images=plural(batch.value, "image", "images"),
        epochs=epochs,
        times=plural(epochs.value, "époque", "époques"),
    )
    return judged("meme-modele", True, sentence, subjects=(result.id,))


def promise_check(claim: Plain, section: SeedSection, grounds: Grounds) -> Check:
    """Check that the table that a sentence announces is there; a section left empty is no false claim."""
    if grounds.claims(Summary, section.model):
        return judged("resume-annonce", True, Markup("Le tableau annoncé suit."))
    sentence = Markup("Le tableau annoncé n’est pas là : la section est restée vide.")
    return judged("resume-annonce", None, sentence, UNFINISHED)


def syntax_check(claim: PythonLine, section: SeedSection, grounds: Grounds) -> Check:
    """Check that Python accepts a line of code."""
    try:
        ast.parse(claim.line)
    except SyntaxError:
        sentence = REFUSED + (NO_COMMENT if "//" in claim.line else ".")
        return judged("code-python", False, sentence, gist="syntaxe de Python")
    return judged("code-python", True, Markup("Python accepte cette ligne."))


def description_check(claim: DescribedNetwork, section: SeedSection, grounds: Grounds) -> Check:
    """Say what a description leaves out, and what is supposed instead."""
    names = grounds.names(section.model)
    height, width = (
        recomputed(names[side], "taille d’une image de MNIST, selon le rapport")
        for side in ("height", "width")
    )
    pooled = any(layer.type == POOLING for layer in grounds.network(claim.name).layers)
    poolings = "des poolings qui la divisent par deux" if pooled else "aucun pooling"
    sentence = DESCRIPTION_LACKS.format(height=height, width=width, poolings=poolings)
    return judged("reseau-decrit", None, sentence, INCOMPLETE)


def filters_check(claim: Plain, section: SeedSection, grounds: Grounds) -> Check:
    """Check that every layer of our CNNs is made of filters, and say where their weights are."""
    layers = [layer for result in grounds.cnn for layer in result.model.layers if layer.connected]
    sources = tuple(f"{result.file}#/model/layers" for result in grounds.cnn)
    filtered = [layer for layer in layers if layer.type == CONVOLUTION]
    dense = sum(layer.parameters for layer in layers if layer.type == DENSE)
    weights = sum(layer.parameters for layer in layers)
    right = len(filtered) == len(layers)
    sentence = Markup("Les {layers} couches de nos CNN sont toutes faites de filtres.")
    return judged(
        "couches-a-filtres",
        right,
        (sentence if right else SOME_FILTERS).format(
            filtered=computed_count(len(filtered), sources, "couches de convolution de tous les CNN"),
            layers=computed_count(len(layers), sources, "couches de tous les CNN"),
            dense=computed_count(dense, sources, "poids des couches denses"),
            weights=computed_count(weights, sources, "poids de tous les CNN"),
        ),
        subjects=tuple(result.id for result in grounds.cnn),
        gist="les couches n’ont pas toutes des filtres",
    )


def summary_table(claim: Summary, section: SeedSection, grounds: Grounds) -> Table:
    """Check the lines of a summary against the network of the code."""
    layers = grounds.network(section.model).layers
    everything = total_count(layers)
    trained = total_count([layer for layer in layers if layer.config.get("trainable", True)])
    expected = (everything, trained, everything - trained)
    return Table(
        caption=f"{grounds.place(section)} : le tableau de model.summary(), recalculé",
        columns=("Ligne", "Rapport", "Recalculé"),
        rows=(
            *(_layer_row(*row, layer) for row, layer in zip(claim.layers, layers, strict=True)),
            *(_total_row(*row, count) for row, count in zip(claim.totals, expected, strict=True)),
        ),
        kind=claim.kind,
    )


def memory_size(weights: int) -> str:
    """Return the size of so many weights as Keras writes it."""
    size, unit = float(weights * BYTES_PER_WEIGHT), 0
    while size >= UNIT_STEP and unit < len(UNITS) - 1:
        size /= UNIT_STEP
        unit += 1
    return f"{size:.2f} {UNITS[unit]}"


def _type(name: str) -> str:
    """Return the Keras class in ``dense_4 (Dense)``."""
    return name.partition("(")[2].rstrip(")")


def _layer_row(name: str, size: int, weights: int, layer: Layer) -> Row:
    count, outputs = weight_count(layer), layer.output_shape[-1]
    faults = {
        "le code crée ici une autre couche": _type(name) != layer.type,
        "le code donne une autre taille de sortie": size != outputs,
        "le nombre de poids est faux": weights != count.value,
    }
    expected = Markup("(None, {}), {}").format(
        Recomputed(outputs, str(outputs), "sorties de la couche, selon le code"),
        shown(count, "formule des poids de la couche"),
    )
    return Row(name, f"(None, {size}), {weights:,}", expected, _row_check(faults))


def _total_row(name: str, weights: int, memory: str, count: Expression) -> Row:
    size = memory_size(int(count.value))
    faults = {
        "le nombre de poids est faux": weights != count.value,
        "la taille en mémoire est fausse": memory != size,
    }
    formula = "4 octets par poids, 1 KB = 1024 octets, 1 MB = 1024 KB"
    expected = Markup("{} ({})").format(
        shown(count, "somme sur les couches"),
        Recomputed(count.value * BYTES_PER_WEIGHT, size.replace(".", ","), formula),
    )
    return Row(name, f"{weights:,} ({memory})", expected, _row_check(faults))


def _row_check(faults: dict[str, bool]) -> Check:
    found = [fault for fault, holds in faults.items() if holds]
    return judged("ligne-du-resume", not found, Markup(" ; ").join(found), gist="ligne du résumé")
