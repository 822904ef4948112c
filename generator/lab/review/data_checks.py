"""Check what is said of the data, of the HOG features, and what the report announces or leaves out."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.facts.quantity import computed_count, count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.formulas.equation import Equation
from generator.formulas.hog import HogSettings, descriptor_size
from generator.formulas.markup import Markup, enumeration
from generator.lab.review.arithmetic import worth
from generator.lab.review.check import UNFINISHED, Check, from_verdict, judged
from generator.lab.review.claim import (
    AnnouncedPart,
    Classes,
    FeatureFormula,
    FeatureSize,
    ImageSize,
    Methods,
    Plain,
    Summary,
    Unverifiable,
)
from generator.lab.review.grounds import Grounds
from generator.lab.review.recomputed import quoted, recomputed
from generator.lab.review.seed import SeedSection
from generator.rules.more_weights import more_weights

FORMULA_RIGHT = Markup(
    "La formule donne {} ; compter les cellules, puis leurs orientations, donne le même nombre."
)
FORMULA_WRONG = Markup("La formule donne {}, et non {}.")
CELLS_CUT = Markup(
    "Les cellules ne couvrent pas toute l’image : celles qui dépassent ne comptent pas, et le descripteur a "
    "{} valeurs."
)
SIZE_CONFIRMED = Markup("Le tableau le confirme : ses poids par neurone, biais ôté, font {} entrées.")
OUR_DESCRIPTOR = Markup(
    " C’est la taille du descripteur de notre {} : {} orientations, cellules de {} pixels."
)


def methods_check(claim: Methods, section: SeedSection, grounds: Grounds) -> Check:
    """Check that the report has as many experiments on digits as it announces."""
    experiments = [each for each in grounds.sections if each.place == "Partie 2"]
    number = recomputed(len(experiments), "titres de la Partie 2")
    right = claim.number == len(experiments)
    sentence = Markup("Les expériences de la Partie 2 sont au nombre de {}.").format(number)
    return judged("methodes", right, sentence, gist="nombre d’expériences")


def announced_check(claim: AnnouncedPart, section: SeedSection, grounds: Grounds) -> Check:
    """Check that an announced part was written."""
    (announced,) = [each for each in grounds.sections if each.id == claim.section]
    if announced.statements:
        return judged("partie-annoncee", True, Markup("La {} en parle.").format(announced.heading))
    sentence = Markup("La {} est vide : rien n’y est dit de ce CNN.").format(announced.heading)
    return judged("partie-annoncee", None, sentence, UNFINISHED)


def unverifiable_check(claim: Unverifiable, section: SeedSection, grounds: Grounds) -> Check:
    """Say why a claim cannot be checked."""
    return judged(claim.code, None, Markup("{}").format(claim.reason))


def size_check(claim: ImageSize, section: SeedSection, grounds: Grounds) -> Check:
    """Check the size of an image against the models that receive images."""
    images = grounds.cnn
    shapes = {tuple(result.model.input_shape[:2]) for result in images}
    subjects = tuple(result.id for result in images)
    if shapes == {(claim.height, claim.width)}:
        number = computed_count(len(images), _sources(images, "/model/input_shape"), "nombre de modèles")
        pixels = recomputed(claim.height * claim.width, "hauteur × largeur")
        sentence = Markup("C’est la taille des images de nos {} CNN ; mise à plat, une image a {} pixels.")
        return judged("taille-des-images", True, sentence.format(number, pixels), subjects=subjects)
    height, width = (count(read(images[0], f"/model/input_shape/{axis}")) for axis in (0, 1))
    sentence = Markup("Nos images ont {} × {} pixels.").format(height, width)
    return judged("taille-des-images", False, sentence, subjects=subjects, gist="taille des images")


def classes_check(claim: Classes, section: SeedSection, grounds: Grounds) -> Check:
    """Check the number of classes against the data of a result."""
    result = grounds.raw[0]
    (source,) = _sources([result], "/data/classes")
    classes = result.data.classes
    names = [Markup('<span data-source="{}">{}</span>').format(source, name) for name in classes]
    right = claim.n_classes == len(classes)
    return judged(
        "nombre-de-classes",
        right,
        Markup("Nos données en ont {} : {}.").format(
            computed_count(len(classes), (source,), "nombre de classes"), enumeration(names)
        ),
        subjects=(result.id,),
        gist="nombre de classes",
    )


def formula_check(claim: FeatureFormula, section: SeedSection, grounds: Grounds) -> Check:
    """Check the formula of a descriptor and its value against the size of a real one."""
    names = grounds.names("") | claim.model_dump(include={"n_orientations", "pix_p_cell"})
    value = recomputed(worth(claim.operation, names), "formule du rapport")
    image, cell = (names["height"], names["width"]), (claim.pix_p_cell,) * 2
    size = Equation(r"n_{\text{HOG}}", descriptor_size(HogSettings(image, cell, claim.n_orientations)))
    right = value.value == claim.hog_size == size.value
    if right:
        sentence = FORMULA_RIGHT.format(value)
    elif value.value != claim.hog_size:
        sentence = FORMULA_WRONG.format(value, quoted(claim.hog_size))
    else:
        sentence = CELLS_CUT.format(recomputed(size.value, "cellules entières × orientations"))
    return judged("formule-de-hog-size", right, sentence, workings=(size,), gist="taille du descripteur")


def feature_size_check(claim: FeatureSize, section: SeedSection, grounds: Grounds) -> Check:
    """Check a size against the weights that the summary gives to the first layer."""
    (table,), code = grounds.claims(Summary, section.model), "valeur-de-hog-size"
    _, units, weights = table.layers[0]
    inputs = recomputed(weights / units - 1, "poids de la première couche / neurones, moins le biais")
    if inputs.value != claim.hog_size:
        sentence = Markup("D’après le tableau, la première couche a {} entrées.").format(inputs)
        return judged(code, False, sentence, gist="taille du descripteur")
    sentence, ours = SIZE_CONFIRMED.format(inputs), grounds.ours(section.model)
    if (
        ours is None
        or ours.model.input_shape != [claim.hog_size]
        or "orientations" not in ours.data.description
    ):
        return judged(code, True, sentence)
    settings = (count(read(ours, f"/data/description/{x}")) for x in ("orientations", "pixels_per_cell"))
    sentence += OUR_DESCRIPTOR.format(reference(ours).name, *settings)
    return judged(code, True, sentence, subjects=(ours.id,))


def tendency_check(claim: Plain, section: SeedSection, grounds: Grounds) -> Check:
    """Check the general claim on our models, as Partie 3 does."""
    return from_verdict(more_weights([*grounds.cnn], [*grounds.raw, *grounds.hog]))


def _sources(results: Sequence[Result], pointer: str) -> tuple[str, ...]:
    return tuple(f"{result.file}#{pointer}" for result in results)
